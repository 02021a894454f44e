"""The graph of a scenario as people should see it: scenes with their options, and where each option leads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from simulator.graph import part_of
from simulator.scenario import RETURN, Course, Inject, Scenario, Scene, Test, Way
from tui.graphing.marks import Marks
from tui.words import say

NodeKind = Literal["choose", "select", "form", "ending", "inject"]


@dataclass(frozen=True, slots=True)
class Arrow:
    """One way on: `to` a scene, or None where a part returns; `words` say when. `part` is played before."""

    to: str | None
    words: str = ""
    part: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """An option, or the whole answer to a selection or form; `label` is what the player reads."""

    id: str
    label: str
    condition: str
    arrows: tuple[Arrow, ...]
    findings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Node:
    """A scene or an inject. `seen` is the number of games that came here, None where none were played."""

    id: str
    title: str
    kind: NodeKind
    part: str | None = None
    rows: tuple[Row, ...] = ()
    notes: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()
    seen: int | None = None
    starts: bool = False

    @property
    def is_marked(self) -> bool:
        """Whether something was found in it, or in one of its options."""
        return bool(self.findings) or any(row.findings for row in self.rows)


@dataclass(frozen=True, slots=True)
class GraphView:
    """All scenes and injects, in file order."""

    title: str
    nodes: tuple[Node, ...]
    games: int = 0
    legend: tuple[str, ...] = ()
    by_id: Mapping[str, Node] = field(default_factory=dict, compare=False)

    @property
    def parts(self) -> tuple[str | None, ...]:
        """None for the scenes of the scenario itself, then each part."""
        return tuple(dict.fromkeys(node.part for node in self.nodes if node.kind != "inject"))

    def scenes(self, part: str | None) -> tuple[Node, ...]:
        """The scenes of a part, or of the scenario itself."""
        return tuple(node for node in self.nodes if node.kind != "inject" and node.part == part)

    @property
    def injects(self) -> tuple[Node, ...]:
        """What arrives by itself."""
        return tuple(node for node in self.nodes if node.kind == "inject")


def view_of(
    scenario: Scenario,
    findings: Marks,
    seen: Mapping[str, int] | None = None,
    games: int = 0,
    legend: tuple[str, ...] = (),
) -> GraphView:
    """The graph, with what was found in each scene and option, in how many games it was seen, and what marks mean."""
    scenes = [_scene(scenario, scene, findings, seen) for scene in scenario.scenes.values()]
    nodes = (*scenes, *(_inject(scenario, inject) for inject in scenario.injects))
    legend = (*legend, say("graph.legend.never", games=games)) if any(node.seen == 0 for node in nodes) else legend
    return GraphView(scenario.title, nodes, games, legend, {node.id: node for node in nodes})


def _scene(scenario: Scenario, scene: Scene, findings: Marks, seen: Mapping[str, int] | None) -> Node:
    return Node(
        id=scene.id,
        title=scene.file.title,
        kind=scene.kind,
        part=part_of(scene.id),
        rows=tuple(_rows(scenario, scene, findings)),
        notes=tuple(_notes(scenario, scene)),
        findings=_found(scene, findings),
        seen=None if seen is None else seen.get(scene.id, 0),
        starts=scene.id == scenario.file.start,
    )


def _found(scene: Scene, findings: Marks) -> tuple[str, ...]:
    """What was found in a scene; in its options too where they have no lines of their own."""
    keys = [scene.id, *(f"{scene.id}.{id}" for id in scene.options if scene.shared is not None)]
    return tuple(dict.fromkeys(text for key in keys for text in findings.get(key, ())))


def _rows(scenario: Scenario, scene: Scene, findings: Marks) -> Iterator[Row]:
    if scene.shared is not None:
        label = scene.file.form.title if scene.file.form else ""
        yield Row(say(f"graph.kind.{scene.kind}"), label, "", _arrows(scenario, scene.shared))
        return
    for id, option in scene.options.items():
        label = scene.file.options[id].label
        found = findings.get(f"{scene.id}.{id}", ())
        yield Row(id, label, _said(scenario, option.test), _arrows(scenario, option.course), found)


def _notes(scenario: Scenario, scene: Scene) -> Iterator[str]:
    if scene.file.decide_within and scene.default is not None:
        yield say("graph.timed", time=scene.file.decide_within, default=", ".join(scene.default))
    if scene.id == scenario.at_the_horizon:
        yield say("graph.horizon", count=scenario.horizon)
    for inject in scenario.injects:
        if inject.way and any(case.scene == scene.id for case in inject.way.cases):
            yield say("graph.from-inject", id=inject.id)


def _arrows(scenario: Scenario, course: Course) -> tuple[Arrow, ...]:
    if not course.branches:
        return tuple(_ways(scenario, course.way, ""))
    found: list[Arrow] = []
    for branch in course.branches:
        words = say("graph.chance", weight=branch.weight, total=course.total)
        found += _ways(scenario, branch.way or course.way, words)
    return tuple(found)


def _ways(scenario: Scenario, way: Way, words: str) -> Iterator[Arrow]:
    part = part_of(way.part) if way.part else None
    for case in way.cases:
        condition = _said(scenario, case.test)
        if not condition and len(way.cases) > 1:
            condition = say("graph.else")
        said = ", ".join(piece for piece in (words, condition) if piece)
        yield Arrow(None if case.scene == RETURN else case.scene, said, part)


def _said(scenario: Scenario, test: Test | None) -> str:
    return "" if test is None else say("graph.when", condition=scenario.expressions[test].text)


def _inject(scenario: Scenario, inject: Inject) -> Node:
    arrows = tuple(_ways(scenario, inject.way, "")) if inject.way else ()
    return Node(
        id=f"inject:{inject.id}",
        title=inject.file.title or inject.id,
        kind="inject",
        rows=(Row(inject.id, inject.file.text or "", _trigger(scenario, inject), arrows),),
    )


def _trigger(scenario: Scenario, inject: Inject) -> str:
    """What makes an inject happen."""
    guard = _said(scenario, inject.guard)
    if inject.file.at is not None:
        what = say("graph.at", minute=inject.file.at)
    elif inject.file.on_call:
        what = say("graph.on-call")
    elif inject.file.by_hand is not None:
        what = say("graph.by-hand")
    else:
        what = _said(scenario, inject.test)
    return ", ".join(piece for piece in (what, guard) if piece)
