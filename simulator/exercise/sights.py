"""What seats see as an exercise goes on: what has not changed since they last looked is not worked out anew."""

from __future__ import annotations

from simulator.exercise.sight import Sight, sight, unchanged
from simulator.exercise.standing import Standing
from simulator.scenario import Scenario


class Sights:
    """The sights of one exercise, each the same as `sight` gives."""

    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario
        self._last: dict[str, tuple[Standing, Sight]] = {}
        self._since: tuple[Standing, Standing, frozenset[str]] | None = None

    def of(self, standing: Standing, seat: str) -> Sight:
        """What the seat may see now; with `NOBODY`, what everybody may see."""
        if seat not in self._last:
            found = sight(self._scenario, standing, seat)
        else:
            then, before = self._last[seat]
            if then is standing:
                return before
            found = sight(self._scenario, standing, seat, before, self._unchanged(then, standing))
        self._last[seat] = standing, found
        return found

    def _unchanged(self, then: Standing, now: Standing) -> frozenset[str]:
        """The parts that are the same as then; asked for seat after seat, of which nearly all looked at one moment."""
        if self._since is None or self._since[0] is not then or self._since[1] is not now:
            self._since = then, now, unchanged(then, now)
        return self._since[2]
