"""Mistakes in a list of injects: the example as a workbook, with some cells written over, or with far more in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from simulator import limits
from simulator.problems import LoadError, Problem, Problems
from simulator.source import read_source
from tui.explaining.workbooks import values_before, write_over
from tui.heads import shipped_folder
from tui.inject_sheets.importing import imported_sheets
from tui.policy import vocabulary
from tui.shelf import areas

FILE = "msel.xlsx"
LIST = "MSEL"
"""The sheet that has the list."""

Change = Callable[[Any], None]


def told_in_list(text: str, folder: Path, change: Change | None = None) -> list[Problem]:
    """What is told when the list in `text` is imported as a workbook, after `change` had it."""
    book = _workbook(text)
    if change is not None:
        change(book)
    book.save(folder / FILE)
    try:
        found = imported_sheets(folder / FILE, vocabulary(), areas(shipped_folder()), folder / "msel.yaml")
    except LoadError as error:
        return list(error.problems)
    return list(found.problems)


def with_cells(cells: Mapping[str, Any]) -> Change:
    """The change that writes these cells over."""
    return lambda book: write_over(book, cells)


def cells_of_list(text: str, cells: Mapping[str, Any]) -> Mapping[str, Any]:
    """What stands in these cells of the list in `text`."""
    return values_before(_workbook(text), cells)


def _workbook(text: str) -> Any:
    from openpyxl import Workbook  # type: ignore[import-untyped]

    source = read_source("msel.yaml", Problems(stop_at_first=True), text=text)
    assert source is not None  # the catalogue ships with the program
    book = Workbook()
    del book[book.active.title]
    for name, rows in source.data.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    return book


def _injects(book: Any) -> None:
    """One row more than a scenario has injects."""
    sheet = book[LIST]
    for number in range(sheet.max_row, limits.INJECTS + 2):
        sheet.append([number, "", *(cell.value for cell in sheet[2][2:])])


def _seats(book: Any) -> None:
    """As many watch officers as there are seats, beside one who has a seat already."""
    sheet = book[LIST]
    sheet["D2"] = "; ".join(["JOC", *(f"Watch officer {number}" for number in range(1, limits.SEATS + 1))])
    sheet["D3"] = None


MADE: Mapping[str, Change] = {"injects": _injects, "seats": _seats}
"""Lists that are made, because nobody would want them written out."""
