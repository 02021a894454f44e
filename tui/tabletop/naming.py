"""How people are called on screens and paper: by name, by role, or not at all, as it was agreed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from simulator.exercise.entries import CONTROL
from simulator.exercise.sight import NOBODY
from simulator.exercise.standing import Standing
from simulator.scenario import Scenario
from tui.words import say


def exercise_mark() -> str:
    """What stands on every screen, message and page, so that nobody takes an exercise for the real thing."""
    return say("tabletop.exercise")


@dataclass(frozen=True)
class Naming:
    """What each seat is called; `names` are those of participants by their number, which may have been erased."""

    scenario: Scenario
    standing: Standing
    names: Mapping[int, str]

    def title(self, seat: str) -> str:
        """The seat's title; exercise control has its own, and nobody is somebody."""
        if seat == CONTROL:
            return say("tabletop.control")
        if seat == NOBODY:
            return say("tabletop.somebody")
        known = self.scenario.file.seats.get(seat)
        return known.title if known else seat

    def called(self, seat: str) -> str:
        """The title, with the name of who sits there where people agreed to be named."""
        opened, name = self.standing.opened, self.names.get(self.standing.seats.get(seat, -1))
        named = opened is not None and opened.attribution == "by name"
        return say("tabletop.named", title=self.title(seat), name=name) if named and name else self.title(seat)
