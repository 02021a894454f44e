"""A scenario file as plain data that a defect is put into: where its options, ways, conditions and acts stand."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from simulator.problems import Problems
from simulator.source import read_source

Data = dict[str, Any]
Steps = tuple[str | int, ...]
"""The keys that lead to a place in the data."""


class Spot(NamedTuple):
    """An option: its scene, its id, its block, and the block that holds all options of that list."""

    scene: str
    option: str
    block: Data
    among: Data
    kind: str

    @property
    def name(self) -> str:
        """As claims about options are named here."""
        return f"{self.scene} {self.option}"


class Slot(NamedTuple):
    """A value that may be changed: the block that holds it, its key, and the keys that lead to it."""

    holder: Any
    key: Any
    steps: Steps

    @property
    def value(self) -> Any:
        """What stands there."""
        return self.holder[self.key]

    def put(self, value: Any) -> None:
        """Write something else there."""
        self.holder[self.key] = value

    @property
    def scene(self) -> str | None:
        """The scene that it stands in."""
        return str(self.steps[1]) if self.steps[0] == "scenes" else None

    @property
    def where(self) -> str:
        """The place for a reader."""
        return "/".join(map(str, (*self.steps, self.key)))


def read(file: Path) -> Data:
    """A scenario file as plain data, read as the program reads it."""
    source = read_source(file, Problems())
    assert source is not None
    data: Data = source.data
    return data


def read_again(data: Data) -> Data:
    """A copy that may be changed."""
    copy: Data = json.loads(json.dumps(data))
    return copy


class _Plain(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


def written(data: Data) -> str:
    """The file's text."""
    return yaml.dump(data, Dumper=_Plain, sort_keys=False, allow_unicode=True, width=1_000)


def line_of(text: str, steps: Steps) -> int | None:
    """The line in which the key at the end of these steps stands, by PyYAML alone."""
    node, line = yaml.compose(text, Loader=yaml.SafeLoader), None
    for step in steps:
        if isinstance(node, yaml.MappingNode):
            found = next(((key, value) for key, value in node.value if key.value == str(step)), None)
            if found is None:
                return None
            line, node = found[0].start_mark.line + 1, found[1]
        else:
            assert isinstance(node, yaml.SequenceNode)
            node = node.value[int(step)]
            line = node.start_mark.line + 1
    return line


def spots(data: Data) -> Iterator[Spot]:
    """Every option of the scenes; those of parts are left out."""
    for scene, block in data["scenes"].items():
        lists = [("choose", block.get("options")), ("select", (block.get("select") or {}).get("options"))]
        lists += [("form", field.get("options")) for field in (block.get("form") or {}).get("fields", {}).values()]
        for kind, options in lists:
            for option, inside in (options or {}).items():
                yield Spot(scene, option, inside, options, kind)


def courses(data: Data) -> Iterator[tuple[Steps, Data]]:
    """Every block that may say what follows: options, selections, forms, branches of chance, injects."""
    for scene, block in data["scenes"].items():
        own: list[tuple[Steps, Data]] = [
            (("scenes", scene, "options", id), o) for id, o in block.get("options", {}).items()
        ]
        own += [(("scenes", scene, kind), block[kind]) for kind in ("select", "form") if kind in block]
        for steps, course in own:
            yield steps, course
            for n, branch in enumerate(course.get("chance", ())):
                yield (*steps, "chance", n), branch
    for id, inject in data.get("injects", {}).items():
        yield ("injects", id), inject


def ways(data: Data) -> Iterator[Slot]:
    """Every place where it is said which scene follows."""
    for steps, course in courses(data):
        then = course.get("then")
        if isinstance(then, str):
            yield Slot(course, "then", steps)
        for n, case in enumerate(then if isinstance(then, list) else ()):
            yield Slot(case, "to", (*steps, "then", n))


def conditions(data: Data) -> Iterator[Slot]:
    """Every condition that decides something: of options, cases, and injects."""
    for spot in spots(data):
        if "when" in spot.block:
            yield Slot(spot.block, "when", ("scenes", spot.scene, spot.option))
    for steps, course in courses(data):
        then = course.get("then")
        for n, case in enumerate(then if isinstance(then, list) else ()):
            if "when" in case:
                yield Slot(case, "when", (*steps, "then", n))
    for id, inject in data.get("injects", {}).items():
        for key in ("when", "if"):
            if key in inject:
                yield Slot(inject, key, ("injects", id))


def uses(data: Data) -> Iterator[Slot]:
    """Every list of acts or events, those of parts as well."""

    def inside(block: Any, steps: Steps) -> Iterator[Slot]:
        pairs = block.items() if isinstance(block, dict) else enumerate(block) if isinstance(block, list) else ()
        for key, value in pairs:
            if key in ("acts", "events", "ends with") and isinstance(value, list):
                yield Slot(block, key, steps)
            else:
                yield from inside(value, (*steps, key))

    for part in ("scenes", "parts", "injects"):
        yield from inside(data.get(part, {}), (part,))


def word_of(use: Any) -> str:
    """The word of an act or event in a list."""
    return use if isinstance(use, str) else str(next(iter(use)))


def target_of(use: Any) -> str | None:
    """Whom an act or event in a list is about."""
    return None if isinstance(use, str) else next(iter(use.values()))


def default_of(scene: Data) -> tuple[str, ...]:
    """The options that answer the scene when its time runs out."""
    found = scene.get("by default")
    return () if found is None else (found,) if isinstance(found, str) else tuple(found)


def goes_to(data: Data) -> dict[str, set[str]]:
    """For each scene those that its moves may lead to, whatever conditions say; injects belong to every scene."""
    anywhere = {str(way.value) for way in ways(data) if way.scene is None} | {data["at the horizon"]}
    found: dict[str, set[str]] = {id: set(anywhere) for id in data["scenes"]}
    for way in ways(data):
        if way.scene is not None:
            found[way.scene].add(str(way.value))
    return found


def led_to(data: Data) -> set[str]:
    """The scenes that some chain of moves leads to, whatever conditions say."""
    following, found, waiting = goes_to(data), {data["start"]}, [data["start"]]
    while waiting:
        new = following.get(waiting.pop(), set()) - found
        found |= new
        waiting += new
    return found & set(data["scenes"])
