"""Tables that only our own sheets have: the head of the exercise, its seats, objectives and documents.

With them a list of injects comes back as what it was; a list from elsewhere has none of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from simulator.problems import Place, Problems
from tui.inject_sheets.cleaning import clean, visible_lines
from tui.inject_sheets.grids import Found, Grid
from tui.words import say

HEAD = ("title", "summary", "level", "role", "component", "mission area", "card", "play minutes", "starts", "horizon")
BRIEFING = ("situation", "mission", "execution", "support", "command")
NUMBERS = ("play minutes", "horizon")
LISTS = ("documents", "rules")
FLAGS = ("may stand empty",)
TABLES: Mapping[str, tuple[str, ...]] = {
    "exercise": ("key", "value"),
    "seats": ("id", "title", "post", "role", "told", "documents", "may stand empty", "falls to"),
    "objectives": ("id", "text", "rules"),
    "documents": ("id", "title", "kind", "text"),
}
"""Each table with its columns, which are keys of a scenario file."""

Blocks = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class Own:
    """What the tables tell, in the shapes of a scenario file; `places` says where each block stands."""

    head: Mapping[str, Any] = field(default_factory=dict)
    briefing: Mapping[str, str] = field(default_factory=dict)
    seats: Blocks = field(default_factory=dict)
    objectives: Blocks = field(default_factory=dict)
    documents: Blocks = field(default_factory=dict)
    places: Mapping[tuple[str, str], Place] = field(default_factory=dict)

    @property
    def is_there(self) -> bool:
        """Whether the sheets are our own."""
        return bool(self.head)


def heading(table: str, column: str) -> str:
    """What stands above a column."""
    return say(f"inject-sheets.own.{table}.{column.replace(' ', '-')}")


def key_label(key: str) -> str:
    """What stands beside a value of the head or the briefing."""
    return say(f"inject-sheets.key.{key.replace(' ', '-')}")


def own_in(grids: Iterable[Grid], problems: Problems) -> tuple[Own, list[Grid]]:
    """What our own tables tell, and the tables that are not ours."""
    found: dict[str, Blocks] = {}
    places: dict[tuple[str, str], Place] = {}
    rest: list[Grid] = []
    for grid in grids:
        name = next((name for name in TABLES if _is_head(grid, name)), None)
        if name is None:
            rest.append(grid)
            continue
        for id, place, block in _blocks(grid, name, problems):
            found.setdefault(name, {})[id] = block
            places[name, id] = place
    values = {key: block.get("value", "") for key, block in found.pop("exercise", {}).items()}
    head = {key: _typed(key, values[key_label(key)]) for key in HEAD if values.get(key_label(key))}
    briefing = {key: values[key_label(key)] for key in BRIEFING if values.get(key_label(key))}
    return Own(head, briefing, places=places, **found), rest


def own_rows(table: str, blocks: Iterable[tuple[str, Mapping[str, Any]]]) -> Iterator[list[str]]:
    """The rows of a table, its head first."""
    columns = TABLES[table]
    yield [heading(table, column) for column in columns]
    for id, block in blocks:
        yield [id, *(_shown(block.get(column)) for column in columns[1:])]


def _is_head(grid: Grid, table: str) -> bool:
    first: Sequence[Found | None] = grid.rows[0] if grid.rows else ()
    names = [cell.text.strip() for cell in first if cell is not None]
    return names == [heading(table, column) for column in TABLES[table]]


def _blocks(grid: Grid, table: str, problems: Problems) -> Iterator[tuple[str, Place, dict[str, Any]]]:
    columns = TABLES[table]
    for row in grid.rows[1:]:
        first = row[0]
        if first is None:
            continue
        # The lines of a document may be a drawing: they stay as they are.
        kept: Callable[[str, Place, Problems], str] = visible_lines if table == "documents" else clean
        texts = {
            name: kept(cell.text, cell.place, problems)
            for name, cell in zip(columns[1:], row[1:], strict=False)
            if cell
        }
        yield first.text.strip(), first.place, {name: _typed(name, text) for name, text in texts.items() if text}


def _typed(name: str, text: str) -> Any:
    """A text as the kind of value that its key takes; what cannot be one stays a text, and loading tells of it."""
    if name in LISTS:
        return text.split("\n")
    if name in NUMBERS and text.isascii() and text.isdigit() and len(text) < 10:
        return int(text)
    if name in FLAGS:
        return text == say("inject-sheets.yes")
    return text


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return say("inject-sheets.yes") if value else ""
    if isinstance(value, list | tuple):
        return "\n".join(map(str, value))
    return "" if value is None else str(value)
