"""The tables and lines of a Word document, with all that people put around words: tracked changes, controls, boxes."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import Any

from simulator.problems import Place, shown
from tui.exchange.office_files import COLUMNS, ROWS, XML, zipped_again
from tui.inject_sheets.grids import Contents, Found, Grid, Row
from tui.inject_sheets.surroundings import surroundings
from tui.words import say

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
APART = {f"{W}tbl", f"{W}txbxContent"}
"""What stands within a paragraph or cell and is read for itself."""

GONE = {
    f"{W}del",
    f"{W}moveFrom",
    f"{W}instrText",
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}
"""What a reader of the document does not see, or sees once where it stands twice."""

SIGNS = {f"{W}tab": " ", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}


def word_contents(members: Mapping[str, bytes], name: str) -> Contents:
    """What stands in a document. Raises whatever a damaged one brings python-docx to."""
    from docx import Document

    # Pictures stay outside: what reads the document gets empty ones in their place.
    harmless = {member: content if member.endswith(XML) else b"" for member, content in members.items()}
    body = Document(io.BytesIO(zipped_again(harmless))).element.body
    reading = _Reading(name)
    reading.blocks(body)
    notices = []
    if any(next(body.iter(f"{W}{kind}"), None) is not None for kind in ("ins", "del")):
        notices.append(say("inject-sheets.tracked"))
    return Contents(tuple(reading.grids), tuple(reading.lines), (*reading.boxes, *surroundings(members, name)), notices)


class _Reading:
    """Goes through a document once, and keeps what it finds."""

    def __init__(self, file: str) -> None:
        self.file = shown(file)
        self.grids: list[Grid] = []
        self.lines: list[Found] = []
        self.boxes: list[Found] = []

    def blocks(self, parent: Any) -> None:
        """The paragraphs and tables below an element, in their order."""
        for child in _inside(parent, {f"{W}p", f"{W}tbl"}):
            if child.tag == f"{W}tbl":
                self._table(child)
            else:
                self._line(child)

    def _line(self, paragraph: Any) -> None:
        text = _text(paragraph).strip()
        if text:
            place = say("inject-sheets.place.line", file=self.file, number=len(self.lines) + 1)
            self.lines.append(Found(text, Place(place)))
        self._boxes(paragraph)

    def _boxes(self, parent: Any) -> None:
        place = Place(say("inject-sheets.place.around", file=self.file, what=say("inject-sheets.around.drawing")))
        for box in parent.iter(f"{W}txbxContent"):
            self.boxes += [Found(text, place) for each in box.iter(f"{W}p") if (text := _text(each).strip())]

    def _table(self, table: Any) -> None:
        number = len(self.grids) + 1
        name = say("inject-sheets.table", number=number)
        place = Place(say("inject-sheets.place.table", file=self.file, table=number))
        self.grids.append(Grid(name, place, ()))  # its number is taken before the tables inside it take theirs
        rows: list[Row] = []
        above: list[Found | None] = []
        for count, row in enumerate(_inside(table, {f"{W}tr"}), 1):
            if count > ROWS:
                break
            above = self._row(row, above, number, count)
            if any(above):
                rows.append(tuple(above))
        self.grids[number - 1] = Grid(name, place, tuple(rows))

    def _row(self, row: Any, above: list[Found | None], table: int, number: int) -> list[Found | None]:
        """The cells of a row by column; a cell that goes on from the row above is that one."""
        found: list[Found | None] = [None] * _number(row, "gridBefore")
        for cell in _inside(row, {f"{W}tc"}):
            column = len(found)
            if column >= COLUMNS:
                break
            goes_on = _merged(cell) == "continue" and column < len(above)
            made = above[column] if goes_on else self._cell(cell, table, number, column + 1)
            found += [made] * min(max(_number(cell, "gridSpan"), 1), COLUMNS - column)
            for inner in _inside(cell, {f"{W}tbl"}):
                self._table(inner)
        return found

    def _cell(self, cell: Any, table: int, row: int, column: int) -> Found | None:
        self._boxes(cell)
        text = "\n".join(_text(paragraph) for paragraph in _inside(cell, {f"{W}p"})).rstrip().strip("\n")
        place = say("inject-sheets.place.cell", file=self.file, table=table, row=row, column=column)
        return Found(text, Place(place)) if text else None


def _inside(parent: Any, wanted: set[str]) -> Iterator[Any]:
    """The elements of these names inside another, through whatever wraps them, but not inside each other or tables."""
    for child in parent:
        if child.tag in wanted:
            yield child
        elif child.tag not in GONE and child.tag not in APART:
            yield from _inside(child, wanted)


def _text(parent: Any) -> str:
    """The words of a paragraph, those that were inserted too and those that were taken out not."""
    found = []
    for child in parent:
        if child.tag in GONE or child.tag in APART:
            continue
        found.append(child.text or "" if child.tag == f"{W}t" else SIGNS.get(child.tag) or _text(child))
    return "".join(found)


def _merged(cell: Any) -> str | None:
    """`restart` where a cell goes on below, `continue` where it is the one above, None where it stands alone."""
    for merge in cell.findall(f"{W}tcPr/{W}vMerge"):
        return str(merge.get(f"{W}val", "continue"))
    return None


def _number(element: Any, name: str) -> int:
    """How many columns an element spans or leaves out before it."""
    for properties in (f"{W}tcPr", f"{W}trPr"):
        for found in element.findall(f"{properties}/{W}{name}"):
            value = found.get(f"{W}val", "0")
            return min(int(value), COLUMNS) if value.isascii() and value.isdigit() and len(value) < 6 else 0
    return 0
