"""Duties as small automata: a trigger opens one, an act does it, a deadline passes. See docs/rules.md, *Meaning*."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from scoring.reading import Excuses, Target, test_of, words_of
from scoring.rule import Clause, Rule
from scoring.trace import Entry
from scoring.verdicts import Finding, Verdict
from simulator.vocabulary import Vocabulary

DAY = 24 * 60
Targets = frozenset[Target]


class Duty(NamedTuple):
    """An open duty. `key` is its memory (the target under `about: same`), `target` whom the trigger was about.

    `due` is the due time with the pauses so far, None where there is none; `first` the first decision offered after the
    trigger, `answered` whether it was answered; `paused` the minute since which the time stands still; `noted` the
    first exception seen; `overdue` that the deadline has passed.
    """

    key: Target
    target: Target
    minute: int
    decision: int
    due: int | None
    first: int | None = None
    answered: bool = False
    paused: int | None = None
    noted: str | None = None
    overdue: bool = False

    def due_at(self, minute: int) -> int | None:
        """The due time, moved by a pause that still lasts."""
        if self.due is None or self.paused is None:
            return self.due
        return self.due + minute - self.paused

    def is_beyond(self, minute: int) -> bool:
        """Whether this minute is beyond the due time."""
        due = self.due_at(minute)
        return due is not None and minute > due


class Memory(NamedTuple):
    """Open duties, scope, and for whom the pausing condition and the triggering one held at the last facts."""

    open: tuple[Duty, ...]
    live: Targets
    pausing: Targets = frozenset()
    became: Targets = frozenset()


Judged = tuple[Duty | None, Finding | None]
"""A duty after an entry (None where it is closed) and the finding that this gave."""


class DutyClause:
    """One `must` clause, compiled for a vocabulary, a card, the targets of a trace and its start of day."""

    def __init__(
        self,
        rule: Rule,
        number: int,
        vocabulary: Vocabulary,
        card: Mapping[str, bool | int],
        reach: Mapping[str, tuple[str, ...]],
        starts: int,
    ) -> None:
        clause = rule.clauses[number - 1]
        self.rule, self.number, self.vocabulary = rule.id, number, vocabulary
        self.same, self.reach, self.starts = clause.about == "same", reach, starts
        self.all: Targets = frozenset(reach) if self.same else frozenset((None,))
        self.triggers, self.musts = words_of(clause.when, vocabulary), words_of(clause.must, vocabulary)
        self.before = words_of(clause.before, vocabulary)
        self.opens, self.closes = words_of(clause.after, vocabulary), words_of(clause.until, vocabulary)
        self.test = test_of(clause.if_, vocabulary, card)
        self.becomes = test_of(clause.when_becomes, vocabulary, card)
        self.pauses = test_of(clause.pauses_while, vocabulary, card)
        self.excuses = Excuses(rule.excuses(number), vocabulary, card)
        self.must_families = [vocabulary.members(word) for word in clause.must]
        self.minutes, self.by_day = _minutes(clause, vocabulary, card), clause.by is not None
        self.words = self.triggers | self.musts | self.before | self.opens | self.closes
        self.start = Memory((), frozenset() if clause.after else self.all)

    def judge(self, memory: Memory, entry: Entry) -> tuple[Memory, tuple[Finding, ...]]:
        """The memory after this entry, and the permanent findings that the entry gives."""
        known = entry.kind in ("act", "event") and entry.word in self.words
        if not known and not self._heeds(memory, entry):
            return memory, ()
        if entry.kind == "facts":
            memory = self._paused(memory, entry)
        memory, found = self._settle(memory, entry)
        if entry.kind == "facts" and self.becomes is not None:
            memory = self._became(memory, entry)
        elif known:
            memory = self._word(memory, entry)
        return memory, found

    def _heeds(self, memory: Memory, entry: Entry) -> bool:
        """Whether an entry with no word of the clause can matter: mostly it does not, and that is quick to say."""
        if entry.kind == "facts":
            watches = self.becomes is not None or self.pauses is not None
            return watches or (bool(memory.open) and bool(self.excuses))
        if not memory.open or entry.kind in ("offer", "move", "end"):
            return bool(memory.open)
        # It may show an exception. Under `about: same` only what a closing act carries was not seen before.
        return bool(self.excuses) and (not self.same or entry.closing)

    def open_findings(self, memory: Memory) -> tuple[Finding, ...]:
        """What is still open, at the minute and decision at which it opened."""
        return tuple(self._finding(duty, Verdict.OPEN, duty.decision, duty.minute) for duty in memory.open)

    def is_overdue(self, memory: Memory, target: Target, decision: int, minute: int) -> bool:
        """Whether a duty is open that no act from this decision on can do in time."""
        return any(duty.target == target and duty.first != decision and duty.is_beyond(minute) for duty in memory.open)

    def _settle(self, memory: Memory, entry: Entry) -> tuple[Memory, tuple[Finding, ...]]:
        if not memory.open:
            return memory, ()
        judged = [self._after(self._noted(duty, entry), entry) for duty in memory.open]
        found = tuple(finding for _, finding in judged if finding is not None)
        return memory._replace(open=tuple(duty for duty, _ in judged if duty is not None)), found

    def _after(self, duty: Duty, entry: Entry) -> Judged:
        if entry.kind == "offer":
            return self._offered(duty, entry)
        if entry.kind == "move" and duty.first == entry.decision:
            return duty._replace(answered=True), None
        if entry.kind == "end":
            return self._ended(duty, entry)
        if entry.kind in ("act", "event"):
            return self._worded(duty, entry)
        return duty, None

    def _worded(self, duty: Duty, entry: Entry) -> Judged:
        """An act that does the duty, the event before which it was due, or the end of its scope."""
        word = entry.word
        if word in self.musts and entry.kind == "act" and not entry.timeout and self._reaches(entry.target, duty.key):
            return self._done(duty, entry)
        about = not self.same or entry.target is None or self._reaches(entry.target, duty.key)
        if word in self.before and about:
            return None, self._unless_noted(duty, Verdict.NOT_KEPT, entry)
        if word in self.closes and about and not entry.timeout:
            return None, self._given(duty, Verdict.NOT_DUE, entry)
        return duty, None

    def _reaches(self, about: Target, key: Target) -> bool:
        return not self.same or (about is not None and key in self.reach.get(about, (about,)))

    def _done(self, duty: Duty, entry: Entry) -> Judged:
        covered = duty.first == entry.decision and not entry.closing
        late = duty.is_beyond(entry.minute) and not covered
        return None, self._given(duty, Verdict.LATE if late else Verdict.KEPT, entry)

    def _offered(self, duty: Duty, entry: Entry) -> Judged:
        if duty.first is None:
            return (duty._replace(first=entry.decision) if entry.decision > duty.decision else duty), None
        if entry.decision <= duty.first or not duty.is_beyond(entry.minute) or duty.paused is not None:
            return duty, None
        if duty.noted is not None:
            return None, self._unless_noted(duty, Verdict.NOT_KEPT, entry)
        return duty._replace(overdue=True), None

    def _ended(self, duty: Duty, entry: Entry) -> Judged:
        if entry.abandoned:
            return duty, None
        if any(self.is_handed_over(listed) for listed in entry.hands_over):
            return None, self._given(duty, Verdict.KEPT, entry)
        passed = duty.overdue or (duty.answered and duty.is_beyond(entry.minute))
        not_kept = passed if duty.due is not None else duty.first is not None
        return None, self._unless_noted(duty, Verdict.NOT_KEPT if not_kept else Verdict.NOT_DUE, entry)

    def is_handed_over(self, listed: str) -> bool:
        """Whether a word handed over covers one of the duty's words, or the other way."""
        covered = self.vocabulary.members(listed)
        return bool(covered) and any(words and (words <= covered or covered <= words) for words in self.must_families)

    def _unless_noted(self, duty: Duty, verdict: Verdict, entry: Entry) -> Finding:
        if duty.noted is None:
            return self._given(duty, verdict, entry)
        return self._given(duty, Verdict.EXCEPTION, entry)._replace(exception=duty.noted)

    def _given(self, duty: Duty, verdict: Verdict, entry: Entry) -> Finding:
        return self._finding(duty, verdict, entry.decision, entry.minute)

    def _finding(self, duty: Duty, verdict: Verdict, decision: int, minute: int) -> Finding:
        opened, due = duty.decision, duty.due_at(minute)
        return Finding(self.rule, self.number, verdict, duty.target, decision, minute, opened, due)

    def _noted(self, duty: Duty, entry: Entry) -> Duty:
        if duty.noted is not None or not self.excuses:
            return duty
        found = self.excuses.first(entry.held, duty.key if self.same else entry.target)
        return duty if found is None else duty._replace(noted=found)

    def _paused(self, memory: Memory, entry: Entry) -> Memory:
        if self.pauses is None:
            return memory
        pausing = frozenset(key for key in self.all if self.pauses((entry.held, key)))
        duties = tuple(_pause(duty, entry.minute, duty.key in pausing) for duty in memory.open)
        return memory._replace(open=duties, pausing=pausing)

    def _became(self, memory: Memory, entry: Entry) -> Memory:
        assert self.becomes is not None
        now = frozenset(key for key in self.all if self.becomes((entry.held, key)))
        for key in sorted(now - memory.became, key=str):
            memory = self._opened(memory, entry, key, key)
        return memory._replace(became=now)

    def _word(self, memory: Memory, entry: Entry) -> Memory:
        live = memory.live
        touched = frozenset(self._touched(entry.target))
        if entry.word in self.triggers and not (self.same and entry.target is None):
            memory = self._opened(memory, entry, entry.target if self.same else None, entry.target)
        if entry.word in self.closes and not entry.timeout:
            live -= touched
        if entry.word in self.opens:
            live |= touched
        return memory._replace(live=live)

    def _touched(self, about: Target) -> Iterable[Target]:
        if not self.same:
            return (None,)
        return self.all if about is None else self.reach.get(about, (about,))

    def _opened(self, memory: Memory, entry: Entry, key: Target, target: Target) -> Memory:
        """Open a duty, unless one is open for this memory: then the trigger joins it."""
        holds = self.test is None or self.test((entry.held, target))
        if key not in memory.live or not holds or any(duty.key == key for duty in memory.open):
            return memory
        paused = entry.minute if key in memory.pausing else None
        duty = Duty(key, target, entry.minute, entry.decision, self._due(entry.minute), paused=paused)
        return memory._replace(open=(*memory.open, self._noted(duty, entry)))

    def _due(self, minute: int) -> int | None:
        dues = list(self._dues(minute))
        return min(dues) if dues else None

    def _dues(self, minute: int) -> Iterator[int]:
        if self.minutes is not None:
            yield minute + self.minutes
        if self.by_day:
            yield ((self.starts + minute) // DAY + 1) * DAY - self.starts


def _pause(duty: Duty, minute: int, now: bool) -> Duty:
    if now == (duty.paused is not None):
        return duty
    return duty._replace(paused=minute) if now else duty._replace(due=duty.due_at(minute), paused=None)


def _minutes(clause: Clause, vocabulary: Vocabulary, card: Mapping[str, bool | int]) -> int | None:
    within = clause.within
    if not isinstance(within, str):
        return within
    key = within.removeprefix("card.")
    return int(card.get(key, vocabulary.card[key].default))
