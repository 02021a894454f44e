"""What states are worth for compliance: whether, how surely and how likely everything can be kept from there."""

from __future__ import annotations

from typing import NamedTuple

from scoring.proofs.paths import ended
from scoring.proofs.values.induction import Backwards, Values
from simulator.exploration.explored import Explored


class Keeping(NamedTuple):
    """Of each node, for a player who chooses well: 1 where everything can be kept, as far as it depends on them.

    `best` if chance and the facilitator help (*with luck*), `worst` whatever they do (*surely*); `expected` is the
    highest probability of keeping everything, with chance by its weights and whatever the facilitator does.
    """

    best: Values
    worst: Values
    expected: Values


def keeping(found: Explored, backwards: Backwards | None = None) -> Keeping:
    """The values of an exploration that stopped at every break. Where its budget ended, they are lower bounds."""
    back, at_end = backwards or Backwards(found), ended(found).astype(float)
    return Keeping(
        back.worth(at_end, "most", "most", "most"),
        back.worth(at_end, "most", "least", "least"),
        back.worth(at_end, "most", "least", "expected"),
    )
