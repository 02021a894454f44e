"""The cells of a workbook from a stranger, as texts, numbers and flags: no formula, no macro, nothing without end."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from simulator.problems import SimulatorError, shown
from tui.exchange.archives import Bounds, content_of, members_of
from tui.exchange.cells import Written
from tui.exchange.sheets import SHEETS, as_read, title_of
from tui.words import say

BOUNDS = Bounds(file=8_000_000, content=24_000_000, member=10_000_000, members=300)
"""A workbook of the longest scenario that ships has 80,000 bytes, and 330,000 unpacked. Reviewers add pictures."""

TAGS = 500_000
"""Tags of XML in all of it, each of which becomes objects in memory. The longest that ships has 20,000."""

ROWS, COLUMNS = 6_000, 60
"""Rows and columns of a sheet that are read: three hundred scenes with twelve options and some more."""

FLAGS = {"=TRUE()": True, "=FALSE()": False}
"""How LibreOffice saves what somebody typed as true or false."""

XML = (".xml", ".rels")
MACROS = re.compile(r"vbaProject|macrosheets|activeX|embeddings", re.IGNORECASE)
COMMENTS = re.compile(r"comments", re.IGNORECASE)
FILLED = re.compile(rb"<(?:\w+:)?c\s[^<>]*?\br=\"[A-Za-z]{1,3}([0-9]{1,7})\"[^<>]*(?<!/)>")
DECLARED = re.compile(rb"^(?:\xef\xbb\xbf)?<\?xml[^>]*encoding\s*=\s*[\"']([^\"']+)[\"']", re.IGNORECASE)


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


class BadWorkbook(SimulatorError):
    """A workbook cannot be read; the sentence says why and what to do."""


def cells_of(file: Path) -> Cells:
    """The cells of a workbook. Raises BadArchive, BadWorkbook, OSError."""
    content = content_of(file, BOUNDS)
    members = members_of(content, file, BOUNDS)
    written = {name: content for name, content in members.items() if name.endswith(XML)}
    _check_members(members, written, file)
    notices = [say("exchange.workbook.comments")] if any(COMMENTS.search(name) for name in members) else []
    try:
        return cells_in(_only(written), notices, written)
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


def _only(members: Mapping[str, bytes]) -> bytes:
    """A zip file of these members: openpyxl sees what was checked, and no picture that is a sheet in truth."""
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stored.getvalue()


def _check_members(members: Mapping[str, bytes], written: Mapping[str, bytes], file: Path) -> None:
    if "xl/workbook.xml" not in members:
        raise BadWorkbook(say("exchange.workbook.none", file=shown(file.name)))
    if any(MACROS.search(name) for name in members):
        raise BadWorkbook(say("exchange.workbook.macros", file=shown(file.name)))
    if any(map(_may_grow, written.values())):
        raise BadWorkbook(say("exchange.workbook.damaged", file=shown(file.name)))
    if sum(content.count(b"<") for content in written.values()) > TAGS:
        raise BadWorkbook(say("exchange.workbook.too-much", file=shown(file.name)))


def _may_grow(content: bytes) -> bool:
    """Whether XML may declare entities, which grow when they are read; in another encoding that cannot be seen."""
    encoding = DECLARED.match(content)
    told = encoding[1].lower() if encoding else b"utf-8"
    return told not in (b"utf-8", b"us-ascii", b"ascii") or b"\0" in content or b"<!DOCTYPE" in content.upper()


def _read(book: Any, notices: list[str], members: Mapping[str, bytes]) -> Cells:
    names = {title_of(name).casefold(): name for name in SHEETS}
    sheets: dict[str, tuple[dict[int, Cell], ...]] = {}
    for sheet in book.worksheets:
        name = names.get(sheet.title.strip().casefold())
        if name is None:
            notices.append(say("exchange.workbook.other-sheet", sheet=shown(sheet.title)))
        elif sheet.sheet_state != "visible":
            raise BadWorkbook(say("exchange.workbook.hidden", sheet=title_of(name)))
        elif _has_cells_below(members.get(sheet._worksheet_path.removeprefix("/"), b"")):
            raise BadWorkbook(say("exchange.workbook.too-many-rows", sheet=title_of(name), most=ROWS))
        else:
            sheets[name] = tuple(_rows(sheet))
    return Cells(sheets, notices)


def _has_cells_below(content: bytes) -> bool:
    """Whether a sheet has a cell that holds something below the rows that are read; openpyxl would fill up to it."""
    return any(int(found[1]) > ROWS for found in FILLED.finditer(content))


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
