"""The graph of a scenario: which scene can follow which, and what must hold of it before anybody plays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from simulator.build import Builder, path_of
from simulator.scenario import RETURN, Branch, Course, Effects, Scenario, Scene, Way

DEEPEST_STACK = 4
"""How deep parts may play parts: deeper stories cannot be followed by the person who maintains them."""

Returns = Mapping[str, set[str]]
"""For each part, the scenes to which it may return."""


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
    returns = return_points(scenario)
    found: list[Edge] = []
    for scene in scenario.scenes.values():
        for course in courses(scene):
            for way in ways(course):
                found += [Edge(scene.id, target, course.takes) for target in _targets(scene.id, way, returns)]
    return list(dict.fromkeys(found))


def targets_of(scene: Scene, course: Course, returns: Returns) -> Iterator[tuple[tuple[Effects, ...], list[str]]]:
    """Each way that a course can take: the effects that certainly apply on it, and the scenes to which it may lead."""
    if not course.branches:
        yield (course.effects,), _targets(scene.id, course.way, returns)
    for branch in course.branches:
        yield (course.effects, branch.effects), _targets(scene.id, branch.way or course.way, returns)


def _targets(scene: str, way: Way, returns: Returns) -> list[str]:
    if way.part is not None:
        return [way.part]
    found: list[str] = []
    for case in way.cases:
        found += sorted(returns.get(part_of(scene) or "", ())) if case.scene == RETURN else [case.scene]
    return found


def return_points(scenario: Scenario) -> Returns:
    """For each part, the scenes to which it may return."""
    found: dict[str, set[str]] = {}
    returns_with: dict[str, set[str]] = {}
    for scene, way in plays(scenario):
        part, caller = part_of(str(way.part)) or "", part_of(scene.id) or ""
        onward = {case.scene for case in way.cases}
        found.setdefault(part, set()).update(onward - {RETURN})
        returns_with.setdefault(part, set()).update({caller} if RETURN in onward else ())
    grown = True
    while grown:  # a part may return by way of another part's return
        before = {part: len(points) for part, points in found.items()}
        for part, callers in returns_with.items():
            found[part] = found[part].union(*(found.get(caller, set()) for caller in callers))
        grown = before != {part: len(points) for part, points in found.items()}
    return found


def plays(scenario: Scenario) -> Iterator[tuple[Scene, Way]]:
    """Each way that leads through a part, with its scene."""
    for scene in scenario.scenes.values():
        for course in courses(scene):
            yield from ((scene, way) for way in ways(course) if way.part is not None)


def reachable(scenario: Scenario) -> set[str]:
    """Scenes that moves, injects or the horizon can lead to, conditions left aside."""
    injected = {case.scene for inject in scenario.injects if inject.way for case in inject.way.cases}
    begins = {scenario.file.start, scenario.at_the_horizon, *injected}
    return begins | _led_to(begins, edges(scenario))


def _led_to(scenes: Iterable[str], along: list[Edge]) -> set[str]:
    """The scenes to which one or more edges lead from these."""
    following: dict[str, set[str]] = {}
    for edge in along:
        following.setdefault(edge.source, set()).add(edge.target)
    found: set[str] = set()
    waiting = list(scenes)
    while waiting:
        new = following.get(waiting.pop(), set()) - found
        found |= new
        waiting += new
    return found


def check_graph(scenario: Scenario, builder: Builder) -> None:
    """Report what is wrong with the graph as a whole, where every name in it is known."""
    for id in sorted(set(scenario.scenes) - reachable(scenario)):
        builder.key_problem("S518", path_of(id), name=id)
    for id in _zero_cycle(edges(scenario)):
        builder.key_problem("S519", path_of(id), name=id)
    _check_depth(scenario, builder)


def _zero_cycle(found: list[Edge]) -> list[str]:
    """The first scene on a circle of moves that take no time, if there is one."""
    quick = [edge for edge in found if edge.takes == 0]
    sources = sorted({edge.source for edge in quick})
    return [scene for scene in sources if scene in _led_to([scene], quick)][:1]


def _check_depth(scenario: Scenario, builder: Builder) -> None:
    calls: dict[str | None, set[str]] = {}
    for scene, way in plays(scenario):
        calls.setdefault(part_of(scene.id), set()).add(part_of(str(way.part)) or "")
    layer: set[str | None] = {None}
    for _ in range(DEEPEST_STACK + 1):
        layer = {part for caller in layer for part in calls.get(caller, ())}
    for part in sorted(str(p) for p in layer):
        builder.key_problem("S523", ("parts", part), name=part)
