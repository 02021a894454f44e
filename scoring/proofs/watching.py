"""Rules as an observer of an exploration: what they see of a step, and what they remember.

Of a step a rule sees the entries that it heeds, with the facts that it reads. There are few such views, so that each is
judged once for each memory, and looked up from then on.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

from scoring.automaton import Automaton, Memory
from scoring.duty import DutyClause
from scoring.evaluation import EXCEPTION_USED, play
from scoring.from_log import entries_after, is_decision, trace_of
from scoring.proofs.ahead import Ahead, Forgetting
from scoring.proofs.interest import interest_of
from scoring.proofs.relative import from_now, waits, with_left
from scoring.reading import names_read
from scoring.rule import Rule
from scoring.rules import RuleBook
from scoring.trace import Entry
from scoring.verdicts import Finding, Verdict
from simulator.exploration.contexts import Numbers
from simulator.exploration.explorer import Glimpse
from simulator.exploration.needs import Interest
from simulator.scenario import Scenario

NOT_COMPLIANT = frozenset((Verdict.NOT_KEPT, Verdict.LATE, Verdict.NOT_DUE))
"""Verdicts with which a game is not compliant. For proofs a duty that was never due is not a duty kept."""


class Seen(NamedTuple):
    """What rules see of a step: its entries, counted from its begin, and how far it moves minute and decision."""

    entries: tuple[Entry, ...]
    minutes: int
    decisions: int


class Judged(NamedTuple):
    """What came of a step for one rule: its memory, the verdicts found, whether an exception was used."""

    memory: int
    found: frozenset[Verdict]
    excused: bool


class Watch:
    """Some rules, watching. With `stops`, a broken rule ends the watch: the memory is then `-1 - n`, see `broken`."""

    def __init__(self, scenario: Scenario, book: RuleBook, rules: Sequence[Rule], *, stops: bool) -> None:
        self.scenario, self.book, self.rules, self.stops = scenario, book, tuple(rules), stops
        start = scenario.file.start_of_day
        self.automata = [
            Automaton(rule, book.vocabulary, scenario.card, scenario.targets, start) for rule in self.rules
        ]
        self.views = [View(automaton, rule, book) for automaton, rule in zip(self.automata, self.rules, strict=True)]
        self.labels = Numbers()
        self.memories = Numbers()
        self.broken = Numbers()
        self._own = [Numbers() for _ in self.rules]
        ahead = Ahead(scenario)
        self._forgetting = [
            Forgetting(automaton, ahead, view.facts) for automaton, view in zip(self.automata, self.views, strict=True)
        ]
        self._forgot: dict[tuple[int, int, str], tuple[int, bool]] = {}
        self._far: dict[tuple[int, int, int], int] = {}
        self._seen_as: list[tuple[int, ...]] = []
        self._judged: list[dict[int, Judged]] = [{} for _ in self.rules]

    @cached_property
    def interest(self) -> Interest:
        """What the rules read."""
        return interest_of(self.scenario, self.rules, self.book.vocabulary)

    def start(self, glimpse: Glimpse) -> int:
        """What is remembered after the beginning."""
        trace = trace_of(self.scenario, [glimpse.record])
        played = play(self.automata, [rule.start() for rule in self.automata], trace.entries)
        minutes = glimpse.after.minute
        return self._result(played.findings, [self._kept(each, minutes, 0) for each in played.memories])

    def label(self, glimpse: Glimpse) -> int:
        """The number of what the rules see of a step."""
        ((record, entries),) = entries_after(self.scenario, glimpse.before, 1, [glimpse.record])
        began = glimpse.before.minute
        counted = tuple(entry._replace(minute=entry.minute - began) for entry in entries)
        minutes = glimpse.after.minute - began
        seen = Seen(tuple(self._lean(entry) for entry in counted), minutes, int(is_decision(record)))
        number = self.labels.of(_hashable(seen))
        if number == len(self._seen_as):
            self._seen_as.append(tuple(view.of(seen) for view in self.views))
            self._all_seen.append(seen)
        return number

    @cached_property
    def _all_seen(self) -> list[Seen]:
        return []

    def _lean(self, entry: Entry) -> Entry:
        """An entry with only the facts that some rule reads."""
        return entry._replace(held={key: value for key, value in entry.held.items() if key[0] in self._facts})

    @cached_property
    def _facts(self) -> frozenset[str]:
        return frozenset[str]().union(*(view.facts for view in self.views))

    def after(self, memory: int, label: int) -> int:
        """What is remembered after a step."""
        own, seen_as = self.memories.things[memory], self._seen_as[label]
        judged = [self._judge(n, before, view) for n, (before, view) in enumerate(zip(own, seen_as, strict=True))]
        if any(each.excused for each in judged):
            return self._together(own, self._all_seen[label])
        return self._number([(n, v) for n, each in enumerate(judged) for v in each.found], [j.memory for j in judged])

    def _judge(self, rule: int, memory: int, view: int) -> Judged:
        known, at = self._judged[rule], memory << 32 | view
        if at not in known:
            seen = self.views[rule].things[view]
            before: Memory = self._own[rule].things[memory]
            played = play([self.automata[rule]], [before], seen.entries)
            after = self._kept(played.memories[0], seen.minutes, seen.decisions)
            verdicts = frozenset(finding.verdict for finding in played.findings)
            known[at] = Judged(self._own[rule].of(after), verdicts, Verdict.EXCEPTION in verdicts)
        return known[at]

    def _together(self, own: Sequence[int], seen: Seen) -> int:
        """A step in which an exception was used: a rule that asks for the reason sees that."""
        before = [self._own[n].things[memory] for n, memory in enumerate(own)]
        played = play(self.automata, before, seen.entries)
        return self._result(
            played.findings, [self._kept(each, seen.minutes, seen.decisions) for each in played.memories]
        )

    def _result(self, findings: Iterable[Finding], memories: Sequence[Memory]) -> int:
        number = {rule.id: n for n, rule in enumerate(self.rules)}
        found = [(number[finding.rule], finding.verdict) for finding in findings]
        return self._number(found, [self._own[n].of(memory) for n, memory in enumerate(memories)])

    def _number(self, found: Sequence[tuple[int, Verdict]], own: Sequence[int]) -> int:
        if self.stops and found:
            broken = frozenset(self.rules[rule].id for rule, verdict in found if verdict in NOT_COMPLIANT)
            if broken:
                return -1 - self.broken.of(broken)
        return self.memories.of(tuple(own))

    def _kept(self, memory: Memory, minutes: int, decisions: int) -> Memory:
        return from_now(memory, minutes, decisions, keeps_worst=not self.stops)

    def settled(self, memory: int, scene: str, left: int) -> int:
        """What makes a difference of a memory in this scene, where at most so many minutes are left."""
        own = self.memories.things[memory]
        kept = [self._settle(n, each, scene, left) for n, each in enumerate(own)]
        lost = frozenset(self.rules[n].id for n, each in enumerate(kept) if each < 0)
        return -1 - self.broken.of(lost) if lost else self.memories.of(tuple(kept))

    def _settle(self, rule: int, own: int, scene: str, left: int) -> int:
        at = (rule, own, scene)
        if at not in self._forgot:
            memory = self._own[rule].things[own]
            if self.stops and self._forgetting[rule].is_lost(memory, scene):
                self._forgot[at] = -1, False
            else:
                kept = self._forgetting[rule].kept(memory, scene) if self.stops else memory
                self._forgot[at] = self._own[rule].of(kept), waits(kept)
        number, waiting = self._forgot[at]
        if not waiting:
            return number
        if (number, left, rule) not in self._far:
            self._far[number, left, rule] = self._own[rule].of(with_left(self._own[rule].things[number], left))
        return self._far[number, left, rule]

    def verdicts(self, memory: int) -> dict[str, Verdict]:
        """The verdict of each rule by what is remembered."""
        own = self.memories.things[memory]
        return {
            rule.id: automaton.verdict(self._own[n].things[each])
            for n, (rule, automaton, each) in enumerate(zip(self.rules, self.automata, own, strict=True))
        }


class View(Numbers):
    """What one rule heeds of steps, each different view with a number."""

    def __init__(self, automaton: Automaton, rule: Rule, book: RuleBook) -> None:
        super().__init__()
        self.words = automaton.words
        duties = [clause for clause in automaton.clauses if isinstance(clause, DutyClause)]
        self.excused = any(clause.excuses for clause in duties)
        self.watches = self.excused or any(clause.becomes or clause.pauses for clause in duties)
        conditions = [c for clause in rule.clauses for c in (clause.if_, clause.when_becomes, clause.pauses_while) if c]
        conditions += [excuse.if_ for excuse in rule.unless]
        self.facts = frozenset[str]().union(*(names_read(condition, book.vocabulary) for condition in conditions))
        self._numbered: dict[object, int] = {}

    def of(self, seen: Seen) -> int:
        """The number of what the rule heeds of a step."""
        mine = seen._replace(entries=tuple(self._mine(entry) for entry in seen.entries if self._heeds(entry)))
        key = _hashable(mine)
        if key not in self._numbered:
            self._numbered[key] = len(self.things)
            self.things.append(mine)
        return self._numbered[key]

    def _heeds(self, entry: Entry) -> bool:
        if entry.kind in ("act", "event"):
            return entry.word in self.words or self.excused or entry.word == EXCEPTION_USED
        return entry.kind != "facts" or self.watches

    def _mine(self, entry: Entry) -> Entry:
        held = {key: value for key, value in entry.held.items() if key[0] in self.facts}
        options = (tuple(act for act in option if act[0] in self.words) for option in entry.offered)
        return entry._replace(held=held, offered=tuple(dict.fromkeys(option for option in options if option)))


def _hashable(seen: Seen) -> object:
    entries = tuple(entry._replace(held=tuple(sorted(entry.held.items(), key=str))) for entry in seen.entries)  # type: ignore[arg-type]
    return entries, seen.minutes, seen.decisions
