"""Leading a walk over two versions straight to what was touched, by an exploration of the old version.

Up to the first thing that was touched both versions are the same, so that every state of the old version at such a
place, and no other, has to be looked at. The exploration tells apart what touched things read and change.
"""

from __future__ import annotations

from random import Random

import numpy as np

from scoring.proofs.comparing.side_by_side import LOOKS, Walk
from scoring.proofs.comparing.touching import WHOLE, Touched
from simulator.exploration.budget import Budget
from simulator.exploration.explored import Explored
from simulator.exploration.explorer import Explorer
from simulator.exploration.needs import union
from simulator.graph import edges
from simulator.scenario import Scenario

MOST = 30_000
"""States at touched places that are looked at; where there are more, as many of them as this, at random."""


def explored_for(old: Scenario, touched: Touched, budget: Budget) -> Explored:
    """The states of the old version, with what touched things read and change kept apart."""
    index = {str(name): n for n, name in enumerate(old.names)}
    watched = union(1 << index[name] for name in touched.names if name in index)
    return Explorer(old, budget=budget, watched=watched).run()


def lead_to_touched(walk: Walk, found: Explored) -> bool:
    """Look at all that moves come to at touched places. Whether that was all of them. Raises Spent."""
    chosen, all_of_them = _places(walk, found)
    needed = _with_ancestors(found, chosen)
    at: dict[int, int | None] = {0: walk.begin()}
    wanted = set(chosen)
    for done, node in enumerate(needed):
        if done % LOOKS == 0:
            walk.meter.check(len(walk.pairs), 0)
        if node:
            before = at[int(found.parents[node])]
            move, branch = found.played(int(found.came_by[node]))
            at[node] = None if before is None else walk.lead(before, move, branch)
        here = at[node]
        if here is not None and node in wanted:
            walk.expand(here, follow_same=False)
        if walk.enough:
            return False
    return walk.onward(follow_same=False) and all_of_them and found.complete


def places(old: Scenario, touched: Touched) -> frozenset[str]:
    """The scenes at which something touched may show: touched ones, and those before one that is touched as a whole."""
    whole = {id for id, options in touched.scenes.items() if WHOLE in options}
    before = {edge.source for edge in edges(old) if edge.target in whole}
    return frozenset(touched.scenes) | before


def _places(walk: Walk, found: Explored) -> tuple[list[int], bool]:
    nodes = [
        found.nodes_of(scene) for scene in sorted(places(walk.old, walk.sides.touched)) if scene in walk.old.scenes
    ]
    chosen = sorted(int(node) for each in nodes for node in each)
    if len(chosen) <= MOST:
        return chosen, True
    first = chosen[: MOST // 10]
    return sorted({*first, *Random(len(chosen)).sample(chosen, MOST)}), False


def _with_ancestors(found: Explored, chosen: list[int]) -> list[int]:
    """The nodes and all before them on the way, in the order in which they were found."""
    needed = np.zeros(max(found.count, 1), dtype=np.bool_)
    needed[0] = True
    needed[chosen] = True
    fresh = np.flatnonzero(needed)
    while len(fresh):
        parents = found.parents[fresh]
        parents = np.unique(parents[parents >= 0])
        fresh = parents[~needed[parents]]
        needed[fresh] = True
    return [int(node) for node in np.flatnonzero(needed)]
