"""Which rules cannot be kept any more at some point of a run, as far as its end and random continuations show.

They decide by which rules later choices are judged, and nothing is claimed of them: a proof is not needed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from random import Random

from scoring.evaluation import evaluate
from scoring.from_log import trace_of
from scoring.proofs.watching import NOT_COMPLIANT
from scoring.rules import RuleBook
from simulator.exploration.observing import Glimpse
from simulator.moves import moves
from simulator.problems import SimulatorError
from simulator.run import Record
from simulator.scenario import Scenario
from simulator.step import step

CONTINUATIONS = 24
"""Enough to tell what always breaks from what mostly does."""


def doomed(scenario: Scenario, book: RuleBook, so_far: Sequence[Glimpse], rules: Iterable[str]) -> frozenset[str]:
    """Those of the rules that every continuation broke which was tried."""
    found = frozenset(rules)
    for seed in range(CONTINUATIONS):
        records = _continued(scenario, so_far, Random(seed))
        if records is not None and found:
            findings = evaluate(book, trace_of(scenario, records))
            found &= {finding.rule for finding in findings if finding.verdict in NOT_COMPLIANT}
    return found


def _continued(scenario: Scenario, so_far: Sequence[Glimpse], choice: Random) -> list[Record] | None:
    """A random game after this beginning; None where it ends in an author's error."""
    state, records = so_far[-1].after, [glimpse.record for glimpse in so_far]
    while state.phase == "play":
        move = choice.choice(list(moves(scenario, state)))
        try:
            after, entries = step(scenario, state, move, choice.randrange)
        except SimulatorError:
            return None
        records.append(Record(len(records), state.minute, state.scene, move, entries))
        state = after
    return records
