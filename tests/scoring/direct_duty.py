"""Duties read straight from their definition: what opens one, when it is due, and the first entry that settles it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from scoring.trace import Entry
from scoring.verdicts import Finding, Verdict
from tests.scoring.direct_reading import Reading, Target

DAY = 24 * 60  # minutes


def findings(reading: Reading) -> Iterator[Finding]:
    """One finding for each activation, each memory by itself."""
    for memory in reading.targets():
        for opened in _openings(reading, memory):
            yield opened.finding()


def _openings(reading: Reading, memory: Target) -> Iterator[Opened]:
    """While a duty is open a further trigger joins it. What closes one may open the next: judge, then open."""
    at: int | None = 0
    while at is not None:
        at = next((i for i in range(at, len(reading.trace.entries)) if _triggers(reading, i, memory)), None)
        if at is not None:
            opened = Opened(reading, at, memory)
            yield opened
            at = opened.closed_at


def _triggers(reading: Reading, at: int, memory: Target) -> bool:
    """A trigger, in scope by the entries before it, with `if` true. It opens for the named target alone."""
    clause, entry = reading.clause, reading.trace.entries[at]
    happens = _becomes(reading, at, memory) if clause.when_becomes else reading.is_one_of(entry, clause.when)
    return (
        happens
        and (not reading.same or clause.when_becomes is not None or entry.target == memory)
        and reading.in_scope(reading.trace.entries[:at], memory)
        and reading.says(clause.if_, entry.held, memory if reading.same else entry.target)
    )


def _becomes(reading: Reading, at: int, memory: Target) -> bool:
    """The condition turned from false to true at a `facts` entry, or was true at the first entry."""
    entries, condition = reading.trace.entries, reading.clause.when_becomes
    before = [entry for entry in entries[:at] if entry.kind == "facts"]
    return (
        entries[at].kind == "facts"
        and reading.says(condition, entries[at].held, memory)
        and not (before and reading.says(condition, before[-1].held, memory))
    )


@dataclass(frozen=True)
class Opened:
    """A duty that entry `at` opened, for one target or (without `about: same`) for the clause."""

    reading: Reading
    at: int
    memory: Target

    def entry(self, at: int) -> Entry:
        return self.reading.trace.entries[at]

    @cached_property
    def settled(self) -> tuple[int, Verdict] | None:
        """The first later entry that settles the duty, and how; None while it is open."""
        verdicts = ((at, self.verdict_at(at)) for at in range(self.at + 1, len(self.reading.trace.entries)))
        return next(((at, verdict) for at, verdict in verdicts if verdict), None)

    @property
    def closed_at(self) -> int | None:
        return self.settled[0] if self.settled else None

    def verdict_at(self, at: int) -> Verdict | None:
        """What entry `at` settles, if the duty is still open there. Judging comes before the closing of the scope."""
        entry, reading = self.entry(at), self.reading
        if self.does_it(entry):
            return Verdict.KEPT if self.in_time(entry) else Verdict.LATE
        if reading.is_one_of(entry, reading.clause.before) and reading.is_about(entry, self.memory):
            return Verdict.EXCEPTION if self.noted(at) else Verdict.NOT_KEPT
        if reading.closes_scope(entry, self.memory):
            return Verdict.NOT_DUE
        if self.passes_at(entry):
            return Verdict.EXCEPTION if self.noted(at) else None
        return self.verdict_at_end(at) if entry.kind == "end" and not entry.abandoned else None

    def does_it(self, entry: Entry) -> bool:
        """An act about any y with x in reach(y). An act of a timeout does no duty."""
        named = not self.reading.same or entry.target is not None
        done = entry.kind == "act" and self.reading.is_one_of(entry, self.reading.clause.must)
        return done and named and self.reading.is_about(entry, self.memory) and not entry.timeout

    def in_time(self, entry: Entry) -> bool:
        """Not beyond the due time, or of the first decision offered after the trigger and not a closing act."""
        return not self.is_beyond(entry) or (entry.decision == self.first_decision and not entry.closing)

    @cached_property
    def first_decision(self) -> int | None:
        """f: of the first offer after the trigger's own entry with a number greater than the trigger's decision."""
        own = self.entry(self.at).decision
        offers = (e.decision for e in self.reading.trace.entries[self.at + 1 :] if e.kind == "offer")
        return next((number for number in offers if number > own), None)

    @cached_property
    def due(self) -> int | None:
        """The due time without pauses: tau + within, or 24:00 of the day of tau, or never."""
        clause, trace, opened = self.reading.clause, self.reading.trace, self.entry(self.at).minute
        if clause.by is not None:
            return (trace.starts + opened) // DAY * DAY + DAY - trace.starts
        if clause.within is None:
            return None
        return opened + self.reading.minutes(clause.within)

    def due_by(self, minute: int) -> int | None:
        """The due time as the pauses up to `minute` have moved it."""
        return None if self.due is None else self.due + self.paused(minute)

    def paused(self, minute: int) -> int:
        """How many minutes the pausing condition held between the trigger and `minute`."""
        condition, opened = self.reading.clause.pauses_while, self.entry(self.at).minute
        if condition is None:
            return 0
        facts = [e for e in self.reading.trace.entries if e.kind == "facts"]
        spans = pairwise([*((e.minute, e.held) for e in facts), (minute, {})])
        return sum(
            max(0, min(end, minute) - max(start, opened))
            for (start, held), (end, _) in spans
            if self.reading.says(condition, held, self.memory)
        )

    def is_beyond(self, entry: Entry) -> bool:
        """Whether the entry's minute is beyond the due time; at the due minute itself is in time."""
        due = self.due_by(entry.minute)
        return due is not None and entry.minute > due

    def passes_at(self, entry: Entry) -> bool:
        """The deadline passes at the offer of a decision later than f, beyond the due time and not paused."""
        first = self.first_decision
        later = entry.kind == "offer" and first is not None and entry.decision > first
        return later and self.is_beyond(entry) and not self.is_paused(entry)

    def is_paused(self, entry: Entry) -> bool:
        condition = self.reading.clause.pauses_while
        return condition is not None and self.reading.says(condition, entry.held, self.memory)

    def noted(self, at: int) -> str | None:
        """The exception first seen at any entry while the duty was open, from the trigger to entry `at`."""
        seen = (
            self.reading.excuse(entry.held, self.memory if self.reading.same else entry.target)
            for entry in self.reading.trace.entries[self.at : at + 1]
        )
        return next((name for name in seen if name), None)

    def verdict_at_end(self, at: int) -> Verdict:
        """At an ending: handed over, else excused, else not kept if overdue (never due: if offered a decision)."""
        if self.is_handed_over(self.entry(at)):
            return Verdict.KEPT
        if self.noted(at):
            return Verdict.EXCEPTION
        missed = self.is_overdue(at) if self.due is not None else self.was_offered(at)
        return Verdict.NOT_KEPT if missed else Verdict.NOT_DUE

    def is_handed_over(self, end: Entry) -> bool:
        """One of the `must` words is covered by one listed word, or the other way: all it names the other names too."""
        members = self.reading.vocabulary.members
        pairs = ((members(must), members(listed)) for must in self.reading.clause.must for listed in end.hands_over)
        return any(must and listed and (must <= listed or listed <= must) for must, listed in pairs)

    def is_overdue(self, at: int) -> bool:
        """The ending is beyond the due time, or the deadline passed before; never before f was offered and answered."""
        passed = any(self.passes_at(entry) for entry in self.reading.trace.entries[self.at : at])
        return (passed or self.is_beyond(self.entry(at))) and self.is_first_answered(at)

    def is_first_answered(self, at: int) -> bool:
        """f was offered, and its move has come (a move that stops the run is none)."""
        first = self.first_decision
        return any(e.kind == "move" and e.decision == first for e in self.reading.trace.entries[self.at : at])

    def was_offered(self, at: int) -> bool:
        """A decision was offered after the duty opened, and before entry `at`."""
        return any(entry.kind == "offer" for entry in self.reading.trace.entries[self.at + 1 : at])

    def finding(self) -> Finding:
        """Permanent once settled; open until then (also at an abandoned end)."""
        rule, number, opened = self.reading.rule.id, self.reading.number, self.entry(self.at)
        at, verdict = self.settled or (len(self.reading.trace.entries) - 1, Verdict.OPEN)
        last, target = self.entry(at), self.memory if self.reading.same else opened.target
        exception = self.noted(at) if verdict is Verdict.EXCEPTION else None
        due = self.due_by(last.minute)
        return Finding(rule, number, verdict, target, last.decision, last.minute, opened.decision, due, exception)
