"""Writing into a sheet: text stays text, whatever sign it begins with; columns and rows are as large as they need."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from openpyxl.styles import Alignment, Font, PatternFill  # type: ignore[import-untyped]
from openpyxl.utils import get_column_letter  # type: ignore[import-untyped]

from simulator.problems import SimulatorError
from tui.exchange.cells import Written
from tui.exchange.sheets import as_stored
from tui.words import say

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


def fit(sheet: Any, widths: Sequence[int] = ()) -> None:
    """Columns as wide as what stands in them asks for, and rows high enough for it: not every program does that.

    `widths` says how wide the columns are instead, in characters.
    """
    for place, column in enumerate(sheet.iter_cols(), 1):
        longest = max((len(line) for cell in column for line in str(cell.value or "").split("\n")), default=0)
        width = next((most for most in WIDTHS if longest + 3 <= most), WIDTHS[-1])
        width = widths[place - 1] if widths else width
        sheet.column_dimensions[get_column_letter(place)].width = width
    for number, row in enumerate(sheet.iter_rows(), 1):
        lines = max(_lines(cell, sheet) for cell in row)
        sheet.row_dimensions[number].height = min(LINE * lines + 3, HIGHEST)


def _lines(cell: Any, sheet: Any) -> int:
    """About how many lines the text of a cell takes."""
    width = sheet.column_dimensions[cell.column_letter].width - 2
    return sum(1 + int(len(line) / width) for line in str(cell.value or "").split("\n"))


def head(sheet: Any, names: list[str], *, frozen: int) -> None:
    """The first row, which stays where it is, as do the first columns."""
    for place, name in enumerate(names, 1):
        cell = put(sheet, 1, place, name)
        cell.font, cell.fill = Font(bold=True), HEADING
    sheet.freeze_panes = f"{get_column_letter(frozen + 1)}2"


def put(sheet: Any, row: int, place: int, value: Written) -> Any:
    """One cell. Text is text, whatever sign it begins with, also when somebody edits it later. Raises TooLong."""
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
