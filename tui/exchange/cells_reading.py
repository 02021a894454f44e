"""The cells of a workbook from a stranger, as texts, numbers and flags: no formula, no macro, nothing without end."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from simulator.problems import shown
from tui.exchange.archives import content_of, members_of
from tui.exchange.cells import Written
from tui.exchange.office_files import (
    BOUNDS,
    COLUMNS,
    ROWS,
    BadWorkbook,
    check_harmless,
    check_rows,
    written_of,
    zipped_again,
)
from tui.exchange.sheets import SHEETS, as_read, title_of
from tui.words import say

FLAGS = {"=TRUE()": True, "=FALSE()": False}
"""How LibreOffice saves what somebody typed as true or false."""

COMMENTS = re.compile(r"comments", re.IGNORECASE)


@dataclass(frozen=True)
class Cell:
    """A cell that holds something: where it is, and what it holds; `wrong` says why that cannot be used."""

    name: str
    value: Written
    wrong: str | None = None


@dataclass(frozen=True)
class Cells:
    """The sheets of a workbook that are ours: rows of cells by column number. `notices` says what is left out."""

    sheets: Mapping[str, tuple[dict[int, Cell], ...]]
    notices: list[str] = field(default_factory=list)


def cells_of(file: Path) -> Cells:
    """The cells of a workbook. Raises BadArchive, BadWorkbook, OSError."""
    content = content_of(file, BOUNDS)
    members = members_of(content, file, BOUNDS)
    if "xl/workbook.xml" not in members:
        raise BadWorkbook(say("exchange.workbook.none", file=shown(file.name)))
    check_harmless(members, file)
    written = written_of(members)
    notices = [say("exchange.workbook.comments")] if any(COMMENTS.search(name) for name in members) else []
    try:
        return cells_in(zipped_again(written), notices, written)
    except BadWorkbook:
        raise
    except Exception as error:  # whatever a damaged file brings openpyxl to: it is damaged
        raise BadWorkbook(say("exchange.workbook.damaged", file=shown(file.name))) from error


def cells_in(content: bytes, notices: list[str], members: Mapping[str, bytes] | None = None) -> Cells:
    """The cells of a workbook that is harmless, or our own. Raises BadWorkbook, and what openpyxl raises."""
    from openpyxl import load_workbook  # type: ignore[import-untyped]

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what openpyxl does not know is nothing that is read here
        # Read only: no merged ranges, no styles of cells, no drawings; rows come one by one.
        return _read(load_workbook(io.BytesIO(content), read_only=True, keep_links=False), notices, members or {})


def _read(book: Any, notices: list[str], members: Mapping[str, bytes]) -> Cells:
    names = {title_of(name).casefold(): name for name in SHEETS}
    sheets: dict[str, tuple[dict[int, Cell], ...]] = {}
    for sheet in book.worksheets:
        name = names.get(sheet.title.strip().casefold())
        if name is None:
            notices.append(say("exchange.workbook.other-sheet", sheet=shown(sheet.title)))
        elif sheet.sheet_state != "visible":
            raise BadWorkbook(say("exchange.workbook.hidden", sheet=title_of(name)))
        else:
            check_rows(members.get(sheet._worksheet_path.removeprefix("/"), b""), title_of(name))
            sheets[name] = tuple(_rows(sheet))
    return Cells(sheets, notices)


def _rows(sheet: Any) -> Iterator[dict[int, Cell]]:
    """The rows in which something stands."""
    for row in sheet.iter_rows(max_row=ROWS, max_col=COLUMNS):
        found = {place: _cell(cell) for place, cell in enumerate(row, 1) if cell.value not in (None, "")}
        if found:
            yield found


def _cell(cell: Any) -> Cell:
    value, name = cell.value, f"{cell.column_letter}{cell.row}"
    if cell.data_type == "f" and value in FLAGS:
        return Cell(name, FLAGS[value])
    if cell.data_type == "f":
        return Cell(name, "", "formula")
    if cell.data_type == "e":
        return Cell(name, "", "error")
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, str):
        return Cell(name, as_read(value))
    if isinstance(value, bool | int):
        return Cell(name, value)
    return Cell(name, "", "fraction" if isinstance(value, float) else "date")
