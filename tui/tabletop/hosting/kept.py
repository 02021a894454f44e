"""What was worked out for one seat is there for the next: most of what fifty seats see is the same."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

MOST = 600
"""Values kept for a room: those of sixty seats. They hold texts of a whole exercise, so no more than that."""

Value = TypeVar("Value")


class Kept:
    """Values by what they follow from. When there are too many, all are forgotten and worked out anew."""

    def __init__(self) -> None:
        self._values: dict[Hashable, Any] = {}
        self._last: dict[Hashable, tuple[tuple[object, ...], Any]] = {}

    def last(self, name: Hashable, follows: tuple[object, ...], build: Callable[[], Value]) -> Value:
        """What was built under this name last time; built anew where it `follows` from something else now.

        What it follows from is compared, which costs nothing for values that are the same ones, however large.
        """
        known = self._last.get(name)
        if known is None or known[0] != follows:
            known = self._last[name] = follows, build()
        found: Value = known[1]
        return found

    def get(self, key: Hashable, build: Callable[[], Value]) -> Value:
        """What is kept under the key; worked out by `build` where nothing is. It may depend on nothing but the key."""
        if key not in self._values:
            if len(self._values) >= MOST:
                self._values.clear()
            self._values[key] = build()
        found: Value = self._values[key]
        return found
