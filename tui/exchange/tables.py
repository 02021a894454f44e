"""Which sheets a workbook has, which columns, and where what stands in a row belongs in a scenario file.

Columns follow from the blocks of `simulator.model`: a new key of a block is a new column, without anything done here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, get_type_hints

from simulator import model
from simulator.block import Block, plain
from simulator.source import Path
from tui.exchange.authored import in_order, keys_in_order
from tui.exchange.cells import CellKind, kind_of

Data = Mapping[str, Any]
Rows = Iterator[tuple[tuple[str, ...], Data]]

PART, SCENE, FIELD, OPTION, ID, WAY = "part", "scene", "field", "option", "id", "kind of scene"
"""Columns that say what a row is about."""

KINDS = ("choose", "select", "form", "ending")


@dataclass(frozen=True)
class Column:
    """A column: its heading, the kind of its cells, and the keys that lead to the value within the row's block."""

    name: str
    kind: CellKind
    keys: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """One sheet. `rows` takes them out of a file, each with what it is about, as `about` names it.

    `path` says where a row belongs, from what it is about and the kind of its scene; with `is_list`, it is the
    next item there.
    """

    sheet: str
    about: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: Callable[[Data], Rows]
    path: Callable[[Mapping[str, str], str], Path]
    is_list: bool = False

    def headings(self) -> list[str]:
        """The headings of all columns, those that say what a row is about first."""
        return [*self.about, *(column.name for column in self.columns)]


def columns_of(kind: type[Block], *without: str, under: tuple[str, ...] = (), before: str = "") -> tuple[Column, ...]:
    """A column for each key of a block, but for those that have sheets of their own."""
    types = get_type_hints(kind)
    names = {kind.KEY(name): types[name] for name in kind.__dataclass_fields__}
    keys = [key for key in keys_in_order(kind) if key not in without]
    return tuple(Column(before + key, kind_of(names[key]), (*under, key)) for key in keys)


def in_reading_order(columns: Mapping[str, Column]) -> tuple[Column, ...]:
    """Columns of several blocks, by heading, in the order in which people read them."""
    return tuple(columns[name] for name in in_order(columns))


SCENE_COLUMNS = (
    *columns_of(model.Scene, "also", "options", "select", "form", "ending"),
    *columns_of(model.Select, "options", "chance", under=("select",), before="select: "),
    *columns_of(model.Form, "fields", "chance", under=("form",), before="form: "),
    *columns_of(model.Ending, under=("ending",), before="ending: "),
)
INJECT_COLUMNS = (
    *columns_of(model.Inject, "by hand"),
    *columns_of(model.ByHand, under=("by hand",), before="by hand: "),
)
OPTION_COLUMNS = in_reading_order(
    {
        column.name: column
        for kind in (model.Option, model.SelectOption, model.Choice)
        for column in columns_of(kind, "chance")
    }
)


def head_columns() -> tuple[Column, ...]:
    """The keys of the head of a file, and of whatever has no sheet of its own."""
    apart = [table.sheet for table in TABLES if table.sheet in model.ScenarioFile.__dataclass_fields__]
    return columns_of(model.ScenarioFile, "briefing", "parts", "facts", *apart)


def all_scenes(data: Data) -> Iterator[tuple[str, str, Data]]:
    """Every scene with its part, which is empty for the scenario's own."""
    yield from (("", id, scene) for id, scene in data.get("scenes", {}).items())
    for part, block in data.get("parts", {}).items():
        yield from ((part, id, scene) for id, scene in block["scenes"].items())


def way_of(scene: Data) -> str:
    """The kind of a scene."""
    return next((kind for kind in KINDS[1:] if kind in scene), KINDS[0])


def scene_path(about: Mapping[str, str]) -> Path:
    """Where a scene stands in a file."""
    id = about.get(SCENE) or about[ID]
    return ("parts", about[PART], "scenes", id) if about.get(PART) else ("scenes", id)


def _named(key: str) -> Callable[[Data], Rows]:
    """The blocks of a mapping at the top of a file, by id."""
    return lambda data: (((id,), block or {}) for id, block in data.get(key, {}).items())


