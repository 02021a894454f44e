"""Which rules are lost after a game: those that break however it goes on, as far as some continuations show."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from scoring.evaluation import evaluate
from scoring.from_log import trace_of
from scoring.proofs.observers.watching import NOT_COMPLIANT
from scoring.proofs.sheet import GameStep
from scoring.rules import RuleBook
from simulator.exploration.explored import Played, draw_for
from simulator.moves import BEGIN, moves
from simulator.problems import SimulatorError
from simulator.run import Record
from simulator.scenario import Move, Scenario
from simulator.state import State
from simulator.step import initial, step

CONTINUATIONS = 12
"""Enough to tell what breaks always from what broke once: what breaks in half of the ways on is called lost in one case
of four thousand. A proof is not meant here."""


def replayed(scenario: Scenario, game: Sequence[GameStep]) -> tuple[State, list[Record]]:
    """The state after a game, and its log."""
    state, records = initial(scenario), list[Record]()
    for played in (Played(BEGIN, None), *(Played(each.move, each.branch) for each in game)):
        after, entries = step(scenario, state, played.move, draw_for(scenario, state, played))
        records.append(Record(len(records), state.minute, state.scene, played.move, entries))
        state = after
    return state, records


def lost_rules(scenario: Scenario, book: RuleBook, game: Sequence[GameStep]) -> tuple[str, ...]:
    """The rules that were broken in every continuation that was tried, in the order of their ids."""
    state, records = replayed(scenario, game)
    found: frozenset[str] | None = None
    for seed in range(CONTINUATIONS):
        broken = broken_later(scenario, book, state, records, seed)
        if broken is not None:
            found = broken if found is None else found & broken
    return tuple(sorted(found or ()))


def broken_later(
    scenario: Scenario, book: RuleBook, state: State, records: Sequence[Record], seed: int
) -> frozenset[str] | None:
    """The rules broken in one random game that goes on from here; None where it ends in an author's error."""
    log, choice = list(records), Random(seed)
    while state.phase == "play":
        move: Move = choice.choice(list(moves(scenario, state)))
        try:
            after, entries = step(scenario, state, move, choice.randrange)
        except SimulatorError:
            return None
        log.append(Record(len(log), state.minute, state.scene, move, entries))
        state = after
    findings = evaluate(book, trace_of(scenario, log))
    return frozenset(finding.rule for finding in findings if finding.verdict in NOT_COMPLIANT)
