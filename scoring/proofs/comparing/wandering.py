"""Random games of two versions side by side, where there are too many to go through all."""

from __future__ import annotations

from collections import Counter
from random import Random

from scoring.proofs.comparing.side_by_side import Walk
from scoring.proofs.playing.games import MOST_STEPS

WORLD = 0.2
"""How often something comes that the player did not do, where it may."""


def wander(walk: Walk, games: int, seed: int) -> int:
    """Play so many random games in both versions until they part, what was taken least so far first.

    How many parted. Raises Spent.
    """
    choice, taken, parted = Random(seed), Counter[object](), 0
    for game in range(games):
        walk.meter.check(len(walk.pairs), 0)
        at = walk.begin()
        for _ in range(MOST_STEPS):
            if at is None or walk.pairs[at].old.phase != "play":
                break
            at = _one_move(walk, at, choice, taken if game % 2 else None)
        parted += at is None
        if walk.enough:
            break
    return parted


def _one_move(walk: Walk, at: int, choice: Random, taken: Counter[object] | None) -> int | None:
    pair = walk.pairs[at]
    moves = list(walk.moves(pair))
    own = [move for move in moves if not move[:1] or move[0][:1] != "@"]
    others = [move for move in moves if move not in own]
    among = others if others and choice.random() < WORLD else own or others
    choice.shuffle(among)
    if taken is not None:
        among.sort(key=lambda move: taken[pair.old.scene, move])
        taken[pair.old.scene, among[0]] += 1
    branches = list(walk.moved(pair, among[0]))
    return walk.lead(at, among[0], choice.choice(branches).branch)
