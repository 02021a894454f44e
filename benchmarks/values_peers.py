"""Expected values by backward induction, beside Storm: the same model, the least and the most expected total.

Building is left out on both sides: exploring, and putting the edges into a matrix by state and choice, which Storm does
while it builds. What follows counts: here the order of the induction, the rewards and both questions, there the
checking of both. Both answer for every state. The note says what our matrix takes, so that nothing is hidden.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import numpy as np

from benchmarks.exploring_peers import storm
from benchmarks.models.as_scenario import HURT, as_scenario
from benchmarks.models.model import SIZES, generate
from benchmarks.row import Absent, Row, Target, absent, measured
from benchmarks.timing import interleaved, median, timed
from scoring.proofs.values.induction import Backwards, ranks
from scoring.proofs.values.ledger import Ledger

TARGET = Target("at least", 10)
ROUNDS = 5
CLOSE = 1e-6
"""Values that are as close as this are the same."""

ROW = Row(
    "values",
    "expected values by backward induction, about 200,000 states with chance",
    "Storm (stormpy), the same model and questions; building left out on both sides",
    "seconds",
)


def rows(quick: bool) -> Iterator[Row]:
    """One row: how many times quicker than Storm, if the values are the same."""
    model = generate(SIZES["chance"])
    ledger = Ledger.of(as_scenario(model))
    asked = _Asked(ledger)
    try:
        peer = storm(model, 1)
        seconds: list[float] = []
        mine = _in_turn(asked, model, 2 if quick else ROUNDS, seconds)
    except Absent as reason:
        yield absent(ROW, TARGET, str(reason))
        return
    apart = max(abs(asked.least - peer["least"]), abs(asked.most - peer["most"]))
    note = (
        f"values {asked.least:.6f} and {asked.most:.6f}, Storm {peer['least']:.6f} and {peer['most']:.6f}; "
        f"building, left out: ours {ledger.found.seconds:.1f} s and the matrix {asked.seconds:.2f} s, "
        f"Storm {peer['building']:.1f} s with its matrix; "
        f"states ours {ledger.found.count:,} (those that nothing ahead tells apart are one), Storm {peer['states']:,}"
    )
    if apart > CLOSE:
        yield absent(ROW, TARGET, f"the values are not the same: {note}")
        return
    ratios = [theirs / ours for ours, theirs in zip(mine, seconds, strict=True)]
    yield measured(ROW, TARGET, median(mine), median(seconds), median(ratios), note)


def _in_turn(asked: _Asked, model: Any, rounds: int, seconds: list[float]) -> list[float]:
    """Ours and Storm's in turn; a machine that changes its speed changes it for both."""

    def theirs() -> float:
        seconds.append(float(storm(model, 1)["checking"]))
        return seconds[-1]

    found = interleaved({"ours": timed(asked.ask, 1), "storm": theirs}, rounds, warm_up=1)
    del seconds[:1]  # the warm-up
    return found["ours"]


class _Asked:
    """Both questions, asked of an exploration; what they answered is kept for comparison."""

    def __init__(self, ledger: Ledger) -> None:
        assert ledger.found.edges is not None
        self.ledger, self.label = ledger, ledger.found.edges.label
        counted = ledger.counting.counted
        self.gains = np.array([dict(each).get(HURT, 0) for each in counted], dtype=np.float64)
        self.least = self.most = 0.0
        begin = time.perf_counter()
        self.matrix = Backwards(ledger.found)
        self.seconds = time.perf_counter() - begin

    def ask(self) -> None:
        """Which states come before which, then backwards once for each question."""
        found, matrix = self.ledger.found, self.matrix
        assert found.edges is not None
        ranks(found.count, found.edges)
        gain = self.gains[matrix.of_edges(self.label)]
        nothing = np.zeros(found.count)
        self.least = float(matrix.worth(nothing, "least", "most", "expected", gain)[0])
        self.most = float(matrix.worth(nothing, "most", "least", "expected", gain)[0])


__all__ = ["rows"]
