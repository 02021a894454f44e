"""A scenario to a list of injects and back."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook  # type: ignore[import-untyped]

from simulator.block import plain
from simulator.checking import checked
from simulator.loading import load
from simulator.model import ScenarioFile
from simulator.problems import LoadError
from tests.hostile import tried
from tests.tui.exchange.odd_texts import ODD
from tests.tui.inject_sheets.making import LIST, ONE, brought_in, scenario_in, workbook
from tests.tui.playing import gate
from tui.exchange.authored import authored
from tui.exchange.yaml_text import yaml_text
from tui.heads import shipped_folder
from tui.inject_sheets.excel_writing import excel_sheets
from tui.inject_sheets.listing import NoInjects, listed
from tui.inject_sheets.word_writing import word_sheets
from tui.policy import vocabulary
from tui.shelf import areas

WRITERS = {"xlsx": excel_sheets, "docx": word_sheets}
MARK = "EXERCISE EXERCISE EXERCISE"

LINES = (
    "From",
    "no",
    "Inject 7",
    "HoM",
    "=1+1",
    "+49 30",
    "-5",
    "@here",
    "A, B and C",
    "DSRSG/RC/HC",
    "Type: x",
    "H+10",
    "a_x000D_b",
)
"""Texts that a reader of sheets could take for something else."""

SHORT = st.sampled_from((*LINES, *(text for text in ODD if text == " ".join(text.split()) and "EXERCISE" not in text)))
LONG = st.sampled_from(
    ("two\nlines", "two\n\nparagraphs", "From: the governor\nTo: all", "**Bold** and *italic*.", *LINES)
)
OBJECTIVES = [
    {"id": "protect", "text": "Protect.", "rules": ["T05"]},
    {"id": "report", "text": "Report.", "rules": ["T05"]},
]
IDS = ("head", "force", "all", "rock-and-roll")
DOCUMENT = {"title": "Map", "kind": "map", "text": "   N\n  / \\\n -- --\n\n= river"}


@st.composite
def lists(draw: st.DrawFn) -> dict[str, Any]:
    """What a list of injects and its seats may hold."""
    seats = {id: _few(draw, id) for id in draw(st.permutations(IDS))}
    injects = {f"inject-{n}": _inject(draw, list(seats)) for n in range(draw(st.integers(1, 4)))}
    return {"seats": seats, "injects": injects}


def _few(draw: st.DrawFn, id: str) -> dict[str, Any]:
    seat: dict[str, Any] = {"title": draw(SHORT), "post": "head of mission", "role": draw(LONG)}
    more = {"told": draw(LONG), "documents": ["map"], "may stand empty": True, "falls to": "head"}
    return seat | {key: value for key, value in more.items() if draw(st.booleans())}


def _inject(draw: st.DrawFn, seats: list[str]) -> dict[str, Any]:
    names = ("type", "means", "from", "activity")
    sheet: dict[str, Any] = {name: draw(SHORT) for name in names if draw(st.booleans())}
    sheet |= {name: draw(LONG) for name in ("expected", "for evaluators") if draw(st.booleans())}
    more: dict[str, Any] = {
        "number": draw(st.integers(1, 999)),
        "planned": draw(st.integers(0, 43_200)),
        "to": draw(st.lists(st.sampled_from(seats), unique=True, min_size=1)),
        "objectives": ["report"],
    }
    sheet |= {key: value for key, value in more.items() if draw(st.booleans())}
    inject: dict[str, Any] = {"by hand": {}, "title": draw(SHORT)}
    inject |= {"text": draw(LONG)} if draw(st.booleans()) else {}
    inject |= {"documents": ["map"]} if draw(st.booleans()) else {}
    return inject | ({"sheet": sheet} if sheet else {})


def whole(folder: Path, data: dict[str, Any]) -> ScenarioFile:
    """A scenario with these seats and injects, as it is imported and then written."""
    return checked(ScenarioFile, {**usual(folder), "objectives": OBJECTIVES, "documents": {"map": DOCUMENT}, **data})


@cache
def usual(folder: Path) -> dict[str, Any]:
    """What is imported from a list of one inject."""
    return plain(scenario_in(workbook(folder, [LIST, ONE])))


@pytest.mark.parametrize("kind", WRITERS)
@tried(12)
@given(data=lists())
def test_seats_and_injects_come_back_as_they_were(
    kind: str, data: dict[str, Any], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Through a workbook and through a document, whatever texts stand in them: the same file."""
    folder = tmp_path_factory.mktemp("sheets")
    file = whole(folder, data)
    (folder / f"out.{kind}").write_bytes(WRITERS[kind](listed(file)))
    try:
        back = brought_in(folder / f"out.{kind}").file
    except LoadError as error:
        raise AssertionError(str(error)) from error
    assert yaml_text(authored(back)) == yaml_text(authored(file))


