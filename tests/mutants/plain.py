"""The judge of mutants: games played plainly, by the step and the evaluation of rules alone.

It knows nothing of the checker. What thousands of games of the original come upon often and those of a mutant never is
suspected to be gone; what goes wrong in a game is shown by it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from random import Random

from scoring.evaluation import evaluate
from scoring.from_log import trace_of
from scoring.rules import RuleBook
from scoring.verdicts import Finding, Verdict, worst
from simulator.errors import NothingOffered, RangeLeft
from simulator.moves import BEGIN, INJECT, TIMEOUT, moves, offered
from simulator.run import Record
from simulator.scenario import Move, Scenario
from simulator.state import State
from simulator.step import Entries, step

MOST_MOVES = 400
"""A game with more decisions than this is broken off."""

UNASKED = 0.1
"""How often the clock runs out or a facilitator plays something, where that is possible."""


@dataclass
class Met:
    """What games came upon, each with the number of games."""

    games: int = 0
    scenes: Counter[str] = field(default_factory=Counter)
    offered: Counter[str] = field(default_factory=Counter)
    taken: Counter[str] = field(default_factory=Counter)
    injects: Counter[str] = field(default_factory=Counter)
    stuck: Counter[str] = field(default_factory=Counter)
    left: Counter[str] = field(default_factory=Counter)
    judged: int = 0
    verdicts: dict[str, Counter[Verdict]] = field(default_factory=dict)
    logs: dict[int, tuple[Entries, ...]] = field(default_factory=dict)
    """The entries of the first games, by seed."""


@dataclass
class _Game:
    """One game being played."""

    scenario: Scenario
    seed: int
    met: Met
    records: list[Record] = field(default_factory=list)

    def play(self, restless: bool) -> None:
        choice, luck = Random(f"{self.seed}:choice"), Random(f"{self.seed}:luck")
        scenes: set[str] = set()
        seen: set[str] = set()
        took: set[str] = set()
        try:
            state = self._step(self.scenario.initial, BEGIN, luck)
            while state.phase == "play" and len(self.records) < MOST_MOVES:
                scenes.add(state.scene)
                seen |= {f"{state.scene} {id}" for id in offered(self.scenario, state)}
                move = self._choose(state, choice, restless)
                took |= {f"{state.scene} {id}" for id in move}
                state = self._step(state, move, luck)
            scenes.add(state.scene)
        except NothingOffered as error:
            self.met.stuck[_named(error)] += 1
        except RangeLeft as error:
            self.met.left[_named(error)] += 1
        self.met.games += 1
        self.met.scenes.update(scenes)
        self.met.offered.update(seen)
        self.met.taken.update(took)
        fired = {str(e[2]) for record in self.records for e in record.entries if e[0] == "inject"}
        self.met.injects.update(fired)

    def _step(self, state: State, move: Move, luck: Random) -> State:
        after, entries = step(self.scenario, state, move, luck.randrange)
        self.records.append(Record(len(self.records), state.minute, state.scene, move, entries))
        return after

    def _choose(self, state: State, choice: Random, restless: bool) -> Move:
        found = list(islice(moves(self.scenario, state), 200))
        unasked = _unasked(self.scenario, state) if restless and choice.random() < UNASKED else []
        return choice.choice(unasked or found)


def _named(error: Exception) -> str:
    found = re.search(r"'(.+?)'", str(error))
    return found.group(1) if found else ""


def _unasked(scenario: Scenario, state: State) -> list[Move]:
    found: list[Move] = [] if scenario.scenes[state.scene].default is None else [TIMEOUT]
    for inject in scenario.injects:
        window = inject.file.by_hand
        if window and window.from_ <= state.minute <= window.to and state.fired[inject.index] < window.at_most:
            found.append((INJECT, inject.id))
    return found


def played(scenario: Scenario, games: int, seed: int = 1, book: RuleBook | None = None, judged: int = 0) -> Met:
    """Play so many games at random; rules judge the first of them, where a book is given."""
    met = Met()
    for n in range(games):
        game = _Game(scenario, seed * 1_000_003 + n, met)
        game.play(restless=n % 2 == 1)
        if n < 50:
            met.logs[n] = tuple(record.entries for record in game.records)
        if book is not None and n < judged:
            _judge(scenario, book, game.records, met)
    return met


def _judge(scenario: Scenario, book: RuleBook, records: Sequence[Record], met: Met) -> None:
    met.judged += 1
    for rule, verdict in verdicts_of(scenario, book, records).items():
        met.verdicts.setdefault(rule, Counter())[verdict] += 1


def verdicts_of(scenario: Scenario, book: RuleBook, records: Sequence[Record]) -> dict[str, Verdict]:
    """The verdict of each rule that found anything in a game."""
    found: dict[str, list[Verdict]] = {}
    for finding in findings_of(scenario, book, records):
        found.setdefault(finding.rule, []).append(finding.verdict)
    return {rule: worst(verdicts) for rule, verdicts in found.items()}


def breaks_at_once(scenario: Scenario, book: RuleBook, option: str) -> bool:
    """Whether a first move breaks a rule by itself."""
    move, (state, begun) = (option,), step(scenario, scenario.initial, BEGIN, _first)
    _, entries = step(scenario, state, move, _first)
    records = [Record(0, 0, scenario.initial.scene, BEGIN, begun)]
    records.append(Record(1, state.minute, state.scene, move, entries))
    return any(finding.verdict in BROKEN for finding in findings_of(scenario, book, records))


def _first(total: int) -> int:
    return 0


def findings_of(scenario: Scenario, book: RuleBook, records: Sequence[Record]) -> tuple[Finding, ...]:
    """What rules find in a game."""
    return evaluate(book, trace_of(scenario, records))


KEPT = (Verdict.KEPT, Verdict.EXCEPTION)
BROKEN = (Verdict.LATE, Verdict.NOT_KEPT)


def share(met: Met, rule: str, verdicts: Iterable[Verdict]) -> float:
    """In which share of the judged games a rule came out as one of these."""
    return sum(met.verdicts.get(rule, Counter())[verdict] for verdict in verdicts) / max(1, met.judged)
