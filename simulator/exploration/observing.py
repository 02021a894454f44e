"""An observer of an exploration: it labels steps, each kind once, and remembers by numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import partial
from typing import NamedTuple, Protocol, runtime_checkable

import numpy as np

from simulator.exploration.contexts import Contexts
from simulator.exploration.explored import Played, draw_for
from simulator.exploration.fields import Column, Fields
from simulator.exploration.lookup import Lookup, Pairs, one_by_one
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


def glimpsed(scenario: Scenario, before: State, played: Played) -> Glimpse:
    """One step, taken by the engine itself. Raises RangeLeft and NothingOffered for an author's error."""
    after, entries = step(scenario, before, played.move, draw_for(scenario, before, played))
    return Glimpse(before, Record(1, before.minute, before.scene, played.move, entries), after)


class Observer(Protocol):
    """What watches an exploration: it reads `interest`, labels steps, and remembers by numbers."""

    @property
    def interest(self) -> Interest: ...
    def start(self, glimpse: Glimpse) -> int:
        """What is remembered after the beginning."""

    def label(self, glimpse: Glimpse) -> int:
        """The number of what it sees of a step."""

    def after(self, memory: int, label: int) -> int:
        """What is remembered after a step; negative where it wants to see no more.

        With an even negative number the step is an edge all the same, with an odd one only where chance or the world
        may bring something else.
        """

    def settled(self, memory: int, scene: str, left: int) -> int:
        """What makes a difference of a memory in this scene, where at most so many minutes are left; or as `after`."""


@runtime_checkable
class InColumns(Protocol):
    """An observer that can be asked of many steps at once."""

    def all_after(self, memories: Column, labels: Column) -> Column:
        """What `after` says of each of them; all are different."""


class Shown(NamedTuple):
    """Steps that are shown now: the words of their states before, and a number for each different kind of step."""

    stage: Stage
    move: Move
    arrival: Arrival
    words: Column
    keys: Column


class Observing:
    """Shows the steps of an exploration to an observer: one example of each kind, taken by the engine itself."""

    def __init__(
        self, scenario: Scenario, observer: Observer, fields: Fields, contexts: Contexts, stages: Mapping[str, Stage]
    ) -> None:
        self.scenario, self.observer = scenario, observer
        self.fields, self.contexts, self.stages = fields, contexts, stages
        self._pairs: dict[tuple[str, str], dict[str, Pairs]] = {}
        self._labels: dict[tuple[object, ...], Lookup] = {}
        self._after = Lookup(observer.all_after if isinstance(observer, InColumns) else one_by_one(observer.after))
        self._settled = {id: Lookup(one_by_one(partial(self._settle, id))) for id in stages}
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
        for move in moves:
            labels = self._labelled(Shown(stage, move, arrival, words, keys))
            after = self._after.of(memory, labels)
            goes_on = after >= 0
            if goes_on.all():
                after = self._settled[arrival.scene].of(after, left)
            elif goes_on.any():
                after[goes_on] = self._settled[arrival.scene].of(after[goes_on], left[goes_on])
            yield move, labels, after

    def _settle(self, scene: str, memory: int, left: int) -> int:
        return self.observer.settled(memory, scene, left)

    def _keys(self, stage: Stage, arrival: Arrival, words: Column) -> Column:
        """A number for all that an observer can see of a step: the same number, the same entries."""
        rows, there = arrival.rows, self.stages[arrival.scene]
        pair = self._pairs.setdefault((stage.scene.id, arrival.scene), defaultdict(Pairs))
        found = np.zeros(len(words), dtype=np.int64)
        if stage.facts:
            facts = words & stage.facts
            found = pair["word"].of(facts >> 31, facts & 0x7FFFFFFF)
        if stage.matter.injects:
            found = pair["path"].of(found, rows.path)
        found = pair["elapsed"].of(found, rows.elapsed)
        offered = there.offered(rows) if there.watched else None
        if offered is not None:
            found = pair["offered"].of(found, offered & there.watched)
        if there.once:
            seen = self.contexts.changed("seen by now", lambda context, by: context.seen, rows.context)
            found = pair["once"].of(found, seen)
        if self.observer.interest.midnight:
            found = pair["minute"].of(found, rows.minute)
        return found

    def _labelled(self, now: Shown) -> Column:
        """The label of each step; one example of each kind is shown to the observer."""
        self._now = now
        place = (now.stage.scene.id, now.move, now.arrival.branch, now.arrival.scene)
        labels = self._labels.get(place)
        if labels is None:
            labels = self._labels[place] = Lookup(self._examples)
        return labels.of(now.keys)

    def _examples(self, keys: Column, _: Column) -> Column:
        """The labels of kinds that were not shown before."""
        now = self._now
        different, first = np.unique(now.keys, return_index=True)
        examples = first[np.searchsorted(different, keys)]
        return np.array([self._label(now, int(at)) for at in examples], dtype=np.int64)

    def _label(self, now: Shown, at: int) -> int:
        rows, id = now.arrival.rows, now.stage.scene.id
        before = self.state(id, int(now.words[at]), int(rows.minute[at]), int(self.began[rows.source[at]]))
        return self.observer.label(glimpsed(self.scenario, before, Played(now.move, now.arrival.branch)))

    def state(self, scene: str, word: int, minute: int, context: int) -> State:
        """A state in full; what nobody needs is as at the start."""
        layout, known = self.stages[scene].layout, self.contexts.things[context]
        values = list(self.scenario.initial.values)
        for slot, shift in layout.shift.items():
            stored = word >> shift & (1 << self.fields.bits[slot]) - 1
            values[slot] = self.fields.value(slot, stored + self.fields.lows[slot])
        waiting = [(due + minute, index) for due, index in known.pending]
        waiting += [(i.file.at, i.index) for i in self.scenario.injects if i.file.at is not None and i.file.at > minute]
        phase: Phase = "debrief" if self.scenario.scenes[scene].kind == "ending" else "play"
        fired = known.fired or (0,) * len(self.scenario.injects)
        return State(phase, scene, tuple(values), minute, tuple(sorted(waiting)), fired, known.stack, known.seen)
