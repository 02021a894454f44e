"""The witness of a finding: what broke it, and the last decision at which something would still have kept it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, islice
from typing import NamedTuple

from scoring.assessment import Witness
from scoring.automaton import Automaton, Memory
from scoring.from_log import entries_after
from scoring.trace import Entry
from scoring.verdicts import Finding, Verdict
from simulator.moves import course_of, moves
from simulator.problems import SimulatorError
from simulator.run import Record
from simulator.scenario import Move, Scenario
from simulator.state import State
from simulator.step import step

MOVES_TRIED = 512
"""Moves tried at one decision: a selection can have a thousand, and the first hundreds hold every single option."""

MOVES_SHOWN = 6
"""Moves that a witness names; the debrief shows one or two."""


class Answered(NamedTuple):
    """A decision that was answered: its number, the record, the state before it, and what rules had seen by then."""

    n: int
    record: Record
    state: State
    seen: tuple[Entry, ...]


def witness_of(finding: Finding, automaton: Automaton, scenario: Scenario, answered: Sequence[Answered]) -> Witness:
    """The witness of a finding that is *not kept* or *late*.

    A duty is followed back to the decision that opened it, a prohibition to the first decision.
    """
    first = 1 if finding.opened is None else max(1, finding.opened)
    for decision in reversed([a for a in answered if first <= a.n <= finding.decision]):
        kept = [move for move in _others(scenario, decision) if _keeps(move, finding, automaton, scenario, decision)]
        if kept:
            found = tuple(kept[:MOVES_SHOWN])
            scene = decision.state.scene
            return Witness(broke=finding.decision, decision=decision.n, scene=scene, options=found, count=len(kept))
    return Witness(broke=finding.decision)


def _others(scenario: Scenario, decision: Answered) -> Iterator[Move]:
    on_offer = islice(moves(scenario, decision.state), MOVES_TRIED)
    return (move for move in on_offer if move != decision.record.move)


def _keeps(move: Move, finding: Finding, automaton: Automaton, scenario: Scenario, decision: Answered) -> bool:
    """Whether under some draw this move gives no new break of the clause, and leaves no duty of it open."""
    before = automaton.advance(automaton.start(), decision.seen)
    return any(_kept(finding, automaton, before, entries) for entries in _futures(scenario, decision, move))


def _futures(scenario: Scenario, decision: Answered, move: Move) -> Iterator[tuple[Entry, ...]]:
    """What rules would see of the step, for every draw."""
    course = course_of(scenario.scenes[decision.state.scene], decision.state.values, move)
    starts = [0, *accumulate(branch.weight for branch in course.branches)][: len(course.branches) or 1]
    for start in starts:
        try:
            after, entries = step(scenario, decision.state, move, _always(start))
        except SimulatorError:
            continue
        record = decision.record._replace(move=move, entries=entries)
        yield entries_after(scenario, decision.state, decision.n, record)
        del after


def _always(number: int) -> Callable[[int], int]:
    return lambda total: number


def _kept(finding: Finding, automaton: Automaton, before: Memory, entries: tuple[Entry, ...]) -> bool:
    memory = before
    for entry in entries:
        memory, found = automaton.judge(memory, entry)
        if any(new.clause == finding.clause and new.verdict in (Verdict.NOT_KEPT, Verdict.LATE) for new in found):
            return False
    return not any(
        duty.clause == finding.clause and duty.target == finding.target for duty in automaton.open_findings(memory)
    )
