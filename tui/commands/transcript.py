"""A run told again from its log, in the words in which it was played."""

from __future__ import annotations

from simulator.moves import STOP
from simulator.run import Run, history
from tui import colleagues, story
from tui.plain.page import Page
from tui.plain.papers import show_briefing
from tui.plain.telling import offer, report, tell


def transcript(page: Page, run: Run) -> None:
    """Briefing, situations with what was offered, moves, and what came of them."""
    scenario, records = run.scenario, run.records
    show_briefing(page, colleagues.briefing(scenario))
    states = history(scenario, run.seed, records)
    for record, after in zip(records, states[1:], strict=True):
        if record.n and record.move != STOP:
            report(page, record.n, story.consequence(scenario, record))
        if record.move == STOP:
            return
        view = colleagues.situation(scenario, after, records[: record.n + 1])
        seen = {document.id for document in story.documents_seen(scenario, records[: record.n])}
        tell(page, view, arrivals=record.n == 0, seen=seen)
        if view.kind != "ending":
            offer(page, view)
