"""Pocket cards: what to know by heart, one page each, in short lines, with the provisions that they rest on.

Order and provisions stand in pocket_cards.json, the texts in the catalogue: `# ` the title, `## ` headings, `- ` and
`1. ` items; other lines are paragraphs. A scenario puts two before them, the mission area's own: the card of the
player's role, and the standing procedures.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from simulator.prose import paragraphs
from simulator.scenario import Scenario
from tui import papers
from tui.papers import Section
from tui.policy import provisions
from tui.story import Paragraph
from tui.texts import text
from tui.words import language, say

FILE = Path(__file__).with_name("pocket_cards.json")
OWN, PROCEDURES = "own", "procedures"

_DATED = re.compile(r"(.*?\(\d{4}\))(?:: (.*))?$")
"""A citation: the instrument to its year, then the place in it."""

_LINE = re.compile(r"(?P<heading>#{1,2}) +|(?P<mark>-|\d+\.) +")


@dataclass(frozen=True, slots=True)
class CardLine:
    """One line to read. `mark` is what stands before an item: a dash, or its number."""

    kind: Literal["heading", "item", "text"]
    words: Paragraph
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """A card: `name` is short, for lists; `provisions` are ids of what it rests on, none for a mission area's own."""

    id: str
    name: str
    title: str
    lines: tuple[CardLine, ...]
    provisions: tuple[str, ...] = ()


def cards(scenario: Scenario | None = None) -> tuple[Card, ...]:
    """All cards in the order in which they are listed; with a scenario, the player's own comes first."""
    own = () if scenario is None else (own_card(scenario), procedures(scenario))
    return (*own, *_pocket_cards(language()))


def own_card(scenario: Scenario) -> Card:
    """The mission area's card of the player's role, which is fictional and says so."""
    section = papers.card(scenario)
    return Card(OWN, say("cards.name.own"), section.title, tuple(_prose([section])))


def procedures(scenario: Scenario) -> Card:
    """The standing procedures of the mission area."""
    sections = papers.procedures(scenario)
    return Card(PROCEDURES, say("cards.name.procedures"), say("cards.procedures"), tuple(_prose(sections, named=True)))


def sources(card: Card) -> tuple[str, ...]:
    """What the card rests on: each instrument once with its places, cited no further than was verified."""
    places: dict[str, list[str]] = {}
    for citation in provisions().citations(card.provisions):
        found = _DATED.match(citation.text)
        name, place = (found[1], found[2]) if found else (citation.text, None)
        places.setdefault(name, []).extend([place] if place else [])
    return tuple(f"{name}: {'; '.join(dict.fromkeys(found))}" if found else name for name, found in places.items())


@cache
def _pocket_cards(language: str) -> tuple[Card, ...]:
    """The cards of a language; the language is that of `text` and `say`, and only keeps the copies apart."""
    listed = json.loads(FILE.read_text(encoding="utf-8"))["cards"]
    return tuple(_card(entry["id"], tuple(entry["provisions"])) for entry in listed)


def _card(id: str, provisions: tuple[str, ...]) -> Card:
    title, *lines = _lines(text(f"cards/{id}"))
    return Card(id, say(f"cards.name.{id}"), "".join(span.text for span in title.words), tuple(lines), provisions)


def _lines(written: str) -> Iterator[CardLine]:
    for line in filter(None, map(str.strip, written.splitlines())):
        found = _LINE.match(line)
        words = tuple(paragraphs(line[found.end() :] if found else line)[0])
        if found is None:
            yield CardLine("text", words)
        elif found["heading"]:
            yield CardLine("heading", words)
        else:
            yield CardLine("item", words, found["mark"].rstrip("."))


def _prose(sections: Iterable[Section], *, named: bool = False) -> Iterator[CardLine]:
    for section in sections:
        if named:
            yield CardLine("heading", tuple(paragraphs(section.title)[0]))
        for paragraph in paragraphs(section.text):
            yield CardLine("text", tuple(paragraph))
