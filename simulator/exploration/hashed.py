"""Numbers for whole numbers that come in columns: each different one gets the next, from 0, and keeps it.

A hash table with open addressing, worked on a column at a time: no sorting, and nothing is moved but when it grows.
It holds numbers alone; the keys stand in a column of their own, in the order of their numbers. Large ones are worked on
by `fast`, if numba is installed; the numbers are the same.
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

_FEWEST = 8
"""Places of the smallest table, as a power of two."""

_FURTHER, _LARGE = 4, 20
"""Powers of two by which a table grows until it is so large: to move it takes as long as to fill it."""

_NOBODY = -1
"""What stands in an empty place of the table, and behind the last key: there it is looked up for an empty place."""


class Hashed:
    """The numbers of keys; a key is any whole number from 0 to 2⁶³ - 1."""

    def __init__(self, *, fast: bool = FAST) -> None:
        """`fast` lets numba work on large tables."""
        self.count, self.fast = 0, fast
        self._keys: Column = np.full(1 << _FEWEST, _NOBODY, dtype=np.int64)
        self._empty(_FEWEST)

    def _empty(self, bits: int) -> None:
        self._bits = bits
        self._table = np.full(1 << bits, _NOBODY, dtype=np.int32)

    @property
    def nbytes(self) -> int:
        """Bytes that the table and its keys take."""
        return self._keys.nbytes + self._table.nbytes

    def of(self, keys: Column) -> tuple[Numbers, Column]:
        """The number of each key, and the places in `keys` where the new ones stand, in the order of their numbers."""
        self._make_room(len(keys))
        if self._is_large(len(keys)):
            return self._of_fast(keys)
        known = self.count
        found, new = self._claimed(keys)
        if len(new):
            claims = np.flatnonzero(found >= known)
            numbers = np.empty(len(keys), dtype=np.int32)
            numbers[new] = np.arange(known, self.count, dtype=np.int32)
            found[claims] = numbers.take(found.take(claims) - known)
        return found, new

    def fresh(self, keys: Column) -> Column:
        """The places of the new keys alone, for those who do not need the numbers."""
        self._make_room(len(keys))
        return self._of_fast(keys)[1] if self._is_large(len(keys)) else self._claimed(keys)[1]

    def _is_large(self, more: int) -> bool:
        return self.fast and self.count + more > WORTH_IT

    def _of_fast(self, keys: Column) -> tuple[Numbers, Column]:
        from simulator.exploration.fast import compiled  # only where it pays

        found, new = np.empty(len(keys), dtype=np.int32), np.empty(len(keys), dtype=np.int64)
        look_up, _ = compiled()
        fresh = look_up(keys, self._keys, self._table, 64 - self._bits, self.count, found, new)
        self.count += fresh
        return found, new[:fresh]

    def _claimed(self, keys: Column) -> tuple[Numbers, Column]:
        """The number of each key that was known, a claim for each other, and the places of the new ones.

        A new key claims a place with the number that it would get if all were new; of those that claim the same place
        the first one gets it, and with it all that are the same key.
        """
        count, table, last = self.count, self._table, (1 << self._bits) - 1
        self._keys[count : count + len(keys)] = keys
        known = self._keys
        at = _hashes(keys, self._bits)
        found = table.take(at)
        wrong = np.flatnonzero(known.take(found) != keys)
        while len(wrong):
            free = found.take(wrong) < 0
            mine = wrong.compress(free)
            spots = at.take(mine)
            table[spots[::-1]] = mine[::-1] + count  # what is written last remains
            got = found[mine] = table.take(spots)
            free[free] = known.take(got) == keys.take(mine)
            wrong = wrong.compress(~free)
            spots = at.take(wrong) + 1 & last
            at[wrong] = spots
            found[wrong] = held = table.take(spots)
            wrong = wrong.compress(known.take(held) != keys.take(wrong))
        new = np.flatnonzero(found == np.arange(count, count + len(keys), dtype=np.int32))
        self.count += len(new)
        table[at.take(new)] = np.arange(count, self.count, dtype=np.int32)
        known[count : self.count] = keys.take(new)
        return found, new

    def _make_room(self, more: int) -> None:
        count = self.count + more
        if count >= len(self._keys):
            keys = np.empty(max(2 * len(self._keys), count + 1), dtype=np.int64)
            keys[: self.count], keys[-1] = self._keys[: self.count], _NOBODY
            self._keys = keys
        if 3 * count > 2 << self._bits:
            self._grow(count)

    def _grow(self, count: int) -> None:
        least = (3 * count // 2).bit_length()
        self._empty(max(least + 1, min(self._bits + _FURTHER, _LARGE)))
        keys = self._keys[: self.count]
        if self._is_large(0):
            from simulator.exploration.fast import compiled

            _, move = compiled()
            move(keys, self._table, 64 - self._bits)
            return
        table, last = self._table, (1 << self._bits) - 1
        at, numbers = _hashes(keys, self._bits), np.arange(self.count, dtype=np.int32)
        while len(at):
            free = np.flatnonzero(table.take(at) < 0)
            table[at.take(free)] = numbers.take(free)
            left = np.flatnonzero(table.take(at) != numbers)
            at, numbers = at.take(left) + 1 & last, numbers.take(left)


def _hashes(keys: Column, bits: int) -> Column:
    """Where each key is looked for first."""
    found: Column = ((keys.view(np.uint64) * SPREAD) >> np.uint64(64 - bits)).view(np.int64)
    return found
