"""Coached feedback after one decision: what policy asked and the author's two other sides, briefly."""

from __future__ import annotations

from rich.text import Text

from simulator.run import Record
from tui.app.lines import drawn_lines
from tui.debrief import decision_pages
from tui.debrief_lines import feedback
from tui.keeping import Kept
from tui.policy import assessed


def coached(kept: Kept, record: Record) -> list[Text]:
    """What coached mode says after this record."""
    run = kept.run
    assessment = assessed(run.scenario, run.seed, run.records, explain=False)
    pages = decision_pages(assessment, run.scenario, run.records, since=record.n)
    return [drawn_lines(feedback(page)) for page in pages]
