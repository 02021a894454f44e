"""What an exploration found: its nodes and edges, and a shortest game to each node."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from simulator.exploration.budget import Reason
from simulator.exploration.fields import Column, Flags
from simulator.moves import options_taken, taken
from simulator.scenario import Move, Scenario
from simulator.state import State
from simulator.step import Draw

NONE: Column = np.empty(0, dtype=np.int64)


class Edges(NamedTuple):
    """All steps, one item each: node before, node after, move and branch (see `Explored.played`), label.

    Where the observer wants to see no more, the node after is the negative number that it gave.
    """

    source: Column
    target: Column
    move: Column
    label: Column

    def some(self, where: Flags | Column) -> Edges:
        """Some of the steps."""
        return Edges(*(column[where] for column in self))


class Layer(NamedTuple):
    """Nodes of one scene that were found together: their numbers are consecutive, from `first`."""

    scene: str
    first: int
    words: Column
    tails: Column


@dataclass
class Explored:
    """What was found. `reason` says why it ended before all was gone through, None where it is all.

    Nodes are numbered in the order in which they were found. `parents` and `came_by` say for each node from which node
    and by which move and branch it was first found; -1 for the first.
    """

    scenario: Scenario
    reason: Reason | None = None
    seconds: float = 0.0
    count: int = 0
    layers: list[Layer] = field(default_factory=list)
    moves: list[Move] = field(default_factory=list)
    parents: Column = field(default_factory=lambda: NONE)
    came_by: Column = field(default_factory=lambda: NONE)
    memories: Column = field(default_factory=lambda: NONE)
    edges: Edges | None = None
    offered: dict[str, int] = field(default_factory=dict)
    """For each scene the options that are on offer in some state, as bits in file order."""
    withheld: dict[str, int] = field(default_factory=dict)
    """For each scene the options that are not on offer in some state."""
    taken: dict[str, set[Move]] = field(default_factory=dict)
    stuck: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Scenes that offer nothing in some state: the node before, and the number of the move that leads there.

    Both are -1 where already the beginning does."""
    left: dict[int, tuple[int, int]] = field(default_factory=dict)
    """Slots whose number can leave its range: the node before, and the number of the move that does it.

    Both are -1 where already the beginning does."""

    @classmethod
    def begun(cls, scenario: Scenario) -> Explored:
        """What is known before anything is found."""
        none, nothing_yet = dict.fromkeys(scenario.scenes, 0), {id: set[Move]() for id in scenario.scenes}
        return cls(scenario, offered=none, withheld={**none}, taken=nothing_yet)

    @property
    def complete(self) -> bool:
        """Whether everything was gone through, so that what was not found cannot happen."""
        return self.reason is None

    def nodes_of(self, scene: str) -> Column:
        """The nodes of a scene."""
        found = [np.arange(each.first, each.first + len(each.words)) for each in self.layers if each.scene == scene]
        return np.concatenate(found) if found else NONE

    def scene_of(self, node: int) -> str:
        """The scene of a node."""
        at = bisect_right([layer.first for layer in self.layers], node) - 1
        return self.layers[at].scene

    def game(self, node: int) -> list[Played]:
        """A shortest game to a node, by decisions."""
        found: list[Played] = []
        while node >= 0 and self.parents[node] >= 0:
            found.append(self.played(int(self.came_by[node])))
            node = int(self.parents[node])
        return found[::-1]

    def played(self, code: int) -> Played:
        """The move and branch that a number in `came_by` or in edges stands for."""
        return Played(self.moves[code >> 8], None if code & 255 == 255 else code & 255)


class Played(NamedTuple):
    """One move of a game, and the branch that chance took, if any."""

    move: Move
    branch: int | None


def each_branch(scenario: Scenario, before: State, move: Move) -> list[Played]:
    """A move with each branch that chance may take; once where there is no chance."""
    scene = scenario.scenes[before.scene]
    branches = taken(scene, options_taken(scene, move)).branches
    return [Played(move, n) for n in range(len(branches))] or [Played(move, None)]


def draw_for(scenario: Scenario, before: State, played: Played) -> Draw:
    """The draw that takes a branch."""
    scene, move = scenario.scenes[before.scene], played.move
    if played.branch is None:
        return nothing
    course = taken(scene, options_taken(scene, move))
    weights = [branch.weight for branch in course.branches[: played.branch]]
    return lambda total: sum(weights)


def nothing(total: int) -> int:
    """The draw of a step without chance."""
    raise AssertionError("nothing should be drawn here")
