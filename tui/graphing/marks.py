"""What is marked in the picture: findings of the proofs, and where games came."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

from simulator.errors import NothingOffered, RangeLeft
from simulator.moves import BEGIN, moves
from simulator.scenario import Scenario
from simulator.step import initial, step

GAMES = 500
"""Games of chance that coverage is told from: enough to see what is rare, in a second or two."""

LONGEST = 1_000
"""Decisions of one game: a game that goes round in a circle ends here."""

Marks = Mapping[str, tuple[str, ...]]


def findings_of(scenario: Scenario) -> Marks:
    """What the proofs found, by scene. The proofs will tell; until then there is nothing."""
    return {}


def coverage_of(scenario: Scenario, games: int = GAMES) -> Mapping[str, int]:
    """In how many of some random games each scene was seen, the same each time; moves are drawn evenly."""
    seen = dict.fromkeys(scenario.scenes, 0)
    for seed in range(games):
        for scene in _game(scenario, Random(seed)):
            seen[scene] += 1
    return seen


def _game(scenario: Scenario, chance: Random) -> set[str]:
    """The scenes of one game."""
    state, seen = initial(scenario), set[str]()
    try:
        state, _ = step(scenario, state, BEGIN, chance.randrange)
        for _ in range(LONGEST):
            seen.add(state.scene)
            offered = list(moves(scenario, state))
            if not offered:
                break
            state, _ = step(scenario, state, chance.choice(offered), chance.randrange)
    except (NothingOffered, RangeLeft):
        pass  # an author's mistake, which the proofs tell
    return seen
