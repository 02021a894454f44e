"""Rules as an observer of an exploration: which steps are the same to them, and which memories."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

from scoring.automaton import Memory
from scoring.from_log import entries_after, held_in, is_decision, trace_of
from scoring.proofs.observers.ahead import Ahead, Forgetting
from scoring.proofs.observers.columns import Columns
from scoring.proofs.observers.interest import interest_of
from scoring.proofs.observers.onlookers import Judged, Onlookers, Own
from scoring.proofs.observers.relative import is_open, waits, with_left
from scoring.proofs.observers.view import Seen
from scoring.rule import Rule
from scoring.rules import RuleBook
from scoring.trace import Facts
from scoring.verdicts import Verdict
from simulator.exploration.contexts import Numbers
from simulator.exploration.fields import Column
from simulator.exploration.needs import Interest
from simulator.exploration.observing import Glimpse
from simulator.scenario import Scenario

NOT_COMPLIANT = frozenset((Verdict.NOT_KEPT, Verdict.LATE, Verdict.NOT_DUE))
"""Verdicts with which a game is not compliant. For proofs a duty that was never due is not a duty kept."""


class Settled(NamedTuple):
    """What rules keep of a memory in a scene, and those for which a time runs; `number` stands for all where none."""

    own: Own
    waiting: tuple[int, ...]
    number: int


class Watch:
    """Some rules, watching. With `stops`, a broken rule ends the watch, and one that no way on keeps: see `broke`."""

    def __init__(self, scenario: Scenario, book: RuleBook, rules: Sequence[Rule], *, stops: bool) -> None:
        self.scenario, self.book, self.rules, self.stops = scenario, book, tuple(rules), stops
        self.onlookers = Onlookers(scenario, book, rules, offers=not stops, keeps_worst=not stops)
        self.memories = Numbers()
        self.broken = Numbers()
        ahead, looking = Ahead(scenario), self.onlookers
        pairs = zip(looking.automata, looking.views, strict=True)
        self._forgetting = [Forgetting(automaton, ahead, view.facts) for automaton, view in pairs]
        self._forgot: dict[tuple[int, int, str], tuple[int, bool]] = {}
        self._settled: dict[tuple[int, str], Settled] = {}
        self._far: dict[tuple[int, int, int], int] = {}
        self._labels: dict[object, int] = {}
        self._seen: list[tuple[Seen, Own, frozenset[int]]] = []
        self._dutiful: list[frozenset[int]] = []
        self._waiting: dict[tuple[int, int], bool] = {}
        breaks = NOT_COMPLIANT if stops else frozenset[Verdict]()
        self._columns = Columns(looking, self.memories, self._is_asked, self.after, breaks, self._ended)

    @cached_property
    def interest(self) -> Interest:
        """What the rules read."""
        found = interest_of(self.scenario, self.rules, self.book.vocabulary)
        return replace(found, offers=not self.stops)

    def start(self, glimpse: Glimpse) -> int:
        """What is remembered after the beginning."""
        trace = trace_of(self.scenario, [glimpse.record])
        return self._number(self.onlookers.begin(trace.entries, glimpse.after.minute))

    def label(self, glimpse: Glimpse) -> int:
        """The number of what the rules see of a step."""
        seen = self._as_seen(glimpse)
        key = _hashable(seen)
        if key not in self._labels:
            self._labels[key] = len(self._seen)
            views = self.onlookers.views_of(seen)
            busy = frozenset(n for n, view in enumerate(self.onlookers.views) if view.busy[views[n]])
            self._seen.append((seen, views, busy))
            self._columns.saw(views)
        return self._labels[key]

    def _as_seen(self, glimpse: Glimpse) -> Seen:
        """A step with only the facts that some rule reads."""
        ((record, entries),) = entries_after(self.scenario, glimpse.before, 1, [glimpse.record])
        began, facts = glimpse.before.minute, self.onlookers.facts
        known: dict[int, Facts] = {}  # many entries share the facts that held

        def lean(held: Facts) -> Facts:
            if id(held) not in known:
                known[id(held)] = {key: value for key, value in held.items() if key[0] in facts}
            return known[id(held)]

        before = lean(held_in(self.scenario, glimpse.before))
        seen = tuple([entry._replace(minute=entry.minute - began, held=lean(entry.held)) for entry in entries])
        minutes, day = glimpse.after.minute - began, began if self.onlookers.dated else 0
        return Seen(seen, minutes, int(is_decision(record)), before, day)

    def after(self, memory: int, label: int) -> int:
        """What is remembered after a step."""
        seen, views, busy = self._seen[label]
        asked = busy | self._with_duties(memory)
        return self._number(self.onlookers.after(self.memories.things[memory], seen, views, asked))

    def all_after(self, memories: Column, labels: Column) -> Column:
        """What is remembered after each of many different steps."""
        return self._columns.after(memories, labels)

    def _is_asked(self, rule: int, own: int, view: int) -> bool:
        busy = self.onlookers.views[rule].busy[view]
        return busy or self._is_waiting(rule, own)

    def _is_waiting(self, rule: int, own: int) -> bool:
        """Whether a duty is open; where a break does not end the watch, always: what is offered tests the rule."""
        at = (rule, own)
        if at not in self._waiting:
            self._waiting[at] = not self.stops or is_open(self._memory(rule, own))
        return self._waiting[at]

    def _with_duties(self, memory: int) -> frozenset[int]:
        """The rules that a step may concern of which they know no word."""
        while memory >= len(self._dutiful):
            own = self.memories.things[len(self._dutiful)]
            self._dutiful.append(frozenset(n for n, each in enumerate(own) if self._is_waiting(n, each)))
        return self._dutiful[memory]

    def _memory(self, rule: int, own: int) -> Memory:
        found: Memory = self.onlookers.memories[rule].things[own]
        return found

    def _number(self, judged: Judged) -> int:
        if self.stops and judged.found:
            broken = frozenset(finding.rule for finding in judged.found if finding.verdict in NOT_COMPLIANT)
            if broken:
                return -1 - 2 * self.broken.of(broken)
        return self.memories.of(judged.own)

    def _ended(self, broken: Iterable[int]) -> int:
        return -1 - 2 * self.broken.of(frozenset(self.rules[rule].id for rule in broken))

    def broke(self, end: int) -> frozenset[str]:
        """The rules that were broken, or can no longer be kept, by the number with which the watch ended."""
        found: frozenset[str] = self.broken.things[(-1 - end) // 2]
        return found

    def settled(self, memory: int, scene: str, left: int) -> int:
        """What makes a difference of a memory in this scene, where at most so many minutes are left."""
        found = self._settled.get((memory, scene))
        if found is None:
            found = self._settled[memory, scene] = self._settle(memory, scene)
        if not found.waiting:
            return found.number
        own = [*found.own]
        for rule in found.waiting:
            own[rule] = self._nearer(rule, own[rule], left)
        return self.memories.of(tuple(own))

    def _settle(self, memory: int, scene: str) -> Settled:
        kept = [self._kept(rule, own, scene) for rule, own in enumerate(self.memories.things[memory])]
        lost = frozenset(self.rules[rule].id for rule, (own, _) in enumerate(kept) if own < 0)
        if lost:
            return Settled((), (), -2 - 2 * self.broken.of(lost))
        numbers = tuple([own for own, _ in kept])
        return Settled(numbers, tuple(n for n, (_, waits) in enumerate(kept) if waits), self.memories.of(numbers))

    def _kept(self, rule: int, own: int, scene: str) -> tuple[int, bool]:
        """What one rule keeps of its memory, and whether a time runs; -1 where it is lost."""
        at = (rule, own, scene)
        if at not in self._forgot:
            memory = self._memory(rule, own)
            if self.stops and self._forgetting[rule].is_lost(memory, scene):
                self._forgot[at] = -1, False
            else:
                kept = self._forgetting[rule].kept(memory, scene) if self.stops else memory
                self._forgot[at] = self.onlookers.memories[rule].of(kept), waits(kept)
        return self._forgot[at]

    def _nearer(self, rule: int, own: int, left: int) -> int:
        at = (own, left, rule)
        if at not in self._far:
            self._far[at] = self.onlookers.memories[rule].of(with_left(self._memory(rule, own), left))
        return self._far[at]

    def verdicts(self, memory: int) -> dict[str, Verdict]:
        """The verdict of each rule by what is remembered."""
        own = self.memories.things[memory]
        return {
            rule.id: automaton.verdict(self._memory(n, each))
            for n, (rule, automaton, each) in enumerate(zip(self.rules, self.onlookers.automata, own, strict=True))
        }


def _hashable(seen: Seen) -> object:
    """The facts always stand in the order of the scenario's names."""
    entries = tuple([(*entry[:5], tuple(entry.held.values()), *entry[6:]) for entry in seen.entries])
    return entries, seen.minutes, seen.decisions, tuple(seen.before.values()), seen.began
