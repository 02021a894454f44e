"""The clock of a timed decision: reading time first, then the seconds to decide.

It counts only time in which the player could see it: it can be held, and stands still while the laptop sleeps.
"""

from __future__ import annotations

from collections.abc import Callable
from math import ceil

from tui.story import Limit
from tui.words import say

UNSEEN = 5.0
"""Seconds between two looks at the stopwatch after which nobody can have seen the clock: the laptop slept, the program
was stopped, or the stopwatch jumped. The screen looks four times a second."""


class DecisionClock:
    """Runs from the start; held while something is looked up, for that is no deciding. `stopwatch` tells seconds.

    Whoever asks what is left counts what has passed since somebody last asked.
    """

    def __init__(self, limit: Limit, stopwatch: Callable[[], float]) -> None:
        self._limit, self._stopwatch = limit, stopwatch
        self._used = 0.0
        self._looked: float | None = stopwatch()

    @property
    def left(self) -> float:
        """Seconds left to decide, reading time included; never less than none."""
        self._count()
        return max(0.0, self._limit.reading + self._limit.seconds - self._used)

    @property
    def over(self) -> bool:
        """Whether the time has run out."""
        return self.left <= 0

    def hold(self) -> None:
        """Stop counting."""
        self._count()
        self._looked = None

    def go_on(self) -> None:
        """Count again, from where it was held."""
        if self._looked is None:
            self._looked = self._stopwatch()

    def _count(self) -> None:
        if self._looked is not None:
            before, self._looked = self._looked, self._stopwatch()
            passed = self._looked - before
            self._used += passed if 0 <= passed <= UNSEEN else 0.0

    def words(self) -> str:
        """What is left, in words; while there is time to read, only how long it will be."""
        left = self.left
        seconds = min(ceil(left), self._limit.seconds)
        key = "app.time-reading" if left > self._limit.seconds else "app.time-left"
        return say(key, time=f"{seconds // 60}:{seconds % 60:02}")
