"""A seed with which chance comes out as in a game, so that a person can play it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from scoring.proofs.losing import replayed
from scoring.proofs.sheet import GameStep
from simulator.moves import options_taken, taken
from simulator.run import draw_number
from simulator.scenario import Scenario

MOST_SEEDS = 200_000
"""Seeds that are tried; a game with many rare outcomes may have none among them."""

Drawn = tuple[int, int, int]
"""The lowest number of a branch, the first beyond it, and the total."""


def seed_for(scenario: Scenario, game: Sequence[GameStep]) -> int | None:
    """The first seed whose draws give the game's branches; None where none of those that were tried does."""
    drawn = _drawn(scenario, game)
    for seed in range(1, MOST_SEEDS + 1):
        if all(low <= draw_number(seed, n, total) < high for n, (low, high, total) in enumerate(drawn, 1)):
            return seed
    return None


def _drawn(scenario: Scenario, game: Sequence[GameStep]) -> list[Drawn]:
    found: list[Drawn] = []
    _, records = replayed(scenario, game)
    for record, played in zip(records[1:], game, strict=True):
        if played.branch is not None:
            scene = scenario.scenes[record.scene]
            course = taken(scene, options_taken(scene, record.move))
            reached = [0, *accumulate(branch.weight for branch in course.branches)]
            found.append((reached[played.branch], reached[played.branch + 1], course.total))
    return found
