"""The states that are known by now, by scene and key, each with the number of its node."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from simulator.exploration.fields import Column
from simulator.exploration.hashed import FAST, Hashed
from simulator.exploration.lookup import Grown

BITS = 63
"""What a key may take, with the scene before it where that is put there."""


class Known:
    """Nodes are numbered in the order in which they are met, scene by scene."""

    def __init__(self, scenes: Iterable[str], bits: int, *, fast: bool = FAST) -> None:
        """Keys take so many bits. If the scene's number fits beside them, all scenes are looked up in one go."""
        self.count = 0
        self._number = {scene: n for n, scene in enumerate(scenes)}
        self._bits = bits if bits + len(self._number).bit_length() <= BITS else None
        self._all = Hashed(fast=fast)
        self._own = {scene: _OfScene(fast) for scene in self._number} if self._bits is None else {}

    @property
    def nbytes(self) -> int:
        """Bytes that all this takes."""
        return self._all.nbytes + sum(own.nbytes for own in self._own.values())

    def new(self, scenes: Sequence[str], ends: Sequence[int], keys: Column) -> Column:
        """The places of those that are new alone, as `met` gives them."""
        if self._bits is None:
            return self.met(scenes, ends, keys)[1]
        new = self._all.fresh(self._with_scenes(scenes, ends, keys))
        self.count = self._all.count
        return new

    def met(self, scenes: Sequence[str], ends: Sequence[int], keys: Column) -> tuple[Column, Column]:
        """The node of each state, and the places of those that are new, in the order of their nodes.

        The keys stand one scene after the other, up to the ends.
        """
        if self._bits is not None:
            numbers, new = self._all.of(self._with_scenes(scenes, ends, keys))
            self.count = self._all.count
            return numbers.astype(np.int64), new
        found, fresh, begin = [], [], 0
        for scene, end in zip(scenes, ends, strict=True):
            nodes, new = self._own[scene].of(keys[begin:end], self.count)
            self.count += len(new)
            found.append(nodes)
            fresh.append(new + begin)
            begin = end
        return np.concatenate(found), np.concatenate(fresh)

    def _with_scenes(self, scenes: Sequence[str], ends: Sequence[int], keys: Column) -> Column:
        before = np.array([self._number[scene] << (self._bits or 0) for scene in scenes], dtype=np.int64)
        return keys | np.repeat(before, np.diff(ends, prepend=0))


class _OfScene:
    """The known states of one scene. Those that were new at one time have nodes that follow one another."""

    def __init__(self, fast: bool) -> None:
        self._hashed = Hashed(fast=fast)
        self._begins, self._ahead = Grown(), Grown()

    @property
    def nbytes(self) -> int:
        return self._hashed.nbytes + self._begins.nbytes + self._ahead.nbytes

    def of(self, keys: Column, count: int) -> tuple[Column, Column]:
        known = self._hashed.count
        numbers, new = self._hashed.of(keys)
        if len(new):
            self._begins.add(np.full(1, known))
            self._ahead.add(np.full(1, count - known))
        at = np.searchsorted(self._begins.column, numbers, side="right") - 1
        return numbers + self._ahead.column.take(at), new
