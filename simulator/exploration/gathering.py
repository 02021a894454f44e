"""What arrives in scenes, layer by layer: states that are new become nodes, and where they came from is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple, TypeVar

import numpy as np

from simulator.exploration.explored import NONE, Edges, Explored, Layer
from simulator.exploration.fields import Column
from simulator.exploration.known import Known

Columns = TypeVar("Columns", bound=tuple[Column, ...])

NO_EDGES = Edges(NONE, NONE, NONE, NONE)


class Come(NamedTuple):
    """What arrived in a scene: keys of states, the nodes and moves that they came from, and labels.

    Moves and labels are one number where all have the same.
    """

    keys: Column
    nodes: Column
    moves: Column | int
    labels: Column | int


class Gathering:
    """Gathers what arrives, and makes layers of it. A key is a number before the word, and the word."""

    def __init__(self, found: Explored, widths: Mapping[str, int], known: Known, *, with_edges: bool) -> None:
        """`widths` are the bits of each scene's word."""
        self.found, self.widths, self.known, self.with_edges = found, widths, known, with_edges
        self.nbytes = self.waiting = 0
        self._arrivals: dict[str, list[Come]] = {}
        self._edges: list[Edges] = [NO_EDGES]
        self._origins: list[tuple[Column, Column]] = []

    def add(self, scene: str, come: Come) -> None:
        """What arrived in a scene."""
        self._arrivals.setdefault(scene, []).append(come)
        self.waiting += len(come.keys)

    def ended(self, edges: Edges) -> None:
        """Edges to where nobody looks any further."""
        if not self.with_edges:
            return
        self._edges.append(edges)
        self.nbytes += sum(each.nbytes for each in edges)

    def layers(self) -> list[Layer]:
        """The states that were not known before, as a layer for each scene; nothing is waiting afterwards."""
        arrivals, self._arrivals, self.waiting = self._arrivals, {}, 0
        if not arrivals:
            return []
        all = [each for come in arrivals.values() for each in come]
        counts = [len(each.keys) for each in all]
        keys, before = (np.concatenate(each) for each in zip(*((come.keys, come.nodes) for come in all), strict=True))
        ends = np.cumsum([sum(len(each.keys) for each in come) for come in arrivals.values()])
        moves = _joined([each.moves for each in all], counts)
        if self.with_edges and before[0] >= 0:
            nodes, new = self.known.met(list(arrivals), ends.tolist(), keys)
            self.ended(Edges(before, nodes, moves, _joined([each.labels for each in all], counts)))
        else:
            new = self.known.new(list(arrivals), ends.tolist(), keys)
        layers = self._layers(list(arrivals), np.searchsorted(new, ends).tolist(), keys.take(new))
        origins = _narrow(before.take(new)), _narrow(moves.take(new))
        self._origins.append(origins)
        self.nbytes += sum(each.nbytes for each in origins)
        self.found.layers += layers
        self.found.count += len(new)
        return layers

    def _layers(self, scenes: Sequence[str], ends: Sequence[int], keys: Column) -> list[Layer]:
        found, begin = [], 0
        for scene, end in zip(scenes, ends, strict=True):
            if begin < end:
                width, mine = self.widths[scene], keys[begin:end]
                tails = _narrow(mine >> width)
                found.append(Layer(scene, self.found.count + begin, mine & (1 << width) - 1, tails))
                self.nbytes += mine.nbytes + tails.nbytes
            begin = end
        return found

    def finish(self) -> None:
        """Tell what was found of all that was gathered."""
        if self._origins:
            self.found.parents, self.found.came_by = parents, came_by = _one_each(self._origins)
            self._origins.append((parents, came_by))
        if self.with_edges:
            self.found.edges = Edges(*_one_each(self._edges))
            self._edges.append(self.found.edges)


def _one_each(gathered: list[Columns]) -> list[Column]:
    """One column of each kind; the list is empty afterwards, and each kind let go of before the next is made."""
    kinds = [[*each] for each in zip(*gathered, strict=True)]
    gathered.clear()
    kinds.reverse()
    return [np.concatenate(kinds.pop()) for _ in range(len(kinds))]


def _narrow(column: Column) -> Column:
    """The same numbers in half the room: of nodes, moves and what stands before words there are not so many."""
    narrow: Column = column.astype(np.int32)  # read like any other column
    return narrow


def _joined(columns: Sequence[Column | int], counts: Sequence[int]) -> Column:
    """One column of all; a number stands for as many as its count says."""
    if all(isinstance(each, int) for each in columns):
        return np.repeat(np.array(columns, dtype=np.int64), counts)
    pairs = zip(columns, counts, strict=True)
    return np.concatenate([np.full(count, each) if isinstance(each, int) else each for each, count in pairs])
