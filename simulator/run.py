"""The run: the one place with state. It starts a scenario, answers its decisions and keeps the log."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import NamedTuple

from simulator.errors import Illegal
from simulator.moves import BEGIN, INJECT, STOP, TIMEOUT, course_of
from simulator.problems import SimulatorError
from simulator.scenario import Move, Scenario
from simulator.state import State
from simulator.step import Entries, initial, step

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Divergence(SimulatorError):
    """A log does not fit the scenario version, seed or engine that it is replayed with."""


def draw_number(seed: int, n: int, total: int) -> int:
    """Draw `n` (from 1) of a run: SHA-256 of the ASCII text `seed:n`, big-endian, modulo the total weight."""
    return int.from_bytes(hashlib.sha256(f"{seed}:{n}".encode("ascii")).digest(), "big") % total


class Record(NamedTuple):
    """One step in the log: decision number (0 is the beginning), where it was taken, the move, and what happened.

    `entries` are arrays `[kind, minute, ...]`; the last says what is offered next, or how the run ended.
    """

    n: int
    minute: int
    scene: str
    move: Move
    entries: Entries

    @property
    def offered(self) -> tuple[str, ...]:
        """Option ids that are on offer after this step; empty where the run has ended."""
        last = self.entries[-1]
        return tuple(map(str, last[2:])) if last[0] == "offered" else ()

    @property
    def entered(self) -> tuple[str, ...]:
        """The scenes that were entered in this step, in order; the last is where it arrived."""
        return tuple([str(entry[2]) for entry in self.entries if entry[0] == "enter"])

    @property
    def arrived(self) -> str:
        """The scene in which this step arrived: the one where it was taken, where no other was entered."""
        return self.entered[-1] if self.entered else self.scene

    def to_json(self) -> str:
        """One line of JSON, always the same bytes for the same record."""
        return _encode(self._asdict())

    @classmethod
    def from_json(cls, line: str) -> Record:
        """Read one line of a log. Raises Divergence where it is none."""
        try:
            data = json.loads(line)
            entries = tuple(tuple(entry) for entry in data["entries"])
            return cls(data["n"], data["minute"], data["scene"], tuple(data["move"]), entries)
        except (ValueError, KeyError, TypeError) as error:
            raise Divergence(f"A line of the log cannot be read: {error}") from error


class Run:
    """One playthrough of a scenario version with a seed. `records` is its log; everything else follows from it."""

    def __init__(self, scenario: Scenario, seed: int) -> None:
        self.scenario = scenario
        self.seed = seed
        self.records: list[Record] = []
        self.state: State = initial(scenario)
        self._draws = 0
        self._before: tuple[State, int] | None = None

    @classmethod
    def start(cls, scenario: Scenario, seed: int) -> Run:
        """A run at its first decision."""
        run = cls(scenario, seed)
        run.begin()
        return run

    @classmethod
    def replay(cls, scenario: Scenario, seed: int, records: Iterable[Record]) -> Run:
        """The run that this log records, played again. Raises Divergence where a record comes out otherwise."""
        run = cls(scenario, seed)
        for record in records:
            try:
                again = run._advance(record.move)
            except SimulatorError as error:
                raise Divergence(f"Decision {record.n} of the log does not fit: {error}") from error
            if again != record:
                raise Divergence(f"Decision {record.n} of the log comes out otherwise than it was recorded.")
        return run

    def begin(self) -> Record:
        """Leave the briefing for the first scene."""
        return self._advance(BEGIN)

    def decide(self, move: Move) -> Record:
        """Answer the decision on offer. Raises Illegal; then nothing has changed."""
        return self._advance(move)

    def timeout(self) -> Record:
        """Let the time for a timed decision run out."""
        return self._advance(TIMEOUT)

    def stop(self) -> Record:
        """Abandon the run: it keeps its findings and has no result."""
        return self._advance(STOP)

    def inject(self, id: str) -> Record:
        """Play an inject by the facilitator's hand."""
        return self._advance((INJECT, id))

    def would_take(self, move: Move) -> None:
        """Raise Illegal where this answer could not be given now; nothing changes either way."""
        if self.state.phase != "play":
            raise Illegal("There is no decision to answer.")
        course_of(self.scenario.scenes[self.state.scene], self.state.values, move)

    def withdraw(self) -> None:
        """Take back the last record, which could not be made durable. Only possible once, straight after it."""
        assert self._before is not None
        self.records.pop()
        (self.state, self._draws), self._before = self._before, None

    def fork(self, at: int) -> Run:
        """A new run with the log before record `at`, ready to decide anew; the seed, and so the luck, stay."""
        return Run.replay(self.scenario, self.seed, self.records[:at])

    def carried_over(self, scenario: Scenario) -> Run:
        """This run on another version: a fork that replays its moves until one no longer fits."""
        run = Run.start(scenario, self.seed)
        for record in self.records[1:]:
            try:
                run._advance(record.move)
            except SimulatorError:
                break
        return run

    @property
    def offered(self) -> tuple[str, ...]:
        """Option ids on offer now."""
        return self.records[-1].offered if self.records else ()

    @property
    def decision(self) -> int:
        """Number of the decision on offer, which is that of the next record."""
        return len(self.records)

    @property
    def finished(self) -> bool:
        """Whether the run has come to an ending or was abandoned."""
        return self.state.phase == "debrief"

    @property
    def abandoned(self) -> bool:
        """Whether the player stopped before an ending."""
        return self.finished and self.records[-1].entries[-1][0] == "stopped"

    @property
    def ending(self) -> str | None:
        """The ending's scene id, once there is one."""
        return self.state.scene if self.finished and not self.abandoned else None

    def _advance(self, move: Move) -> Record:
        before = self.state
        drawn = 0

        def draw(total: int) -> int:
            nonlocal drawn
            drawn += 1
            return draw_number(self.seed, self._draws + drawn, total)

        after, entries = step(self.scenario, before, move, draw)
        self._before = (before, self._draws)
        self.state = after
        self._draws += drawn
        record = Record(len(self.records), before.minute, before.scene, tuple(move), entries)
        self.records.append(record)
        return record


def history(scenario: Scenario, seed: int, records: Iterable[Record]) -> list[State]:
    """The states of a run: item *n* is the state before record *n*, the last one the state after all."""
    run = Run(scenario, seed)
    states = [run.state]
    for record in records:
        run._advance(record.move)
        states.append(run.state)
    return states
