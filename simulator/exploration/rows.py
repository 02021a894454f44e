"""Many states of one scene at once: a row is a state, its values packed into one word by the scene's layout."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from simulator.exploration.fields import Column, Fields, Flags


class Layout:
    """Where each value that a scene needs stands in the word of a row."""

    def __init__(self, fields: Fields, slots: Iterable[int], among: Iterable[int] | None = None) -> None:
        """`among` are all slots that have a place, where more than these do."""
        self.fields = fields
        self.shift: dict[int, int] = {}
        self.width = 0
        needed = tuple(slots)
        for slot in needed if among is None else among:
            if slot in needed:
                self.shift[slot] = self.width
            self.width += fields.bits[slot]

    def mask(self, slot: int) -> int:
        """The bits of a slot, in place."""
        return ((1 << self.fields.bits[slot]) - 1) << self.shift[slot]

    def read(self, word: Column, slot: int) -> Column | int:
        """A slot's column; a value that the scene does not need counts as at the start."""
        shift = self.shift.get(slot)
        if shift is None:
            return self.fields.initial[slot]
        low, stored = self.fields.lows[slot], word >> shift & (1 << self.fields.bits[slot]) - 1
        return stored + low if low else stored


class Rows:
    """States of one scene that a move is changing: what they were, and what has changed so far.

    `elapsed` are minutes since the move began; `elsewhere` the number of the scene to which an inject has led, or -1;
    `path` the number of the injects that have fired on the way; `lost` rows in which a number left its range;
    `source` the place of each row among those expanded.
    """

    __slots__ = ("changed", "context", "elapsed", "elsewhere", "layout", "lost", "minute", "path", "source", "word")

    def __init__(self, layout: Layout, word: Column, minute: Column, context: Column, source: Column) -> None:
        self.layout, self.word, self.minute, self.context, self.source = layout, word, minute, context, source
        self.changed: dict[int, Column | int] = {}
        self.elapsed: Column | int = 0
        self.elsewhere: Column | None = None
        self.path: Column | int = 0
        self.lost: Flags | None = None

    def __len__(self) -> int:
        return len(self.word)

    @property
    def before(self) -> Before:
        """The values before the move."""
        return Before(self.layout, self.word)

    def get(self, slot: int) -> Column | int:
        """A slot's column as it is now."""
        found = self.changed.get(slot)
        return self.layout.read(self.word, slot) if found is None else found

    def put(self, slot: int, value: Column | int, where: Flags | None) -> None:
        """Change a slot, in some rows or in all."""
        self.changed[slot] = value if where is None else np.where(where, value, self.get(slot))

    def take(self, where: Flags | Column) -> Rows:
        """Some of the rows."""
        rows = Rows(self.layout, self.word[where], self.minute[where], self.context[where], self.source[where])
        rows.changed = {slot: each if isinstance(each, int) else each[where] for slot, each in self.changed.items()}
        rows.elapsed = self.elapsed if isinstance(self.elapsed, int) else self.elapsed[where]
        rows.path = self.path if isinstance(self.path, int) else self.path[where]
        rows.elsewhere = None if self.elsewhere is None else self.elsewhere[where]
        rows.lost = None if self.lost is None else self.lost[where]
        return rows

    def copy(self) -> Rows:
        """The same rows, to be changed in another way."""
        return self.take(np.s_[:])  # type: ignore[arg-type]

    def full(self, column: Column | int) -> Column:
        """A column in full."""
        return np.full(len(self.word), column, dtype=np.int64) if isinstance(column, int) else column


class Before:
    """The values of rows before their move."""

    __slots__ = ("layout", "word")

    def __init__(self, layout: Layout, word: Column) -> None:
        self.layout, self.word = layout, word

    def get(self, slot: int) -> Column | int:
        """A slot's column."""
        return self.layout.read(self.word, slot)
