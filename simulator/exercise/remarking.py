"""What is said, noted, marked, rated and learned in an exercise. None of it changes where play stands."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.exercise.entries import (
    CONTROL,
    Committed,
    Entry,
    Learned,
    Lesson,
    Marked,
    Noted,
    Rated,
    Result,
    Said,
    Spoke,
    TakenBack,
)
from simulator.exercise.logged import Logged
from simulator.exercise.standing import REMARKS


class Remarking(Logged):
    """An exercise in which words are kept. Every method raises Refused where it is not allowed."""

    def say(self, by: str, to: str, text: str) -> Entry:
        """A message between exercise control and a seat."""
        self._refuse_if(self.standing.phase == "closed", "phase")
        self._refuse_if(CONTROL not in (by, to) or by == to, "no-such-seat")
        for seat in {by, to} - {CONTROL}:
            self._require_taken(seat) if seat == by else self._require_seat(seat)
        return self._add(by, Said(to=to, text=self._words(text) or ""))

    def note(self, by: str, text: str, *, public: bool = False) -> Entry:
        """A note of exercise control, or of an observer; only control's may be public."""
        self._require_observer(by)
        self._refuse_if(by != CONTROL and public, "not-yours")
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
        known = {(each.id, mark.id) for each in self.scenario.file.objectives for mark in each.criteria}
        self._refuse_if((objective, criterion) not in known, "no-such-criterion")
        self._require_entries(entries)
        self._require_observer(by)
        words = self._words(note, may_be_empty=True)
        marked = Marked(objective=objective, criterion=criterion, result=result, note=words, entries=tuple(entries))
        return self._add(by, marked)

    def spoke(self, seat: str) -> Entry:
        """Note that a seat was heard in the room."""
        self._require_seat(seat)
        self._refuse_if(self.standing.phase == "closed", "phase")
        return self._add(CONTROL, Spoke(seat=seat))

    def rate(self, by: str, objective: str, rating: str, note: str | None = None) -> Entry:
        """An evaluator's rating of an objective; a later one replaces it."""
        self._require_observer(by)
        self._require_objective(objective)
        return self._add(by, Rated(objective=objective, rating=rating, note=self._words(note, may_be_empty=True)))

    def learn(
        self,
        by: str,
        kind: Lesson,
        text: str,
        *,
        objective: str | None = None,
        provisions: Sequence[str] = (),
        entries: Sequence[int] = (),
        owner: str | None = None,
        due: str | None = None,
    ) -> Entry:
        """Something to sustain or to improve."""
        self._require_observer(by)
        if objective is not None:
            self._require_objective(objective)
        self._require_entries(entries)
        learned = Learned(
            kind=kind,
            text=self._words(text) or "",
            objective=objective,
            provisions=tuple(provisions),
            entries=tuple(entries),
            owner=self._words(owner, may_be_empty=True),
            due=self._words(due, may_be_empty=True),
        )
        return self._add(by, learned)

    def commit(self, by: str, text: str, owner: str | None = None, due: str | None = None) -> Entry:
        """What somebody commits to in writing; a seat does so for itself, in the debrief."""
        if by != CONTROL:
            self._require_taken(by)
        self._refuse_if(self.standing.phase != "debrief", "phase")
        words, whose, when = (self._words(each, may_be_empty=n > 0) for n, each in enumerate((text, owner, due)))
        return self._add(by, Committed(text=words or "", owner=whose, due=when))

    def take_back(self, by: str, n: int) -> Entry:
        """Have a note, mark, rating, lesson or commitment no longer count; a seat only its own."""
        self._refuse_if(self.standing.phase == "closed", "phase")
        self._require_entries([n])
        entry = self.entries[n]
        self._refuse_if(not isinstance(entry.what, REMARKS), "no-such-entry")
        self._refuse_if(by not in (CONTROL, entry.by), "not-yours")
        return self._add(by, TakenBack(entry=n))
