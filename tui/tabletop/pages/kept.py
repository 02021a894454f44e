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

    def get(self, key: Hashable, build: Callable[[], Value]) -> Value:
        """What is kept under the key; worked out by `build` where nothing is. It may depend on nothing but the key."""
        if key not in self._values:
            if len(self._values) >= MOST:
                self._values.clear()
            self._values[key] = build()
        found: Value = self._values[key]
        return found
