"""The oracle for values: backward induction in plain Python, over the plain explorations of tests/simulator.

It goes over all states until nothing changes, and knows nothing of orders, columns or reductions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from simulator.moves import TIMEOUT
from simulator.scenario import Move


class Outcome(NamedTuple):
    """One outcome of a move: where it leads, how likely that is, and what it gains on the way."""

    source: int
    move: Move
    target: int
    probability: float
    gain: float = 0.0


Fold = Callable[[Sequence[float]], float]


def mean(outcomes: Sequence[tuple[float, float]]) -> float:
    """The mean of values by their probabilities."""
    return sum(value * probability for value, probability in outcomes)


def worth(
    ends: Mapping[int, float], outcomes: Sequence[Outcome], player: Fold, world: Fold, luck: Fold | None
) -> dict[int, float]:
    """The worth of each state: that of its end, or what follows. `luck` is None for the mean."""
    choices: dict[int, dict[Move, list[Outcome]]] = defaultdict(lambda: defaultdict(list))
    for outcome in outcomes:
        if outcome.move != TIMEOUT:
            choices[outcome.source][outcome.move].append(outcome)
    found = dict.fromkeys(choices, 0.0) | dict(ends)

    def of_move(led: Sequence[Outcome]) -> float:
        values = [(each.gain + found[each.target], each.probability) for each in led]
        return mean(values) if luck is None else luck([value for value, _ in values])

    while True:
        before = dict(found)
        for source in sorted(choices, reverse=True):
            mine = [of_move(led) for move, led in choices[source].items() if move[0] != "@inject"]
            theirs = [of_move(led) for move, led in choices[source].items() if move[0] == "@inject"]
            found[source] = world([player(mine), *theirs]) if mine else 0.0
        if all(abs(found[n] - before[n]) < 1e-12 for n in found):
            return found
