"""A scenario with seats, played by one person: what the seats alone are told is what colleagues report.

At a table nobody sees these views: there each seat has its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from simulator.prose import Span, paragraphs
from simulator.run import Record
from simulator.scenario import Scenario
from simulator.state import State
from tui import papers, story
from tui.papers import Briefing, Section
from tui.story import Paragraph, Situation
from tui.words import say


def briefing(scenario: Scenario) -> Briefing:
    """The briefing, with what colleagues know before play."""
    return replace(papers.briefing(scenario), orders=orders(scenario))


def orders(scenario: Scenario) -> tuple[Section, ...]:
    """The orders, with what colleagues know before play."""
    told = [f"**{seat.title}.** {seat.told.strip()}" for seat in scenario.file.seats.values() if seat.told]
    reports = (Section(say("colleagues.before-play"), "\n\n".join(told)),) if told else ()
    return papers.orders(scenario) + reports


def situation(scenario: Scenario, state: State, records: Sequence[Record]) -> Situation:
    """The situation, with what colleagues report when the scene comes, and at first with their documents."""
    view = story.situation(scenario, state, records)
    seats, told = scenario.file.seats, scenario.scenes[state.scene].file.told_to
    reports = [_report(seats[seat].title, text) for seat, text in told.items()]
    ids = [id for seat in seats.values() for id in seat.documents] if len(records) == 1 else []
    known = {document.id for document in view.documents}
    theirs = story.documents(scenario, (id for id in dict.fromkeys(ids) if id not in known))
    return replace(
        view,
        paragraphs=(*view.paragraphs, *(each for report in reports for each in report)),
        documents=(*view.documents, *theirs),
    )


def _report(title: str, text: str) -> list[Paragraph]:
    """What one of them reports, the name before its first paragraph."""
    first, *rest = (tuple(spans) for spans in paragraphs(text))
    return [(Span(say("colleagues.reports", who=title), bold=True), *first), *rest]
