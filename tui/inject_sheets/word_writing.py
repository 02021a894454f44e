"""A list of injects as a document: the list on its side, then a page of its own for each inject."""

from __future__ import annotations

import io
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from tui.inject_sheets.labels import OWN, own_label
from tui.inject_sheets.listing import Listed, Values, rows_of
from tui.words import say

SHORT_SIDE, LONG_SIDE, MARGIN = Mm(210), Mm(297), Mm(15)
IN_LIST = ("number", "planned", "title", "type", "means", "from", "to", "expected", "id")
"""What the list has; the sheet of each inject has all of it."""

LIST_WIDTHS = (16, 18, 46, 22, 22, 30, 34, 52, 27)
FORM_WIDTHS = (45, 135)
OWN_WIDTHS = {
    "exercise": (50, 217),
    "seats": (30, 34, 30, 50, 52, 25, 20, 26),
    "objectives": (50, 167, 50),
    "documents": (40, 50, 27, 150),
}
"""Widths of columns, in millimetres."""

TEXT, SMALL = Pt(10), Pt(8.5)
LINES_TO_WRITE = 4
SHADE = "E7E6E6"


def word_sheets(listed: Listed) -> bytes:
    """The document."""
    document: Any = Document()
    document.core_properties.title = listed.title
    document.core_properties.author = ""
    document.core_properties.comments = ""
    document.styles["Normal"].font.name, document.styles["Normal"].font.size = "Arial", TEXT
    _on_its_side(document.sections[0])
    _mark(document.sections[0])
    document.add_heading(say("inject-sheets.list-title", title=listed.title), level=1)
    document.add_paragraph(say("inject-sheets.excon"))
    rows = [[own_label(field) for field in IN_LIST], *rows_of(listed, IN_LIST)]
    _table(document, rows, LIST_WIDTHS)
    for name, own in listed.tables.items():
        document.add_page_break()
        document.add_heading(say(f"inject-sheets.sheet-of.{name}"), level=2)
        _table(document, list(own), OWN_WIDTHS[name])
    for count, values in enumerate(listed.injects):
        _form(document, values, first=not count)
    stored = io.BytesIO()
    document.save(stored)
    return stored.getvalue()


def _on_its_side(section: Any) -> None:
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = LONG_SIDE, SHORT_SIDE
    _margins(section)


def _upright(section: Any) -> None:
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = SHORT_SIDE, LONG_SIDE
    _margins(section)


def _margins(section: Any) -> None:
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = MARGIN


def _mark(section: Any) -> None:
    """The marking at the top and bottom of each page; later sections have the same."""
    for part in (section.header, section.footer):
        paragraph = part.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.add_run(say("inject-sheets.exercise")).bold = True


def _form(document: Any, values: Values, *, first: bool) -> None:
    """One inject on a page of its own, with lines to write on."""
    if first:
        _upright(document.add_section(WD_SECTION.NEW_PAGE))
    else:
        document.add_page_break()
    number, title = values.get("number") or values["id"], values.get("title", "")
    document.add_heading(say("inject-sheets.form-title", number=number, title=title).strip(" :"), level=2)
    rows = [[own_label(field), values.get(field, "")] for field in OWN]
    table = _table(document, [*rows, [say("inject-sheets.played-at"), ""]], FORM_WIDTHS, has_head=False)
    table.add_row()
    _put(table.rows[-1].cells[0], say("inject-sheets.seen"), bold=True)
    _shade(table.rows[-1].cells[0])
    _put(table.rows[-1].cells[1], "\n" * LINES_TO_WRITE)


def _table(document: Any, rows: list[Any], widths: tuple[int, ...], *, has_head: bool = True) -> Any:
    """A table with borders; the head comes again on each page, or the labels stand on the left."""
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    table.style, table.autofit = "Table Grid", False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for count, (line, row) in enumerate(zip(table.rows, rows, strict=True)):
        for place, (cell, value) in enumerate(zip(line.cells, row, strict=True)):
            is_label = count == 0 if has_head else place == 0
            _put(cell, str(value), bold=is_label, size=SMALL if has_head else TEXT)
            if is_label:
                _shade(cell)
            cell.width = Mm(widths[place])
        _keep_whole(line, repeat=has_head and count == 0)
    return table


def _put(cell: Any, text: str, *, bold: bool = False, size: Any = TEXT) -> None:
    """A text, each of its lines a paragraph."""
    for count, line in enumerate(text.split("\n")):
        paragraph = cell.add_paragraph() if count else cell.paragraphs[0]
        paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
        run = paragraph.add_run(line)
        run.bold, run.font.size = bold, size


def _shade(cell: Any) -> None:
    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:fill"), SHADE)
    cell._tc.get_or_add_tcPr().append(shade)


def _keep_whole(row: Any, *, repeat: bool) -> None:
    """A row does not break over pages where it fits on one."""
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if repeat:
        properties.append(OxmlElement("w:tblHeader"))
