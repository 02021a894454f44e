"""Which rules cannot be kept any more at some point of a run, as far as its end and random continuations show.

They decide by which rules later choices are judged, and nothing is claimed of them: a proof is not needed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from scoring.proofs.losing import broken_later
from scoring.rules import RuleBook
from simulator.exploration.observing import Glimpse
from simulator.scenario import Scenario

CONTINUATIONS = 24
"""Enough to tell what always breaks from what mostly does."""


def doomed(scenario: Scenario, book: RuleBook, so_far: Sequence[Glimpse], rules: Iterable[str]) -> frozenset[str]:
    """Those of the rules that every continuation broke which was tried."""
    found, records = frozenset(rules), [glimpse.record for glimpse in so_far]
    for seed in range(CONTINUATIONS):
        broken = broken_later(scenario, book, so_far[-1].after, records, seed) if found else None
        if broken is not None:
            found &= broken
    return found
