"""For whom a copy of the review is: the participants, or exercise control, whose private notes are in its own alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from simulator.exercise.entries import Entry
from simulator.exercise.standing import Standing, standing_of
from simulator.scenario import Scenario
from tui.tabletop.review.called import Callers, callers

Reader = Literal["participants", "control"]


@dataclass(frozen=True)
class Held:
    """An exercise as it was held, with who may read of it: what every part of a review is worked out from."""

    scenario: Scenario
    entries: Sequence[Entry]
    standing: Standing
    callers: Callers
    reader: Reader

    @property
    def for_control(self) -> bool:
        """Whether this is exercise control's own copy."""
        return self.reader == "control"

    def open_to_reader(self, to: Sequence[str]) -> bool:
        """Whether what was sent to these seats may be told: to all of them, or in exercise control's own copy."""
        return not to or self.for_control


def held(
    scenario: Scenario, entries: Sequence[Entry], names: Mapping[int, str], reader: Reader = "participants"
) -> Held:
    """An exercise as its log has it. `names` are those of participants by their number."""
    standing = standing_of(entries)
    return Held(scenario, entries, standing, callers(scenario, standing, entries, names), reader)
