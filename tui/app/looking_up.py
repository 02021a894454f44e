"""What can be looked up at any time, as papers: orders, maps, documents, the glossary, care, and messages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from rich.text import Text

from simulator.problems import SimulatorError
from simulator.run import Record
from simulator.scenario import Scenario
from tui import acronyms, colleagues, papers, story
from tui.app import drawing
from tui.papers import Section, Term
from tui.words import say


@dataclass(frozen=True)
class Paper:
    """Text to look at. Where `lines` are kept, they are never wrapped: the paper can be moved sideways.

    `terms` are those that can be explained from within it; there are none where it is the explanation itself.
    """

    text: Text
    lines: bool = False
    terms: tuple[Term, ...] = ()


def orders(scenario: Scenario, records: Sequence[Record] = ()) -> Paper:
    """The orders."""
    return _paper(colleagues.orders(scenario), scenario)


def maps(scenario: Scenario, records: Sequence[Record] = ()) -> Paper:
    """The scenario's own maps as far as they have been seen, then that of the mission area."""
    own = [drawing.document(d) for d in story.documents_seen(scenario, records) if d.kind == "map"]
    drawn = drawing.page([*own, drawing.section(papers.area_map(scenario), lines=True)])
    return Paper(drawn, lines=True, terms=acronyms.terms(scenario))


def documents(scenario: Scenario, records: Sequence[Record] = ()) -> Paper:
    """Every document seen so far."""
    seen = [drawing.document(d) for d in story.documents_seen(scenario, records)]
    drawn = drawing.page(seen or [Text(say("app.no-documents"))])
    return Paper(drawn, lines=True, terms=acronyms.terms(scenario))


def glossary(scenario: Scenario | None, records: Sequence[Record] = (), shown: str = "") -> Paper:
    """Acronyms and words: those that stand in what is shown first, then all others."""
    return explained(acronyms.terms(scenario), shown)


def explained(terms: Sequence[Term], shown: str) -> Paper:
    """These terms as a paper, those that stand in the text `shown` first."""
    return Paper(drawing.page(_listed(title, listed) for title, listed in acronyms.grouped(terms, shown)))


def care(scenario: Scenario | None = None, records: Sequence[Record] = ()) -> Paper:
    """What may come after something hard, what helps, and who is there."""
    return _paper(papers.care(), scenario)


def explanation(topic: str) -> Paper:
    """How to use a screen."""
    return Paper(drawing.page(drawing.prose(say(topic))), terms=acronyms.terms())


def message(error: SimulatorError) -> Paper:
    """What did not work, and that nothing is lost by it."""
    return Paper(drawing.page([drawing.heading(say("app.error")), Text(str(error)), Text(say("app.error-lost"))]))


PAPERS: Mapping[str, Callable[[Scenario, Sequence[Record]], Paper]] = {
    "orders": orders,
    "maps": maps,
    "documents": documents,
    "care": care,
}


def _paper(sections: Iterable[Section], scenario: Scenario | None) -> Paper:
    return Paper(drawing.page(drawing.section(section) for section in sections), terms=acronyms.terms(scenario))


def _listed(title: str, terms: Iterable[Term]) -> Text:
    return Text("\n").join([drawing.heading(title), *(drawing.labelled(t.term, t.meaning) for t in terms)])
