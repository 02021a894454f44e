"""Judging many games quickly: what rules find at each step, looked up where the same was judged before.

As in `watching`, a rule's memory is counted from now, and of a step a rule sees only what it heeds; so few different
things are ever judged. Other than there, nothing stops at a break, and every finding is told with its clause.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from scoring.automaton import Automaton, Memory
from scoring.duty import DutyClause
from scoring.evaluation import EXCEPTION_USED, play
from scoring.from_log import entries_after, is_decision, trace_of
from scoring.proofs.interest import testable
from scoring.proofs.relative import from_now
from scoring.reading import names_read
from scoring.rules import Rule, RuleBook
from scoring.trace import Entry
from scoring.verdicts import Finding, Verdict
from simulator.exploration.contexts import Numbers
from simulator.run import Record
from simulator.scenario import Scenario
from simulator.state import State

FactKey = tuple[str, str | None]
FactKeys = tuple[FactKey, ...]
Offered = tuple[tuple[FactKey, ...], ...]
Own = tuple[int, ...]
"""The number of each rule's memory."""


class Found(NamedTuple):
    """A finding without its place: which clause of which rule came out how."""

    rule: str
    clause: int
    verdict: Verdict


class Seen(NamedTuple):
    """What a step shows: its entries, with minutes counted from its begin, and how far it moves minute and decision."""

    entries: tuple[Entry, ...]
    minutes: int
    decisions: int


class After(NamedTuple):
    """What a step leaves: the number of what all rules remember, and what they found."""

    memory: int
    found: tuple[Found, ...]


class Judge:
    """The rules that a scenario can put to the test. `rules` are those; the others have nothing to find."""

    def __init__(self, scenario: Scenario, book: RuleBook) -> None:
        self.scenario, self.book = scenario, book
        self.rules = testable(scenario, book)
        self._starts = scenario.file.start_of_day
        self.automata = [self._automaton(rule, 0) for rule in self.rules]
        facts = [(n, name) for n, name in enumerate(scenario.names) if name.name in book.vocabulary.facts]
        self._facts, self._fact_names = [n for n, _ in facts], frozenset(str(name) for _, name in facts)
        keys = [(name.name, name.about) for _, name in facts]
        pairs = zip(self.automata, self.rules, strict=True)
        self._view = [_View(automaton, rule, book, keys) for automaton, rule in pairs]
        self._passing = Numbers()
        self._heeding: dict[str, frozenset[int]] = {}
        for word in frozenset[str]().union(*(view.words for view in self._view)):
            self._heeding[word] = frozenset(n for n, view in enumerate(self._view) if word in view.words)
        self._by_day = tuple(any(clause.by for clause in rule.clauses) for rule in self.rules)
        self._dated = any(self._by_day)
        self._memories, self._own = Numbers(), [Numbers() for _ in self.rules]
        self._labels: dict[object, int] = {}
        self._seen: list[tuple[Seen, Own, int]] = []
        self._known: dict[int, After] = {}
        self._judged: list[dict[tuple[int, int, int], tuple[int, tuple[Finding, ...]]]] = [{} for _ in self.rules]
        self._later: dict[tuple[int, int], Automaton] = {}

    def begin(self, record: Record) -> After:
        """What is remembered and found after the beginning; the record is that of `@begin`."""
        trace = trace_of(self.scenario, [record])
        played = play(self.automata, [rule.start() for rule in self.automata], trace.entries)
        minutes = trace.entries[-1].minute
        return self._after([from_now(m, minutes, 0, keeps_worst=False) for m in played.memories], played.findings)

    def after(self, memory: int, before: State, record: Record) -> After:
        """What is remembered and found after a step from a state, where this was remembered before it."""
        label = self._label(before, record)
        at = memory << 32 | label
        found = self._known.get(at)
        if found is None:
            found = self._known[at] = self._judge(self._memories.things[memory], *self._seen[label])
        return found

    def _label(self, before: State, record: Record) -> int:
        """The number of what a step shows, counted from its begin."""
        values, when = before.values, record.minute if self._dated else 0
        key = (record.scene, record.move[:1], tuple([values[n] for n in self._facts]), self._told(record), when)
        label = self._labels.get(key)
        if label is None:
            label = self._labels[key] = len(self._seen)
            seen = self._as_seen(before, record)
            self._seen.append((seen, self._views(seen), when))
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

    def _views(self, seen: Seen) -> Own:
        """The number of what each rule sees of a step; most know none of its words, and see time go by."""
        words = {entry.word for entry in seen.entries}
        words.update(word for entry in seen.entries for option in entry.offered for word, _ in option)
        heeding = frozenset[int]().union(*(self._heeding[word] for word in words if word in self._heeding))
        passing = self._passing.of(_passing(seen))
        facts: dict[int, dict[FactKeys, object]] = {}
        return tuple(
            view.of_step(seen, facts) if n in heeding or view.watches else view.of_time(passing, seen)
            for n, view in enumerate(self._view)
        )

    def _as_seen(self, before: State, record: Record) -> Seen:
        ((_, entries),) = entries_after(self.scenario, before, 1, [record])
        counted = tuple(entry._replace(minute=entry.minute - record.minute) for entry in entries)
        last = record.entries[-1]
        return Seen(counted, int(last[1] or 0) - record.minute, int(is_decision(record)))

    def _judge(self, own: Own, seen: Seen, views: Own, when: int) -> After:
        judged = [self._rule(n, memory, view, when) for n, (memory, view) in enumerate(zip(own, views, strict=True))]
        found = [finding for _, findings in judged for finding in findings]
        if any(finding.verdict is Verdict.EXCEPTION for finding in found):
            return self._together(own, seen, when)
        return After(self._memories.of(tuple(memory for memory, _ in judged)), _in_short(found))

    def _rule(self, rule: int, memory: int, view: int, when: int) -> tuple[int, tuple[Finding, ...]]:
        known, at = self._judged[rule], (memory, view, when if self._by_day[rule] else 0)
        if at not in known:
            seen: Seen = self._view[rule].things[view]
            before: Memory = self._own[rule].things[memory]
            played = play([self._at(rule, when)], [before], seen.entries)
            after = from_now(played.memories[0], seen.minutes, seen.decisions, keeps_worst=False)
            known[at] = self._own[rule].of(after), played.findings
        return known[at]

    def _together(self, own: Own, seen: Seen, when: int) -> After:
        """A step in which an exception was used: a rule that asks for the reason sees that."""
        before = [self._own[n].things[memory] for n, memory in enumerate(own)]
        entries: Sequence[Entry] = seen.entries
        played = play([self._at(n, when) for n in range(len(self.rules))], before, entries)
        kept = [from_now(each, seen.minutes, seen.decisions, keeps_worst=False) for each in played.memories]
        return self._after(kept, played.findings)

    def _after(self, memories: Sequence[Memory], findings: Sequence[Finding]) -> After:
        own = tuple(self._own[n].of(memory) for n, memory in enumerate(memories))
        return After(self._memories.of(own), _in_short(findings))

    def _at(self, rule: int, when: int) -> Automaton:
        """The rule's automaton for steps that begin at this minute, which counts for *by end of day* alone."""
        if not self._by_day[rule] or not when:
            return self.automata[rule]
        if (rule, when) not in self._later:
            self._later[rule, when] = self._automaton(self.rules[rule], when)
        return self._later[rule, when]

    def _automaton(self, rule: Rule, when: int) -> Automaton:
        scenario = self.scenario
        return Automaton(rule, self.book.vocabulary, scenario.card, scenario.targets, self._starts + when)


