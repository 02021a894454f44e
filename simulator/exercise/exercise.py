"""The exercise: the one place with state. It admits what its phase and its seats allow, and keeps the log."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from simulator import limits
from simulator.characters import unseen
from simulator.errors import Illegal
from simulator.exercise.entries import (
    CONTROL,
    Asked,
    Briefed,
    Closed,
    Decided,
    Ended,
    Entry,
    Held,
    Injected,
    Marked,
    Moved,
    Noted,
    Opened,
    Paused,
    Recommended,
    Result,
    Resumed,
    Revealed,
    Said,
    Seated,
    Skipped,
    Vacated,
    WentOn,
    What,
    stepped,
)
from simulator.exercise.phases import RUNNING, Phases, Trigger
from simulator.exercise.refused import Refused, Why
from simulator.exercise.standing import standing_of
from simulator.moves import may_be_played
from simulator.run import Record, Run
from simulator.scenario import Inject, Move, Scenario

Keep = Callable[[Sequence[Entry]], None]
"""Makes entries durable together, or raises; then the exercise has not moved."""

Clock = Callable[[], tuple[float, str]]
"""Seconds of a clock that never goes back, and the time of day in UTC for people to read."""


def first_entry(opened: Opened, clock: Clock) -> Entry:
    """With what the log of a new exercise begins, in its lobby."""
    return Entry(0, 0, clock()[1], CONTROL, opened)


class Exercise:
    """One tabletop exercise. Every method raises Refused where it is not allowed; then nothing has changed."""

    def __init__(self, scenario: Scenario, entries: Sequence[Entry], clock: Clock, keep: Keep) -> None:
        """`entries` is the log so far, with `Opened` first. Raises Divergence where its run cannot be played again."""
        self.scenario, self.entries = scenario, [*entries]
        self.standing = standing_of(entries)
        opened = self.standing.opened
        assert opened is not None
        self.run = Run.replay(scenario, opened.seed, self.standing.records)
        self._clock, self._keep = clock, keep
        self._since, _ = clock()

    @property
    def played(self) -> int:
        """Seconds of play until now. The clock stands in the lobby, in the briefing, in a pause and afterwards."""
        return self.standing.played + self._running()

    def _running(self) -> int:
        return max(0, int(self._clock()[0] - self._since)) if self.standing.phase in RUNNING else 0

    # Seats

    def seat(self, seat: str, participant: int) -> Entry:
        """Give a seat to a participant; whoever sat there leaves it."""
        self._require_seat(seat)
        self._refuse_if(self.standing.phase == "closed", "phase")
        return self._add(CONTROL, Seated(seat=seat, participant=participant))

    def vacate(self, seat: str) -> Entry:
        """Leave a seat empty."""
        self._require_seat(seat)
        self._refuse_if(seat not in self.standing.seats, "not-seated")
        self._refuse_if(self.standing.phase == "closed", "phase")
        return self._add(CONTROL, Vacated(seat=seat))

    # The way of an exercise

    def brief(self) -> Entry:
        """Put the briefing on the table."""
        return self._lead("brief", Briefed())

    def begin(self) -> Entry:
        """Put the first situation on the table: play begins."""
        self._require("begin")
        return self._step(self.run.begin)[-1]

    def ask(self) -> Entry:
        """Ask every seat for its recommendation."""
        return self._lead("ask", Asked())

    def recommend(self, seat: str, move: Move, reason: str | None = None) -> Entry:
        """A seat's recommendation; before the reveal it may be changed."""
        self._refuse_if(self.standing.phase != "recommending", "phase")
        self._require_taken(seat)
        self._refuse_if(self.scenario.file.seats[seat].post == "observer", "observer")
        self._require_offered(move)
        return self._add(seat, Recommended(move=move, reason=self._words(reason, may_be_empty=True)))

    def reveal(self) -> Entry:
        """Show all recommendations."""
        return self._lead("reveal", Revealed())

    def decide(
        self,
        by: str,
        move: Move,
        reason: str | None = None,
        dissent: Mapping[str, str] | None = None,
        instead_of: str | None = None,
    ) -> Entry:
        """Take the decision. Exercise control says why where it decides in place of the seat whose decision it is."""
        self._require("decide")
        if by != CONTROL:
            self._require_taken(by)
            self._refuse_if(by != self.decider, "not-yours")
            self._refuse_if(self.standing.phase != "revealed", "phase")
        self._refuse_if(by == CONTROL and instead_of is None and self.decider in self.standing.seats, "no-reason")
        for seat in dissent or {}:
            self._require_seat(seat)
        against = {seat: self._words(text) or "" for seat, text in (dissent or {}).items()}
        why, instead = self._words(reason, may_be_empty=True), self._words(instead_of, may_be_empty=True)
        self._require_offered(move)
        decided = Decided(move=move, reason=why, dissent=against, instead_of=instead)
        return self._step(lambda: self.run.decide(move), decided, by)[0]

    def go_on(self) -> Entry:
        """Put the next situation on the table, or begin the debrief where the run has ended."""
        self._require("go_on")
        return self._add(CONTROL, WentOn())

    def pause(self, *, real: bool = False) -> Entry:
        """Stop play; `real` for an emergency that is none of the exercise."""
        if real and self.standing.phase == "paused":
            return self._add(CONTROL, Paused(real=True))
        return self._lead("pause", Paused(real=real))

    def resume(self) -> Entry:
        """Go on where play was."""
        return self._lead("resume", Resumed())

    def end(self, why: str | None = None) -> Entry:
        """End play now and begin the debrief. Always possible before it."""
        return self._lead("end", Ended(why=self._words(why, may_be_empty=True)))

    def close(self) -> Entry:
        """Add nothing any more."""
        return self._lead("close", Closed())

    # Injects

    def inject(self, id: str) -> Entry:
        """Play a planned inject now, running or paused."""
        inject = self._require_waiting(id)
        self._refuse_if(self.standing.phase not in (*RUNNING, "paused") or not self.run.records, "phase")
        allowed = may_be_played(inject, self.run.state.minute, self.run.state.fired)
        self._refuse_if(not allowed or self.run.finished, "inject-not-now")
        to = inject.file.sheet.to if inject.file.sheet else ()
        return self._step(lambda: self.run.inject(id), Injected(inject=id, to=to), CONTROL)[0]

    def improvise(self, title: str, text: str, to: Iterable[str] = ()) -> Entry:
        """An inject on the spot, for some seats or for all. It changes nothing in the run."""
        self._refuse_if(self.standing.phase not in (*RUNNING, "paused"), "phase")
        seats = tuple(to)
        for seat in seats:
            self._require_seat(seat)
        return self._add(CONTROL, Injected(title=self._words(title), text=self._words(text), to=seats))

    def move(self, id: str, minutes: int) -> Entry:
        """Put a planned inject off by some minutes of play, or bring it forward."""
        self._require_waiting(id)
        return self._add(CONTROL, Moved(inject=id, minutes=minutes))

    def hold(self, id: str, *, off: bool = False) -> Entry:
        """Have a planned inject wait for exercise control's word, or no longer."""
        self._require_waiting(id)
        return self._add(CONTROL, Held(inject=id, off=off))

    def skip(self, id: str, *, off: bool = False) -> Entry:
        """Leave a planned inject out, or take it in again."""
        self._require_waiting(id)
        return self._add(CONTROL, Skipped(inject=id, off=off))

    # Words

    def say(self, by: str, to: str, text: str) -> Entry:
        """A message between exercise control and a seat."""
        self._refuse_if(self.standing.phase == "closed", "phase")
        self._refuse_if(CONTROL not in (by, to) or by == to, "no-such-seat")
        for seat in {by, to} - {CONTROL}:
            self._require_taken(seat) if seat == by else self._require_seat(seat)
        return self._add(by, Said(to=to, text=self._words(text) or ""))

    def note(self, by: str, text: str, *, public: bool = False) -> Entry:
        """A note of exercise control, or of an observer; only control's may be public."""
        self._refuse_if(self.standing.phase == "closed", "phase")
        if by != CONTROL:
            self._require_taken(by)
            self._refuse_if(self.scenario.file.seats[by].post != "observer" or public, "not-yours")
        return self._add(by, Noted(text=self._words(text) or "", public=public))

    def mark(
        self,
        by: str,
        objective: str,
        criterion: str,
        result: Result,
        note: str | None = None,
        entries: Sequence[int] = (),
    ) -> Entry:
        """An evaluator's observation of a criterion, with the entries of this log that it rests on."""
        self._refuse_if(self.standing.phase == "closed", "phase")
        known = {(each.id, mark.id) for each in self.scenario.file.objectives for mark in each.criteria}
        self._refuse_if((objective, criterion) not in known, "no-such-criterion")
        self._refuse_if(any(not 0 <= n < self.standing.length for n in entries), "no-such-entry")
        if by != CONTROL:
            self._require_taken(by)
            self._refuse_if(self.scenario.file.seats[by].post != "observer", "not-yours")
        words = self._words(note, may_be_empty=True)
        marked = Marked(objective=objective, criterion=criterion, result=result, note=words, entries=tuple(entries))
        return self._add(by, marked)

    @property
    def decider(self) -> str | None:
        """The seat whose decision is on the table: the scene's, or the first; None without seats."""
        return self.standing.decider(self.scenario)

    # What is refused, and what is kept

    def _lead(self, trigger: Trigger, what: What) -> Entry:
        self._require(trigger)
        return self._add(CONTROL, what)

    def _require(self, trigger: Trigger) -> None:
        allowed = Phases(self.standing.phase, self.standing.before_pause).may(trigger)
        self._refuse_if(not allowed, "phase")

    def _refuse_if(self, refused: bool, why: Why) -> None:
        if refused:
            raise Refused(why, self.standing.phase)

    def _require_seat(self, seat: str) -> None:
        self._refuse_if(seat not in self.scenario.file.seats, "no-such-seat")

    def _require_taken(self, seat: str) -> None:
        self._require_seat(seat)
        self._refuse_if(seat not in self.standing.seats, "not-seated")

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

    def _add(self, by: str, what: What) -> Entry:
        return self._add_all(by, [what])[0]

    def _add_all(self, by: str, whats: Sequence[What]) -> list[Entry]:
        played, at, first = self.played, self._clock()[1], self.standing.length
        entries = [Entry(first + n, played, at, by, what) for n, what in enumerate(whats)]
        self._keep(entries)
        for entry in entries:
            self.standing = self.standing.after(entry)
        self.entries += entries
        self._since, _ = self._clock()
        return entries
