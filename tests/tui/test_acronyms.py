"""Every acronym that a person may meet is explained where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from simulator.source import AREA_FILE
from tests.tui.playing import ROOT, WHOLE, gate, played
from tui import story
from tui.acronyms import acronyms_in, terms, words_of
from tui.heads import is_plans
from tui.papers import Term
from tui.pocket_cards import cards, sources
from tui.policy import provisions, rulebook
from tui.words import DEFAULT, FOLDER, catalogue

ACRONYM = re.compile(r"(?<![\w.])(?=\w*[A-Z]\w*[A-Z])[^\W_]+\b(?!_)\+?")
"""A word with two capitals or more, but not the name of a setting, which has a low line in it."""

PLAIN = {
    "II": "a Roman number",
    "III": "a Roman number",
    "IV": "a Roman number",
    "VII": "a Roman number",
    "PEACEKEEPER": "the name of the program",
    "UTF": "the first half of UTF-8",
    "GitHub": "the name of a place for files",
    "DOT": "the name of a language for graphs",
    "SVG": "the name of a kind of picture, said with it",
    "PgDn": "what stands on the key",
    "PgUp": "what stands on the key",
    "JavaScript": "the name of what pages in a browser are made livelier with",
    "PostgreSQL": "the name of a kind of database",
    "300910ZNOV26": "a date and time as military staffs write it, as an example of one",
    "EMERGENCY": "a real one, in capitals so that it is seen",
    "PRIVATE": "what is handed to one seat alone, in capitals so that it is seen",
    "AGENDA": "the heading of a list",
    "SEATS": "the heading of a list, or what is to be typed there",
    "SEAT": "what is to be typed there",
    "ADDRESS": "what is to be typed there",
    "KEY": "what is to be typed there",
    "URL": "an address on the web, said with one",
    "LETTER": "what is to be typed there",
    "DATE": "what is to be typed there",
    "OWNER": "what is to be typed there",
    "RATING": "what is to be typed there",
    "EXAM": "an exam, in capitals so that it is seen",
    "OSTRE": "hills on the map",
    "SAVE": "from a headline in capitals",
}
"""What looks like an acronym and is none, with the reason."""

FILES = [file for file in sorted((ROOT / "scenarios").rglob("*.yaml")) if not is_plans(file)]
"""Scenarios, mission areas and the parts that scenarios share. Nobody reads plans but their author."""


def strings(value: Any) -> Iterator[str]:
    """Every text in a file, but not its sources."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            if key != "sources":
                yield from strings(item)


def unexplained(shown: Iterable[str], explained: Iterable[Term], names: Iterable[str] = ()) -> list[str]:
    """Acronyms that nobody explains; `names` are words that may stand in capitals, on a map for example."""
    known = {term.term for term in explained} | set(PLAIN) | {name.upper() for name in names}
    found = {word for text in shown for word in ACRONYM.findall(text)}
    return sorted(word for word in found if word not in known and word.removesuffix("s") not in known)


def in_small_letters(texts: Iterable[str]) -> set[str]:
    """Words that are written in small letters somewhere, as no acronym is: on a map they may stand in capitals."""
    return {word for text in texts for word in re.findall(r"\b[A-Za-z0-9]*[a-z]\b", text)}


def area_of(file: Path) -> Path:
    """The mission area that a file belongs to: that of the folder, or of the folder around it for a part."""
    return next(folder / AREA_FILE for folder in file.parents if (folder / AREA_FILE).exists())


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_scenario_that_ships_leaves_no_acronym_unexplained(file: Path) -> None:
    """Each acronym of a scenario or mission area is in the mission area's glossary or in the program's own."""
    area: Mapping[str, Any] = yaml.safe_load(area_of(file).read_text(encoding="utf-8"))
    explained = [*terms(), *(Term(term, meaning) for term, meaning in area["glossary"].items())]
    shown = list(strings(yaml.safe_load(file.read_text(encoding="utf-8"))))
    assert unexplained(shown, explained, in_small_letters([*shown, *strings(area)])) == []


def test_the_words_of_the_program_leave_no_acronym_unexplained() -> None:
    """Screens, cards, papers and the glossary itself use no acronym that the glossary lacks."""
    said = [words for entry in catalogue(DEFAULT).values() for words in strings(entry)]
    written = [file.read_text(encoding="utf-8") for file in (FOLDER / DEFAULT).rglob("*.md")]
    assert unexplained([*said, *written], terms(), in_small_letters(written)) == []


def test_rules_and_citations_leave_no_acronym_unexplained() -> None:
    """A debrief or a card may name any rule and any provision."""
    rules = [text for rule in rulebook().rules for text in (rule.title, rule.why, rule.basis or "")]
    cited = [f"{provisions().cite(id)} {provisions()[id].paraphrase}" for id in provisions()]
    named = [source for card in cards() for source in sources(card)]
    assert unexplained([*rules, *cited, *named], terms()) == []


def test_the_search_sees_an_acronym() -> None:
    """Two capitals make one, also with a small letter or a plus; a plural is the same word; names are left alone."""
    assert unexplained(["The HoM met QRFs at KARSA under A4P+."], (), {"Karsa"}) == ["A4P+", "HoM", "QRFs"]
    assert unexplained(["QRFs"], [Term("QRF", "")]) == []


def test_acronyms_are_found_where_they_stand_and_only_whole() -> None:
    """In the plural and beside a hyphen too; not inside another word, and not in small letters."""
    known = [Term(word, "") for word in ("10-1-2", "A4P", "A4P+", "FPU", "SEA", "UN")]
    found = acronyms_in("The FPUs, a non-UN force, sail the sea, UNHEARD, under A4P+ and 10-1-2.", known)
    assert [term.term for term in found] == ["10-1-2", "A4P+", "FPU", "UN"]


def test_the_mission_areas_own_words_count() -> None:
    """Where both explain a word, what the mission area says is shown; each word once, in alphabetical order."""
    listed = terms(gate())
    own = gate().area.glossary
    assert {term.term: term.meaning for term in listed}.items() >= own.items()
    assert [term.term for term in listed] == sorted({term.term for term in listed}, key=str.casefold)


def test_what_is_read_at_a_decision_is_searched() -> None:
    """The scene, what may be done and what arrived are all looked through."""
    run = played(gate(), WHOLE[:1])
    view = story.situation(run.scenario, run.state, run.records)
    assert view.options[0].label in words_of(view)
    assert story.text_of(view.arrivals[0].paragraphs[0]) in words_of(view)
