"""The least that Python can do to play the story: dictionaries, conditions as lambdas, no log, no checks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from benchmarks.story import GAUGES, Option, Story, Value, Values

Graph = dict[str, dict[str, dict[str, Any]]]


def graph_of(story: Story) -> Graph:
    """Scene id -> option id -> what the option says, as a scenario file would be read into dictionaries."""
    return {id: {o.id: _option(o) for o in scene.options} for id, scene in story.scenes.items()}


def _option(option: Option) -> dict[str, Any]:
    when = {"when": option.condition.test} if option.condition else {}
    return {**when, "add": dict(option.adds), "set": dict(option.sets), "then": option.then}


def walk(graph: Graph, start: Mapping[str, Value], numbers: Iterable[int]) -> str:
    """One walk from the start, a decision for each number; the scene that it ends in."""
    values: dict[str, Any] = dict(start)
    scene = next(iter(graph))
    for k in numbers:
        on_offer = [o for o in graph[scene].values() if "when" not in o or o["when"](values)]
        option = on_offer[k % len(on_offer)]
        for name, n in option["add"].items():
            values[name] = min(max(values[name] + n, 0), GAUGES[name].high)
        values.update(option["set"])
        scene = option["then"]
    return scene


def path(graph: Graph, start: Mapping[str, Value], numbers: Iterable[int]) -> Iterator[str]:
    """What the same walk passes through, a line for each decision: scene, option, values after it."""
    values: dict[str, Any] = dict(start)
    scene = next(iter(graph))
    for k in numbers:
        on_offer = {id: o for id, o in graph[scene].items() if "when" not in o or o["when"](values)}
        id, option = list(on_offer.items())[k % len(on_offer)]
        added = {name: min(max(values[name] + n, 0), GAUGES[name].high) for name, n in option["add"].items()}
        values |= added | option["set"]
        yield line(scene, id, values)
        scene = option["then"]


def line(scene: str, option: str, values: Values) -> str:
    """One decision in the words that all engines are compared by."""
    told = [str(value).lower() if isinstance(value, bool) else str(value) for value in values.values()]
    return " ".join([scene, option, *told])
