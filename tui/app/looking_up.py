"""What can be looked up at any time, as papers: the card, the orders, maps, documents, the glossary, and messages."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from rich.text import Text

from simulator.problems import SimulatorError
from simulator.run import Record
from simulator.scenario import Scenario
from tui import papers, story
from tui.app import drawing
from tui.words import say


@dataclass(frozen=True)
class Paper:
    """Text to look at. Where `lines` are kept, they are never wrapped: the paper can be moved sideways."""

    text: Text
    lines: bool = False


def card(scenario: Scenario, records: Sequence[Record] = ()) -> Paper:
    """The card of the role, and the standing procedures."""
    sections = [papers.card(scenario), *papers.procedures(scenario)]
    return Paper(drawing.page(drawing.section(section) for section in sections))


def orders(scenario: Scenario, records: Sequence[Record] = ()) -> Paper:
    """The orders."""
    return Paper(drawing.page(drawing.section(order) for order in papers.orders(scenario)))


def maps(scenario: Scenario, records: Sequence[Record] = ()) -> Paper:
    """The scenario's own maps as far as they have been seen, then that of the mission area."""
    own = [drawing.document(d) for d in story.documents_seen(scenario, records) if d.kind == "map"]
    return Paper(drawing.page([*own, drawing.section(papers.area_map(scenario), lines=True)]), lines=True)


def documents(scenario: Scenario, records: Sequence[Record] = ()) -> Paper:
    """Every document seen so far."""
    seen = [drawing.document(d) for d in story.documents_seen(scenario, records)]
    return Paper(drawing.page(seen or [Text(say("app.no-documents"))]), lines=True)


def glossary(scenario: Scenario, records: Sequence[Record] = ()) -> Paper:
    """Acronyms and words of the mission area."""
    terms = [drawing.labelled(term.term, term.meaning) for term in papers.glossary(scenario)]
    listed = Text("\n").join(terms) if terms else Text(say("app.no-glossary"))
    return Paper(drawing.page([drawing.heading(say("app.glossary")), listed]))


def explanation(topic: str) -> Paper:
    """How to use a screen."""
    return Paper(drawing.page(drawing.prose(say(topic))))


def message(error: SimulatorError) -> Paper:
    """What did not work, and that nothing is lost by it."""
    return Paper(drawing.page([drawing.heading(say("app.error")), Text(str(error)), Text(say("app.error-lost"))]))


PAPERS: Mapping[str, Callable[[Scenario, Sequence[Record]], Paper]] = {
    "card": card,
    "orders": orders,
    "maps": maps,
    "documents": documents,
    "glossary": glossary,
}
