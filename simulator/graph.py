"""The graph of a scenario: which scene can follow which, and what must hold of it before anybody plays."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from simulator.build import Builder
from simulator.scenario import RETURN, Branch, Course, Move, Scenario, Scene, Way
from simulator.source import Path

DEEPEST_STACK = 4
"""How deep parts may play parts: deeper stories cannot be followed by the person who maintains them."""


class Edge(NamedTuple):
    """One possible way from scene to scene, with the minutes that it takes at least."""

    source: str
    target: str
    takes: int


def courses(scene: Scene) -> tuple[Course, ...]:
    """The courses that decide where a scene leads."""
    if scene.shared is not None:
        return (scene.shared,)
    return tuple(option.course for option in scene.options.values())


def ways(course: Course) -> Iterator[Way]:
    """Every way that a course can take."""
    branches: tuple[Branch, ...] = course.branches
    if not branches or any(branch.way is None for branch in branches):
        yield course.way
    yield from (branch.way for branch in branches if branch.way is not None)


def part_of(scene: str) -> str | None:
    """The part that a scene id belongs to, if any."""
    return scene.split("/")[0] if "/" in scene else None


def edges(scenario: Scenario) -> list[Edge]:
    """All edges that moves can take, injects and the horizon left aside."""
    returns = _return_points(scenario)
    found: list[Edge] = []
    for scene in scenario.scenes.values():
        for course in courses(scene):
            for way in ways(course):
                found += [Edge(scene.id, target, course.takes) for target in _targets(scene.id, way, returns)]
    return list(dict.fromkeys(found))


def _targets(scene: str, way: Way, returns: dict[str, set[str]]) -> list[str]:
    if way.part is not None:
        return [way.part]
    found: list[str] = []
    for case in way.cases:
        found += sorted(returns.get(part_of(scene) or "", ())) if case.scene == RETURN else [case.scene]
    return found


def _return_points(scenario: Scenario) -> dict[str, set[str]]:
    """For each part, the scenes to which it may return."""
    found: dict[str, set[str]] = {}
    for scene in scenario.scenes.values():
        for way in (way for course in courses(scene) for way in ways(course) if way.part is not None):
            part = part_of(str(way.part)) or ""
            found.setdefault(part, set()).update(case.scene for case in way.cases)
    resolved = True
    while resolved:  # a part may return into another part's return
        resolved = False
        for part, points in found.items():
            if RETURN in points:
                points.discard(RETURN)
                callers = {c for c in found if any(part_of(s) == c for s in _callers(scenario, part))}
                for caller in callers - {part}:
                    points |= found[caller]
                    resolved = True
    return found


def _callers(scenario: Scenario, part: str) -> set[str]:
    return {
        scene.id
        for scene in scenario.scenes.values()
        for course in courses(scene)
        for way in ways(course)
        if way.part is not None and part_of(way.part) == part
    }


def reachable(scenario: Scenario) -> set[str]:
    """Scenes that moves, injects or the horizon can lead to, conditions left aside."""
    following: dict[str, set[str]] = {}
    for edge in edges(scenario):
        following.setdefault(edge.source, set()).add(edge.target)
    injected = {case.scene for inject in scenario.injects if inject.way for case in inject.way.cases}
    found: set[str] = set()
    waiting = [scenario.file.start, scenario.at_the_horizon, *injected]
    while waiting:
        scene = waiting.pop()
        if scene not in found:
            found.add(scene)
            waiting += following.get(scene, ())
    return found


def check_graph(scenario: Scenario, builder: Builder) -> None:
    """Report what is wrong with the graph as a whole."""
    _check_horizon(scenario, builder)
    for id in sorted(set(scenario.scenes) - reachable(scenario)):
        builder.problem("S518", path_of(id), name=id)
    for id in _zero_cycle(edges(scenario)):
        builder.problem("S519", path_of(id), name=id)
    for scene in scenario.scenes.values():
        if scene.default is not None:
            _check_default(scene, scene.default, builder)
    _check_depth(scenario, builder)


def path_of(scene: str) -> Path:
    """Where a scene stands in the file."""
    part, _, id = scene.rpartition("/")
    return ("parts", part, "scenes", id) if part else ("scenes", id)


def _check_horizon(scenario: Scenario, builder: Builder) -> None:
    ending = scenario.scenes.get(scenario.at_the_horizon)
    if ending is not None and ending.kind != "ending":
        builder.problem("S520", ("at the horizon",), name=scenario.at_the_horizon)


def _zero_cycle(found: list[Edge]) -> list[str]:
    """Scenes on a circle of moves that take no time, if there is one."""
    following: dict[str, set[str]] = {}
    for edge in found:
        if edge.takes == 0:
            following.setdefault(edge.source, set()).add(edge.target)
    left = dict(following)
    while True:  # take away what leads nowhere; what remains lies on or before a circle
        done = [scene for scene, targets in left.items() if not targets & left.keys()]
        if not done:
            return sorted(left)[:1]
        for scene in done:
            del left[scene]


def _check_default(scene: Scene, default: Move, builder: Builder) -> None:
    path = (*path_of(scene.id), "by default")
    chosen = [scene.options[id] for id in default if id in scene.options]
    for id in default:
        if id not in scene.options:
            builder.problem("S302", path, name=id, near=scene.options)
    if any(option.test is not None for option in chosen):
        builder.problem("S521", path, name=scene.id)
    if len(chosen) == len(default) and not _complete(scene, default):
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


def _check_depth(scenario: Scenario, builder: Builder) -> None:
    calls: dict[str | None, set[str]] = {}
    for scene in scenario.scenes.values():
        for way in (way for course in courses(scene) for way in ways(course) if way.part is not None):
            calls.setdefault(part_of(scene.id), set()).add(part_of(str(way.part)) or "")
    layer: set[str | None] = {None}
    for _ in range(DEEPEST_STACK + 1):
        layer = {part for caller in layer for part in calls.get(caller, ())}
    for part in sorted(str(p) for p in layer):
        builder.problem("S523", ("parts", part), name=part)
