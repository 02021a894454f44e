"""Tables with a row for each inject: where the head is, what each column holds, and what rows belong together."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tui.inject_sheets.entries import Entry
from tui.inject_sheets.grids import Found, Grid, Row, distinct
from tui.inject_sheets.labels import heading_of
from tui.words import say

FEWEST = 3
"""Columns that must be known for a row to be the head of a table."""

SHARE = 0.6
"""Share of the cells of a head that must be known: a row of a form has a label and a value in turn."""

HEAD_WITHIN = 40
"""Rows in which a head is looked for."""

ARRIVES = ("text", "activity", "title")
ELAPSED = re.compile(r"min|elaps|startex|h\s*\+", re.IGNORECASE)
DAY = re.compile(r"\bD(?:ay)?\s*[+-]?\s*\d{1,2}\b", re.IGNORECASE)
BEGINS = ("id", "number", "planned", "from", "to", "title")
"""What tells that a row is an inject of its own, where the table has numbers."""


def entries_of(grid: Grid, notices: list[str]) -> list[Entry] | None:
    """The injects in a table; None where it is none with a row for each inject."""
    start = next((n for n, row in enumerate(grid.rows[:HEAD_WITHIN]) if is_head(row)), None)
    return list(_Table(grid, notices).entries(start)) if start is not None else None


def is_head(row: Row) -> bool:
    """Whether a row is the head of a table of injects."""
    cells = distinct(row)
    fields = {field for cell in cells if (field := heading_of(cell.text))}
    return len(fields) >= FEWEST and len(fields) >= SHARE * len(cells) and bool(fields & set(ARRIVES))


class _Table:
    """Goes down a table once; which column holds what may change with a new head."""

    def __init__(self, grid: Grid, notices: list[str]) -> None:
        self.grid, self.notices = grid, notices
        self.columns: dict[int, str] = {}
        self.others: dict[int, str] = {}
        self.elapsed, self.day = False, ""

    def entries(self, start: int) -> Iterator[Entry]:
        """Each inject, with what the rows below it add."""
        last: Entry | None = None
        for row in self.grid.rows[start:]:
            cells = distinct(row)
            if is_head(row) and self._comes_again(row):
                self._head(row)
            elif len(cells) == 1 and len(self.columns) > 1 and not self._goes_on(row, last):
                self._heading(cells[0])
            else:
                entry = self._entry(row, cells[0])
                if last is not None and self._belongs(entry, last):
                    last = last.continued(entry)
                    continue
                if last is not None:
                    yield last
                last = entry
        if last is not None:
            yield last

    def _comes_again(self, row: Row) -> bool:
        """Whether a head is the first, or much as the one before: an inject may say words that are labels too."""
        labels = {column: field for column, cell in enumerate(row) if cell and (field := heading_of(cell.text))}
        same = [column for column, field in labels.items() if self.columns.get(column) == field]
        return not self.columns or len(same) >= FEWEST

    def _head(self, row: Row) -> None:
        self.columns, self.others = {}, {}
        taken: set[int] = set()
        for column, cell in enumerate(row):
            if cell is None or id(cell) in taken:
                continue
            taken.add(id(cell))
            field = heading_of(cell.text)
            if field is None or field in self.columns.values():
                self.others[column] = " ".join(cell.text.split())
            else:
                self.columns[column] = field
            if field == "planned":
                self.elapsed = bool(ELAPSED.search(cell.text))
        if "text" not in self.columns.values():
            self._let_arrive()

    def _let_arrive(self) -> None:
        """Where no column holds the message, what happens is what arrives."""
        for column, field in self.columns.items():
            if field == "activity":
                self.columns[column] = "text"

    def _goes_on(self, row: Row, last: Entry | None) -> bool:
        """Whether the only cell of a row stands below what an inject says: then it goes on."""
        column = next(n for n, cell in enumerate(row) if cell is not None)
        spans = sum(cell is not None for cell in row)
        return last is not None and spans == 1 and self.columns.get(column) not in (None, "number", "planned", "day")

    def _heading(self, cell: Found) -> None:
        """A line across the table: a phase or a day."""
        day = DAY.search(cell.text)
        if day:
            self.day = day[0]
        self.notices.append(say("inject-sheets.heading", place=cell.place, text=" ".join(cell.text.split())[:60]))

    def _entry(self, row: Row, first: Found) -> Entry:
        fields = {field: cell for column, field in self.columns.items() if (cell := _at(row, column))}
        others = [(label, cell) for column, label in self.others.items() if (cell := _at(row, column))]
        others += [("", cell) for column, cell in enumerate(row) if cell and self._is_loose(row, column)]
        labels = frozenset(self.columns.values())
        return Entry(fields, first.place, tuple(others), labels, self.elapsed, self.day)

    def _is_loose(self, row: Row, column: int) -> bool:
        """Whether a cell stands below no label at all."""
        known = self.columns.keys() | self.others.keys()
        return column not in known and all(_at(row, other) is not row[column] for other in known)

    def _belongs(self, entry: Entry, last: Entry) -> bool:
        """Whether a row goes on with the inject above: their number is one cell, or it says nothing of its own."""
        number = entry.fields.get("number")
        if number is not None:
            return number is last.fields.get("number")
        return "number" in last.fields and not any(
            entry.fields[name] is not last.fields.get(name) for name in BEGINS if name in entry.fields
        )


def _at(row: Row, column: int) -> Found | None:
    return row[column] if column < len(row) else None