def test_a_text_that_looks_like_a_formula_is_a_text(tmp_path: Path) -> None:
    """No cell that is written is a formula, whatever its text begins with."""
    rows = [(n, "", "Call", text, text, text, "HoM", "", "") for n, text in enumerate(("=1+1", "+4", "-5", "@here"), 1)]
    made = scenario_in(workbook(tmp_path, [LIST, *rows], lambda book: _as_text(book.active)))
    sheet = load_workbook(io.BytesIO(excel_sheets(listed(made)))).worksheets[0]
    texts = {
        cell.value: cell for row in sheet.iter_rows() for cell in row if cell.value in ("=1+1", "+4", "-5", "@here")
    }
    assert set(texts) == {"=1+1", "+4", "-5", "@here"}
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in texts.values())


def _as_text(sheet: Any) -> None:
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            if isinstance(cell.value, str):
                cell.data_type = "s"


def test_the_list_in_excel_prints_well(tmp_path: Path) -> None:
    """A4 on its side, as wide as the page; head and first columns stay; the marking stands on every page."""
    book = load_workbook(io.BytesIO(excel_sheets(listed(scenario_in(workbook(tmp_path, [LIST, ONE]))))))
    first = book.worksheets[0]
    assert (first.freeze_panes, first.print_title_rows) == ("C2", "$1:$1")
    for sheet in book.worksheets:
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet.oddHeader.center.text == sheet.oddFooter.center.text == MARK
    assert first["I2"].alignment.wrap_text


def test_the_document_has_a_sheet_for_each_inject(tmp_path: Path) -> None:
    """The list, then a page for each inject; the marking is in the header and footer that all pages share."""
    second = (2, "0925", "Letter", "A letter comes.", "Letter", "Army", "FC", "", "")
    made = Document(io.BytesIO(word_sheets(listed(scenario_in(workbook(tmp_path, [LIST, ONE, second]))))))
    headings = [line.text for line in made.paragraphs if line.style and line.style.name == "Heading 2"]
    assert headings[-2:] == ["Inject 1: Call", "Inject 2: Letter"]
    first, last = made.sections
    assert (first.page_width, last.page_width) == (first.page_width, first.page_height)
    for part in (first.header, first.footer):
        assert part.paragraphs[0].text == MARK
    assert last.header.is_linked_to_previous
    assert last.footer.is_linked_to_previous


def test_a_document_carries_nothing_of_whoever_wrote_it(tmp_path: Path) -> None:
    """No author and no remark of a library stand in the properties."""
    content = word_sheets(listed(scenario_in(workbook(tmp_path, [LIST, ONE]))))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        core = archive.read("docProps/core.xml").decode()
    assert "python-docx" not in core


def test_a_scenario_without_injects_has_no_list() -> None:
    """It is said so, and nothing is written."""
    with pytest.raises(NoInjects):
        listed(gate().file.replaced(injects={}))


def test_what_is_imported_is_a_scenario_that_loads(tmp_path: Path) -> None:
    """The file that is written from a list passes the same gate as any other."""
    made = brought_in(workbook(tmp_path, [LIST, ONE]))
    file = tmp_path / "crisis.yaml"
    file.write_text(yaml_text(authored(made.file)))
    assert load(file, vocabulary(), areas=areas(shipped_folder())).hash == made.hash
