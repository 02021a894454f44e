"""The provisions that rules rest on, and how each may be cited.

The data is a copy of the project's policy reference with its confidence tags. A number that nobody read in a public
text is never shown: a citation says no more than was verified.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, TypeVar

from scoring.assessment import Citation

Row = TypeVar("Row", "Instrument", "Provision")

FILE = Path(__file__).with_name("provisions.json")

AS_GIVEN = frozenset({"V-text", "K"})
"""Confidence at which the citation is shown as given; at any other, numbers inside the instrument are left out."""

SECTION_NAMES_ONLY = frozenset({"HRDDP", "POC23", "POC19", "GC37", "SOFA", "KIGALI"})
"""Instruments whose paragraph numbers are all from knowledge, moved between editions or unchecked in the final text."""

_LOCATOR = re.compile(
    r"\s*,?\s*\(?\b(?:paras?|arts?\.?|Rules?|OP|p\.|ss?\.)\s*\d[\d.\-–()a-z]*(?:(?:,| and)\s*\d[\d.\-–()a-z]*)*\)?"
)
_PRINCIPLES = re.compile(r"(Principle)s?\s\d[\d,\s\-–]*$")
_SECTION = re.compile(r",?\s*(?:\bchs?\.?\s*\d[\d, ]*\d|\bchs?\.?\s*\d|\b[A-Z]\.?\d(?:-[A-Z]\.?\d)?(?=;|$))")
"""A chapter or lettered section: a heading, which may have been read where the text under it was not."""
_OWN_NOTES = re.compile(r"\s*\([^()]*\bseed\b[^()]*\)|;?\s*\bseeds?\b[^;.]*")
_NUMBERS = re.compile(r"\s*\([^()]*\d[^()]*\)")
_TAG = re.compile(r"\s*\((?:\d+ \w+, )?(?:day )?K\)|\s*\(\d+ \w+, K\)")


@dataclass(frozen=True)
class Instrument:
    """A text that provisions stand in."""

    code: str
    title: str
    number: str
    date: str
    rank: str
    number_confidence: str


@dataclass(frozen=True)
class Provision:
    """One provision: where it stands, what it says in our words, and how far that was verified."""

    id: str
    instrument_code: str
    provision: str
    paraphrase: str
    confidence: str
    confidence_note: str = ""


class Provisions:
    """All provisions by id."""

    def __init__(self, provisions: Iterable[Provision], instruments: Iterable[Instrument]) -> None:
        self._provisions: Mapping[str, Provision] = {p.id: p for p in provisions}
        self._instruments: Mapping[str, Instrument] = {i.code: i for i in instruments}

    def __contains__(self, id: object) -> bool:
        return id in self._provisions

    def __iter__(self) -> Iterator[str]:
        return iter(self._provisions)

    def __len__(self) -> int:
        return len(self._provisions)

    def __getitem__(self, id: str) -> Provision:
        return self._provisions[id]

    def instrument(self, code: str) -> Instrument:
        """The instrument with this code. Raises KeyError."""
        return self._instruments[code]

    def citations(self, ids: Iterable[str]) -> tuple[Citation, ...]:
        """Citations that may be shown, in this order; unknown ids are left out (loading has refused them)."""
        return tuple(
            Citation(id=id, text=self.cite(id), paraphrase=_said(self[id])) for id in ids if id in self._provisions
        )

    def cite(self, id: str) -> str:
        """Instrument, number (year), section or paragraph, as far as the confidence of the row allows."""
        provision = self[id]
        if provision.confidence == "U":
            return self._instruments[provision.instrument_code].title
        name, place = _name(self._instruments[provision.instrument_code]), _place(provision)
        says_more = not _words(place) <= _words(name)
        return f"{name}: {place}" if says_more else name


def load_provisions(file: Path = FILE) -> Provisions:
    """The provisions that ship with the rules."""
    data = json.loads(file.read_text(encoding="utf-8"))
    return Provisions(_rows(Provision, data["provisions"]), _rows(Instrument, data["instruments"]))


def _rows(kind: type[Row], rows: Iterable[Mapping[str, Any]]) -> Iterator[Row]:
    """Rows of the reference, of which only the columns that are shown are kept."""
    names = [each.name for each in fields(kind)]
    return (kind(**{name: row[name] for name in names if name in row}) for row in rows)


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))


def _name(instrument: Instrument) -> str:
    """Title, number and year; a number that was not found or is uncertain is left out."""
    if instrument.rank == "practice":
        return "Mission practice"
    number = _TAG.sub("", instrument.number).strip()
    shown = number not in ("", "—") and "U" not in instrument.number_confidence.split()
    year = re.search(r"(?:19|20)\d\d", instrument.date)
    parts = [instrument.title, *([number] if shown else [])]
    name = ", ".join(parts)
    return f"{name} ({year[0]})" if year and f"({year[0]})" not in name else name


def _place(provision: Provision) -> str:
    text = _OWN_NOTES.sub("", _TAG.sub("", provision.provision))
    if provision.confidence in AS_GIVEN and provision.instrument_code not in SECTION_NAMES_ONLY:
        return text
    text = _PRINCIPLES.sub(r"\1s", _LOCATOR.sub("", text))
    text = _SECTION.sub(lambda found: found[0] if _was_read(found[0], provision.confidence_note) else "", text)
    return re.sub(r"\s+", " ", re.sub(r"\(\s*\)|^[;,\s]+|[;,\s]+$", "", text)).strip()


def _was_read(section: str, note: str) -> bool:
    """Whether the note of a row says of every number of a section that it was read."""
    return all(re.search(rf"\b{re.escape(number)}\b", note) for number in re.findall(r"[A-Z]\.?\d|\d+", section))


def _said(provision: Provision) -> str:
    """The paraphrase, without our own notes and, where the row is uncertain, without its numbers."""
    text = _OWN_NOTES.sub("", provision.paraphrase)
    return _NUMBERS.sub("", text) if provision.confidence == "U" else text
