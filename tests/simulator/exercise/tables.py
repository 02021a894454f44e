"""Small exercises for tests: a scenario with three seats, and a table that keeps its log in memory."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from simulator.exercise.entries import Entry, Opened
from simulator.exercise.exercise import Exercise
from simulator.exercise.logged import first_entry
from simulator.scenario import Scenario
from tests.small import scene, small

SEATS: dict[str, Any] = {
    "head": {"title": "Head of Mission", "post": "head of mission", "role": "You decide."},
    "force": {"title": "Force Commander", "post": "force commander", "role": "You command.", "told": "One company."},
    "watcher": {"title": "Observer", "post": "observer", "role": "You watch.", "may stand empty": True},
}
CRITERIA = [{"id": "asked", "text": "Asks before deciding"}]


def by_hand(title: str, **more: Any) -> dict[str, Any]:
    """An inject that exercise control may send once."""
    return {"by hand": {"at most": 1}, "title": title, "text": f"{title}.", **more}


def table_scenario(seats: dict[str, Any] = SEATS, **more: Any) -> Scenario:
    """Two decisions, an inject by hand that moves on to another scene, one that only tells, one that ends it."""
    return small(
        {
            "first": scene({"wait": {"takes": 5, "then": "second"}, "go": {"takes": 5, "then": "end"}}),
            "second": scene(
                {"talk": {"takes": 5, "then": "end"}, "back": {"takes": 5, "then": "first"}},
                **{"decided by": "force", "told to": {"force": "They fired first."}},
            ),
        },
        seats=seats,
        objectives=[{"id": "one", "text": "One", "rules": ["T01"], "criteria": CRITERIA}],
        injects={
            "news": by_hand("News", sheet={"to": ["force"], "planned": 10}),
            "call": by_hand("A call", sheet={"planned": 20}, then="second"),
            "over": by_hand("It is over", then="end"),
        },
        **more,
    )


class Table:
    """Keeps the log, and a clock that goes on when it is told to."""

    def __init__(self, scenario: Scenario | None = None, seed: int = 1) -> None:
        self.scenario = scenario or table_scenario()
        self.kept: list[str] = []
        self.seconds = 0.0
        self.fails = False
        opened = Opened(exercise="x", scenario=self.scenario.hash, seed=seed)
        entry = first_entry(opened, self.clock)
        self.keep([entry])
        self.exercise = Exercise(self.scenario, [entry], self.clock, self.keep)

    def clock(self) -> tuple[float, str]:
        """Now."""
        return self.seconds, "2026-11-30T09:00:00Z"

    def keep(self, entries: Sequence[Entry]) -> None:
        """Keep some entries, as lines."""
        if self.fails:
            raise OSError("the disk is full")
        self.kept += [entry.to_json() for entry in entries]

    def again(self) -> Exercise:
        """The exercise from its log, as after a crash."""
        return Exercise(self.scenario, [Entry.from_json(line) for line in self.kept], self.clock, self.keep)
