"""The search for what was still possible around each decision of a run.

Single ways that keep everything are looked for first (`possible_way`): that is quick. Where it does not tell enough,
all that is ahead is gone through, from the last decision to the first: what is ahead of late ones is little, and stays
known. What the budget does not suffice for is not known.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import NamedTuple

from scoring.proofs.claims.compliance import Choices, surely, with_luck
from scoring.proofs.observers.interest import testable
from scoring.proofs.observers.watching import Watch
from scoring.proofs.values.possible import Choice, Hope, Possible, judged, of_choices, of_outcomes
from scoring.proofs.values.possible_no_more import doomed
from scoring.proofs.values.possible_way import Ways
from scoring.rules import RuleBook
from simulator.exploration.budget import Budget
from simulator.exploration.explored import each_branch
from simulator.exploration.explorer import Explorer, Start
from simulator.exploration.observing import Glimpse, glimpsed
from simulator.moves import BEGIN, INJECT, STOP, moves, options_taken
from simulator.problems import SimulatorError
from simulator.run import Record, history
from simulator.scenario import Move, Scenario
from simulator.state import State

BUDGET = Budget(states=300_000, seconds=60.0, megabytes=800)
"""What the search may take: a debrief is being read meanwhile."""

LEAST = 3.0
"""Seconds that each part of a run may take, if half of what is left is less: late decisions need no more."""

ASKS_MORE = ("not known", "unlucky")
"""What single ways do not settle: whether there is none, and whether another choice was sure."""

MOST_MOVES = 60
"""Choices of one decision that are looked at; selections can have hundreds."""


class Outcome(NamedTuple):
    """A state that a move may lead to, with what rules remember there; negative where one is broken."""

    move: Move
    after: State
    memory: int


@dataclass(frozen=True)
class Stretch:
    """The records from `first` to `last` in which the same rules count, and what these remembered after each record.

    `broke` are those of them that the last record broke.
    """

    watch: Watch
    first: int
    memories: Sequence[int]
    broke: frozenset[str]

    @property
    def last(self) -> int:
        """The last record."""
        return len(self.memories) - 1


def possible(
    scenario: Scenario, book: RuleBook, seed: int, records: Sequence[Record], budget: Budget = BUDGET
) -> Iterator[Possible]:
    """What was possible around each decision, in parts: those for which the same rules count, the last of them first.

    Rules that are broken, or cannot be kept any more whatever is done, count no longer: else nothing would be said of
    all that follows.
    """
    begun, states = time.monotonic(), history(scenario, seed, records)
    glimpses = [Glimpse(states[n], record, states[n + 1]) for n, record in enumerate(records) if record.move != STOP]
    rules, first = testable(scenario, book), 1
    while rules and first < len(glimpses):
        left = max(LEAST, (budget.seconds - (time.monotonic() - begun)) / 2)
        stretch = _followed(Watch(scenario, book, rules, stops=True), glimpses, first)
        search = _Search(scenario, stretch, replace(budget, seconds=left), broken=first > 1)
        found = [search.decision(glimpses[n]) for n in range(stretch.last, first - 1, -1) if _decides(glimpses[n])]
        yield from (each for each in found if each.before != "never")
        lost = min((each.record for each in found if each.before == "never"), default=None)
        gone, first = stretch.broke, stretch.last + 1
        if lost is not None:
            gone, first = doomed(scenario, book, glimpses[:lost], [rule.id for rule in rules]) or gone, lost
        if not gone:
            return
        rules = tuple(rule for rule in rules if rule.id not in gone)


def _decides(glimpse: Glimpse) -> bool:
    return glimpse.record.move != BEGIN and glimpse.record.move[:1] != (INJECT,)


def _followed(watch: Watch, glimpses: Sequence[Glimpse], first: int) -> Stretch:
    """What is remembered after each record, up to the first break."""
    memories = [watch.start(glimpses[0])]
    for glimpse in glimpses[1:]:
        if memories[-1] < 0:
            break
        memories.append(watch.after(memories[-1], watch.label(glimpse)))
    broke = watch.broke(memories[-1]) if memories[-1] < 0 else frozenset[str]()
    return Stretch(watch, first, memories, broke)


class _Search:
    """The search in one stretch."""

    def __init__(self, scenario: Scenario, stretch: Stretch, budget: Budget, *, broken: bool) -> None:
        self.scenario, self.stretch, self.broken = scenario, stretch, broken
        self.explorer = Explorer(scenario, stretch.watch, budget)
        self.ways = Ways(scenario, stretch.watch, self._settled)

    def decision(self, glimpse: Glimpse) -> Possible:
        """One decision. Single ways mostly tell enough; all of them are gone through where they do not."""
        outcomes = self._all_outcomes(glimpse.record, glimpse.before)
        hopes = [self._by_ways(outcome) for outcome in outcomes]
        found = self._told(glimpse, outcomes, hopes)
        if judged(found) in ASKS_MORE and self.explorer.found.complete:
            return self._told(glimpse, outcomes, self._by_all(outcomes, hopes))
        return found

    def _told(self, glimpse: Glimpse, outcomes: Sequence[Outcome], hopes: Sequence[Hope]) -> Possible:
        before, record, after = glimpse
        by_move: dict[Move, list[Hope]] = {}
        came: Hope = "not known"
        for outcome, hope in zip(outcomes, hopes, strict=True):
            by_move.setdefault(outcome.move, []).append(hope)
            if (outcome.move, outcome.after) == (record.move, after):
                came = hope
        found = {move: of_outcomes(each) for move, each in by_move.items()}
        mine = (record.move, options_taken(self.scenario.scenes[before.scene], record.move))
        return Possible(
            record=record.n,
            rules=tuple(rule.id for rule in self.stretch.watch.rules),
            broken=self.broken,
            before=of_choices(found.values()),
            taken=found[record.move],
            after=came,
            others=tuple(Choice(move=move, hope=hope) for move, hope in found.items() if move not in mine),
        )

    def _settled(self, memory: int, state: State) -> int:
        """What makes a difference of a memory; negative where a rule is broken, or a duty cannot be kept any more."""
        assert self.explorer.observer is not None
        return memory if memory < 0 else self.explorer.observer.settled(memory, state)

    def _all_outcomes(self, record: Record, before: State) -> list[Outcome]:
        on_offer = dict.fromkeys([record.move, *islice(moves(self.scenario, before), MOST_MOVES)])
        return [outcome for move in on_offer for outcome in self._outcomes(record, before, move)]

    def _outcomes(self, record: Record, before: State, move: Move) -> Iterator[Outcome]:
        watch, memory = self.stretch.watch, self.stretch.memories[record.n - 1]
        for played in each_branch(self.scenario, before, move):
            try:
                seen = glimpsed(self.scenario, before, played)
            except SimulatorError:  # an author's error: nothing is kept there
                continue
            yield Outcome(move, seen.after, self._settled(watch.after(memory, watch.label(seen)), seen.after))

    def _by_ways(self, outcome: Outcome) -> Hope:
        """What single ways tell: that there is one, or, where no inject is played by hand, that there is none."""
        if outcome.memory < 0:
            return "never"
        found = self.ways.some(outcome.after, outcome.memory)
        if found is False:
            return "not known" if self.explorer.by_hand else "never"
        return "some way" if found else "not known"

    def _by_all(self, outcomes: Sequence[Outcome], hopes: Sequence[Hope]) -> list[Hope]:
        """What all ways on tell; where the budget ended before, what was known already."""
        going = [n for n, hope in enumerate(hopes) if hope != "never"]
        nodes = self.explorer.run_from([Start(outcomes[n].after, outcomes[n].memory) for n in going])
        found = list(hopes)
        for n, hope in zip(going, self._of_nodes(nodes), strict=False):  # few nodes where the budget ended at once
            found[n] = hope if hope != "not known" else found[n]
        return found

    def _of_nodes(self, nodes: Sequence[int | None]) -> list[Hope]:
        """What the exploration says of these; where its budget ended, only what it found is known."""
        found = self.explorer.found
        assert found.edges is not None
        choices = Choices.among(found.edges, found.moves)
        lucky, sure = with_luck(found, choices), surely(found, choices)
        return [
            _hope(node is not None and bool(lucky[node]), node is not None and bool(sure[node]), found.complete)
            for node in nodes
        ]


def _hope(lucky: bool, sure: bool, complete: bool) -> Hope:
    if sure:
        return "surely"
    if lucky:
        return "with luck" if complete else "some way"
    return "never" if complete else "not known"
