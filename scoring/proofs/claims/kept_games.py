"""Games that keep everything, at random: walks over an exploration that stopped at every break, to each ending."""

from __future__ import annotations

from random import Random

import numpy as np

from scoring.proofs.claims.compliance_claims import Kept
from scoring.proofs.paths import can_reach, game_along, nodes_in
from scoring.proofs.sheet import GameStep
from simulator.exploration.explored import Edges
from simulator.exploration.fields import Flags

MOST_STEPS = 400
"""A walk with more steps is given up: moves that take no time may go round."""

WALKS = 8
"""Games to each ending."""


def kept_games(kept: Kept, seed: int = 1) -> tuple[tuple[GameStep, ...], ...]:
    """Some games to each ending that is reached with nothing broken, each step any that leads on to it."""
    edges, found, choice = kept.choices.edges, [], Random(seed)
    useful = (edges.target >= 0) & kept.choices.by_player[kept.choices.of]
    inside = edges.some(useful)
    inside = inside.some(np.argsort(inside.source, kind="stable"))
    for id, scene in kept.found.scenario.scenes.items():
        if scene.kind == "ending" and len(kept.found.nodes_of(id)):
            ends = nodes_in(kept.found, frozenset((id,)))
            hopeful = can_reach(inside, ends)
            walks = (_walk(inside, ends, hopeful, choice) for _ in range(WALKS))
            found += [game_along(kept.found, inside, along) for along in walks if along is not None]
    return tuple(found)


def _walk(edges: Edges, ends: Flags, hopeful: Flags, choice: Random) -> list[int] | None:
    """The edges of one walk from the start; None where it does not come to an end."""
    node, along = 0, list[int]()
    while not ends[node]:
        first, last = np.searchsorted(edges.source, (node, node + 1))
        on = first + np.flatnonzero(hopeful[edges.target[first:last]])
        if not len(on) or len(along) == MOST_STEPS:  # only a facilitator leads on from here, or it goes round
            return None
        along.append(int(on[choice.randrange(len(on))]))
        node = int(edges.target[along[-1]])
    return along


__all__ = ["kept_games"]
