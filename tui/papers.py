"""What can be looked up at any time in a play: the orders, the card, the map, the glossary, and the page on care."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.scenario import Scenario
from tui.texts import text
from tui.words import say

ORDERS = ("situation", "mission", "execution", "support", "command")


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with text as the author wrote it, paragraphs and bold included."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Briefing:
    """Who the player is, and the orders in five parts."""

    title: str
    role: str
    place: str
    minutes: int
    content_note: str | None
    orders: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """An acronym or word, and what it means; `cited` where it only stands in the names of documents."""

    term: str
    meaning: str
    cited: bool = False


def briefing(scenario: Scenario) -> Briefing:
    """The briefing in orders format."""
    file = scenario.file
    place = say("papers.place", mission=scenario.area.mission.name, area=scenario.area.title)
    return Briefing(file.title, file.role, place, file.play_minutes, file.content_note, orders(scenario))


def orders(scenario: Scenario) -> tuple[Section, ...]:
    """The five parts of the orders."""
    texts = scenario.file.briefing
    return tuple(Section(say(f"papers.orders.{name}"), getattr(texts, name)) for name in ORDERS)


def card(scenario: Scenario) -> Section:
    """The card of the player's role, as it is printed. Always marked as fictional."""
    variant = scenario.file.variants[scenario.variant] if scenario.variant else None
    found = scenario.area.cards[(variant.card if variant else None) or scenario.file.card]
    return Section(found.title, found.text)


def procedures(scenario: Scenario) -> tuple[Section, ...]:
    """The standing procedures of the mission area, which are fictional too."""
    return tuple(Section(procedure.title, procedure.text) for procedure in scenario.area.sops.values())


def area_map(scenario: Scenario) -> Section:
    """The map of the mission area; its lines must be kept."""
    return Section(say("papers.map", area=scenario.area.title), scenario.area.map.rstrip("\n"))


def glossary(scenario: Scenario) -> tuple[Term, ...]:
    """Acronyms and words of the mission area, in alphabetical order."""
    found = scenario.area.glossary
    return tuple(Term(term, found[term]) for term in sorted(found, key=str.casefold))


def care() -> tuple[Section, ...]:
    """What may come after something hard, what helps, and who is there: read, never kept."""
    parts = text("papers/care").removeprefix("## ").split("\n## ")
    return tuple(Section(title, body.strip()) for title, _, body in (part.partition("\n") for part in parts))
