"""The two clocks of a page: the story's as the host tells it, and that of play, which goes on meanwhile."""

from __future__ import annotations

from tui.app.head import PART
from tui.tabletop.pages.section import Head
from tui.words import say

MINUTE = 60
"""Seconds."""


def minutes(head: Head, since: float) -> int:
    """Whole minutes of play, so many seconds after the head came."""
    return int(head.played + (since if head.runs else 0)) // MINUTE


def clocks(head: Head, since: float) -> str:
    """Both in one line."""
    return PART.join([head.time, say("terminal.minutes", count=minutes(head, since))])
