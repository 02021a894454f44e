"""Everything that can happen: all states of a scenario, layer by layer, each layer one decision further.

States that nothing ahead can tell apart count as one (`needs`, `remaining`). With an observer, a state is that and what
the observer remembers: the explorer then also knows every edge, with its label.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from simulator.exploration.budget import Budget, Meter, Spent
from simulator.exploration.contexts import Context, Contexts, Numbers, has_fired, later
from simulator.exploration.explored import NONE, Edges, Explored, Layer, nothing
from simulator.exploration.fields import Column, Fields, Flags
from simulator.exploration.hashed import Hashed
from simulator.exploration.lookup import Grown, Pairs
from simulator.exploration.needs import NOTHING, Needs
from simulator.exploration.observing import Observer, Observing
from simulator.exploration.reducing import reduced
from simulator.exploration.remaining import longest
from simulator.exploration.rows import Rows
from simulator.exploration.stage import Stage
from simulator.exploration.turns import Arrival, Turns
from simulator.moves import BEGIN, INJECT, TIMEOUT, taken
from simulator.scenario import Inject, Move, Scenario
from simulator.state import State
from simulator.step import step

CHUNK = 200_000
"""Rows that are worked on at once: what the processor's caches still like."""


NO_EDGES = Edges(NONE, NONE, NONE, NONE)

WIDEST = 62
"""Bits of the values that a scene needs, at most: with what else a state holds they are one number of 63 bits."""


