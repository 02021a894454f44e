"""Rules as an observer of an exploration: what they see of a step, and what they remember.

Of a step a rule sees the entries that it heeds, with the facts that it reads. There are few such views, so that each is
judged once for each memory, and looked up from then on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

from scoring.automaton import Automaton, Memory
from scoring.duty import DAY, DutyClause
from scoring.evaluation import EXCEPTION_USED, play
from scoring.from_log import entries_after, held_in, is_decision, trace_of
from scoring.proofs.ahead import Ahead, Forgetting
from scoring.proofs.interest import interest_of
from scoring.proofs.relative import from_now, is_open, waits, with_left
from scoring.reading import names_read
from scoring.rule import Rule
from scoring.rules import RuleBook
from scoring.trace import Entry, Facts
from scoring.verdicts import Finding, Verdict
from simulator.exploration.contexts import Numbers
from simulator.exploration.needs import Interest
from simulator.exploration.observing import Glimpse
from simulator.scenario import Scenario

NOT_COMPLIANT = frozenset((Verdict.NOT_KEPT, Verdict.LATE, Verdict.NOT_DUE))
"""Verdicts with which a game is not compliant. For proofs a duty that was never due is not a duty kept."""


class Seen(NamedTuple):
    """What rules see of a step: its entries, counted from its begin, and how far it moves minute and decision.

    `before` are the facts that held before it, `began` the minute at which it began: the end of the day depends on it.
    """

    entries: tuple[Entry, ...]
    minutes: int
    decisions: int
    before: Facts
    began: int


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
        pairs = zip(self.automata, self.rules, strict=True)
        self.views = [View(automaton, rule, book, offers=not stops) for automaton, rule in pairs]
        self.labels = Numbers()
        self.memories = Numbers()
        self.broken = Numbers()
        self._own = [Numbers() for _ in self.rules]
        ahead = Ahead(scenario)
        self._forgetting = [
            Forgetting(automaton, ahead, view.facts) for automaton, view in zip(self.automata, self.views, strict=True)
        ]
        self._forgot: dict[tuple[int, int, str], tuple[int, bool]] = {}
        self._by_day: dict[tuple[int, int], Automaton] = {}
        self._far: dict[tuple[int, int, int], int] = {}
        self._seen_as: list[tuple[int, ...]] = []
        self._busy: list[frozenset[int]] = []
        self._dutiful: list[frozenset[int]] = []
        self._judged: list[dict[int, Judged]] = [{} for _ in self.rules]

    @cached_property
    def interest(self) -> Interest:
        """What the rules read."""
        found = interest_of(self.scenario, self.rules, self.book.vocabulary)
        return replace(found, offers=not self.stops)

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
        before = {key: value for key, value in held_in(self.scenario, glimpse.before).items() if key[0] in self._facts}
        lean = tuple(self._lean(entry) for entry in counted)
        seen = Seen(lean, minutes, int(is_decision(record)), before, began if self.interest.midnight else 0)
        number = self.labels.of(_hashable(seen))
        if number == len(self._seen_as):
            seen_as = tuple(view.of(seen) for view in self.views)
            self._seen_as.append(seen_as)
            self._busy.append(frozenset(n for n, view in enumerate(self.views) if view.busy[seen_as[n]]))
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
        after, found, excused = list(own), [], False
        for rule in self._busy[label] | self._with_duties(memory):
            judged = self._judge(rule, own[rule], seen_as[rule])
            after[rule], excused = judged.memory, excused or judged.excused
            found += [(rule, verdict) for verdict in judged.found]
        if excused:
            return self._together(own, self._all_seen[label])
        return self._number(found, after)

    def _with_duties(self, memory: int) -> frozenset[int]:
        """The rules with open duties; where a break does not end the watch, all: what is offered tests them."""
        while memory >= len(self._dutiful):
            own = self.memories.things[len(self._dutiful)]
            waiting = (n for n, each in enumerate(own) if not self.stops or is_open(self._own[n].things[each]))
            self._dutiful.append(frozenset(waiting))
        return self._dutiful[memory]

    def _judge(self, rule: int, memory: int, view: int) -> Judged:
        known, at = self._judged[rule], memory << 32 | view
        if at not in known:
            seen = self.views[rule].things[view]
            before: Memory = self._own[rule].things[memory]
            played = play([self._at(rule, seen.began)], [before], seen.entries)
            after = self._kept(played.memories[0], seen.minutes, seen.decisions)
            verdicts = frozenset(finding.verdict for finding in played.findings)
            known[at] = Judged(self._own[rule].of(after), verdicts, Verdict.EXCEPTION in verdicts)
        return known[at]

    def _at(self, rule: int, began: int) -> Automaton:
        """The rule's automaton with the day as it stands when a step begins at this minute."""
        if not self.views[rule].by_day:
            return self.automata[rule]
        starts = (self.scenario.file.start_of_day + began) % DAY
        if (rule, starts) not in self._by_day:
            book, scenario = self.book, self.scenario
            self._by_day[rule, starts] = Automaton(
                self.rules[rule], book.vocabulary, scenario.card, scenario.targets, starts
            )
        return self._by_day[rule, starts]

    def _together(self, own: Sequence[int], seen: Seen) -> int:
        """A step in which an exception was used: a rule that asks for the reason sees that."""
        before = [self._own[n].things[memory] for n, memory in enumerate(own)]
        played = play([self._at(n, seen.began) for n in range(len(self.rules))], before, seen.entries)
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

    def __init__(self, automaton: Automaton, rule: Rule, book: RuleBook, *, offers: bool) -> None:
        """Without `offers` nothing is remembered of what was offered and not done."""
        super().__init__()
        self.offers = offers
        self.busy: list[bool] = []
        """Whether a view holds more than the passing of decisions and time."""
        self.words = automaton.words
        duties = [clause for clause in automaton.clauses if isinstance(clause, DutyClause)]
        self.excused = any(clause.excuses for clause in duties)
        self.by_day = any(clause.by_day for clause in duties)
        self.watches = self.excused or any(clause.becomes or clause.pauses for clause in duties)
        conditions = [c for clause in rule.clauses for c in (clause.if_, clause.when_becomes, clause.pauses_while) if c]
        conditions += [excuse.if_ for excuse in rule.unless]
        self.facts = frozenset[str]().union(*(names_read(condition, book.vocabulary) for condition in conditions))
        self._numbered: dict[object, int] = {}

    def of(self, seen: Seen) -> int:
        """The number of what the rule heeds of a step."""
        mine = Seen(tuple(self._heeded(seen)), seen.minutes, seen.decisions, {}, seen.began % DAY if self.by_day else 0)
        key = _hashable(mine)
        if key not in self._numbered:
            self._numbered[key] = len(self.things)
            self.things.append(mine)
            self.busy.append(any(entry.kind not in ("offer", "move") for entry in mine.entries))
        return self._numbered[key]

    def _heeded(self, seen: Seen) -> Iterator[Entry]:
        """The entries that the rule heeds; of facts only those that change something that it reads."""
        now = {key: value for key, value in seen.before.items() if key[0] in self.facts}
        for entry in seen.entries:
            if self._heeds(entry):
                mine = self._mine(entry)
                if entry.kind != "facts" or mine.held != now:
                    yield mine
                now = dict(mine.held) if entry.kind == "facts" else now

    def _heeds(self, entry: Entry) -> bool:
        if entry.kind in ("act", "event"):
            return entry.word in self.words or self.excused or entry.word == EXCEPTION_USED
        return entry.kind != "facts" or self.watches

    def _mine(self, entry: Entry) -> Entry:
        held = {key: value for key, value in entry.held.items() if key[0] in self.facts}
        if not self.offers and entry.kind in ("offer", "move"):
            return entry._replace(held=held, offered=())
        options = (tuple(act for act in option if act[0] in self.words) for option in entry.offered)
        return entry._replace(held=held, offered=tuple(dict.fromkeys(option for option in options if option)))


def _hashable(seen: Seen) -> object:
    entries = tuple(entry._replace(held=tuple(sorted(entry.held.items(), key=str))) for entry in seen.entries)  # type: ignore[arg-type]
    return entries, seen.minutes, seen.decisions, tuple(sorted(seen.before.items(), key=str)), seen.began
