"""Scenes, endings and options that only one of two versions comes to, each with a shortest game."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal

import numpy as np

from scoring.assessment import Block
from scoring.proofs.paths import game_to
from scoring.proofs.sheet import GameStep
from simulator.exploration.budget import Budget
from simulator.exploration.explored import Explored
from simulator.exploration.explorer import Explorer
from simulator.exploration.rows import Rows
from simulator.scenario import Scenario

What = Literal["scene", "ending", "option"]


class Reached(Block):
    """What some game of one version comes to, and none of the other; `gained` where it is the new version's."""

    what: What
    scene: str
    option: str | None = None
    gained: bool
    game: tuple[GameStep, ...]


def reached_in_one(
    old: Scenario, new: Scenario, budget: Budget, tell: Callable[[str, int, float], None] | None = None
) -> tuple[tuple[Reached, ...], bool]:
    """What only one version comes to, and whether all games of both were gone through; else nothing is said."""
    told = None if tell is None else lambda states, seconds: tell("games", states, seconds)
    explorers = [Explorer(each, budget=budget, tell=told) for each in (old, new)]
    found = [each.run() for each in explorers]
    if not all(each.complete for each in found):
        return (), False
    lost = _only(explorers[0], found[0], found[1], gained=False)
    return (*lost, *_only(explorers[1], found[1], found[0], gained=True)), True


def _only(explorer: Explorer, found: Explored, other: Explored, *, gained: bool) -> Iterator[Reached]:
    for id, scene in found.scenario.scenes.items():
        nodes = found.nodes_of(id)
        if not len(nodes):
            continue
        elsewhere = id in other.scenario.scenes and len(other.nodes_of(id)) > 0
        if not elsewhere:
            what: What = "ending" if scene.kind == "ending" else "scene"
            yield Reached(what=what, scene=id, gained=gained, game=game_to(found, int(nodes[0])))
            continue
        for option in scene.options:
            if _offers(found, id, option) and not _offers(other, id, option):
                node = _first_offering(explorer, found, id, option)
                game = game_to(found, node) if node is not None else ()
                yield Reached(what="option", scene=id, option=option, gained=gained, game=game)


def _offers(found: Explored, scene: str, option: str) -> bool:
    options = list(found.scenario.scenes[scene].options)
    return option in options and bool(found.offered.get(scene, 0) >> options.index(option) & 1)


def _first_offering(explorer: Explorer, found: Explored, scene: str, option: str) -> int | None:
    """The first state in which the option is on offer."""
    stage, bit = explorer.stages[scene], list(found.scenario.scenes[scene].options).index(option)
    for layer in found.layers:
        if layer.scene == scene:
            zero = np.zeros(len(layer.words), dtype=np.int64)
            offered = stage.offered(Rows(stage.layout, layer.words, zero, zero, zero))
            if offered is None:
                return layer.first
            hits = (offered >> bit & 1).nonzero()[0]
            if len(hits):
                return layer.first + int(hits[0])
    return None
