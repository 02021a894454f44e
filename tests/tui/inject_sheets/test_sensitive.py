"""What should not stand in an exercise is told, with its place, and left as it is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from simulator.problems import Place, Problems
from tests.tui.inject_sheets.making import LIST, ONE, brought_in, codes_of, document, told_of, workbook
from tui.heads import shipped_folder
from tui.inject_sheets.codes import codes
from tui.inject_sheets.grids import Found
from tui.inject_sheets.sensitive import NOBODY, REAL_NAMES, report_sensitive

WARNED = {
    "X931": (
        *("The army of South Sudan has come.", "UNMISS says no.", "MONUSCO left Goma.", "A column of M23."),
        *("Congolese soldiers", "Côte d'Ivoire", "from Mali."),
    ),
    "X932": (
        *("UN CONFIDENTIAL", "un strictly confidential: read", "NATO RESTRICTED", "SECRET//NOFORN", "FOUO"),
        *("For Official Use Only", "EXERCISE SECRET", "Restricted"),
    ),
    "X933": (
        *("ROE 421 is in force.", "See Rule 2.3 of the annex.", "You are authorised to use deadly force."),
        *("Hostile intent has been declared.", "Weapons free at dawn.", "the use of lethal force is authorized"),
    ),
}
HARMLESS = (
    "The secret of the elder is a restricted area, in confidence.",
    "Rule of law. Force may protect civilians. Mission secretariat, malice, Chadwick and Jordanes.",
    "Follow the card. The chairman of the Highland Front waits in Dovra with Colonel Tessin.",
    "The General Assembly and the Force Commander.",
)


def with_text(folder: Path, text: str) -> Path:
    """A list whose one inject says this."""
    return workbook(folder, [LIST, (1, "0910", "Call", text, *ONE[4:])])


def told(text: str) -> tuple[set[str], list[str]]:
    """The codes of what is told of a text, and the notices."""
    problems, notices = Problems(codes=codes()), list[str]()
    report_sensitive([Found(text, Place("list.xlsx"))], "The Highland Front. Colonel Tessin.", problems, notices)
    return {problem.code for problem in problems}, notices


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, texts in WARNED.items() for text in texts])
def test_real_names_markings_and_roe_are_told(code: str, text: str) -> None:
    """Countries, missions and armed groups; markings of several owners; numbered ROE and what only ROE say."""
    assert told(text) == ({code}, [])


@pytest.mark.parametrize("text", HARMLESS)
def test_what_only_looks_a_little_like_it_is_let_through(text: str) -> None:
    """Words in another sense, parts of words and the people of the mission area are no reason to warn."""
    assert told(text) == (set(), [])


def test_a_warning_names_the_cell_and_the_text_stays(tmp_path: Path) -> None:
    """The person decides: nothing is taken out."""
    text = "UNMISS says: UN CONFIDENTIAL, ROE 421."
    file = with_text(tmp_path, text)
    assert sorted(codes_of(file)) == ["X931", "X932", "X933"]
    assert all("cell D2" in line for line in told_of(file))
    assert brought_in(file).file.injects["inject-1"].text == text


def test_a_person_is_a_notice(tmp_path: Path) -> None:
    """A title with a name may be anybody: it is said, and no problem."""
    found = brought_in(with_text(tmp_path, "Gen. Okello and Mr Banda wait."))
    assert found.problems == ()
    assert [("Gen. Okello" in line, "Mr Banda" in line) for line in found.notices] == [(True, False), (False, True)]


def test_one_name_in_many_places_is_told_once(tmp_path: Path) -> None:
    """The first place, some more, and how many are left."""
    rows = [(n, "0910", "Call", "Mali again.", *ONE[4:]) for n in range(1, 8)]
    (line,) = told_of(workbook(tmp_path, [LIST, *rows]))
    assert all(f"cell D{n}" in line for n in range(2, 6))
    assert "in 3 more places" in line


def test_markings_around_the_tables_are_seen(tmp_path: Path) -> None:
    """Headers, footers and properties of documents and workbooks are looked at."""
    head = ("Serial", "Time", "Subject", "To")
    marked = document(tmp_path, [[head, ("7", "H+10", "Fuel", "FC")]], header="UN Confidential")
    assert codes_of(marked) == ["X932"]

    def mark(book: Any) -> None:
        book.active.oddFooter.left.text = '&"Arial,Bold"UN STRICTLY CONFIDENTIAL'
        book.properties.keywords = "NATO SECRET"

    lines = told_of(workbook(tmp_path, [LIST, ONE], mark))
    assert sorted(line.split(": X932")[0] for line in lines) == [
        "list.xlsx, header or footer",
        "list.xlsx, properties of the file",
    ]


def test_nothing_of_the_fictional_mission_area_is_called_real() -> None:
    """The names that ship with the program are none of the real ones."""
    text = (shipped_folder() / "ashara" / "area.yaml").read_text()
    listed = json.loads(REAL_NAMES.read_text())
    real = [name for sort, names in listed.items() if sort != NOBODY for name in names]
    assert len(real) > 350
    assert [name for name in real if f" {name} " in text] == []
