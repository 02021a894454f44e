"""Ways to scenes that no game of chance came to: all that can happen is gone through, and a seed is found for each."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple

from simulator.scenario import Scenario
from tui.preview.games import Way

if TYPE_CHECKING:
    from simulator.exploration.explored import Played

STATES, SECONDS, MEGABYTES = 3_000_000, 60.0, 500
"""The most that may be gone through: this runs beside an editor."""


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
    from scoring.proofs.seeds import seed_for
    from scoring.proofs.sheet import GameStep

    played = [GameStep(move=one.move, branch=one.branch) for one in game]
    seed = seed_for(scenario, played)
    return None if seed is None else Way(seed, tuple(one.move for one in played))
