"""How people are called in a review: as it was agreed, and by who sat there at that moment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from simulator.exercise.entries import CONTROL, Entry, Seated, Vacated
from simulator.exercise.sight import NOBODY
from simulator.exercise.standing import Standing
from simulator.scenario import Scenario
from tui.tabletop.naming import Naming

Seats = Mapping[str, int]
"""Who sits where: participants by seat."""


@dataclass(frozen=True)
class Callers:
    """What seats are called. `seats` says who sat where when each entry of the log was made."""

    naming: Naming
    seats: Sequence[Seats]

    @property
    def attributed(self) -> bool:
        """Whether it may be said which seat said something."""
        opened = self.naming.standing.opened
        return opened is not None and opened.attribution != "not at all"

    def called(self, seat: str, n: int) -> str:
        """What a seat is called in entry `n`; somebody where nobody is to be named. Exercise control is no seat."""
        if seat == CONTROL or not self.attributed:
            return self.naming.title(seat if seat == CONTROL else NOBODY)
        return replace(self.naming, standing=replace(self.naming.standing, seats=self.seats[n])).called(seat)

    def titles(self, seats: Iterable[str]) -> str:
        """Seats by their titles alone: for what was planned, which is nobody's doing."""
        return ", ".join(map(self.naming.title, seats))


def callers(scenario: Scenario, standing: Standing, entries: Sequence[Entry], names: Mapping[int, str]) -> Callers:
    """What seats are called in the log of an exercise."""
    found: list[Seats] = []
    now: Seats = {}
    for entry in entries:
        if isinstance(entry.what, Seated):
            now = {**now, entry.what.seat: entry.what.participant}
        elif isinstance(entry.what, Vacated):
            left = entry.what.seat
            now = {seat: who for seat, who in now.items() if seat != left}
        found.append(now)
    return Callers(Naming(scenario, standing, names), found)
