"""Everything that can happen: all states of a scenario, layer by layer, each layer one decision further.

States that nothing ahead can tell apart count as one (`needs`, `remaining`). With an observer, a state is that and what
the observer remembers: the explorer then also knows every edge, with its label.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

import numpy as np

from simulator.exploration.budget import Budget, Meter, Reason, Spent
from simulator.exploration.contexts import Context, Contexts, Numbers, later, looked_up
from simulator.exploration.fields import Column, Fields
from simulator.exploration.needs import NOTHING, Interest, Needs
from simulator.exploration.reducing import reduced
from simulator.exploration.remaining import longest
from simulator.exploration.rows import Rows
from simulator.exploration.stage import Stage
from simulator.exploration.turns import Arrival, Turns
from simulator.moves import BEGIN, INJECT, TIMEOUT, taken
from simulator.run import Record
from simulator.scenario import Inject, Move, Scenario
from simulator.state import Phase, State
from simulator.step import Draw, step

NONE: Column = np.empty(0, dtype=np.int64)

CHUNK = 200_000
"""Rows that are worked on at once: what the processor's caches still like."""


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


class Edges(NamedTuple):
    """All steps, one item each: node before, node after, move and branch (see `Explored.played`), label.

    Where the observer wants to see no more, the node after is the negative number that it gave.
    """

    source: Column
    target: Column
    move: Column
    label: Column


class Layer(NamedTuple):
    """Nodes of one scene that were found together: their numbers are consecutive, from `first`."""

    scene: str
    first: int
    words: Column
    tails: Column


