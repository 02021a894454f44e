"""How much of a scenario some game goes through: scenes, options, and both sides of each condition."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from scoring.proofs.claims.graph_claims import reached_scenes
from scoring.proofs.sheet import Coverage
from simulator.exploration.explored import Explored
from simulator.exploration.explorer import Explorer
from simulator.exploration.fields import Flags
from simulator.exploration.rows import Before
from simulator.graph import ways
from simulator.scenario import Scene, Test, Way


def coverage(explorer: Explorer, found: Explored) -> Coverage:
    """What the games of an exploration went through; the injects among them are left open, as (0, 0)."""
    scenes = found.scenario.scenes
    options = sum(bits.bit_count() for bits in found.offered.values())
    conditional = [(id, 1 << bit) for id, s in scenes.items() for bit, o in enumerate(s.options.values()) if o.test]
    both = sum(1 for id, bit in conditional if found.offered[id] & bit and found.withheld[id] & bit)
    sides = list(_sides(explorer, found))
    return Coverage(
        scenes=(len(reached_scenes(found)), len(scenes)),
        options=(options, sum(len(scene.options) for scene in scenes.values())),
        injects=(0, 0),
        conditions=(both + sum(sides), len(conditional) + len(sides)),
    )


def _sides(explorer: Explorer, found: Explored) -> Iterator[bool]:
    """For each condition of a way on: whether it held in some state in which it was asked, and not in another."""
    states_of: dict[str, list[Before]] = {id: [] for id in found.scenario.scenes}
    for layer in found.layers:
        states_of[layer.scene].append(Before(explorer.stages[layer.scene].layout, layer.words))
    for id, scene in found.scenario.scenes.items():
        for asked, way in _ways(scene):
            yield from _of_way(explorer, states_of[id], asked, way)


def _ways(scene: Scene) -> Iterator[tuple[Test | None, Way]]:
    """The ways on of a scene, each with the condition of the option that it belongs to."""
    if scene.shared is not None:
        yield from ((None, way) for way in ways(scene.shared))
        return
    for option in scene.options.values():
        yield from ((option.test, way) for way in ways(option.course))


def _of_way(explorer: Explorer, states: list[Before], asked: Test | None, way: Way) -> Iterator[bool]:
    """The first case that holds is taken: a case is asked only where none before it holds."""
    tests = [case.test for case in way.cases if case.test is not None]
    held, failed = [False] * len(tests), [False] * len(tests)
    for columns in states:
        left = _holds(explorer, asked, columns)
        for n, test in enumerate(tests):
            holds = left & _holds(explorer, test, columns)
            left = left & ~holds
            held[n] |= bool(holds.any())
            failed[n] |= bool(left.any())
    yield from (one and other for one, other in zip(held, failed, strict=True))


def _holds(explorer: Explorer, test: Test | None, columns: Before) -> Flags:
    holds = True if test is None else explorer.fields.condition(test)(columns)
    return np.full(len(columns.word), holds, dtype=np.bool_)


__all__ = ["coverage"]