def _objectives(data: Data) -> Rows:
    yield from (((), objective) for objective in data.get("objectives", []))


def _injects(data: Data) -> Rows:
    """Injects by hand with the whole of their window: a row in which nothing of it stands is not by hand."""
    window = plain(model.ByHand(), whole=True)
    for id, inject in data.get("injects", {}).items():
        yield (id,), {**inject, "by hand": {**window, **inject["by hand"]}} if "by hand" in inject else inject


def _scenes(data: Data) -> Rows:
    yield from (((part, id, way_of(scene)), scene) for part, id, scene in all_scenes(data))


def _also(data: Data) -> Rows:
    yield from (((part, id), also) for part, id, scene in all_scenes(data) for also in scene.get("also", []))


def _fields(data: Data) -> Rows:
    for part, scene, block in all_scenes(data):
        for id, field in block.get("form", {}).get("fields", {}).items():
            yield (part, scene, id), field


def _options(data: Data) -> Rows:
    for part, scene, block in all_scenes(data):
        groups = [("", block.get("options", {})), ("", block.get("select", {}).get("options", {}))]
        fields = block.get("form", {}).get("fields", {})
        groups += [(field, inner.get("options", {})) for field, inner in fields.items()]
        for field, options in groups:
            yield from (((part, scene, field, id), option) for id, option in options.items())


def _chance(data: Data) -> Rows:
    for part, scene, block in all_scenes(data):
        courses = [("", block.get("select", {})), ("", block.get("form", {})), *block.get("options", {}).items()]
        for option, course in courses:
            yield from (((part, scene, option), branch) for branch in course.get("chance", []))


def _at_top(key: str) -> Callable[[Mapping[str, str], str], Path]:
    return lambda about, way: (key, about[ID]) if ID in about else (key,)


def _option_path(about: Mapping[str, str], way: str) -> Path:
    scene = scene_path({PART: about[PART], SCENE: about[SCENE]})
    if about.get(FIELD):
        return (*scene, "form", "fields", about[FIELD], "options", about[ID])
    return (*scene, "select", "options", about[ID]) if way == "select" else (*scene, "options", about[ID])


def _chance_path(about: Mapping[str, str], way: str) -> Path:
    scene = scene_path(about)
    if about.get(OPTION):
        return (*scene, "options", about[OPTION], "chance")
    return (*scene, "form" if way == "form" else "select", "chance")


TABLES: tuple[Table, ...] = (
    Table("objectives", (), columns_of(model.Objective), _objectives, _at_top("objectives"), is_list=True),
    Table("who", (ID,), columns_of(model.Target), _named("who"), _at_top("who")),
    Table("state", (ID,), columns_of(model.Variable), _named("state"), _at_top("state")),
    Table("parts", (ID,), columns_of(model.Part, "scenes"), _named("parts"), _at_top("parts")),
    Table("scenes", (PART, ID, WAY), SCENE_COLUMNS, _scenes, lambda about, way: scene_path(about)),
    Table(
        "also",
        (PART, SCENE),
        columns_of(model.Also),
        _also,
        lambda about, way: (*scene_path(about), "also"),
        is_list=True,
    ),
    Table(
        "fields",
        (PART, SCENE, ID),
        columns_of(model.FormField, "options"),
        _fields,
        lambda about, way: (*scene_path(about), "form", "fields", about[ID]),
    ),
    Table("options", (PART, SCENE, FIELD, ID), OPTION_COLUMNS, _options, _option_path),
    Table("chance", (PART, SCENE, OPTION), columns_of(model.Branch), _chance, _chance_path, is_list=True),
    Table("injects", (ID,), INJECT_COLUMNS, _injects, _at_top("injects")),
    Table("documents", (ID,), columns_of(model.Document), _named("documents"), _at_top("documents")),
    Table("variants", (ID,), columns_of(model.Variant), _named("variants"), _at_top("variants")),
    Table("properties", (ID,), columns_of(model.Property), _named("properties"), _at_top("properties")),
    Table("dilemmas", (ID,), columns_of(model.Dilemma), _named("dilemmas"), _at_top("dilemmas")),
)
"""All sheets but `head`, `briefing` and `facts`, which have a row for each key."""
