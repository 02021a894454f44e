"""Ways to scenes that no game of chance came to: all that can happen is gone through, and a seed is found for each."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple

from simulator.moves import BEGIN
from simulator.run import draw_number
from simulator.scenario import Scenario
from simulator.step import initial, step
from tui.preview.games import Way

if TYPE_CHECKING:
    from simulator.exploration.explored import Played

STATES, SECONDS, MEGABYTES = 3_000_000, 60.0, 500
"""The most that may be gone through: this runs beside an editor."""

SEEDS = 200_000
"""Seeds that are tried for one game."""


class Drawn(NamedTuple):
    """One draw of a game: of so many, a number from `low` up to but not `high`."""

    total: int
    low: int
    high: int


class Found(NamedTuple):
    """Ways to scenes; scenes to which certainly none leads."""

    ways: dict[str, Way]
    never: tuple[str, ...]


def reached(scenario: Scenario, scenes: Iterable[str], tell: Callable[[int, float], None] | None = None) -> Found:
    """A way to each of these scenes, where there is one and it is found within what this may take."""
    from simulator.exploration.budget import Budget
    from simulator.exploration.explorer import Explorer

    explored = Explorer(scenario, budget=Budget(STATES, SECONDS, MEGABYTES), tell=tell).run()
    ways: dict[str, Way] = {}
    never = []
    for scene in scenes:
        nodes = explored.nodes_of(scene)
        if len(nodes):
            way = way_of(scenario, explored.game(int(nodes[0])))
            ways |= {scene: way} if way else {}
        elif explored.complete:
            never.append(scene)
    return Found(ways, tuple(never))


def way_of(scenario: Scenario, game: Iterable[Played]) -> Way | None:
    """The game with a seed that draws its branches; None where no small seed does."""
    played = list(game)
    drawn = draws(scenario, played)
    seed = next((seed for seed in range(SEEDS) if _fits(seed, drawn)), None)
    return None if seed is None else Way(seed, tuple(one.move for one in played))


def _fits(seed: int, drawn: list[Drawn]) -> bool:
    return all(low <= draw_number(seed, n, total) < high for n, (total, low, high) in enumerate(drawn, 1))


def draws(scenario: Scenario, game: Iterable[Played]) -> list[Drawn]:
    """What chance has to draw in a game, in order."""
    from simulator.exploration.explored import draw_for
    from simulator.moves import options_taken, taken

    found: list[Drawn] = []
    state, _ = step(scenario, initial(scenario), BEGIN, lambda total: 0)
    for one in game:
        if one.branch is not None:
            scene = scenario.scenes[state.scene]
            course = taken(scene, options_taken(scene, one.move))
            low = sum(branch.weight for branch in course.branches[: one.branch])
            found.append(Drawn(course.total, low, low + course.branches[one.branch].weight))
        state, _ = step(scenario, state, one.move, draw_for(scenario, state, one))
    return found
