"""Backward induction: what each state of an exploration is worth, worked out from the endings back.

The player chooses, chance draws by its weights, a facilitator may play injects by hand. A state comes after all that
may follow it, so that one pass is enough; where games may go in circles, that part is gone through until all is still.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from scoring.proofs.values.chance import probabilities
from simulator.exploration.explored import Edges, Explored
from simulator.exploration.fields import Column, Flags
from simulator.moves import INJECT, TIMEOUT

Values = npt.NDArray[np.float64]

Aim = Literal["least", "most"]
"""What somebody plays for."""

Luck = Literal["least", "most", "expected"]
"""Which outcome of chance counts: the least or the most that a branch leads to, or the mean by the weights."""

STABLE = 1e-12
"""A change of less than this is none, where games go in circles."""

ROUNDS = 100_000
"""Rounds after which circles are left as they are; scenario time ends them long before."""

_BY = {"least": np.minimum, "most": np.maximum}
_WORST = {"least": np.inf, "most": -np.inf}


class Part(NamedTuple):
    """States that depend on none of each other, or with `circles` may do: edges, choices and nodes as slices."""

    edges: slice
    choices: slice
    nodes: slice
    circles: bool


class Backwards:
    """The edges of an exploration in the order of backward induction. The player never lets the time run out."""

    def __init__(self, found: Explored) -> None:
        """Works for an exploration that kept its edges. What was not gone through any more has no way on."""
        assert found.edges is not None
        self.count = found.count
        numbers = np.array([move != TIMEOUT for move in found.moves], dtype=np.bool_)
        edges, self._kept = found.edges, None if numbers.all() else np.flatnonzero(numbers[found.edges.move >> 8])
        if self._kept is not None:
            edges = edges.some(self._kept)
        rank, self.circles = ranks(found.count, edges)
        self._order = _sorted(rank, edges)
        self.source, self.target, self.move = (edges[n][self._order] for n in range(3))
        number = self.move >> 8
        new_node = _changes(self.source)
        new_choice = new_node | _changes(number)
        self.choice_starts, self.node_starts = np.flatnonzero(new_choice), np.flatnonzero(new_node)
        self.choice_source, self.choice_move = self.source[self.choice_starts], number[self.choice_starts]
        self.first_choice = np.cumsum(new_choice)[self.node_starts] - 1
        self.nodes = self.source[self.node_starts]
        self.probability = probabilities(found, self.source, self.move)
        world = np.array([move[:1] == (INJECT,) for move in found.moves], dtype=np.bool_)
        self.by_world: Flags | None = world[self.choice_move] if world.any() else None
        self.parts = list(self._parts(rank))

    def of_edges(self, column: npt.NDArray[np.generic]) -> npt.NDArray[np.generic]:
        """What is said of each edge of the exploration, in the order in which edges stand here."""
        return (column if self._kept is None else column[self._kept])[self._order]

    def _parts(self, rank: Column) -> Iterator[Part]:
        of_node = rank[self.nodes]
        bounds = [0, *(np.flatnonzero(of_node[1:] != of_node[:-1]) + 1), len(of_node)]
        choices = np.append(self.first_choice, len(self.choice_starts))
        edges = np.append(self.choice_starts, len(self.source))
        for low, high in pairwise(bounds):
            if low < high:
                chosen = slice(int(choices[low]), int(choices[high]))
                along = slice(int(edges[chosen.start]), int(edges[chosen.stop]))
                yield Part(along, chosen, slice(low, high), self.circles and high == len(of_node))

    def choices_at(self, node: int) -> range:
        """The choices of a node; none where nothing is ahead of it."""
        at = np.flatnonzero(self.nodes == node)
        if not len(at):
            return range(0)
        bounds = self.first_choice[at[0] : at[0] + 2].tolist()
        return range(bounds[0], bounds[1] if len(bounds) == 2 else len(self.choice_starts))

    def worth(self, at_end: Values, player: Aim, world: Aim, luck: Luck, gain: Values | None = None) -> Values:
        """The worth of each node: `at_end` where nothing is ahead, and on the way what each edge gains, if it does.

        `gain` is in the order of `of_edges`. What leads nowhere is worth nothing.
        """
        worth = at_end.astype(np.float64, copy=True)
        for part in self.parts:
            for _ in range(ROUNDS if part.circles else 1):
                new, nodes = self._of_part(part, worth, (player, world, luck), gain), self.nodes[part.nodes]
                stable = part.circles and np.abs(new - worth[nodes]).max() < STABLE
                worth[nodes] = new
                if stable:
                    break
        return worth

    def of_choices(self, worth: Values, luck: Luck, gain: Values | None = None) -> Values:
        """The worth of each choice, where the nodes are worth this."""
        whole = Part(slice(0, len(self.source)), slice(0, len(self.choice_starts)), slice(0, len(self.nodes)), False)
        return self._of_choices(whole, worth, luck, gain)

    def _of_choices(self, part: Part, worth: Values, luck: Luck, gain: Values | None) -> Values:
        target = self.target[part.edges]
        ahead = worth[np.maximum(target, 0)]
        if gain is not None:
            ahead += gain[part.edges]
        if part.edges.stop > part.edges.start and target.min() < 0:
            ahead[target < 0] = 0.0
        starts = self.choice_starts[part.choices] - part.edges.start
        if len(starts) == len(target):
            return ahead * self.probability[part.edges] if luck == "expected" else ahead
        if luck == "expected":
            return np.add.reduceat(ahead * self.probability[part.edges], starts)
        return _BY[luck].reduceat(ahead, starts)

    def _of_part(self, part: Part, worth: Values, who: tuple[Aim, Aim, Luck], gain: Values | None) -> Values:
        player, world, luck = who
        choices = self._of_choices(part, worth, luck, gain)
        starts = self.first_choice[part.nodes] - part.choices.start
        if self.by_world is None:
            return _BY[player].reduceat(choices, starts)
        theirs = self.by_world[part.choices]
        mine = _BY[player].reduceat(np.where(theirs, _WORST[player], choices), starts)
        mine = np.where(np.isinf(mine), 0.0, mine)  # nothing but injects: the player has no way on that counts
        other = _BY[world].reduceat(np.where(theirs, choices, _WORST[world]), starts)
        return _BY[world](mine, other)


def ranks(count: int, edges: Edges) -> tuple[Column, bool]:
    """For each node the most steps that may follow it, and whether there are circles: their nodes come last."""
    inside = edges.target >= 0
    source, target = (edges.source, edges.target) if inside.all() else (edges.source[inside], edges.target[inside])
    before = source[in_order(target)]
    starts = np.append(0, np.cumsum(np.bincount(target, minlength=count)))
    waiting = np.bincount(source, minlength=count)
    rank = np.full(count, -1, dtype=np.int64)
    ready, level = np.flatnonzero(waiting == 0), 0
    while len(ready):
        rank[ready] = level
        came = before[_ranges(starts[ready], starts[ready + 1])]
        ready, level = _ready(waiting, came), level + 1
    circling = rank < 0
    rank[circling] = level
    return rank, bool(circling.any())


def _ready(waiting: Column, came: Column) -> Column:
    """The nodes that wait for nothing any more, now that one edge for each of these has been seen to."""
    if len(came) * 8 > len(waiting):  # counting all is quicker than sorting many
        fewer = np.bincount(came, minlength=len(waiting))
        waiting -= fewer
        return np.flatnonzero((waiting == 0) & (fewer > 0))
    nodes, times = np.unique(came, return_counts=True)
    waiting[nodes] -= times
    ready: Column = nodes[waiting[nodes] == 0]
    return ready


def in_order(keys: Column) -> Column:
    """The places of numbers from the least to the greatest; equal ones in the order in which they stand."""
    bits = max(1, len(keys)).bit_length()
    if not len(keys) or int(keys.max()) >> 63 - bits:
        return np.argsort(keys, kind="stable").astype(np.int64, copy=False)
    packed: Column = np.sort(keys << bits | np.arange(len(keys)))  # some times quicker than to sort places
    return packed & (1 << bits) - 1


def _ranges(starts: Column, ends: Column) -> Column:
    """All numbers of these ranges, one after the other."""
    lengths = ends - starts
    firsts = np.repeat(starts - np.append(0, np.cumsum(lengths)[:-1]), lengths)
    return firsts + np.arange(len(firsts))


def _sorted(rank: Column, edges: Edges) -> Column:
    """The order of the edges by rank, node, move and branch."""
    place = np.empty(len(rank), dtype=np.int64)
    place[in_order(rank)] = np.arange(len(rank))
    return in_order(place[edges.source] << int(edges.move.max(initial=0)).bit_length() | edges.move)


def _changes(column: Column) -> Flags:
    """Where another number begins."""
    found = np.ones(len(column), dtype=np.bool_)
    found[1:] = column[1:] != column[:-1]
    return found
