"""The log of an exercise with the run that is in it: what may be added, and how it is made to last."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from simulator import limits
from simulator.characters import unseen
from simulator.errors import Illegal
from simulator.exercise.entries import (
    CONTROL,
    Entry,
    Opened,
    Stepped,
    What,
    stepped,
)
from simulator.exercise.phases import RUNNING, Trigger, followed
from simulator.exercise.refused import Refused, Why
from simulator.exercise.standing import standing_of
from simulator.run import Record, Run
from simulator.scenario import Inject, Move, Scenario

Keep = Callable[[Sequence[Entry]], None]
"""Makes entries durable together, or raises; then the exercise has not moved."""

Clock = Callable[[], tuple[float, str]]
"""Seconds of a clock that never goes back, and the time of day in UTC for people to read."""


def first_entry(opened: Opened, clock: Clock) -> Entry:
    """With what the log of a new exercise begins, in its lobby."""
    return Entry(0, 0, clock()[1], CONTROL, opened)


class Logged:
    """An exercise's log with the run in it: what is refused, and what is kept. Nothing here knows what is done."""

    def __init__(self, scenario: Scenario, entries: Sequence[Entry], clock: Clock, keep: Keep) -> None:
        """`entries` is the log so far, with `Opened` first. Raises Divergence where its run cannot be played again."""
        self.scenario, self.entries = scenario, [*entries]
        self.standing = standing_of(entries)
        opened = self.standing.opened
        assert opened is not None
        self.run = Run.replay(scenario, opened.seed, self.standing.records)
        self._clock, self._keep = clock, keep
        self._since, _ = clock()
        self._key: str | None = None

    @contextmanager
    def sent_as(self, key: str | None) -> Iterator[None]:
        """Have the entry that is added in the context carry this key."""
        self._key = key
        try:
            yield
        finally:
            self._key = None

    @property
    def played(self) -> int:
        """Seconds of play until now. The clock stands in the lobby, in the briefing, in a pause and afterwards."""
        return self.standing.played + self._running()

    def allows(self, trigger: Trigger) -> bool:
        """Whether the phase allows this step of the exercise."""
        return followed(self.standing.phase, self.standing.before_pause, trigger) is not None

    def _running(self) -> int:
        return max(0, int(self._clock()[0] - self._since)) if self.standing.phase in RUNNING else 0

    @property
    def decider(self) -> str | None:
        """The seat whose decision is on the table: the scene's, or the first; None without seats."""
        return self.standing.decider(self.scenario)

    def _lead(self, trigger: Trigger, what: What) -> Entry:
        self._require(trigger)
        return self._add(CONTROL, what)

    def _require(self, trigger: Trigger) -> None:
        self._refuse_if(not self.allows(trigger), "phase")

    def _refuse_if(self, refused: bool, why: Why) -> None:
        if refused:
            raise Refused(why, self.standing.phase)

    def _require_seat(self, seat: str) -> None:
        self._refuse_if(seat not in self.scenario.file.seats, "no-such-seat")

    def _require_taken(self, seat: str) -> None:
        self._require_seat(seat)
        self._refuse_if(seat not in self.standing.seats, "not-seated")

    def _require_observer(self, by: str) -> None:
        """Exercise control, or an observer's seat that is taken, while anything may still be added."""
        self._refuse_if(self.standing.phase == "closed", "phase")
        if by != CONTROL:
            self._require_taken(by)
            self._refuse_if(self.scenario.file.seats[by].post != "observer", "not-yours")

    def _require_objective(self, id: str) -> None:
        self._refuse_if(all(each.id != id for each in self.scenario.file.objectives), "no-such-criterion")

    def _require_entries(self, entries: Sequence[int]) -> None:
        self._refuse_if(any(not 0 <= n < self.standing.length for n in entries), "no-such-entry")

    def _require_offered(self, move: Move) -> None:
        try:
            self.run.would_take(move)
        except Illegal:
            raise Refused("not-on-offer", self.standing.phase) from None

    def _require_waiting(self, id: str) -> Inject:
        self._refuse_if(self.standing.phase in ("debrief", "closed"), "phase")
        inject = self.scenario.inject(id)
        if inject is None or inject.file.by_hand is None:
            raise Refused("no-such-inject", self.standing.phase)
        come = self.standing.inject(id).stands == "come"
        self._refuse_if(come and inject.file.by_hand.at_most == 1, "inject-gone")
        return inject

    def _words(self, text: str | None, *, may_be_empty: bool = False) -> str | None:
        """What somebody typed passes the same gate as a file."""
        found = (text or "").replace("\r\n", "\n").strip()
        self._refuse_if(not found and not may_be_empty, "nothing-to-say")
        self._refuse_if(len(found) > limits.TYPED, "too-long")
        self._refuse_if(unseen(found) is not None, "unseen-character")
        return found or None

    def _step(self, advance: Callable[[], Record], before: What | None = None, by: str = CONTROL) -> list[Entry]:
        """Take a step of the run, and keep it with what led to it."""
        record = advance()
        whats = [stepped(record.move, record)] if before is None else [before, stepped(record.move, record)]
        try:
            return self._add_all(by, whats)
        except Exception:
            self.run.withdraw()
            raise

    def catch_up(self, entries: Sequence[Entry]) -> None:
        """Take in what somebody else has added to the same log, as it stands there. Raises Divergence."""
        for entry in entries:
            self.standing = self.standing.after(entry)
        self.entries += entries
        if any(isinstance(entry.what, Stepped) for entry in entries):
            self.run = Run.replay(self.scenario, self.run.seed, self.standing.records)
        self._since, _ = self._clock()

    def _add(self, by: str, what: What) -> Entry:
        return self._add_all(by, [what])[0]

    def _add_all(self, by: str, whats: Sequence[What]) -> list[Entry]:
        played, at, first = self.played, self._clock()[1], self.standing.length
        entries = [Entry(first + n, played, at, by, what, None if n else self._key) for n, what in enumerate(whats)]
        self._keep(entries)
        for entry in entries:
            self.standing = self.standing.after(entry)
        self.entries += entries
        self._since, _ = self._clock()
        return entries