class Start(NamedTuple):
    """Where to begin: a state, and what the observer remembers there."""

    state: State
    memory: int


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
        self.scenario = scenario
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
        self.observer = (
            None if observer is None else Observing(scenario, observer, self.fields, self.contexts, self.stages)
        )
        self.by_hand = [inject for inject in self.needs.injects if inject.file.by_hand is not None]
        self.meter = Meter(budget or Budget(), tell)
        self.clocks, self.tails = Pairs(), Pairs()
        self.moves = Numbers()
        self.found = Explored(
            scenario,
            offered=dict.fromkeys(scenario.scenes, 0),
            withheld=dict.fromkeys(scenario.scenes, 0),
            taken={id: set() for id in scenario.scenes},
        )
        self._seen = {id: Hashed() for id in scenario.scenes}
        self._nodes = {id: Grown() for id in scenario.scenes}
        self._edges: list[Edges] = []
        self._origins: list[tuple[Column, Column]] = []

    def run(self) -> Explored:
        """Go through all states, or until the budget ends. Ctrl-C ends it too, with what is known so far."""
        return self._go_through(self._first)

    def run_from(self, starts: Sequence[Start]) -> list[int | None]:
        """Go on from states that games came to elsewhere: the node of each, None where its memory has lost all.

        What was gone through before stays known, so that this can be asked again; `found` tells of all of it.
        """
        nodes: list[int | None] = []
        self._go_through(lambda: self._at(starts, nodes))
        return nodes

    def _go_through(self, first: Callable[[], list[Layer]]) -> Explored:
        found = self.found
        try:
            frontier = first()
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
            found.edges = Edges(*(np.concatenate(each) for each in zip(NO_EDGES, *self._edges, strict=True)))
        if self.observer is not None:
            memory = self.tails.second.column
            found.memories = memory[np.concatenate([each.tails for each in found.layers])] if found.layers else NONE

    def _bytes(self) -> int:
        kept = sum(each.nbytes for each in self._seen.values()) + sum(each.nbytes for each in self._nodes.values())
        kept += sum(layer.words.nbytes + layer.tails.nbytes for layer in self.found.layers)
        return kept + sum(each.nbytes for some in (*self._edges, *self._origins) for each in some)

    def _first(self) -> list[Layer]:
        after, entries = step(self.scenario, self.scenario.initial, BEGIN, nothing)
        memory = 0
        if self.observer is not None:
            memory = self.observer.begin(after, entries)
            if memory < 0:
                return []
        arrivals: dict[str, list[Come]] = {}
        self._begin_at(after, memory, arrivals)
        return self._new(arrivals)

    def _at(self, starts: Sequence[Start], nodes: list[int | None]) -> list[Layer]:
        """The states that were not known before, and the nodes of all."""
        arrivals: dict[str, list[Come]] = {}
        keys: list[int | None] = []
        for state, memory in starts:
            memory = memory if self.observer is None else self.observer.settled(memory, state)
            keys.append(self._begin_at(state, memory, arrivals) if memory >= 0 else None)
        layers = self._new(arrivals)
        for (state, _), key in zip(starts, keys, strict=True):
            nodes.append(None if key is None else self._node(state.scene, key))
        return layers

    def _node(self, scene: str, key: int) -> int:
        """The node of a state that is known."""
        numbers, _ = self._seen[scene].of(np.full(1, key))
        return int(self._nodes[scene].column[numbers[0]])

    def _begin_at(self, state: State, memory: int, arrivals: dict[str, list[Come]]) -> int:
        """Put a state among the arrivals, come from nowhere; its packed number."""
        nobody = np.full(1, -1)
        arrival = Arrival(state.scene, self._rows_of(state), None)
        self._keep(arrival, np.full(1, memory), Come(nobody, nobody, nobody, nobody), arrivals)
        return int(arrivals[state.scene][-1].keys[0])

    def _rows_of(self, state: State) -> Rows:
        """One state as a row."""
        pending = tuple(
            (due - state.minute, index)
            for due, index in state.pending
            if index in self.matter.injects and self.scenario.injects[index].file.at is None
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
        clocks, memory = self.tails.first.column[tails], self.tails.second.column[tails]
        minute, context = self.clocks.first.column[clocks], self.clocks.second.column[clocks]
        every = Rows(stage.layout, words, minute, context, np.arange(len(words)))
        if self.observer is not None:
            self.observer.began = context
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
        for move, labels, after in self.observer.seen(stage, moves, arrival, words[source], memory[source]):
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
                self._edges.append(Edges(come.nodes[unseen], after[unseen], come.moves[unseen], come.labels[unseen]))
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

    def _may_play(self, inject: Inject, rows: Rows) -> Flags:
        window = inject.file.by_hand
        assert window is not None
        played = self.contexts.changed(("has fired", inject.index), has_fired(inject.index), rows.context)
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
        if stage.layout.width > WIDEST:
            raise Spent("wide")
        context = rows.context
        if self.turns.on_call:
            context = self.contexts.changed("later", later, context, rows.elapsed)
        context, minute, possible = stage.settled(context, rows.minute + rows.elapsed)
        tails = self.tails.of(self.clocks.of(minute, context), memory)
        if int(tails.max()) >> 63 - stage.layout.width:
            raise Spent("wide")
        keys = tails << stage.layout.width | stage.packed(rows, possible)
        arrivals.setdefault(arrival.scene, []).append(come._replace(keys=keys))

    def _new(self, arrivals: dict[str, list[Come]]) -> list[Layer]:
        """The states that were not known before, as a layer for each scene."""
        layers = []
        for id, come in arrivals.items():
            keys, nodes, moves, labels = (np.concatenate(each) for each in zip(*come, strict=True))
            numbers, first = self._seen[id].of(keys)
            if len(first):
                layers.append(self._layer(id, keys[first]))
                self._nodes[id].add(np.arange(self.found.count, self.found.count + len(first)))
                self._origins.append((nodes[first], moves[first]))
                self.found.count += len(first)
            if self.with_edges and nodes[0] >= 0:
                self._edges.append(Edges(nodes, self._nodes[id].column[numbers], moves, labels))
        self.found.layers += layers
        return layers

    def _layer(self, id: str, keys: Column) -> Layer:
        width = self.stages[id].layout.width
        return Layer(id, self.found.count, keys & (1 << width) - 1, keys >> width)
