"""The witness of a finding: what broke it, and the last decision at which something on offer would have kept it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import accumulate, islice
from typing import NamedTuple

from scoring.assessment import Witness
from scoring.automaton import AnyClause, Automaton, ClauseMemory, Memory
from scoring.evaluation import EXCEPTION_USED, play
from scoring.from_log import entries_after
from scoring.trace import Entry
from scoring.verdicts import Finding, Verdict
from simulator.moves import moves
from simulator.problems import SimulatorError
from simulator.run import Record
from simulator.scenario import Move, Scenario
from simulator.state import State
from simulator.step import step

MOVES_TRIED = 512
"""Moves tried at one decision: a selection can have a thousand, and the first hundreds hold every single option."""

MOVES_SHOWN = 6
"""Moves that a witness names; the debrief shows one or two."""

GRAVE = ("critical", "major")
"""Severities of the rules that a move must keep as well before a witness names it as the better way."""

Future = tuple[Entry, ...]
"""What rules would see of one step."""


class Answered(NamedTuple):
    """A decision that was answered: its number, the record, and the state before it."""

    n: int
    record: Record
    state: State


class Search(NamedTuple):
    """What a search for witnesses goes through: rules, what they saw (exceptions that were used too), answers."""

    scenario: Scenario
    rules: Sequence[Automaton]
    entries: Sequence[Entry]
    answered: Sequence[Answered]


def witnesses(findings: Iterable[Finding], search: Search) -> Mapping[Finding, Witness]:
    """The witnesses of findings that are *not kept* or *late*.

    A duty is followed back to the decision that opened it, a prohibition to the first decision. Decisions are gone
    through from the last, so that each other move is played once, whatever the number of findings.
    """
    remembered = _Remembered(search)
    found = {finding: Witness(broke=finding.decision) for finding in findings}
    for decision in reversed(search.answered):
        here = [f for f, witness in found.items() if witness.decision is None and _first(f) <= decision.n <= f.decision]
        for finding, kept in _tried(here, decision, search.scenario, remembered).items():
            if kept:
                found[finding] = _witness(finding, decision, kept)
    return found


def _first(finding: Finding) -> int:
    return 1 if finding.opened is None else max(1, finding.opened)


class Tried(NamedTuple):
    """A move that would have kept a clause; `sound` if under some draw it breaks no other grave rule."""

    move: Move
    sound: bool


def _witness(finding: Finding, decision: Answered, kept: Sequence[Tried]) -> Witness:
    sound = [tried.move for tried in kept if tried.sound]
    options, scene = tuple(sound[:MOVES_SHOWN]), decision.state.scene
    return Witness(broke=finding.decision, decision=decision.n, scene=scene, options=options, count=len(sound))


def _tried(
    findings: Sequence[Finding], decision: Answered, scenario: Scenario, remembered: _Remembered
) -> Mapping[Finding, list[Tried]]:
    """For each finding the other moves on offer at this decision that would have kept it."""
    kept: dict[Finding, list[Tried]] = {finding: [] for finding in findings}
    on_offer = islice(moves(scenario, decision.state), MOVES_TRIED) if findings else ()
    for move in on_offer:
        if move != decision.record.move:
            futures = list(_futures(scenario, decision, move))
            keeping = [finding for finding in kept if remembered.keeps(finding, decision.n, futures)]
            sound = bool(keeping) and remembered.sound(decision.n, futures)
            for finding in keeping:
                kept[finding].append(Tried(move, sound))
    return kept


class _Remembered:
    """What each rule remembered before each decision was answered; worked out when it is asked for."""

    def __init__(self, search: Search) -> None:
        self.rules, self.entries = search.rules, search.entries
        self._rule = {automaton.rule.id: automaton for automaton in search.rules}
        self._memories: dict[str, Mapping[int, Memory]] = {}

    def keeps(self, finding: Finding, decision: int, futures: Sequence[Future]) -> bool:
        """Whether in some future there is no new break of the clause, and no duty of it is left open."""
        clause = self._rule[finding.rule].clauses[finding.clause - 1]
        before = self.before(finding.rule, decision).clauses[finding.clause - 1]
        if EXCEPTION_USED in clause.words:
            futures = [self._fed(decision, future) for future in futures]
        return any(_kept(finding, clause, before, future) for future in futures)

    def sound(self, decision: int, futures: Sequence[Future]) -> bool:
        """Whether in some future no grave rule is newly broken."""
        grave = [automaton for automaton in self.rules if automaton.rule.severity in GRAVE]
        memories = [self.before(automaton.rule.id, decision) for automaton in grave]
        return any(
            not any(found.verdict is Verdict.NOT_KEPT for found in play(grave, memories, future).findings)
            for future in futures
        )

    def before(self, rule: str, decision: int) -> Memory:
        """What the rule remembered before the decision was answered."""
        if rule not in self._memories:
            self._memories[rule] = self._gone_through(self._rule[rule])
        return self._memories[rule][decision]

    def _gone_through(self, automaton: Automaton) -> Mapping[int, Memory]:
        memory, found = automaton.start(), dict[int, Memory]()
        for entry in self.entries:
            if entry.kind == "move":
                found[entry.decision] = memory
            memory, _ = automaton.judge(memory, entry)
        return found

    def _fed(self, decision: int, future: Future) -> Future:
        """The future with the exceptions that would be used in it."""
        memories = [self.before(automaton.rule.id, decision) for automaton in self.rules]
        return play(self.rules, memories, future).entries


def _futures(scenario: Scenario, decision: Answered, move: Move) -> Iterator[Future]:
    """What rules would see of the step, for every draw."""
    return entries_after(scenario, decision.state, decision.n, _records(scenario, decision, move))


def _records(scenario: Scenario, decision: Answered, move: Move) -> Iterator[Record]:
    scene = scenario.scenes[decision.state.scene]
    branches = (scene.shared or scene.options[move[0]].course).branches
    starts = [0, *accumulate(branch.weight for branch in branches)][: len(branches) or 1]
    for start in starts:
        with suppress(SimulatorError):  # an author's error: the move cannot be played
            _, entries = step(scenario, decision.state, move, _always(start))
            yield decision.record._replace(move=move, entries=entries)


def _always(number: int) -> Callable[[int], int]:
    return lambda total: number


def _kept(finding: Finding, clause: AnyClause, before: ClauseMemory, entries: Future) -> bool:
    """Whether the step neither breaks the clause nor leaves its duty open or withdrawn."""
    memory = before
    for entry in entries:
        memory, found = clause.judge(memory, entry)  # type: ignore[arg-type]
        if any(_breaks(new, finding) for new in found):
            return False
    return all(duty.target != finding.target for duty in clause.open_findings(memory))  # type: ignore[arg-type]


def _breaks(new: Finding, finding: Finding) -> bool:
    """A duty that the step withdraws, or that ends with the run, was not done: *not due* is not *kept*."""
    withdrawn = new.verdict is Verdict.NOT_DUE and new.target == finding.target
    return withdrawn or new.verdict in (Verdict.NOT_KEPT, Verdict.LATE)
