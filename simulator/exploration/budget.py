"""How much an exploration may take, and why it ended. What was not gone through is unknown, never good."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Reason = Literal["states", "seconds", "megabytes", "wide", "stopped", "enough"]


@dataclass(frozen=True)
class Budget:
    """The most that an exploration may take: states, seconds, and megabytes.

    Megabytes are those by which the process has grown since the exploration began; where a system does not tell
    that, those of the states and edges that are kept.
    """

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
        self.started, self.began_with = time.monotonic(), resident()

    @property
    def seconds(self) -> float:
        """Seconds since the start."""
        return time.monotonic() - self.started

    def check(self, states: int, bytes_kept: int) -> None:
        """Every now and then: how many states there are, and the bytes that they take."""
        if self.tell is not None:
            self.tell(states, self.seconds)
        if states > self.budget.states:
            raise Spent("states")
        if self.seconds > self.budget.seconds:
            raise Spent("seconds")
        if max(bytes_kept, resident() - self.began_with) > self.budget.megabytes * 1_000_000:
            raise Spent("megabytes")


_OWN = Path("/proc/self/statm")


def resident() -> int:
    """The bytes of memory that this process holds now; 0 where the system does not tell."""
    try:
        return int(_OWN.read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, AttributeError):  # a system without these, such as Windows or macOS
        return 0
