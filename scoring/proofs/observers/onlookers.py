"""The rules looking on: what they remember of a game, counted from now, and what they find at each step.

Everything is judged once: a memory and what a rule sees of a step (`view`) have numbers, and a pair of them is looked
up where it was met before.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

from scoring.automaton import Automaton, Memory
from scoring.duty import DAY
from scoring.evaluation import EXCEPTION_USED, play
from scoring.proofs.observers.relative import from_now
from scoring.proofs.observers.view import Seen, Values, View, passing
from scoring.rule import Rule
from scoring.rules import RuleBook
from scoring.trace import Entry
from scoring.verdicts import Finding, Verdict
from simulator.exploration.contexts import Numbers
from simulator.scenario import Scenario

Own = tuple[int, ...]
"""The number of what each rule remembers, or sees."""


class Judged(NamedTuple):
    """What a step leaves: what each rule remembers, and what was found."""

    own: Own
    found: tuple[Finding, ...]


class Onlookers:
    """Some rules. With `offers` they see what was on offer, with `keeps_worst` they remember their worst verdict."""

    def __init__(
        self, scenario: Scenario, book: RuleBook, rules: Sequence[Rule], *, offers: bool, keeps_worst: bool
    ) -> None:
        self.scenario, self.book, self.rules, self.keeps_worst = scenario, book, tuple(rules), keeps_worst
        self._at: list[dict[int, Automaton]] = [{} for _ in self.rules]
        self.automata = [self._automaton(n, 0) for n in range(len(self.rules))]
        names = [(name.name, name.about) for name in scenario.names if name.name in book.vocabulary.facts]
        pairs = zip(self.automata, self.rules, strict=True)
        self.views = [View(automaton, rule, book.vocabulary, names, offers=offers) for automaton, rule in pairs]
        self.facts = frozenset[str]().union(*(view.facts for view in self.views))
        """The facts that some rule reads."""
        self.dated = any(view.by_day for view in self.views)
        """Whether the time of the day counts for some rule."""
        self.memories = [Numbers() for _ in self.rules]
        self._joint: dict[tuple[Own, Own, int], tuple[Seen, Judged]] = {}
        self._passing = Numbers()
        self._knowing: dict[str, frozenset[int]] = {}
        for word in frozenset[str]().union(*(view.words for view in self.views)):
            self._knowing[word] = frozenset(n for n, view in enumerate(self.views) if word in view.words)
        self._known: list[dict[int, tuple[int, tuple[Finding, ...]]]] = [{} for _ in self.rules]

    def begin(self, entries: Sequence[Entry], minutes: int) -> Judged:
        """What is remembered and found after the beginning, which took so many minutes."""
        played = play(self.automata, [rule.start() for rule in self.automata], entries)
        kept = self._from_now(played.memories, minutes, 0)
        return Judged(tuple(self.memories[n].of(each) for n, each in enumerate(kept)), played.findings)

    def views_of(self, seen: Seen) -> Own:
        """The number of what each rule sees of a step; most know none of its words, and see time go by."""
        words = {entry.word for entry in seen.entries}
        words.update(word for entry in seen.entries for option in entry.offered for word, _ in option)
        knowing = frozenset[int]().union(*(self._knowing[word] for word in words if word in self._knowing))
        time, known = self._passing.of(passing(seen)), Values()
        return tuple(
            view.of_step(seen, known) if n in knowing or view.watches else view.of_time(time, seen)
            for n, view in enumerate(self.views)
        )

    def after(self, own: Own, seen: Seen, views: Own, asked: Iterable[int]) -> Judged:
        """What is remembered and found after a step by the rules that are asked; the others see nothing of it."""
        after, found = list(own), dict[int, tuple[Finding, ...]]()
        for n in asked:
            after[n], found[n] = self.judge(n, own[n], views[n])
        using = {n for n, each in found.items() if any(finding.verdict is Verdict.EXCEPTION for finding in each)}
        if using:
            together = tuple(sorted(using | self._listening))
            judged = self._together(together, own, seen)
            found = {n: each for n, each in found.items() if n not in together} | {-1: judged.found}
            for n, memory in zip(together, judged.own, strict=True):
                after[n] = memory
        return Judged(tuple(after), tuple(finding for each in found.values() for finding in each))

    def judge(self, rule: int, memory: int, view: int) -> tuple[int, tuple[Finding, ...]]:
        """What one rule remembers and finds after a step of which it has this view."""
        known, at = self._known[rule], memory << 32 | view
        if at not in known:
            seen: Seen = self.views[rule].things[view]
            before: Memory = self.memories[rule].things[memory]
            played = play([self._automaton(rule, seen.began)], [before], seen.entries)
            after = from_now(played.memories[0], seen.minutes, seen.decisions, keeps_worst=self.keeps_worst)
            known[at] = self.memories[rule].of(after), played.findings
        return known[at]

    @cached_property
    def _listening(self) -> frozenset[int]:
        """The rules that mind the use of exceptions, by whichever rule."""
        return frozenset(n for n, view in enumerate(self.views) if view.excused or EXCEPTION_USED in view.words)

    def _together(self, rules: Own, own: Own, seen: Seen) -> Judged:
        """A step in which an exception was used, for these rules: one that asks for the reason sees that."""
        at = (rules, tuple(own[n] for n in rules), id(seen))
        if at not in self._joint:
            before = [self.memories[n].things[own[n]] for n in rules]
            played = play([self._automaton(n, seen.began) for n in rules], before, seen.entries)
            kept = zip(rules, self._from_now(played.memories, seen.minutes, seen.decisions), strict=True)
            found = Judged(tuple(self.memories[n].of(each) for n, each in kept), played.findings)
            self._joint[at] = seen, found
        return self._joint[at][1]

    def _from_now(self, memories: Iterable[Memory], minutes: int, decisions: int) -> list[Memory]:
        return [from_now(each, minutes, decisions, keeps_worst=self.keeps_worst) for each in memories]

    def _automaton(self, rule: int, began: int) -> Automaton:
        """The rule's automaton with the day as it stands when a step begins at this minute."""
        known, starts = self._at[rule], began % DAY
        if starts not in known:
            vocabulary, scenario = self.book.vocabulary, self.scenario
            day = (scenario.file.start_of_day + starts) % DAY
            known[starts] = Automaton(self.rules[rule], vocabulary, scenario.card, scenario.targets, day)
        return known[starts]
