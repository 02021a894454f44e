"""Documents and workbooks as exercise staff make them, and what is imported from them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from docx import Document
from openpyxl import Workbook  # type: ignore[import-untyped]

from simulator.model import ScenarioFile
from simulator.problems import LoadError
from tui.heads import shipped_folder
from tui.inject_sheets.importing import ImportedSheets, imported_sheets
from tui.policy import vocabulary
from tui.shelf import areas

Rows = Sequence[Sequence[object]]
LIST = ("Ser", "Time", "Event", "Inject", "Means of delivery", "From", "To", "Expected action", "Remarks")
ONE = (1, "0910", "Call", "The governor calls.", "Phone", "Governor", "HoM", "Listen", "")


def workbook(folder: Path, rows: Rows, change: Callable[[Any], None] | None = None) -> Path:
    """A workbook with one sheet of these rows, after `change` had the book."""
    book = Workbook()
    for row in rows:
        book.active.append(list(row))
    if change is not None:
        change(book)
    file = folder / "list.xlsx"
    book.save(file)
    return file


def document(folder: Path, tables: Sequence[Rows], *, lines: Sequence[str] = (), header: str = "") -> Path:
    """A document with these lines and then these tables; equal cells side by side are one, merged."""
    made = Document()
    for line in lines:
        made.add_paragraph(line)
    if header:
        made.sections[0].header.paragraphs[0].text = header
    for rows in tables:
        table = made.add_table(rows=len(rows), cols=max(map(len, rows)))
        for line, row in zip(table.rows, rows, strict=True):
            cells = line.cells
            for cell, value in zip(cells, row, strict=False):
                cell.text = str(value)
            if len(row) == 2 < len(cells):
                cells[1].merge(cells[-1])
                cells[1].text = str(row[1])
        made.add_paragraph()
    file = folder / "sheets.docx"
    made.save(str(file))
    return file


def brought_in(file: Path) -> ImportedSheets:
    """What is imported from a file, as the scenario `crisis`."""
    return imported_sheets(file, vocabulary(), areas(shipped_folder()), file.parent / "crisis.yaml")


def scenario_in(file: Path) -> ScenarioFile:
    """The scenario in a file."""
    return brought_in(file).file


def told_of(file: Path) -> list[str]:
    """Each problem that is told, with its code and place."""
    try:
        return [str(problem) for problem in brought_in(file).problems]
    except LoadError as error:
        return [str(problem) for problem in error.problems]


def codes_of(file: Path) -> list[str]:
    """The codes of what is told."""
    return [line.split(": ", 1)[1].split()[0] for line in told_of(file)]
