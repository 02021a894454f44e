"""Judging many games quickly: what rules find at each step. Nothing stops at a break, and clauses are told apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from scoring.from_log import entries_after, is_decision, trace_of
from scoring.proofs.observers.interest import testable
from scoring.proofs.observers.onlookers import Judged, Onlookers, Own
from scoring.proofs.observers.view import Seen
from scoring.rules import RuleBook
from scoring.trace import NO_FACTS
from scoring.verdicts import Finding, Verdict
from simulator.exploration.contexts import Numbers
from simulator.run import Record
from simulator.scenario import Scenario
from simulator.state import State


class Found(NamedTuple):
    """A finding without its place: which clause of which rule came out how."""

    rule: str
    clause: int
    verdict: Verdict


class After(NamedTuple):
    """What a step leaves: the number of what all rules remember, and what they found."""

    memory: int
    found: tuple[Found, ...]


class Judge:
    """The rules that a scenario can put to the test. `rules` are those; the others have nothing to find."""

    def __init__(self, scenario: Scenario, book: RuleBook) -> None:
        self.scenario, self.book = scenario, book
        self.rules = testable(scenario, book)
        self.onlookers = Onlookers(scenario, book, self.rules, offers=True, keeps_worst=False)
        facts = [(n, name) for n, name in enumerate(scenario.names) if name.name in book.vocabulary.facts]
        self._facts, self._fact_names = [n for n, _ in facts], frozenset(str(name) for _, name in facts)
        self._memories = Numbers()
        self._labels: dict[object, int] = {}
        self._seen: list[tuple[Seen, Own]] = []
        self._known: dict[int, After] = {}

    def begin(self, record: Record) -> After:
        """What is remembered and found after the beginning; the record is that of `@begin`."""
        trace = trace_of(self.scenario, [record])
        return self._after(self.onlookers.begin(trace.entries, trace.entries[-1].minute))

    def after(self, memory: int, before: State, record: Record) -> After:
        """What is remembered and found after a step from a state, where this was remembered before it."""
        label = self._label(before, record)
        at = memory << 32 | label
        found = self._known.get(at)
        if found is None:
            own, everybody = self._memories.things[memory], range(len(self.rules))
            found = self._known[at] = self._after(self.onlookers.after(own, *self._seen[label], everybody))
        return found

    def _label(self, before: State, record: Record) -> int:
        """The number of what a step shows, counted from its begin."""
        values, when = before.values, record.minute if self.onlookers.dated else 0
        key = (record.scene, record.move[:1], tuple([values[n] for n in self._facts]), self._told(record), when)
        label = self._labels.get(key)
        if label is None:
            label = self._labels[key] = len(self._seen)
            seen = self._as_seen(before, record)
            self._seen.append((seen, self.onlookers.views_of(seen)))
        return label

    def _told(self, record: Record) -> tuple[object, ...]:
        """The entries as far as they make a difference; those that only part others stand with their kind alone."""
        began, told = record.minute, list[object]()
        for entry in record.entries:
            kind = entry[0]
            if kind == "set":
                if entry[2] in self._fact_names:
                    told.append((entry[2], entry[3], int(entry[1] or 0) - began))
            elif kind in ("ledger", "clock", "chance", "inject"):
                told.append(kind)
            else:
                told.append((kind, int(entry[1] or 0) - began, *entry[2:]))
        return tuple(told)

    def _as_seen(self, before: State, record: Record) -> Seen:
        ((_, entries),) = entries_after(self.scenario, before, 1, [record])
        counted = tuple(entry._replace(minute=entry.minute - record.minute) for entry in entries)
        last = record.entries[-1]
        return Seen(counted, int(last[1] or 0) - record.minute, int(is_decision(record)), NO_FACTS, record.minute)

    def _after(self, judged: Judged) -> After:
        return After(self._memories.of(judged.own), _in_short(judged.found))


def _in_short(findings: Sequence[Finding]) -> tuple[Found, ...]:
    return tuple(Found(each.rule, each.clause, each.verdict) for each in findings)
