"""How often a join code may be tried: guessing six digits has to take longer than an exercise."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from time import monotonic

WINDOW = 300.0
"""Seconds after which a wrong try no longer counts."""

FROM_ONE = 10
"""Wrong tries from one address within the window. People mistype; ten in five minutes are no typing errors."""

FROM_ALL = 60
"""Wrong tries from all addresses together: with a million codes, a chance of one in 17,000 for each window."""

ADDRESSES = 10_000
"""Addresses kept in mind. More than a room has; beyond it the oldest are forgotten, the sum of all is not."""


class Tries:
    """Wrong tries of the last minutes, by address and in all. `clock` tells seconds and never goes back."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._all: deque[float] = deque()
        self._by_address: dict[str, deque[float]] = {}

    def may(self, address: str) -> bool:
        """Whether this address may try now."""
        since = self._clock() - WINDOW
        mine = self._by_address.get(address, deque())
        return _within(mine, since) < FROM_ONE and _within(self._all, since) < FROM_ALL

    def failed(self, address: str) -> None:
        """A wrong code came from this address."""
        now = self._clock()
        self._all.append(now)
        self._by_address.setdefault(address, deque(maxlen=FROM_ONE)).append(now)
        if len(self._by_address) > ADDRESSES:
            del self._by_address[next(iter(self._by_address))]


def _within(times: deque[float], since: float) -> int:
    while times and times[0] <= since:
        times.popleft()
    return len(times)
