"""The map of scenes: each with its distance from the start and where it leads."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from simulator.graph import edges, ways
from simulator.scenario import Course, Kind, Scenario, Scene


@dataclass(frozen=True)
class Place:
    """A scene on the map. `steps` is the least number of decisions from the start; None where no option leads to it.

    `leads_to` are the scenes to which its options lead, and `options` these, in file order.
    """

    scene: str
    title: str
    kind: Kind
    steps: int | None
    leads_to: tuple[str, ...]
    options: tuple[str, ...] = ()


@dataclass(frozen=True)
class Lead:
    """Where one option leads, or the whole answer to a selection or form (`option` is then empty)."""

    option: str
    label: str
    to: tuple[str, ...]


def places(scenario: Scenario) -> tuple[Place, ...]:
    """All scenes, the nearest first, then in file order; last those to which only an inject or the clock leads."""
    onward: dict[str, dict[str, None]] = {id: {} for id in scenario.scenes}
    for edge in edges(scenario):
        onward[edge.source][edge.target] = None
    steps = _distances(scenario.initial.scene, onward)
    order = list(scenario.scenes)
    found = [
        Place(
            id,
            _title(scene),
            scene.kind,
            steps.get(id),
            tuple(sorted(onward[id], key=order.index)),
            tuple(scene.options),
        )
        for id, scene in scenario.scenes.items()
    ]
    return tuple(sorted(found, key=lambda place: len(order) if place.steps is None else place.steps))


def _distances(start: str, onward: dict[str, dict[str, None]]) -> dict[str, int]:
    steps, waiting = {start: 0}, deque([start])
    while waiting:
        here = waiting.popleft()
        for other in onward[here]:
            if other not in steps:
                steps[other] = steps[here] + 1
                waiting.append(other)
    return steps


def _title(scene: Scene) -> str:
    return scene.file.ending.title if scene.file.ending else scene.file.title


def leads(scene: Scene) -> tuple[Lead, ...]:
    """The options of a scene, each with where it leads: a part by its first scene, `return` where a part ends."""
    if scene.shared is not None:
        return (Lead("", scene.file.form.title if scene.file.form else "", _targets(scene.shared)),)
    return tuple(
        Lead(id, scene.file.options[id].label, _targets(option.course)) for id, option in scene.options.items()
    )


def _targets(course: Course) -> tuple[str, ...]:
    found = [
        target
        for way in ways(course)
        for target in (*((way.part,) if way.part else ()), *(case.scene for case in way.cases))
    ]
    return tuple(dict.fromkeys(found))