@dataclass
class Explored:
    """What was found. `reason` says why it ended before all was gone through, None where it is all.

    Nodes are numbered in the order in which they were found. `parents` and `came_by` say for each node from which node
    and by which move and branch it was first found; -1 for the first.
    """

    scenario: Scenario
    reason: Reason | None = None
    seconds: float = 0.0
    count: int = 0
    layers: list[Layer] = field(default_factory=list)
    moves: list[Move] = field(default_factory=list)
    parents: Column = field(default_factory=lambda: NONE)
    came_by: Column = field(default_factory=lambda: NONE)
    memories: Column = field(default_factory=lambda: NONE)
    edges: Edges | None = None
    offered: dict[str, int] = field(default_factory=dict)
    """For each scene the options that are on offer in some state, as bits in file order."""
    withheld: dict[str, int] = field(default_factory=dict)
    """For each scene the options that are not on offer in some state."""
    taken: dict[str, set[Move]] = field(default_factory=dict)
    stuck: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Scenes that offer nothing in some state: the node before, and the number of the move that leads there."""
    left: dict[int, tuple[int, int]] = field(default_factory=dict)
    """Slots whose number can leave its range: the node before, and the number of the move that does it."""

    @property
    def complete(self) -> bool:
        """Whether everything was gone through, so that what was not found cannot happen."""
        return self.reason is None

    def nodes_of(self, scene: str) -> Column:
        """The nodes of a scene."""
        found = [np.arange(each.first, each.first + len(each.words)) for each in self.layers if each.scene == scene]
        return np.concatenate(found) if found else NONE

    def scene_of(self, node: int) -> str:
        """The scene of a node."""
        at = bisect_right([layer.first for layer in self.layers], node) - 1
        return self.layers[at].scene

    def game(self, node: int) -> list[Played]:
        """A shortest game to a node, by decisions."""
        found: list[Played] = []
        while node >= 0 and self.parents[node] >= 0:
            found.append(self.played(int(self.came_by[node])))
            node = int(self.parents[node])
        return found[::-1]

    def played(self, code: int) -> Played:
        """The move and branch that a number in `came_by` or in edges stands for."""
        return Played(self.moves[code >> 8], None if code & 255 == 255 else code & 255)


class Played(NamedTuple):
    """One move of a game, and the branch that chance took, if any."""

    move: Move
    branch: int | None


class Come(NamedTuple):
    """What arrived in a scene: packed states, the nodes and moves that they came from, and labels."""

    keys: Column
    nodes: Column
    moves: Column
    labels: Column


class Explorer:
    """Explores one scenario."""

    def __init__(
        self,
        scenario: Scenario,
        observer: Observer | None = None,
        budget: Budget | None = None,
        tell: Callable[[int, float], None] | None = None,
        *,
        watched: int = 0,
        with_edges: bool = False,
    ) -> None:
        """`watched` are slots whose values are kept apart though nothing reads them.

        Edges are kept with an observer, or where they are asked for.
        """
        self.scenario, self.observer = scenario, observer
        self.with_edges = with_edges or observer is not None
        self.fields, self.contexts = Fields(scenario), Contexts()
        interest = observer.interest if observer else NOTHING
        self.matter = reduced(scenario, interest, watched)
        self.needs = Needs(scenario, interest, watched, injects=self.matter.injects)
        self.turns = Turns(scenario, self.fields, self.contexts, self.matter)
        lasts = longest(scenario)
        self.stages = {
            id: Stage(scenario, id, self.fields, self.contexts, self.needs, self.matter, lasts[id])
            for id in scenario.scenes
        }
        self.by_hand = [inject for inject in self.needs.injects if inject.file.by_hand is not None]
        self.meter = Meter(budget or Budget(), tell)
        self.tails = Numbers()
        self.moves = Numbers()
        self.labels: dict[tuple[object, ...], int] = {}
        self.keys = Numbers()
        self.found = Explored(
            scenario,
            offered=dict.fromkeys(scenario.scenes, 0),
            withheld=dict.fromkeys(scenario.scenes, 0),
            taken={id: set() for id in scenario.scenes},
        )
        self._seen: dict[str, Column] = {id: np.empty(0, dtype=np.int64) for id in scenario.scenes}
        self._nodes: dict[str, Column] = {id: np.empty(0, dtype=np.int64) for id in scenario.scenes}
        self._edges: list[tuple[str, Come]] = []
        self._origins: list[tuple[Column, Column]] = []

    def run(self) -> Explored:
        """Go through all states, or until the budget ends. Ctrl-C ends it too, with what is known so far."""
        found = self.found
        try:
            frontier = self._first()
            while frontier:
                arrivals: dict[str, list[Come]] = {}
                for layer in frontier:
                    self._expand(layer, arrivals)
                frontier = self._new(arrivals)
                self.meter.check(found.count, self._bytes())
        except Spent as spent:
            found.reason = spent.reason
        except KeyboardInterrupt:
            found.reason = "stopped"
        self._finish()
        return found

    def _finish(self) -> None:
        found = self.found
        found.seconds, found.moves = self.meter.seconds, self.moves.things
        if self._origins:
            found.parents = np.concatenate([nodes for nodes, _ in self._origins])
            found.came_by = np.concatenate([moves for _, moves in self._origins])
        if self.with_edges:
            found.edges = self._all_edges()
        if self.observer is not None:
            memory = np.array([memory for _, _, memory in self.tails.things], dtype=np.int64)
            found.memories = memory[np.concatenate([each.tails for each in found.layers])] if found.layers else NONE

    def _bytes(self) -> int:
        kept = sum(each.nbytes for each in (*self._seen.values(), *self._nodes.values()))
        kept += sum(layer.words.nbytes + layer.tails.nbytes for layer in self.found.layers)
        return kept + sum(each.nbytes for _, come in self._edges for each in come)

    def _first(self) -> list[Layer]:
        after, entries = step(self.scenario, self.scenario.initial, BEGIN, _nothing)
        memory = 0
        if self.observer is not None:
            record = Record(0, 0, self.scenario.initial.scene, BEGIN, entries)
            memory = self.observer.start(Glimpse(self.scenario.initial, record, after))
            if memory < 0:
                return []
        rows = self._rows_of(after)
        arrivals: dict[str, list[Come]] = {}
        nobody = np.full(1, -1)
        self._keep(Arrival(after.scene, rows, None), np.full(1, memory), Come(nobody, nobody, nobody, nobody), arrivals)
        return self._new(arrivals)

    def _rows_of(self, state: State) -> Rows:
        """One state as a row."""
        pending = tuple(
            (due - state.minute, index) for due, index in state.pending if self.scenario.injects[index].file.at is None
        )
        context = self.contexts.of(Context(pending, state.fired, state.stack, state.seen))
        one = np.zeros(1, dtype=np.int64)
        rows = Rows(self.stages[state.scene].layout, one, one + state.minute, one + context, one)
        for slot, value in enumerate(state.values):
            rows.put(slot, self.fields.code(slot, value), None)
        return rows

    def _expand(self, layer: Layer, arrivals: dict[str, list[Come]]) -> None:
        for first in range(0, len(layer.words), CHUNK):
            part = slice(first, first + CHUNK)
            self._expand_some(layer.scene, layer.words[part], layer.tails[part], layer.first + first, arrivals)

    def _expand_some(
        self,
        id: str,
        words: Column,
        tails: Column,
        first: int,
        arrivals: dict[str, list[Come]],
    ) -> None:
        stage = self.stages[id]
        if not stage.ways:
            return
        table = np.array(self.tails.things, dtype=np.int64).reshape(-1, 3)[tails]
        minute, context, memory = table[:, 0], table[:, 1], table[:, 2]
        every = Rows(stage.layout, words, minute, context, np.arange(len(words)))
        self._began = context
        self._check_offers(stage, every)
        for moves, come in self._all_moves(stage, every):
            for arrival in come:
                self._arrived(stage, moves, arrival, words, memory, first, arrivals)
            for slot, source in self.turns.left:
                self.found.left.setdefault(slot, (first + source, self.moves.of(moves[0])))
            self.turns.left.clear()

    def _arrived(
        self,
        stage: Stage,
        moves: tuple[Move, ...],
        arrival: Arrival,
        words: Column,
        memory: Column,
        first: int,
        arrivals: dict[str, list[Come]],
    ) -> None:
        stuck = self.stages[arrival.scene].stuck(arrival.rows)
        if stuck is not None:
            node = first + int(arrival.rows.source[stuck.argmax()])
            self.found.stuck.setdefault(arrival.scene, (node, self.moves.of(moves[0])))
            arrival = arrival._replace(rows=arrival.rows.take(~stuck))
        source = arrival.rows.source
        if not len(source):
            return
        if self.observer is None:
            labels, codes = np.full(len(source), -1), self._codes(moves[0], arrival)
            self._keep(arrival, memory[source], Come(NONE, source + first, codes, labels), arrivals)
            return
        for move, labels, after in self._observed(stage, moves, arrival, words[source], memory[source]):
            come = Come(NONE, source + first, self._codes(move, arrival), labels)
            self._go_on(move, arrival, after, come, arrivals)

    def _codes(self, move: Move, arrival: Arrival) -> Column:
        code = self.moves.of(move) << 8 | (255 if arrival.branch is None else arrival.branch)
        return np.full(len(arrival.rows), code)

    def _go_on(self, move: Move, arrival: Arrival, after: Column, come: Come, arrivals: dict[str, list[Come]]) -> None:
        """Keep the rows of which the observer wants to see more."""
        seen = after >= 0
        if not seen.all():
            unseen = ~seen
            if arrival.branch is not None or move[:1] == (INJECT,):  # another branch, or no injection, may go on
                gone = Come(after[unseen], come.nodes[unseen], come.moves[unseen], come.labels[unseen])
                self._edges.append(("", gone))
            if not seen.any():
                return
            arrival = arrival._replace(rows=arrival.rows.take(seen))
            come = Come(NONE, come.nodes[seen], come.moves[seen], come.labels[seen])
            after = after[seen]
        self._keep(arrival, after, come, arrivals)

    def _all_moves(self, stage: Stage, every: Rows) -> Iterator[tuple[tuple[Move, ...], Iterator[Arrival]]]:
        """The moves that the rows offer, the player's and the world's, with what comes of them."""
        scene = stage.scene
        for way in stage.ways:
            legal = stage.legal(way, every)
            if legal is None or legal.any():
                rows = every.copy() if legal is None else every.take(legal)
                self.found.taken[scene.id].update(way.all)
                yield way.moves, self.turns.take(rows, way.course)
        if scene.default is not None and self.observer is not None:
            yield (TIMEOUT,), self.turns.take(every.copy(), self.matter.course(taken(scene, scene.default)))
        for inject in self.by_hand:
            may = self._may_play(inject, every)
            if may.any():
                yield ((INJECT, inject.id),), self.turns.by_hand(scene.id, every.take(may), inject)

    def _may_play(self, inject: Inject, rows: Rows) -> np.ndarray:
        window = inject.file.by_hand
        assert window is not None
        played = self.contexts.changed(
            ("has fired", inject.index), lambda context, by: context.fired[inject.index], rows.context
        )
        return (window.from_ <= rows.minute) & (rows.minute <= window.to) & (played < window.at_most)

    def _check_offers(self, stage: Stage, rows: Rows) -> None:
        """Which options are on offer somewhere, and a state where nothing is."""
        offered = stage.offered(rows)
        found = self.found
        every = (1 << len(stage.scene.options)) - 1
        if offered is None:
            found.offered[stage.scene.id] = every
            return
        found.offered[stage.scene.id] |= int(np.bitwise_or.reduce(offered))
        found.withheld[stage.scene.id] |= every & ~int(np.bitwise_and.reduce(offered))

    def _keep(self, arrival: Arrival, memory: Column, come: Come, arrivals: dict[str, list[Come]]) -> None:
        """Pack what arrived, with the node and the move that it came from."""
        stage, rows = self.stages[arrival.scene], arrival.rows
        context = rows.context
        if self.turns.on_call:
            context = self.contexts.changed("later", later, context, rows.elapsed)
        context, minute, possible = stage.settled(context, rows.minute + rows.elapsed)
        tails = self._tails(minute, context, memory)
        keys = tails << stage.layout.width | stage.packed(rows, possible)
        arrivals.setdefault(arrival.scene, []).append(come._replace(keys=keys))

    def _tails(self, minute: Column, context: Column, memory: Column) -> Column:
        numbers = looked_up(minute << 20 | context, memory, self._tail)
        return numbers

    def _tail(self, clock: int, memory: int) -> int:
        return self.tails.of((clock >> 20, clock & 0xFFFFF, memory))

    def _new(self, arrivals: dict[str, list[Come]]) -> list[Layer]:
        """The states that were not known before, as a layer for each scene."""
        layers = []
        for id, come in arrivals.items():
            keys, nodes, moves, labels = (np.concatenate(each) for each in zip(*come, strict=True))
            if self.with_edges and nodes[0] >= 0:
                self._edges.append((id, Come(keys, nodes, moves, labels)))
            different, first = np.unique(keys, return_index=True)
            seen = self._seen[id]
            at = np.searchsorted(seen, different)
            known = np.zeros(len(different), dtype=np.bool_)
            inside = at < len(seen)
            known[inside] = seen[at[inside]] == different[inside]
            fresh, first = different[~known], first[~known]
            if not len(fresh):
                continue
            width = self.stages[id].layout.width
            layer = Layer(id, self.found.count, fresh & ((1 << width) - 1), fresh >> width)
            numbers = np.arange(self.found.count, self.found.count + len(fresh))
            self._seen[id] = np.insert(seen, at[~known], fresh)
            self._nodes[id] = np.insert(self._nodes[id], at[~known], numbers)
            self._origins.append((nodes[first], moves[first]))
            self.found.count += len(fresh)
            self.found.layers.append(layer)
            layers.append(layer)
        return layers

    def _observed(
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
        assert self.observer is not None
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
        if self.needs.interest.midnight:
            found = looked_up(found, rows.minute, self._pair)
        return found

    def _word_numbers(self, words: Column) -> Column:
        return looked_up(words >> 31, words & 0x7FFFFFFF, lambda high, low: self.keys.of((-1, high << 31 | low)))

    def _pair(self, first: int, second: int) -> int:
        return self.keys.of((first, second))

    def _label(self, stage: Stage, move: Move, arrival: Arrival, words: Column, key: int, at: int) -> int:
        assert self.observer is not None
        place = (stage.scene.id, move, arrival.branch, arrival.scene, key)
        if place not in self.labels:
            rows = arrival.rows
            before = self.state(stage.scene.id, int(words[at]), int(rows.minute[at]), int(self._began[rows.source[at]]))
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

    def _all_edges(self) -> Edges:
        parts = [(come.nodes, self._targets(id, come.keys), come.moves, come.labels) for id, come in self._edges]
        if not parts:
            return Edges(NONE, NONE, NONE, NONE)
        return Edges(*(np.concatenate(column) for column in zip(*parts, strict=True)))

    def _targets(self, scene: str, keys: Column) -> Column:
        return self._nodes[scene][np.searchsorted(self._seen[scene], keys)] if scene else keys


def draw_for(scenario: Scenario, before: State, played: Played) -> Draw:
    """The draw that takes a branch."""
    scene, move = scenario.scenes[before.scene], played.move
    if played.branch is None:
        return _nothing
    course = taken(scene, scene.default or () if move == TIMEOUT else move)
    weights = [branch.weight for branch in course.branches[: played.branch]]
    return lambda total: sum(weights)


def _nothing(total: int) -> int:
    raise AssertionError("the beginning draws nothing")
