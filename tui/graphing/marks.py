"""What is marked in the picture: findings of the proofs, and where games came."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from random import Random

from simulator.errors import NothingOffered, RangeLeft
from simulator.moves import BEGIN, moves
from simulator.scenario import Scenario
from simulator.step import initial, step
from tui.claim_codes import CODES
from tui.proof_finding import Finding
from tui.words import say

GAMES = 500
"""Games of chance that coverage is told from: enough to see what is rare, in a second or two."""

LONGEST = 1_000
"""Decisions of one game: a game that goes round in a circle ends here."""

Marks = Mapping[str, tuple[str, ...]]
"""What was found, by scene (`scene`) and by option (`scene.option`)."""


def marks_of(findings: Iterable[Finding]) -> Marks:
    """The codes of what proofs found, where they stand; what is about no scene stands in the legend alone."""
    found: dict[str, dict[str, None]] = {}
    for each in findings:
        if each.scene is not None:
            key = each.scene if each.option is None else f"{each.scene}.{each.option}"
            found.setdefault(key, {})[each.code] = None
    return {key: tuple(codes) for key, codes in found.items()}


def legend_of(findings: Iterable[Finding]) -> tuple[str, ...]:
    """What each code means that was found, and how often it was."""
    counts = Counter(each.code for each in findings)
    return tuple(
        say("graph.legend.code", code=code, title=CODES[code].title, times=counts[code]) for code in sorted(counts)
    )


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
