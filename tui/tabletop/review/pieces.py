"""What a review is drawn from: lines as everywhere else, tables, and lines that lead to entries of the log."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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


def flat(pieces: Iterable[Piece]) -> Iterator[Line]:
    """The same as lines alone, for screens without tables: each row begins with its first cell."""
    for piece in pieces:
        if isinstance(piece, Line):
            yield piece
            continue
        for row in piece.rows:
            cells = [(head, "; ".join(cell.split("\n"))) for head, cell in zip(piece.heads, row.cells, strict=True)]
            yield from (Line("item", cell, head or None, opens=n == 0) for n, (head, cell) in enumerate(cells) if cell)
