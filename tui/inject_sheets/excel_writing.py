"""A list of injects as a workbook: a row for each inject, to filter, to write into and to print."""

from __future__ import annotations

import io
from typing import Any

from openpyxl import Workbook  # type: ignore[import-untyped]

from tui.exchange.sheet_writing import fit, head, put
from tui.inject_sheets.labels import OWN, own_label
from tui.inject_sheets.listing import Listed, rows_of
from tui.words import say

A4 = 9
WIDTHS = (8, 9, 10, 10, 14, 16, 18, 14, 36, 26, 24, 10, 12, 10)
"""Widths of the columns of the list, in characters: so that a printed page can be read."""

OWN_WIDTHS = {
    "exercise": (26, 100),
    "seats": (20, 24, 20, 40, 50, 14, 10, 14),
    "objectives": (24, 80, 20),
    "documents": (20, 30, 12, 80),
}
MARGIN = 0.4
"""Inches."""

FROZEN = 2
"""Columns that stay in sight: the number and the time."""


def excel_sheets(listed: Listed) -> bytes:
    """The workbook. Raises TooLong."""
    book = Workbook()
    book.remove(book.active)
    _fill(book.create_sheet(say("inject-sheets.sheet-of.list")), [own_label(field) for field in OWN], listed)
    for name, (first, *rows) in listed.tables.items():
        sheet = book.create_sheet(say(f"inject-sheets.sheet-of.{name}"))
        _put_rows(sheet, first, rows, frozen=1, widths=OWN_WIDTHS[name])
    for sheet in book.worksheets:
        _print_well(sheet)
    stored = io.BytesIO()
    book.save(stored)
    return stored.getvalue()


def _fill(sheet: Any, labels: list[str], listed: Listed) -> None:
    _put_rows(sheet, labels, list(rows_of(listed, OWN)), frozen=FROZEN, widths=WIDTHS)
    sheet.auto_filter.ref = sheet.dimensions


def _put_rows(sheet: Any, first: list[str], rows: list[Any], *, frozen: int, widths: tuple[int, ...]) -> None:
    head(sheet, first, frozen=frozen)
    for number, row in enumerate(rows, 2):
        for place, value in enumerate(row, 1):
            put(sheet, number, place, value)
    fit(sheet, widths)


def _print_well(sheet: Any) -> None:
    """A4 on its side, as wide as the page, with the head and the marking on every page."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_options.gridLines = True
    sheet.page_margins.left = sheet.page_margins.right = MARGIN
    sheet.print_title_rows = "1:1"
    sheet.oddHeader.center.text = sheet.oddFooter.center.text = say("inject-sheets.exercise")
    sheet.oddFooter.right.text = "&P / &N"
