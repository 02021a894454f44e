"""The sheets of a workbook as tables: what people see in cells, also in merged ones and where a formula made it."""

from __future__ import annotations

import datetime
import io
import re
import warnings
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from simulator.problems import Place, Problems, shown
from tui.exchange.office_files import COLUMNS, ROWS, check_rows, written_of, zipped_again
from tui.exchange.sheets import as_read
from tui.inject_sheets.grids import Contents, Found, Grid
from tui.inject_sheets.surroundings import surroundings
from tui.words import say

MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^<>]*?\bref=\"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})\"")
COVERED = 50_000
"""Cells of a sheet that merged ones may cover. Who merges more has merged the empty end of the sheet."""

Cells = dict[tuple[int, int], Found]


def excel_contents(members: Mapping[str, bytes], name: str, problems: Problems) -> Contents:
    """What stands in a workbook; hidden sheets and formulas are reported.

    Raises BadWorkbook, and whatever a damaged one brings openpyxl to.
    """
    from openpyxl import load_workbook  # type: ignore[import-untyped]

    written = written_of(members)
    content = zipped_again(written)
    grids = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what openpyxl does not know is nothing that is read here
        # Once as it was typed and once as it was last worked out: only both together tell what a formula has made.
        typed, seen = (
            load_workbook(io.BytesIO(content), read_only=True, keep_links=False, data_only=worked_out)
            for worked_out in (False, True)
        )
        for sheet, shows in zip(typed.worksheets, seen.worksheets, strict=True):
            title = shown(sheet.title)
            if sheet.sheet_state != "visible":
                problems.add("X922", _place_of(name, title), name=title)
                continue
            part = written.get(sheet._worksheet_path.removeprefix("/"), b"")
            check_rows(part, title)
            grids.append(_grid(sheet, shows, part, shown(name), problems))
    return Contents(tuple(grids), (), surroundings(members, name))


def _grid(sheet: Any, shows: Any, part: bytes, file: str, problems: Problems) -> Grid:
    title = shown(sheet.title)
    formulas, empty, first = Counter[str](), Counter[str](), dict[str, str]()
    cells: Cells = {}
    for row, (typed_row, shown_row) in enumerate(zip(_rows(sheet), _rows(shows), strict=True), 1):
        for column, (typed, seen) in enumerate(zip(typed_row, shown_row, strict=True), 1):
            if typed.value in (None, ""):
                continue
            if typed.data_type == "f":
                formulas[typed.column_letter] += 1
                empty[typed.column_letter] += seen.value in (None, "")
                first.setdefault(typed.column_letter, typed.coordinate)
            text = _text(seen.value)
            place = say("exchange.workbook.place", file=file, sheet=title, cell=typed.coordinate)
            if text:
                cells[row, column] = Found(text, Place(place), seen.value)
    _spread(cells, part)
    for letter, count in formulas.items():
        place = say("exchange.workbook.place", file=file, sheet=title, cell=first[letter])
        problems.add("X923", Place(place), count=count, empty=empty[letter])
    return Grid(title, _place_of(file, title), tuple(_by_rows(cells)))


def _place_of(file: str, sheet: str) -> Place:
    return Place(say("inject-sheets.place.sheet", file=shown(file), sheet=sheet))


def _rows(sheet: Any) -> Iterator[Any]:
    yield from sheet.iter_rows(max_row=ROWS, max_col=COLUMNS)


def _text(value: object) -> str:
    """What a cell shows, without the look of its number."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime.datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, datetime.time):
        return value.strftime("%H:%M")
    return as_read(str(value)).rstrip().strip("\n") if value is not None else ""


def _spread(cells: Cells, part: bytes) -> None:
    """Put a merged cell into each row and column that it covers."""
    left_over = COVERED
    for found in MERGED.finditer(part):
        left, top, right, bottom = _column(found[1]), int(found[2]), _column(found[3]), int(found[4])
        cell = cells.get((top, left))
        bottom, right = min(bottom, ROWS), min(right, COLUMNS)
        covers = (bottom - top + 1) * (right - left + 1)
        if cell is None or covers > left_over:
            continue
        left_over -= covers
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                cells[row, column] = cell


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _by_rows(cells: Cells) -> Iterator[tuple[Found | None, ...]]:
    widest = max((column for _, column in cells), default=0)
    for row in sorted({row for row, _ in cells}):
        yield tuple(cells.get((row, column)) for column in range(1, widest + 1))
