"""Citations say no more than was verified: each row of the policy data is shown as its confidence tag allows."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from scoring.provisions import AS_GIVEN, Instrument, Provision, Provisions, load_provisions

PROVISIONS = load_provisions()
ROWS = [PROVISIONS[id] for id in PROVISIONS]
SECTION_NAMES_ONLY = {"HRDDP", "POC23", "POC19", "GC37", "SOFA", "KIGALI"}

PARAGRAPH = re.compile(
    r"\b(?:paras?|paragraphs?|arts?\.?|articles?|Rules?|Principles?|OP|pp?\.|ss?\.)\s*\d", re.IGNORECASE
)
"""A number inside an instrument: of a paragraph, article, rule, principle, operative paragraph, page or section."""


def place(row: Provision) -> str:
    """What the citation of a row says beyond the name of its instrument."""
    text = PROVISIONS.cite(row.id)
    instrument = PROVISIONS.instrument(row.instrument_code)
    if instrument.rank == "practice":
        return text.removeprefix("Mission practice").removeprefix(": ")
    assert text.startswith(instrument.title)
    _, _, after = text.removeprefix(instrument.title).partition(": ")
    return after


def own(row: Provision) -> str:
    """The row's own citation without notes that are for us: tags, and the papers that asked for it."""
    text = re.sub(r" \((?:day )?K\)", "", row.provision)
    text = re.sub(r"\s*\([^()]*\bseed\b[^()]*\)", "", text)
    return "; ".join(piece for piece in text.split("; ") if not re.match(r"seed \d", piece))


def test_all_rows_are_there_with_the_tags_of_the_reference() -> None:
    """180 rows: V-text 68, V-part 52, V-head 27, K 30, U 3."""
    assert Counter(row.confidence for row in ROWS) == {"V-text": 68, "V-part": 52, "V-head": 27, "K": 30, "U": 3}
    assert len(PROVISIONS) == 180


LEFT_OVER = re.compile(
    r"\(\s*\)|\s[,;:)]|[,;:]\s*$|\s\s|\n|[;,]\s*[;,]|\b(?:paras?|arts?|Rules?|chs?)\b\.?\s*(?:[;,]|$)"
)
"""What cutting a number out may leave behind: empty brackets, lonely signs, a word that a number followed."""


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_a_citation_begins_with_its_instrument(row: Provision) -> None:
    """Instrument, number (year), then the section or paragraph; one line, with nothing left over from what was cut."""
    text = PROVISIONS.cite(row.id)
    instrument = PROVISIONS.instrument(row.instrument_code)
    assert text.startswith("Mission practice" if instrument.rank == "practice" else instrument.title)
    assert not LEFT_OVER.search(text)
    assert text.count("(") == text.count(")")


@pytest.mark.parametrize("row", [r for r in ROWS if r.confidence not in AS_GIVEN], ids=lambda row: row.id)
def test_a_number_that_was_not_read_is_not_shown(row: Provision) -> None:
    """No paragraph, article, rule or principle number is shown for V-part, V-head and U rows."""
    assert not PARAGRAPH.search(place(row))


@pytest.mark.parametrize("row", [r for r in ROWS if r.confidence not in AS_GIVEN], ids=lambda row: row.id)
def test_a_section_is_numbered_only_where_the_row_says_that_it_was_read(row: Provision) -> None:
    """Chapters and lettered sections are headings: shown where the row's note names each of their numbers."""
    shown = re.findall(r"\bchs?\.?\s*([\d, ]*\d)|\b([A-Z]\.?\d)\b(?!\d)", place(row))
    numbers = [number for chapters, section in shown for number in (re.findall(r"\d+", chapters) or [section])]
    known = ("A4P",)  # names, not sections
    assert [n for n in numbers if n not in row.confidence_note and not n.startswith(known)] == []


