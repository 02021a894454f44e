"""A way to every ending of a scenario, found by playing at random: seed and moves, the same every time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import islice
from random import Random
from typing import NamedTuple

from simulator.moves import moves
from simulator.run import Run
from simulator.scenario import Move, Scenario

WALKS = 4_000
MOVES_SEEN = 200


class Way(NamedTuple):
    """How an ending was reached."""

    seed: int
    moves: tuple[Move, ...]


def ways_to_endings(scenario: Scenario) -> dict[str, Way]:
    """For each ending that random play reaches, the first run that did. Half the walks dawdle, half do anything."""
    wanted = {id for id, scene in scenario.scenes.items() if scene.kind == "ending"}
    found: dict[str, Way] = {}
    for seed in range(WALKS):
        if len(found) == len(wanted):
            break
        run = _walk(scenario, seed, _dawdle if seed % 2 else _anything)
        if run.ending is not None:
            found.setdefault(run.ending, Way(seed, tuple(record.move for record in run.records[1:])))
    return found


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
