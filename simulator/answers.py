"""The answers that a scene admits: how many there can be, and whether its default is one that is always on offer."""

from __future__ import annotations

from collections import Counter
from math import prod

from simulator import limits
from simulator.build import Builder, path_of
from simulator.scenario import Move, Scene


def answers(scene: Scene) -> int:
    """How many moves the scene admits where every option is on offer."""
    if scene.kind == "form":
        return prod(Counter(option.field for option in scene.options.values()).values()) if scene.fields else 0
    if scene.kind == "select":
        return _selections(scene)
    return len(scene.options)


def _selections(scene: Scene) -> int:
    """How many selections there are within the budget: counted by number and costs, one option after the other."""
    counts = Counter({(0, 0): 1})
    for option in scene.options.values():
        for (number, costs), ways in list(counts.items()):
            if costs + option.costs <= scene.budget:
                counts[number + 1, costs + option.costs] += ways
    return sum(ways for (number, _), ways in counts.items() if number >= scene.at_least)


def check_answers(scene: Scene, builder: Builder) -> None:
    """Report a scene that cannot be answered, one with too many answers, and a default that is none."""
    found = answers(scene)
    if not found and scene.kind in ("select", "form"):
        builder.key_problem("S527", path_of(scene.id), name=scene.id)
    if found > limits.MOVES:
        builder.key_problem("S525", path_of(scene.id), name=scene.id, found=found, most=limits.MOVES)
    if scene.default is not None:
        _check_default(scene, scene.default, builder)


def _check_default(scene: Scene, default: Move, builder: Builder) -> None:
    path = (*path_of(scene.id), "by default")
    for n, id in enumerate(default):
        if id not in scene.options:
            builder.problem("S302", (*path, n), name=id, near=scene.options)
        elif scene.options[id].test is not None:
            builder.problem("S521", (*path, n), name=scene.id)
    if all(id in scene.options for id in default) and not _complete(scene, default):
        builder.problem("S522", path, name=scene.id)


def _complete(scene: Scene, default: Move) -> bool:
    chosen = [scene.options[id] for id in default]
    if list(default) != [id for id in scene.options if id in default]:
        return False
    if scene.kind == "form":
        return [option.field for option in chosen] == list(scene.fields)
    if scene.kind == "select":
        return len(chosen) >= scene.at_least and sum(option.costs for option in chosen) <= scene.budget
    return len(chosen) == 1