@pytest.mark.parametrize("row", [r for r in ROWS if r.instrument_code in SECTION_NAMES_ONLY], ids=lambda row: row.id)
def test_some_instruments_are_cited_by_section_alone(row: Provision) -> None:
    """HRDDP, protection of civilians, GC 37, SOFA and Kigali: paragraph numbers are never shown, whatever the row."""
    assert not PARAGRAPH.search(place(row))
    assert not re.search(r"Comment (?:No\. )?37 \d|Kigali Principles? \d", PROVISIONS.cite(row.id))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_no_row_of_another_instrument_brings_their_numbers_in(row: Provision) -> None:
    """Where a row names two instruments, the second keeps its own rule."""
    their = r"(?:HRDDP|General Comment 37|Model SOFA|SOFA|Kigali)[^;]*"
    assert not re.search(their + PARAGRAPH.pattern, place(row), re.IGNORECASE)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_nothing_of_our_own_papers_is_shown(row: Provision) -> None:
    """Neither citation nor paraphrase speaks of seeds, tags, or how the row was checked."""
    (citation,) = PROVISIONS.citations([row.id])
    for text in (citation.text, citation.paraphrase):
        assert not re.search(r"\bseeds?\b|\bK\)|V-text|V-part|V-head|from knowledge|\(U\)", text, re.IGNORECASE)
    assert citation.paraphrase.endswith(".")


@pytest.mark.parametrize(
    "row",
    [r for r in ROWS if r.confidence in AS_GIVEN and r.instrument_code not in SECTION_NAMES_ONLY],
    ids=lambda row: row.id,
)
def test_what_was_read_or_is_well_settled_is_shown_as_given(row: Provision) -> None:
    """V-text and K: the citation as given. It is left out only where the instrument's name has said it already."""
    if place(row):
        assert place(row) == own(row)
    else:
        assert set(re.findall(r"\w+", own(row).lower())) <= set(re.findall(r"\w+", PROVISIONS.cite(row.id).lower()))


@pytest.mark.parametrize("row", [r for r in ROWS if r.confidence == "U"], ids=lambda row: row.id)
def test_an_uncertain_row_shows_no_number_of_its_own(row: Provision) -> None:
    """U: something needs checking; numbers stay parameters of the exercise."""
    (citation,) = PROVISIONS.citations([row.id])
    assert not re.search(r"\d", citation.paraphrase)
    assert not re.search(r"\d", place(row))


# One of each


@pytest.mark.parametrize(
    ("id", "text"),
    [
        ("ihl-un.precautions", "ST/SGB/1999/13 (1999): s.5.3"),
        ("sea.under-18", "ST/SGB/2003/13 (2003): s.3.2(b)"),
        (
            "bp.9",
            "Basic Principles on the Use of Force and Firearms by Law Enforcement Officials (1990): Basic Principles 9",
        ),
        ("bp.10", "Basic Principles on the Use of Force and Firearms by Law Enforcement Officials (1990)"),
        ("poc.threat-definition", "Ref. 2023.05 (2023): Policy, terms (threat)"),
        ("hrddp.support-definition", "A/67/775–S/2013/110, annex (2011): HRDDP annex, definitions"),
        ("sofa.freedom-of-movement", "A/45/594 (1990): Model SOFA A/45/594 (mission SOFA governs)"),
        ("kigali.prepared-force", "Kigali Principles on the Protection of Civilians (2015)"),
        ("a4p.people", "Action for Peacekeeping: Declaration of Shared Commitments (2018): A4P paras 12, 13, 14"),
        ("poc.base-refuge", "(2020): HB ch.15 (civilians seeking protection at a base)"),
    ],
)
def test_a_citation_in_full(id: str, text: str) -> None:
    """How rows of each kind read."""
    assert PROVISIONS.cite(id).endswith(text)


def test_an_instruments_uncertain_number_is_left_out() -> None:
    """A number that was not found or is uncertain is not shown, nor is the tag of one that is well settled."""
    common = {"code": "X", "title": "A policy", "date": "May 2015", "rank": "policy"}
    row = Provision(id="x.1", instrument_code="X", provision="s.4", paraphrase="It says so.", confidence="K")

    def cited(number: str, confidence: str) -> str:
        instrument = Instrument(**common, number=number, number_confidence=confidence)
        return Provisions([row], [instrument]).cite("x.1")

    assert cited("2015.10", "date read; number U") == "A policy (2015): s.4"
    assert cited("2015.10 (K)", "number K") == "A policy, 2015.10 (2015): s.4"
    assert cited("—", "read") == "A policy (2015): s.4"


def test_citations_come_in_the_order_that_was_asked_for() -> None:
    """Unknown ids are left out: loading has refused them."""
    found = PROVISIONS.citations(["bp.9", "no.such", "bp.4"])
    assert [citation.id for citation in found] == ["bp.9", "bp.4"]
    assert "bp.9" in PROVISIONS
    assert "no.such" not in PROVISIONS
