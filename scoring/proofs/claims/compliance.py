"""Where a compliant game is still possible: with some luck, and whatever chance and the facilitator do.

Backwards from the endings that were reached with nothing broken, over the edges of an exploration that stopped at every
break. The player never lets the time run out; a facilitator may play an inject by hand wherever its window allows it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np

from scoring.proofs.paths import can_reach, ended
from simulator.exploration.explored import Edges, Explored
from simulator.exploration.fields import Column, Flags
from simulator.moves import INJECT, TIMEOUT
from simulator.scenario import Move


@dataclass(frozen=True)
class Choices:
    """The edges of an exploration by choice: what one move at one node may come to. `of` is each edge's choice.

    `source` is the node of each choice, `move` the number of its move; `by_player` and `by_world` say whose it is.
    """

    edges: Edges
    of: Column
    source: Column
    move: Column
    by_player: Flags
    by_world: Flags

    @classmethod
    def among(cls, edges: Edges, moves: Sequence[Move]) -> Choices:
        """The choices that these edges belong to."""
        number = edges.move >> 8
        keys, of = np.unique(edges.source * max(1, len(moves)) + number, return_inverse=True)
        source, move = keys // max(1, len(moves)), keys % max(1, len(moves))
        world = np.array([move[:1] == (INJECT,) for move in moves], dtype=np.bool_)
        nobody = np.array([move == TIMEOUT for move in moves], dtype=np.bool_)
        return cls(edges, of, source, move, ~world[move] & ~nobody[move], world[move])


def with_luck(explored: Explored, choices: Choices) -> Flags:
    """The nodes from which some way, under some draws, ends with nothing broken."""
    useful = (choices.by_player | choices.by_world)[choices.of]
    return can_reach(choices.edges.some(useful), ended(explored))


def surely(explored: Explored, choices: Choices) -> Flags:
    """The nodes from which the player can end with nothing broken, whatever chance and the facilitator do."""
    edges, ends = choices.edges, ended(explored)
    good, lost = ends.copy(), edges.target < 0
    while True:
        kept = _kept(choices, good, lost)
        player = choices.source[choices.by_player & kept]
        world = choices.source[choices.by_world & ~kept]
        new = ends.copy()
        new[player] = True
        new[world] = False
        new |= ends
        if (new == good).all():
            return good
        good = new


def _kept(choices: Choices, good: Flags, lost: Flags) -> Flags:
    """The choices all of whose outcomes lead to good nodes."""
    bad = lost | ~good[np.where(lost, 0, choices.edges.target)]
    return cast(Flags, np.bincount(choices.of, weights=bad, minlength=len(choices.source)) == 0)
