"""Numbers for whole numbers that come in columns: each different one gets the next, from 0, and keeps it.

A hash table with open addressing, worked on a column at a time: no sorting, and nothing is moved but when it grows.
Large ones are worked on by `fast`, if numba is installed; the numbers are the same.
"""

from __future__ import annotations

import importlib.util

import numpy as np
import numpy.typing as npt

from simulator.exploration.fields import Column

Numbers = npt.NDArray[np.int32]

SPREAD = np.uint64(0x9E3779B97F4A7C15)
"""Fibonacci hashing: keys that differ in few bits land far from each other."""

FAST = importlib.util.find_spec("numba") is not None
"""Whether numba is installed."""

WORTH_IT = 300_000
"""Keys from which on it pays to import numba."""

_FEWEST = 6
"""Places of the smallest table, as a power of two."""

_FURTHER = 2
"""Powers of two by which a table grows, or one more than it must: to move it takes as long as to fill it."""


class Hashed:
    """The numbers of keys; a key is any whole number from 0 to 2⁶³ - 1."""

    def __init__(self, *, fast: bool = FAST) -> None:
        """`fast` lets numba work on large tables."""
        self.count, self.fast = 0, fast
        self._empty(_FEWEST)

    def _empty(self, bits: int) -> None:
        self._bits = bits
        self._keys: Column = np.full(1 << bits, -1, dtype=np.int64)
        self._numbers = np.full(1 << bits, -1, dtype=np.int32)

    @property
    def nbytes(self) -> int:
        """Bytes that the table takes."""
        return self._keys.nbytes + self._numbers.nbytes

    def of(self, keys: Column) -> tuple[Numbers, Column]:
        """The number of each key, and the places in `keys` where the new ones stand, in the order of their numbers."""
        if 3 * (self.count + len(keys)) > 2 << self._bits:
            self._grow(self.count + len(keys))
        if self.fast and self.count + len(keys) > WORTH_IT:
            return self._of_fast(keys)
        places = self._placed(keys)
        found = self._numbers.take(places)
        new: Column = np.flatnonzero(found < 0)
        if len(new):
            at = places.take(new)
            self._numbers[at[::-1]] = new[::-1]  # of a key that came more than once, the first place remains
            kept = self._numbers.take(at)
            first = new.compress(kept == new)
            numbers = np.arange(self.count, self.count + len(first), dtype=np.int32)
            self._numbers[places.take(first)] = numbers
            self.count += len(first)
            found[new] = self._numbers.take(at)
            new = first
        return found, new

    def _of_fast(self, keys: Column) -> tuple[Numbers, Column]:
        from simulator.exploration.fast import compiled  # only where it pays

        found, new = np.empty(len(keys), dtype=np.int32), np.empty(len(keys), dtype=np.int64)
        look_up, _ = compiled()
        fresh = look_up(keys, self._keys, self._numbers, 64 - self._bits, self.count, found, new)
        self.count += fresh
        return found, new[:fresh]

    def _placed(self, keys: Column) -> Column:
        """Where each key stands in the table, now that it does."""
        table, last = self._keys, (1 << self._bits) - 1
        at = ((keys.view(np.uint64) * SPREAD) >> np.uint64(64 - self._bits)).view(np.int64)
        places = at
        left: Column | None = None
        while True:
            held = table.take(at)
            wrong = np.flatnonzero(held != keys)
            if not len(wrong):
                return places
            free = wrong.compress(held.take(wrong) < 0)
            if len(free):
                spots, mine = at.take(free), keys.take(free)
                table[spots] = mine  # of keys that meet in a place, one remains
                held[free] = table.take(spots)
                wrong = wrong.compress(held.take(wrong) != keys.take(wrong))
                if not len(wrong):
                    return places
            left = wrong if left is None else left.take(wrong)
            keys, at = keys.take(wrong), at.take(wrong) + 1 & last
            places[left] = at

    def _grow(self, count: int) -> None:
        keys, numbers = self._keys, self._numbers
        least = (3 * count // 2).bit_length()
        self._empty(max(_FEWEST, least, min(self._bits + _FURTHER, least + 1)))
        if self.fast and self.count > WORTH_IT:
            from simulator.exploration.fast import compiled

            _, move = compiled()
            move(keys, numbers, self._keys, self._numbers, 64 - self._bits)
            return
        filled = np.flatnonzero(keys >= 0)
        if len(filled):
            self._numbers[self._placed(keys.take(filled))] = numbers.take(filled)
