"""A scenario as a workbook: sheets with a row for each scene, option and so on, for people who review in Excel.

What is in the file is in the workbook, without loss: it is read again before it is handed out.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import Any

from openpyxl import Workbook  # type: ignore[import-untyped]

from simulator.block import plain
from simulator.model import ScenarioFile
from simulator.problems import SimulatorError
from tui.exchange.authored import authored
from tui.exchange.cells import SCALAR, TEXT, Written, cell_of
from tui.exchange.sheet_writing import fit, head, put
from tui.exchange.sheets import FORMAT, FORMAT_KEY, KEY, README, SHEETS, VALUE, title_of
from tui.exchange.tables import TABLES, Column, Table, head_columns
from tui.exchange.workbook_reading import read_back
from tui.words import say, template


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
        put(sheet, row, 1, line)
    fit(sheet)


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
    head(sheet, [KEY, VALUE], frozen=1)
    for number, (key, value) in enumerate(rows, 2):
        put(sheet, number, 1, key)
        put(sheet, number, 2, value)
    fit(sheet)


def _put_table(sheet: Any, table: Table, data: Mapping[str, Any]) -> None:
    head(sheet, table.headings(), frozen=len(table.about))
    for number, (about, block) in enumerate(table.rows(data), 2):
        for place, name in enumerate(about, 1):
            put(sheet, number, place, name)
        for place, column in enumerate(table.columns, len(about) + 1):
            value = _value(block, column)
            if value is not None:
                put(sheet, number, place, cell_of(column.kind, value))
    sheet.auto_filter.ref = sheet.dimensions
    fit(sheet)


def _value(block: Mapping[str, Any], column: Column) -> Any:
    found: Any = block
    for key in column.keys:
        found = found.get(key) if isinstance(found, dict) else None
    return found
