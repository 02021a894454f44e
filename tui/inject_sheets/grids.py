"""What stands in a document or workbook, whichever it is: tables of cells, lines of text, and what surrounds them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from simulator.problems import Place

Row = tuple["Found | None", ...]


@dataclass(frozen=True, eq=False)
class Found:
    """A text and its place. `value` is what a cell of a workbook held: a number, a date, a time.

    A merged cell is one and the same `Found` in each row and column that it covers.
    """

    text: str
    place: Place
    value: object = None


@dataclass(frozen=True)
class Grid:
    """One table or sheet, empty rows left out."""

    name: str
    place: Place
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Contents:
    """All of a file: `around` are headers, footers, text boxes and properties, which nobody sees in a table."""

    grids: tuple[Grid, ...]
    lines: tuple[Found, ...] = ()
    around: tuple[Found, ...] = ()
    notices: list[str] = field(default_factory=list)

    def texts(self) -> Iterator[Found]:
        """Every text once, tables first."""
        for grid in self.grids:
            seen: set[int] = set()
            for row in grid.rows:
                for cell in distinct(row):
                    if id(cell) not in seen:
                        seen.add(id(cell))
                        yield cell
        yield from self.lines
        yield from self.around


def distinct(row: Sequence[Found | None]) -> list[Found]:
    """The cells of a row that hold something, a merged one once."""
    found: list[Found] = []
    for cell in row:
        if cell is not None and all(cell is not other for other in found):
            found.append(cell)
    return found