def _in_short(findings: Sequence[Finding]) -> tuple[Found, ...]:
    return tuple(Found(each.rule, each.clause, each.verdict) for each in findings)


class _View(Numbers):
    """What one rule heeds of steps: each different view has a number, and a step of which this is seen."""

    def __init__(self, automaton: Automaton, rule: Rule, book: RuleBook, keys: Iterable[FactKey]) -> None:
        super().__init__()
        duties = [clause for clause in automaton.clauses if isinstance(clause, DutyClause)]
        self.words = automaton.words
        self._excused = any(clause.excuses for clause in duties)
        self.watches = self._excused or any(clause.becomes or clause.pauses for clause in duties)
        conditions = [c for clause in rule.clauses for c in (clause.if_, clause.when_becomes, clause.pauses_while) if c]
        conditions += [excuse.if_ for excuse in rule.unless]
        read = frozenset[str]().union(*(names_read(condition, book.vocabulary) for condition in conditions))
        self._facts: FactKeys = tuple(key for key in keys if key[0] in read)
        self._numbered: dict[object, int] = {}
        self._offers: dict[Offered, Offered] = {}

    def of_time(self, passing: int, seen: Seen) -> int:
        """The number of a step in which the rule knows no word."""
        return self._number(passing, seen)

    def of_step(self, seen: Seen, facts: dict[int, dict[FactKeys, object]]) -> int:
        """The number of what the rule heeds of a step; `facts` keeps what was read of it for other rules."""
        key: list[object] = [seen.minutes, seen.decisions]
        for entry in seen.entries:
            if self._heeds(entry):
                known = facts.setdefault(id(entry.held), {})
                if self._facts not in known:
                    known[self._facts] = tuple([entry.held.get(fact) for fact in self._facts])
                offered = self._offered(entry.offered) if entry.offered else ()
                key.append((*entry[:5], *entry[6:8], offered, entry.hands_over, known[self._facts]))
        return self._number(tuple(key), seen)

    def _number(self, key: object, seen: Seen) -> int:
        number = self._numbered.get(key)
        if number is None:
            number = self._numbered[key] = len(self.things)
            self.things.append(seen._replace(entries=tuple(entry for entry in seen.entries if self._heeds(entry))))
        return number

    def _heeds(self, entry: Entry) -> bool:
        if entry.kind in ("act", "event"):
            return entry.word in self.words or self._excused or entry.word == EXCEPTION_USED
        return entry.kind != "facts" or self.watches

    def _offered(self, offered: Offered) -> Offered:
        found = self._offers.get(offered)
        if found is None:
            options = (tuple(act for act in option if act[0] in self.words) for option in offered)
            found = self._offers[offered] = tuple(dict.fromkeys(option for option in options if option))
        return found


def _passing(seen: Seen) -> object:
    """What a rule sees of a step of which it knows no word."""
    others = (entry for entry in seen.entries if entry.kind not in ("act", "event", "facts"))
    return tuple((*entry[:3], *entry[6:8], entry.hands_over) for entry in others), seen.minutes, seen.decisions
