"""The outline of a buffer: every key and value with its path and place, also where the buffer is no YAML at the moment.

Where a file can be read, the outline says the same as `simulator.source`; a test holds them equal.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from simulator.yaml_reader import Path

Kind = Literal["key", "value", "half"]
"""`half` is a word on a line of its own that may become a key."""


@dataclass(frozen=True, slots=True)
class Token:
    """One key or value as written. `path` is that of its entry, `start` and `end` are offsets, quotes not counted.

    `style` is how it is quoted, as YAML writes it: nothing, `'`, `"`, `|` or `>`.
    """

    kind: Kind
    path: Path
    text: str
    start: int
    end: int
    style: str = ""


@dataclass(frozen=True)
class Outline:
    """All tokens of a text, in the order in which they stand there."""

    text: str
    tokens: tuple[Token, ...]

    def at(self, offset: int) -> Token | None:
        """The token that stands at an offset, or ends there."""
        index = bisect_right(self._starts, offset) - 1
        if index < 0:
            return None
        token = self.tokens[index]
        return token if token.start <= offset <= token.end else None

    def keys(self, path: Path) -> list[str]:
        """The keys of the block at a path."""
        return [str(token.path[-1]) for token in self._keys.get(path, ())]

    def key(self, path: Path) -> Token | None:
        """The key of the entry at a path."""
        return next((token for token in self._keys.get(path[:-1], ()) if token.path == path), None)

    def value(self, path: Path) -> str | None:
        """The text of the single value at a path."""
        found = self._values.get(path)
        return found.text if found else None

    def items(self, path: Path) -> list[str]:
        """The single values of the list at a path, or the one that stands there alone."""
        alone = self._values.get(path)
        return [token.text for token in ([alone] if alone else self._items.get(path, ()))]

    def inside(self, path: Path) -> Iterator[Token]:
        """The tokens of the entry at a path and of all that is in it."""
        return (token for token in self.tokens if token.path[: len(path)] == path)

    @cached_property
    def _starts(self) -> list[int]:
        return [token.start for token in self.tokens]

    @cached_property
    def _keys(self) -> dict[Path, list[Token]]:
        found: dict[Path, list[Token]] = {}
        for token in self.tokens:
            if token.kind == "key":
                found.setdefault(token.path[:-1], []).append(token)
        return found

    @cached_property
    def _values(self) -> dict[Path, Token]:
        return {token.path: token for token in self.tokens if token.kind == "value"}

    @cached_property
    def _items(self) -> dict[Path, list[Token]]:
        found: dict[Path, list[Token]] = {}
        for path, token in self._values.items():
            if path:
                found.setdefault(path[:-1], []).append(token)
        return found
