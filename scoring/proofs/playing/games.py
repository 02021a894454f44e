"""Games played in bulk, judged as they go: every step with what was remembered before it and what it led to.

A game that comes upon an author's error (a range left, nothing offered) has no end, and is left out here: the proofs
of the graph tell those.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from random import Random
from typing import NamedTuple

from scoring.proofs.observers.judging import Found, Judge
from scoring.proofs.sheet import GameStep
from scoring.rules import RuleBook
from scoring.verdicts import Verdict, worst
from simulator.errors import NothingOffered, RangeLeft
from simulator.exploration.explored import Played, draw_for, nothing
from simulator.moves import BEGIN, moves_among, offered, unasked
from simulator.problems import SimulatorError
from simulator.run import Record
from simulator.scenario import Move, Scenario
from simulator.state import State
from simulator.step import Draw, step

BROKEN = frozenset((Verdict.NOT_KEPT, Verdict.LATE))
MET = frozenset((Verdict.KEPT, Verdict.EXCEPTION))
MOST_STEPS = 2_000
"""A game that is longer than this is given up: nobody plays it."""


class Place(NamedTuple):
    """Where a game stands: its state, and the number of what the rules remember."""

    state: State
    memory: int


class Turn(NamedTuple):
    """One step of a game: the place before it, its record, the place after it, and what the rules found."""

    before: Place
    record: Record
    after: Place
    found: tuple[Found, ...]

    @property
    def step(self) -> GameStep:
        """The move, and the branch that chance took."""
        drawn = next((entry[2] for entry in self.record.entries if entry[0] == "chance"), None)
        return GameStep(move=self.record.move, branch=None if drawn is None else int(drawn))


class Game(NamedTuple):
    """A finished game: its turns, of which the first is the beginning."""

    turns: tuple[Turn, ...]

    @property
    def steps(self) -> tuple[GameStep, ...]:
        """Its moves, the beginning left out."""
        return tuple(turn.step for turn in self.turns[1:])

    @property
    def found(self) -> tuple[Found, ...]:
        """Everything that the rules found."""
        return tuple(found for turn in self.turns for found in turn.found)

    @property
    def ending(self) -> str:
        """The scene in which it ended."""
        return self.turns[-1].after.state.scene

    @property
    def verdicts(self) -> dict[str, Verdict]:
        """The verdict of each rule that found anything."""
        by_rule: dict[str, list[Verdict]] = {}
        for found in self.found:
            by_rule.setdefault(found.rule, []).append(found.verdict)
        return {rule: worst(verdicts) for rule, verdicts in by_rule.items()}


Answer = Callable[[Place, Sequence[Move], Random], Move]
"""Chooses among the moves on offer."""


class Table:
    """Where the games of one scenario are played: what was worked out for one serves the others."""

    def __init__(self, scenario: Scenario, book: RuleBook) -> None:
        self.scenario, self.book = scenario, book
        self.judge = Judge(scenario, book)
        self._moves: dict[tuple[str, Move], tuple[Move, ...]] = {}

    @cached_property
    def first(self) -> Turn | None:
        """The beginning; None where it is an author's error."""
        before = Place(self.scenario.initial, -1)
        try:
            state, entries = step(self.scenario, before.state, BEGIN, nothing)
        except (RangeLeft, NothingOffered):
            return None
        record = Record(0, before.state.minute, before.state.scene, BEGIN, entries)
        after = self.judge.begin(record)
        return Turn(before, record, Place(state, after.memory), after.found)

    def moves(self, state: State) -> tuple[Move, ...]:
        """Every answer to the decision on offer."""
        ids = offered(self.scenario, state)
        found = self._moves.get((state.scene, ids))
        if found is None:
            found = tuple(moves_among(self.scenario.scenes[state.scene], ids))
            self._moves[state.scene, ids] = found
        return found

    def unasked(self, state: State) -> tuple[Move, ...]:
        """What may come without the player's doing: the time runs out, a facilitator plays an inject."""
        return tuple(unasked(self.scenario, state, self.scenario.injects))

    def take(self, place: Place, move: Move, draw: Draw) -> Turn | None:
        """One step; None where it is an author's error."""
        state = place.state
        try:
            after, entries = step(self.scenario, state, move, draw)
        except (RangeLeft, NothingOffered):
            return None
        record = Record(1, state.minute, state.scene, move, entries)
        judged = self.judge.after(place.memory, state, record)
        return Turn(place, record, Place(after, judged.memory), judged.found)

    def game(self, answer: Answer, seed: int) -> Game | None:
        """A game from the start. None where it has no end."""
        if self.first is None:
            return None
        turns = self.onward(self.first.after, answer, seed)
        return None if turns is None else Game((self.first, *turns))

    def onward(self, place: Place, answer: Answer, seed: int) -> tuple[Turn, ...] | None:
        """A game from some place on. Chance has numbers of its own, so that other answers meet the same luck."""
        luck, choice = Random(seed), Random(f"{seed}:choice")
        turns: list[Turn] = []
        while place.state.phase == "play":
            moves = self.moves(place.state)
            turn = self.take(place, answer(place, moves, choice), luck.randrange) if moves else None
            if turn is None or len(turns) >= MOST_STEPS:
                return None
            turns.append(turn)
            place = turn.after
        return tuple(turns)


def is_critical(book: RuleBook, found: Found) -> bool:
    """Whether a critical rule was not kept, or late."""
    return found.verdict in BROKEN and book.rule(found.rule).severity_of(found.clause) == "critical"


def objectives_met(scenario: Scenario, game: Game) -> int:
    """How many objectives a game met."""
    verdicts = game.verdicts
    of_objectives = (
        worst(verdicts[rule] for rule in objective.rules if rule in verdicts) for objective in scenario.file.objectives
    )
    return sum(verdict in MET for verdict in of_objectives)


def replay(table: Table, steps: Sequence[GameStep]) -> Game | None:
    """A finished game of these moves and branches; None where they do not fit."""
    turns = turns_of(table, steps)
    return Game(turns) if turns and turns[-1].after.state.phase != "play" else None


def turns_of(table: Table, steps: Sequence[GameStep]) -> tuple[Turn, ...] | None:
    """The turns of a game that begins so; None where these moves and branches do not fit."""
    if table.first is None:
        return None
    turns = [table.first]
    for each in steps:
        turn = again(table, turns[-1].after, each)
        if turn is None:
            return None
        turns.append(turn)
    return tuple(turns)


def again(table: Table, place: Place, played: GameStep) -> Turn | None:
    """The same move with the same branch; None where it is not possible."""
    if place.state.phase != "play":
        return None
    try:
        turn = table.take(place, played.move, draw_for(table.scenario, place.state, Played(played.move, played.branch)))
    except (SimulatorError, KeyError, AssertionError):
        return None
    return turn if turn is not None and turn.step.branch == played.branch else None
