"""A way to every ending of a scenario, from its written games or by playing at random; the same every time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from random import Random
from typing import NamedTuple

from simulator.moves import TIMEOUT, in_file_order, moves
from simulator.plan import Plan
from simulator.run import Run
from simulator.scenario import Move, Scenario
from tui.heads import shipped_folder
from tui.planning.reading import plan_files, read_plans

WALKS = 4_000
MOVES_SEEN = 200
SEEDS = 500


class Way(NamedTuple):
    """How an ending was reached."""

    seed: int
    moves: tuple[Move, ...]


def ways_to_endings(scenario: Scenario) -> dict[str, Way]:
    """For each ending a run to it: a written game where there is one, as good endings are seldom met by chance,
    else the first of many random ones. Half of these dawdle, half do anything."""
    wanted = {id for id, scene in scenario.scenes.items() if scene.kind == "ending"}
    found = {str(plan.ends): way for plan in _written(scenario) if (way := _by_plan(scenario, plan)) is not None}
    for seed in range(WALKS):
        if len(found) == len(wanted):
            break
        run = _walk(scenario, seed, _dawdle if seed % 2 else _anything)
        if run.ending is not None:
            found.setdefault(run.ending, Way(seed, tuple(record.move for record in run.records[1:])))
    return found


def _written(scenario: Scenario) -> Iterator[Plan]:
    """The plans beside a shipped scenario that a person could play alone, to an ending that they name."""
    for file in plan_files(sorted(shipped_folder().rglob(f"{scenario.id}.yaml"))):
        for plan in read_plans(file).plans.plans.values() if file.is_file() else ():
            if plan.ends and not plan.variant and all(move.do and move.do != TIMEOUT for move in plan.moves):
                yield plan


def _by_plan(scenario: Scenario, plan: Plan) -> Way | None:
    """The plan's moves with the first seed that lets all of them be made, and leads to the ending that it names."""
    for seed in range(SEEDS):
        run = Run.start(scenario, seed)
        for planned in plan.moves:
            move = in_file_order(scenario.scenes[run.state.scene], set(planned.do or ()))
            if run.finished or not set(move) <= set(run.offered) or len(move) < len(planned.do or ()):
                break
            run.decide(move)
        if run.ending == plan.ends:
            return Way(seed, tuple(record.move for record in run.records[1:]))
    return None


Chooser = Callable[[Sequence[Move], Run, Random], Move]


def _walk(scenario: Scenario, seed: int, choose: Chooser) -> Run:
    run, chance = Run.start(scenario, seed), Random(seed)
    while not run.finished:
        run.decide(choose(list(islice(moves(scenario, run.state), MOVES_SEEN)), run, chance))
    return run


def _anything(offered: Sequence[Move], run: Run, chance: Random) -> Move:
    return chance.choice(offered)


def _dawdle(offered: Sequence[Move], run: Run, chance: Random) -> Move:
    """Prefer what takes long: some endings are only reached by the clock."""
    scene = run.scenario.scenes[run.state.scene]
    if scene.kind != "choose" or chance.random() < 0.3:
        return chance.choice(offered)
    return max(offered, key=lambda move: (scene.options[move[0]].course.takes, chance.random()))
