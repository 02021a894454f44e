"""The exercise: the one place with state. It admits what its phase and its seats allow, and keeps the log."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from simulator.exercise.entries import (
    CONTROL,
    Asked,
    Briefed,
    Closed,
    Decided,
    Dissented,
    Ended,
    Entry,
    Held,
    Injected,
    Moved,
    Paused,
    Recommended,
    Resumed,
    Revealed,
    Seated,
    Skipped,
    Vacated,
    WentOn,
)
from simulator.exercise.phases import RUNNING
from simulator.exercise.remarking import Remarking
from simulator.moves import may_be_played
from simulator.scenario import Move


class Exercise(Remarking):
    """One tabletop exercise. Every method raises Refused where it is not allowed; then nothing has changed."""

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
        words: str | None = None,
    ) -> Entry:
        """Take the decision; `words` are a scribe's. Exercise control says why it decides in place of a seat."""
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
        typed = self._words(words, may_be_empty=True)
        decided = Decided(move=move, words=typed, reason=why, dissent=against, instead_of=instead)
        return self._step(lambda: self.run.decide(move), decided, by)[0]

    def dissent(self, seat: str, reason: str) -> Entry:
        """A seat's dissent from the decision that was just taken; later words replace earlier ones."""
        self._require_taken(seat)
        self._refuse_if(self.standing.phase != "decided", "phase")
        self._refuse_if(self.scenario.file.seats[seat].post == "observer", "observer")
        return self._add(seat, Dissented(reason=self._words(reason) or ""))

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
