"""What is worked out once for each pair of numbers, and looked up for whole columns from then on."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from simulator.exploration.fields import Column
from simulator.exploration.hashed import Hashed

Work = Callable[[Column, Column], Column]
"""The answers to different pairs that were not met before."""

BITS = 31
"""What a number to look up may take, and the number of a pair."""

UNKNOWN = -(1 << 62)
LARGEST = 1 << 17
"""Answers in a table with a place for each pair. Beyond that the pairs that were met are kept, and no others."""

_FEW = 50
"""Pairs that are sooner sorted without NumPy."""


class Grown:
    """A column that grows at its end, or a table of rows of so many numbers."""

    def __init__(self, *width: int) -> None:
        self._all: Column = np.empty((16, *width), dtype=np.int64)
        self.count = 0

    @property
    def column(self) -> Column:
        """What is in it."""
        return self._all[: self.count]

    @property
    def nbytes(self) -> int:
        """Bytes that it takes."""
        return self._all.nbytes

    def add(self, column: Column) -> None:
        """Put a column behind what is there."""
        count = self.count + len(column)
        if count > len(self._all):
            grown = np.empty((max(count, 2 * self.count), *self._all.shape[1:]), dtype=np.int64)
            grown[: self.count] = self.column
            self._all = grown
        self._all[self.count : count] = column
        self.count = count


class Lookup:
    """Answers by pairs of numbers from 0 to 2³¹ - 1. Raises OverflowError beyond."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._table: Column | None = np.full((1, 1), UNKNOWN, dtype=np.int64)
        self._pairs: Hashed | None = None
        self._answers = Grown()

    def of(self, first: Column, second: Column | int = 0) -> Column:
        """The answer to each pair."""
        if not len(first):
            return np.empty(0, dtype=np.int64)
        if self._table is None:
            return self._by_hash(first, second, self._work)
        try:
            table = self._table
            found: Column = table[:, second].take(first) if isinstance(second, int) else table[first, second]
        except IndexError:
            self._widen(int(first.max()), int(np.max(second)))
            return self.of(first, second)
        if found[found.argmin()] == UNKNOWN:  # quicker than `min`
            self._work_out(first, second, np.flatnonzero(found == UNKNOWN))
            return self.of(first, second)
        return found

    def _work_out(self, first: Column, second: Column | int, unknown: Column) -> None:
        pairs = (first << 32 | second)[unknown]
        pairs = np.unique(pairs) if len(pairs) > _FEW else np.array(sorted(set(pairs.tolist())))
        one, other = pairs >> 32, pairs & 0xFFFFFFFF
        answers = self._work(one, other)
        assert self._table is not None
        self._table[one, other] = answers

    def _widen(self, first: int, second: int) -> None:
        old = self._table
        assert old is not None
        rows, columns = (max(n, 1 << most.bit_length()) for n, most in zip(old.shape, (first, second), strict=True))
        if rows * columns <= LARGEST:
            self._table = np.full((rows, columns), UNKNOWN, dtype=np.int64)
            self._table[: old.shape[0], : old.shape[1]] = old
            return
        one, other = np.nonzero(old != UNKNOWN)
        self._table = None
        if len(one):
            self._by_hash(one, other, lambda one, other: old[one, other])

    def _by_hash(self, first: Column, second: Column | int, work: Work) -> Column:
        """The answers where there are too many pairs for a table."""
        if int(first.max()) >> BITS or int(np.max(second)) >> BITS:
            raise OverflowError(f"numbers to look up take {BITS} bits at most")
        pairs = first << 32 | second
        self._pairs = self._pairs or Hashed()
        numbers, new = self._pairs.of(pairs)
        if len(new):
            different = pairs.take(new)
            self._answers.add(work(different >> 32, different & 0xFFFFFFFF))
        return self._answers.column.take(numbers)


class Pairs(Lookup):
    """Gives each pair of numbers a number of its own, from 0; `first` and `second` say what it stands for."""

    def __init__(self) -> None:
        super().__init__(self._numbered)
        self.first, self.second = Grown(), Grown()

    def __len__(self) -> int:
        return self.first.count

    def _numbered(self, one: Column, other: Column) -> Column:
        begin = self.first.count
        self.first.add(one)
        self.second.add(other)
        return np.arange(begin, self.first.count)


def one_by_one(work: Callable[[int, int], int]) -> Work:
    """Work on pairs, done for one after the other."""
    return lambda one, other: np.array([*map(work, one.tolist(), other.tolist())], dtype=np.int64)
