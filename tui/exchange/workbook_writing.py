"""A scenario as a workbook: sheets with a row for each scene, option and so on, for people who review in Excel.

What is in the file is in the workbook, without loss: it is read again before it is handed out.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import Any

from openpyxl import Workbook  # type: ignore[import-untyped]
from openpyxl.styles import Alignment, Font, PatternFill  # type: ignore[import-untyped]
from openpyxl.utils import get_column_letter  # type: ignore[import-untyped]

from simulator.block import plain
from simulator.model import ScenarioFile
from simulator.problems import SimulatorError
from tui.exchange.authored import authored
from tui.exchange.cells import SCALAR, TEXT, Written, cell_of
from tui.exchange.sheets import FORMAT, FORMAT_KEY, KEY, README, SHEETS, VALUE, as_stored, title_of
from tui.exchange.tables import TABLES, Column, Table, head_columns
from tui.exchange.workbook_reading import read_back
from tui.words import say, template

CELL = 32_767
"""Characters that a cell holds."""

WIDTHS = (12, 18, 26, 40, 70)
"""Widths of columns, in characters: the first into which the longest line fits, else the last."""

LINE, HIGHEST = 15, 400
"""Height of a line, and of the highest row that Excel can show, in points."""

GENERAL, AS_TEXT = "General", "@"
WRAPPED = Alignment(wrap_text=True, vertical="top", horizontal="left")
HEADING = PatternFill("solid", fgColor="DCE6F1")


class TooLong(SimulatorError):
    """A text does not fit into a cell."""


class NotLossless(SimulatorError):
    """A scenario would come back from its workbook as another one."""


def workbook_of(file: ScenarioFile) -> bytes:
    """The workbook of a scenario. Raises TooLong, and NotLossless where it does not come back as it is."""
    data = authored(file)
    book = Workbook()
    book.remove(book.active)
    for name in SHEETS:
        _fill(book.create_sheet(title_of(name)), name, data)
    book.active = 1  # the head; what stands before it is how to use the workbook
    stored = io.BytesIO()
    book.save(stored)
    content = stored.getvalue()
    back = read_back(content)
    if back is None or plain(back) != plain(file):
        raise NotLossless(say("exchange.not-lossless"))
    return content


def _fill(sheet: Any, name: str, data: Mapping[str, Any]) -> None:
    table = next((table for table in TABLES if table.sheet == name), None)
    if name == README:
        _explain(sheet)
    elif table is not None:
        _put_table(sheet, table, data)
    else:
        _put_keys(sheet, list(_keys_of(name, data)))


def _explain(sheet: Any) -> None:
    """The first sheet: how to use the others. Nothing of it is read."""
    for row, line in enumerate(template("exchange.workbook.how").split("\n"), 1):
        _put(sheet, row, 1, line)
    _fit(sheet)


def _keys_of(name: str, data: Mapping[str, Any]) -> Iterator[tuple[str, Written]]:
    """Keys with values, for sheets with a row for each key; keys of the head that are not used stand there empty."""
    if name == "facts":
        yield from ((key, cell_of(SCALAR, value)) for key, value in data.get("facts", {}).items())
    elif name == "briefing":
        yield from ((key, cell_of(TEXT, value)) for key, value in data["briefing"].items())
    else:
        yield FORMAT_KEY, FORMAT
        for column in head_columns():
            yield column.name, cell_of(column.kind, data[column.name]) if column.name in data else ""


def _put_keys(sheet: Any, rows: list[tuple[str, Written]]) -> None:
    _head(sheet, [KEY, VALUE], frozen=1)
    for number, (key, value) in enumerate(rows, 2):
        _put(sheet, number, 1, key)
        _put(sheet, number, 2, value)
    _fit(sheet)


def _put_table(sheet: Any, table: Table, data: Mapping[str, Any]) -> None:
    _head(sheet, table.headings(), frozen=len(table.about))
    for number, (about, block) in enumerate(table.rows(data), 2):
        for place, name in enumerate(about, 1):
            _put(sheet, number, place, name)
        for place, column in enumerate(table.columns, len(about) + 1):
            value = _value(block, column)
            if value is not None:
                _put(sheet, number, place, cell_of(column.kind, value))
    sheet.auto_filter.ref = sheet.dimensions
    _fit(sheet)


def _value(block: Mapping[str, Any], column: Column) -> Any:
    found: Any = block
    for key in column.keys:
        found = found.get(key) if isinstance(found, dict) else None
    return found


def _fit(sheet: Any) -> None:
    """Columns as wide as what stands in them asks for, and rows high enough for it: not every program does that."""
    for place, column in enumerate(sheet.iter_cols(), 1):
        longest = max((len(line) for cell in column for line in str(cell.value or "").split("\n")), default=0)
        width = next((most for most in WIDTHS if longest + 3 <= most), WIDTHS[-1])
        sheet.column_dimensions[get_column_letter(place)].width = width
    for number, row in enumerate(sheet.iter_rows(), 1):
        lines = max(_lines(cell, sheet) for cell in row)
        sheet.row_dimensions[number].height = min(LINE * lines + 3, HIGHEST)


def _lines(cell: Any, sheet: Any) -> int:
    """About how many lines the text of a cell takes."""
    width = sheet.column_dimensions[cell.column_letter].width - 2
    return sum(1 + int(len(line) / width) for line in str(cell.value or "").split("\n"))


def _head(sheet: Any, names: list[str], *, frozen: int) -> None:
    for place, name in enumerate(names, 1):
        cell = _put(sheet, 1, place, name)
        cell.font, cell.fill = Font(bold=True), HEADING
    sheet.freeze_panes = f"{get_column_letter(frozen + 1)}2"


def _put(sheet: Any, row: int, place: int, value: Written) -> Any:
    """One cell. Text is text, whatever sign it begins with, also when somebody edits it later."""
    cell = sheet.cell(row, place)
    cell.alignment = WRAPPED
    if not isinstance(value, str):
        cell.value = value
    elif value:
        stored = as_stored(value)
        if len(stored.encode("utf-16-le")) // 2 > CELL:
            raise TooLong(say("exchange.too-long", sheet=sheet.title, cell=cell.coordinate, most=CELL))
        cell.value = stored
        cell.data_type = "s"
        cell.quotePrefix = True
        cell.number_format = GENERAL if len(value) > 200 else AS_TEXT
    return cell
