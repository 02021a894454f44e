"""What a review is drawn from: lines as everywhere else, tables, and lines that lead to entries of the log."""

from __future__ import annotations

from dataclasses import dataclass

from tui.debrief_lines import Line


@dataclass(frozen=True, slots=True)
class Leading(Line):
    """A line that rests on these entries of the log."""

    entries: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table. A line feed in a cell begins a new line of it; `entries` are those that the row tells."""

    cells: tuple[str, ...]
    entries: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table; each row has a cell for each head."""

    heads: tuple[str, ...]
    rows: tuple[Row, ...]


Piece = Line | Table
