"""The clock of a timed decision: reading time first, then the seconds to decide. It can be held."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil

from tui.story import Limit
from tui.words import say


class DecisionClock:
    """Runs from the start; held while something is looked up, for that is no deciding. `stopwatch` tells seconds."""

    def __init__(self, limit: Limit, stopwatch: Callable[[], float]) -> None:
        self._limit, self._stopwatch = limit, stopwatch
        self._used = 0.0
        self._since: float | None = stopwatch()

    @property
    def left(self) -> float:
        """Seconds left to decide, reading time included; never less than none."""
        running = self._stopwatch() - self._since if self._since is not None else 0.0
        return max(0.0, self._limit.reading + self._limit.seconds - self._used - running)

    @property
    def over(self) -> bool:
        """Whether the time has run out."""
        return self.left <= 0

    def hold(self) -> None:
        """Stop counting."""
        if self._since is not None:
            self._used += self._stopwatch() - self._since
            self._since = None

    def go_on(self) -> None:
        """Count again, from where it was held."""
        if self._since is None:
            self._since = self._stopwatch()

    def words(self) -> str:
        """What is left, in words; while there is time to read, only how long it will be."""
        seconds = min(ceil(self.left), self._limit.seconds)
        key = "app.time-reading" if self.left > self._limit.seconds else "app.time-left"
        return say(key, time=f"{seconds // 60}:{seconds % 60:02}")
