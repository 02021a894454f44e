"""From a run's log to the trace that rules see: its acts, events, facts and offers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from copy import copy

from scoring.trace import Entry, Facts, Trace
from simulator.moves import INJECT, STOP, TIMEOUT
from simulator.run import Record
from simulator.scenario import Option, Scenario, Scene
from simulator.state import State, Value
from simulator.step import Entry as LogEntry

Acts = tuple[tuple[str, str | None], ...]


def trace_of(scenario: Scenario, records: Iterable[Record]) -> Trace:
    """The trace of a log. Decisions are numbered from 1; a facilitator's inject belongs to the decision before it."""
    fold = _Fold(scenario)
    for record in records:
        fold.read(record)
    held, entered = tuple(fold.entries), tuple(fold.entered)
    return Trace(held, scenario.targets, scenario.card, scenario.file.start_of_day, entered)


def entries_after(
    scenario: Scenario, state: State, decision: int, records: Iterable[Record]
) -> Iterator[tuple[Record, tuple[Entry, ...]]]:
    """Each of these records with its trace entries, as if it answered `decision`, from the state before it."""
    here = _Fold(scenario, state, decision - 1)
    for record in records:
        fold = here.again()
        fold.read(record)
        yield record, tuple(fold.entries)


def is_decision(record: Record) -> bool:
    """Whether the record is an answer of the player's, a timeout included."""
    return record.n > 0 and record.move[:1] != (INJECT,)


def decisions(records: Sequence[Record]) -> list[Record]:
    """The records that answer decisions: decision *n* is item *n - 1*. Stopping is no answer and comes last."""
    return [record for record in records if is_decision(record)]


def option_acts(scene: Scene, option: Option) -> Acts:
    """What choosing this option does, in order; the acts that end the move last."""
    closing = scene.shared.closing if scene.shared else option.course.closing
    return tuple((use.word, use.about) for use in (*option.course.acts, *closing))


def held_in(scenario: Scenario, state: State) -> Facts:
    """The facts that hold in a state."""
    return {
        (name.name, name.about): value
        for name, value in zip(scenario.names, state.values, strict=True)
        if name.name in scenario.vocabulary.facts
    }


class _Fold:
    """Reads a log record by record."""

    def __init__(self, scenario: Scenario, state: State | None = None, decision: int = 0) -> None:
        state = state or scenario.initial
        self.scenario = scenario
        self.held: Facts = held_in(scenario, state)
        self.index = {_written(key): key for key in self.held}
        self.changed: dict[tuple[str, str | None], Value] = {}
        self.offers: dict[tuple[str, LogEntry], tuple[Acts, ...]] = {}
        self.entries = [Entry("facts", state.minute, decision, held=self.held)]
        self.entered: list[int] = []
        self.decision = decision
        self.minute = state.minute
        self.scene = scenario.scenes[state.scene]

    def again(self) -> _Fold:
        """Another fold that goes on from here, with no entries yet. What is held is replaced, never changed."""
        fold = copy(self)
        fold.entries, fold.entered, fold.changed = [], [], {}
        return fold

    def read(self, record: Record) -> None:
        self.decision += is_decision(record)
        before, timeout = self.held, record.move == TIMEOUT
        if is_decision(record) and record.move != STOP:
            self.entries.append(Entry("move", record.minute, self.decision, held=before, timeout=timeout))
        for entry in record.entries:
            kind = entry[0]
            if kind == "set":
                self.change(str(entry[2]), entry[3])  # type: ignore[arg-type]
                self.minute = int(entry[1] or 0)
                continue
            self.flush()
            minute = int(entry[1] or 0)
            if kind in ("act", "closing"):
                self.act(entry, before, timeout)
            elif kind == "event":
                self.entries.append(Entry("event", minute, self.decision, *_word(entry), held=self.held))
            elif kind == "enter":
                self.scene = self.scenario.scenes[str(entry[2])]
                self.entered.append(len(self.entries))
            elif kind in ("offered", "ending", "stopped"):
                self.close(kind, minute, entry)

    def act(self, entry: LogEntry, before: Facts, timeout: bool) -> None:
        minute, closing = int(entry[1] or 0), entry[0] == "closing"
        act = Entry("act", minute, self.decision, *_word(entry), held=before, timeout=timeout, closing=closing)
        self.entries.append(act)

    def change(self, name: str, value: Value) -> None:
        key = self.index.get(name)
        if key is not None:
            self.changed[key] = value

    def flush(self) -> None:
        """Effects that apply together make one entry."""
        if self.changed:
            self.held, self.changed = {**self.held, **self.changed}, {}
            self.entries.append(Entry("facts", self.minute, self.decision, held=self.held))

    def close(self, kind: str, minute: int, entry: LogEntry) -> None:
        if kind == "offered":
            offer = Entry("offer", minute, self.decision + 1, held=self.held, offered=self.offered(entry[2:]))
            self.entries.append(offer)
            return
        ending = self.scene.file.ending if kind == "ending" else None
        hands_over = ending.hands_over if ending else ()
        end = Entry("end", minute, self.decision, held=self.held, hands_over=hands_over, abandoned=kind == "stopped")
        self.entries.append(end)

    def offered(self, ids: LogEntry) -> tuple[Acts, ...]:
        """The acts of each option on offer; the same scene is often offered again."""
        key = (self.scene.id, ids)
        if key not in self.offers:
            self.offers[key] = tuple(option_acts(self.scene, self.scene.options[str(id)]) for id in ids)
        return self.offers[key]


def _word(entry: LogEntry) -> tuple[str, str | None]:
    return str(entry[2]), None if entry[3] is None else str(entry[3])


def _written(key: tuple[str, str | None]) -> str:
    return key[0] if key[1] is None else f"{key[0]}({key[1]})"
