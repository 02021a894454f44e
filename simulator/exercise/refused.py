"""What an exercise refuses, by a name that screens and pages have a sentence for."""

from __future__ import annotations

from typing import Literal

from simulator.problems import SimulatorError

Why = Literal[
    "phase",
    "not-seated",
    "seat-taken",
    "late",
    "overtaken",
    "no-such-seat",
    "observer",
    "not-on-offer",
    "not-yours",
    "no-reason",
    "no-such-inject",
    "inject-gone",
    "inject-not-now",
    "nothing-to-say",
    "too-long",
    "unseen-character",
    "no-such-criterion",
    "no-such-entry",
    "not-finished",
    "say-it-aloud",
]


class Refused(SimulatorError):
    """Nothing was added to the log. `why` names the reason; `phase` is where the exercise stands."""

    def __init__(self, why: Why, phase: str) -> None:
        self.why, self.phase = why, phase
        super().__init__(f"The exercise does not allow this: {why}, in the phase {phase}.")
