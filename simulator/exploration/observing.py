"""An observer of an exploration: it labels steps, each kind once, and remembers by numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple, Protocol

import numpy as np

from simulator.exploration.contexts import Contexts, Numbers, looked_up
from simulator.exploration.explored import Played, draw_for
from simulator.exploration.fields import Column, Fields
from simulator.exploration.needs import Interest
from simulator.exploration.stage import Stage
from simulator.exploration.turns import Arrival
from simulator.moves import BEGIN
from simulator.run import Record
from simulator.scenario import Move, Scenario
from simulator.state import Phase, State
from simulator.step import Entries, step


class Glimpse(NamedTuple):
    """One step as an observer sees it: an example of the state before it, what was logged, and the state after."""

    before: State
    record: Record
    after: State


class Observer(Protocol):
    """What watches an exploration: it reads `interest`, labels steps, and remembers by numbers."""

    @property
    def interest(self) -> Interest: ...
    def start(self, glimpse: Glimpse) -> int:
        """What is remembered after the beginning."""

    def label(self, glimpse: Glimpse) -> int:
        """The number of what it sees of a step."""

    def after(self, memory: int, label: int) -> int:
        """What is remembered after a step; negative where it wants to see no more."""

    def settled(self, memory: int, scene: str, left: int) -> int:
        """What makes a difference of a memory in this scene, where at most so many minutes are left."""


class Observing:
    """Shows the steps of an exploration to an observer: one example of each kind, taken by the engine itself."""

    def __init__(
        self, scenario: Scenario, observer: Observer, fields: Fields, contexts: Contexts, stages: Mapping[str, Stage]
    ) -> None:
        self.scenario, self.observer = scenario, observer
        self.fields, self.contexts, self.stages = fields, contexts, stages
        self.keys = Numbers()
        self.labels: dict[tuple[object, ...], int] = {}
        self.began: Column = np.empty(0, dtype=np.int64)
        """The contexts of the rows that are being worked on, before their move."""

    def begin(self, after: State, entries: Entries) -> int:
        """What is remembered after the beginning; negative where already that is too much."""
        before = self.scenario.initial
        return self.observer.start(Glimpse(before, Record(0, 0, before.scene, BEGIN, entries), after))

    def settled(self, memory: int, state: State) -> int:
        """What makes a difference of a memory in a state that a game came to elsewhere; negative where it is lost."""
        left = min(self.scenario.horizon - state.minute, self.stages[state.scene].lasts)
        return self.observer.settled(memory, state.scene, left)

    def seen(
        self, stage: Stage, moves: tuple[Move, ...], arrival: Arrival, words: Column, memory: Column
    ) -> Iterator[tuple[Move, Column, Column]]:
        """For each move what the observer sees of these steps, and remembers after them."""
        rows, there = arrival.rows, self.stages[arrival.scene]
        keys = self._keys(stage, arrival, words)
        left = np.minimum(self.scenario.horizon - rows.minute - rows.elapsed, there.lasts)
        left = np.full(len(rows), left) if np.ndim(left) == 0 else left
        _, first, places = np.unique(
            looked_up(looked_up(keys, memory, self._pair), left, self._pair), return_index=True, return_inverse=True
        )
        cases = [(int(keys[at]), int(memory[at]), int(left[at]), int(at)) for at in first]
        for move in moves:
            found = [self._see(stage, move, arrival, words, case) for case in cases]
            table = np.array(found, dtype=np.int64).reshape(-1, 2)
            yield move, table[places, 0], table[places, 1]

    def _see(
        self, stage: Stage, move: Move, arrival: Arrival, words: Column, case: tuple[int, int, int, int]
    ) -> tuple[int, int]:
        """One case: the label of the step, and what is remembered after it."""
        key, memory, left, at = case
        label = self._label(stage, move, arrival, words, key, at)
        after = self.observer.after(memory, label)
        return label, self.observer.settled(after, arrival.scene, left) if after >= 0 else after

    def _keys(self, stage: Stage, arrival: Arrival, words: Column) -> Column:
        """A number for all that an observer can see of a step: the same number, the same entries."""
        rows, there = arrival.rows, self.stages[arrival.scene]
        found = looked_up(self._word_numbers(words & stage.facts), rows.full(rows.path), self._pair)
        found = looked_up(found, rows.full(rows.elapsed), self._pair)
        offered = there.offered(rows) if there.watched else None
        if offered is not None:
            found = looked_up(found, offered & there.watched, self._pair)
        if there.once:
            seen = self.contexts.changed("seen by now", lambda context, by: context.seen, rows.context)
            found = looked_up(found, seen, self._pair)
        if self.observer.interest.midnight:
            found = looked_up(found, rows.minute, self._pair)
        return found

    def _word_numbers(self, words: Column) -> Column:
        return looked_up(words >> 31, words & 0x7FFFFFFF, lambda high, low: self.keys.of((-1, high << 31 | low)))

    def _pair(self, first: int, second: int) -> int:
        return self.keys.of((first, second))

    def _label(self, stage: Stage, move: Move, arrival: Arrival, words: Column, key: int, at: int) -> int:
        place = (stage.scene.id, move, arrival.branch, arrival.scene, key)
        if place not in self.labels:
            rows = arrival.rows
            before = self.state(stage.scene.id, int(words[at]), int(rows.minute[at]), int(self.began[rows.source[at]]))
            self.labels[place] = self.observer.label(self.glimpse(before, Played(move, arrival.branch)))
        return self.labels[place]

    def glimpse(self, before: State, played: Played) -> Glimpse:
        """One step, taken by the engine itself."""
        after, entries = step(self.scenario, before, played.move, draw_for(self.scenario, before, played))
        return Glimpse(before, Record(1, before.minute, before.scene, played.move, entries), after)

    def state(self, scene: str, word: int, minute: int, context: int) -> State:
        """A state in full; what nobody needs is as at the start."""
        layout, known = self.stages[scene].layout, self.contexts.things[context]
        values = [
            self.fields.value(slot, int(layout.read(np.int64(word), slot)))  # type: ignore[arg-type]
            for slot in range(len(self.scenario.names))
        ]
        waiting = [(due + minute, index) for due, index in known.pending]
        waiting += [(i.file.at, i.index) for i in self.scenario.injects if i.file.at is not None and i.file.at > minute]
        phase: Phase = "debrief" if self.scenario.scenes[scene].kind == "ending" else "play"
        fired = known.fired or (0,) * len(self.scenario.injects)
        return State(phase, scene, tuple(values), minute, tuple(sorted(waiting)), fired, known.stack, known.seen)
