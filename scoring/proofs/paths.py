"""Ways through an exploration: what can be reached along some edges, and a shortest way there."""

from __future__ import annotations

import numpy as np

from scoring.proofs.sheet import GameStep
from simulator.exploration.explored import Edges, Explored
from simulator.exploration.fields import Column, Flags


def nodes_in(explored: Explored, scenes: frozenset[str]) -> Flags:
    """The nodes of these scenes."""
    found = np.zeros(explored.count, dtype=np.bool_)
    for layer in explored.layers:
        if layer.scene in scenes:
            found[layer.first : layer.first + len(layer.words)] = True
    return found


def ended(explored: Explored) -> Flags:
    """The nodes at which the game is over."""
    scenes = explored.scenario.scenes
    return nodes_in(explored, frozenset(id for id, scene in scenes.items() if scene.kind == "ending"))


def can_reach(edges: Edges, targets: Flags) -> Flags:
    """The nodes from which some way leads to a target, targets among them."""
    found, inside = targets.copy(), edges.target >= 0
    source, target = edges.source[inside], edges.target[inside]
    while True:
        more = source[found[target] & ~found[source]]
        if not len(more):
            return found
        found[more] = True


def way(edges: Edges, start: int, targets: Flags, allowed: Flags) -> list[int] | None:
    """The edges of a shortest way from a node to a target through allowed nodes; None where there is none."""
    if targets[start]:
        return []
    inside = np.flatnonzero(edges.target >= 0)
    inside = inside[allowed[edges.target[inside]] & allowed[edges.source[inside]]]
    source, target = edges.source[inside], edges.target[inside]
    came = np.full(len(allowed), -1, dtype=np.int64)
    known = np.zeros(len(allowed), dtype=np.bool_)
    known[start] = True
    while True:
        fresh = known[source] & ~known[target]
        if not fresh.any():
            return None
        came[target[fresh]] = inside[fresh]
        known[target[fresh]] = True
        arrived = np.flatnonzero(known & targets)
        if len(arrived):
            return _back(edges, came, start, int(arrived[0]))


def _back(edges: Edges, came: Column, start: int, node: int) -> list[int]:
    found: list[int] = []
    while node != start:
        found.append(int(came[node]))
        node = int(edges.source[found[-1]])
    return found[::-1]


def game_to(explored: Explored, node: int) -> tuple[GameStep, ...]:
    """A shortest game to a node."""
    return tuple(GameStep(move=move, branch=branch) for move, branch in explored.game(node))


def game_along(explored: Explored, edges: Edges, along: list[int]) -> tuple[GameStep, ...]:
    """The game that goes along these edges."""
    steps = (explored.played(int(edges.move[edge])) for edge in along)
    return tuple(GameStep(move=move, branch=branch) for move, branch in steps)


def game_by(explored: Explored, node: int, code: int) -> tuple[GameStep, ...]:
    """A shortest game to a node, and one move more."""
    move, branch = explored.played(code)
    return (*game_to(explored, node), GameStep(move=move, branch=branch))
