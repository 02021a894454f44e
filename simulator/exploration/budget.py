"""How much an exploration may take, and why it ended. What was not gone through is unknown, never good."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Reason = Literal["states", "seconds", "megabytes", "wide", "stopped"]


@dataclass(frozen=True)
class Budget:
    """The most that an exploration may take: states, seconds, and megabytes of what it keeps."""

    states: int = 20_000_000
    seconds: float = 600.0
    megabytes: int = 4_000


class Spent(Exception):
    """The budget has ended; `reason` says which part of it."""

    def __init__(self, reason: Reason) -> None:
        self.reason = reason
        super().__init__(reason)


@dataclass
class Meter:
    """Compares what was taken with a budget, and tells the progress. Raises Spent."""

    budget: Budget
    tell: Callable[[int, float], None] | None = None

    def __post_init__(self) -> None:
        self.started = time.monotonic()

    @property
    def seconds(self) -> float:
        """Seconds since the start."""
        return time.monotonic() - self.started

    def check(self, states: int, bytes_kept: int) -> None:
        """After each layer of states: how many there are, and the bytes that they take."""
        if self.tell is not None:
            self.tell(states, self.seconds)
        if states > self.budget.states:
            raise Spent("states")
        if self.seconds > self.budget.seconds:
            raise Spent("seconds")
        if bytes_kept > self.budget.megabytes * 1_000_000:
            raise Spent("megabytes")
