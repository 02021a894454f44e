"""Lengths of scenario time in words: minutes as long as one counts in minutes, then hours, then days."""

from __future__ import annotations

from tui.words import say

IN_MINUTES = 120
"""Minutes up to which a length is told in minutes; two hours read better as hours."""

HOUR, DAY = 60, 24 * 60


def in_words(minutes: int) -> str:
    """`45 minutes`, `2 hours 5 minutes`, `3 days 1 hour`; of what is longer than a day, minutes are left out."""
    return " ".join(say(f"duration.{unit}", count=count) for unit, count in _parts(minutes))


def in_short(minutes: int) -> str:
    """`45 min`, `2 h 5 min`, `3 d 1 h`: for the edge of a list."""
    return " ".join(say(f"duration.short-{unit}", count=count) for unit, count in _parts(minutes))


def _parts(minutes: int) -> list[tuple[str, int]]:
    if minutes <= IN_MINUTES:
        return [("minutes", minutes)]
    days, rest = divmod(minutes, DAY)
    hours, left = divmod(rest, HOUR)
    parts = [("days", days), ("hours", hours)] if days else [("hours", hours), ("minutes", left)]
    return [(unit, count) for unit, count in parts if count]
