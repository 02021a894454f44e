"""Everything that can happen: all states of a scenario, layer by layer, each layer one decision further.

States that nothing ahead can tell apart count as one (`needs`, `remaining`). With an observer, a state is that and what
the observer remembers: the explorer then also knows every edge, with its label.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from simulator.errors import NothingOffered, RangeLeft
from simulator.exploration.budget import Budget, Meter, Spent
from simulator.exploration.contexts import Context, Contexts, Numbers, has_fired, later
from simulator.exploration.explored import NONE, Edges, Explored, Layer, nothing
from simulator.exploration.fields import Column, Fields, Flags
from simulator.exploration.gathering import Come, Gathering
from simulator.exploration.hashed import FAST
from simulator.exploration.known import Known
from simulator.exploration.lookup import BITS as TAIL_BITS
from simulator.exploration.lookup import Pairs
from simulator.exploration.needs import NOTHING, Needs
from simulator.exploration.observing import Observer, Observing
from simulator.exploration.plain import Arrived, Plain, Values, is_plain, longest_move, together
from simulator.exploration.reducing import EVERY_SLOT, reduced, whole
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

CROWD = 10 * CHUNK
"""Rows that may wait until they are looked up: each takes more room than a state that is kept."""

WIDEST = 62
"""Bits of the values that a scene needs, at most: with what else a state holds they are one number of 63 bits."""


class Start(NamedTuple):
    """Where to begin: a state, and what the observer remembers there."""

    state: State
    memory: int


class Packed(NamedTuple):
    """States that arrived in a scene: numbers for their minutes and contexts, and their words."""

    scene: str
    clocks: Column
    words: Column


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
        with_edges: bool | None = None,
        reduce: bool = True,
        fast: bool = FAST,
    ) -> None:
        """`watched` are slots whose values are kept apart though nothing reads them.

        Without `reduce` all states that the engine tells apart count, those too that nothing ahead can tell apart.
        Edges are kept with an observer, if it is not said otherwise. `fast` lets numba help, where it is installed.
        """
        self.scenario = scenario
        self.with_edges = observer is not None if with_edges is None else with_edges
        self.fields, self.contexts = Fields(scenario), Contexts()
        interest = observer.interest if observer else NOTHING
        watched = watched if reduce else EVERY_SLOT
        self.matter = reduced(scenario, interest, watched) if reduce else whole(scenario, interest)
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
        self.plain = self._plain()
        self.moves = Numbers()
        self.found = Explored.begun(scenario)
        widths = {id: stage.layout.width for id, stage in self.stages.items()}
        before = TAIL_BITS if self.plain is None else self._minute_bits()
        known = Known(widths, max(widths.values()) + before, fast=fast)
        self.gathering = Gathering(self.found, widths, known, with_edges=self.with_edges)

    def _plain(self) -> Plain | None:
        """The quick way, where the scenario is plain and nobody looks on."""
        scenario, horizon = self.scenario, self.scenario.horizon
        if self.observer is not None or not is_plain(scenario, self.matter):
            return None
        if not together(self.fields, self.stages, WIDEST - self._minute_bits()):
            return None
        minutes = np.minimum(np.arange(horizon + longest_move(scenario) + 1), horizon)
        context = self.contexts.of(Context((), scenario.initial.fired, (), 0))
        after = {id: self._before_words(stage, context, minutes) for id, stage in self.stages.items()}
        return Plain(scenario, self.fields, self.matter, self.stages, after)

    def _minute_bits(self) -> int:
        """What is needed to tell minutes apart, with one that stands for those that make no difference."""
        return (2 * self.scenario.horizon + 2).bit_length()

    def _before_words(self, stage: Stage, context: int, minutes: Column) -> Column:
        contexts, minutes, _ = stage.settled(np.full(len(minutes), context), minutes)
        return self.tails.of(self.clocks.of(minutes, contexts), 0) << stage.layout.width

    def run(self, enough: Callable[[list[Layer]], bool] | None = None) -> Explored:
        """Go through all states, or until the budget ends, or those that are new are enough for who asks.

        Ctrl-C ends it too, with what is known so far.
        """
        return self._go_through(self._first, enough)

    def run_from(self, starts: Sequence[Start]) -> list[int | None]:
        """Go on from states that games came to elsewhere: the node of each, None where its memory has lost all.

        What was gone through before stays known, so that this can be asked again; `found` tells of all of it.
        """
        nodes: list[int | None] = []
        self._go_through(lambda: self._at(starts, nodes))
        return nodes

    def _go_through(
        self, first: Callable[[], list[Layer]], enough: Callable[[list[Layer]], bool] | None = None
    ) -> Explored:
        found = self.found
        try:
            frontier = first()
            while frontier:
                if enough is not None and enough(frontier):
                    raise Spent("enough")
                ahead: list[Layer] = []
                for layer in frontier:
                    ahead += self._expand(layer)
                frontier = ahead + self.gathering.layers()
                self._check()
        except Spent as spent:
            found.reason = spent.reason
        except KeyboardInterrupt:
            found.reason = "stopped"
        self._finish()
        return found

    def _check(self) -> None:
        self.meter.check(self.found.count, self.gathering.nbytes + self.gathering.known.nbytes)

    def memories_of(self, layer: Layer) -> Column:
        """What the observer remembers in each state of a layer."""
        return self.tails.second.column[layer.tails]

    def _finish(self) -> None:
        found = self.found
        found.seconds, found.moves = self.meter.seconds, self.moves.things
        self.gathering.finish()
        if self.observer is not None:
            found.memories = np.concatenate([NONE, *map(self.memories_of, found.layers)])

    def _first(self) -> list[Layer]:
        try:
            after, entries = step(self.scenario, self.scenario.initial, BEGIN, nothing)
        except NothingOffered:
            self.found.stuck[self.scenario.initial.scene] = (-1, -1)
            return []
        except RangeLeft as error:
            names = [f"'{name}'" for name in self.scenario.names]
            self.found.left[next(n for n, name in enumerate(names) if name in str(error))] = (-1, -1)
            return []
        memory = 0
        if self.observer is not None:
            memory = self.observer.begin(after, entries)
            if memory < 0:
                return []
        self._begin_at(after, memory)
        return self.gathering.layers()

    def _at(self, starts: Sequence[Start], nodes: list[int | None]) -> list[Layer]:
        """The states that were not known before, and the nodes of all."""
        keys: list[int | None] = []
        for state, memory in starts:
            memory = memory if self.observer is None else self.observer.settled(memory, state)
            keys.append(self._begin_at(state, memory) if memory >= 0 else None)
        layers = self.gathering.layers()
        for (state, _), key in zip(starts, keys, strict=True):
            nodes.append(None if key is None else self._node(state.scene, key))
        return layers

    def _node(self, scene: str, key: int) -> int:
        """The node of a state that is known."""
        nodes, _ = self.gathering.known.met([scene], [1], np.full(1, key))
        return int(nodes[0])

    def _begin_at(self, state: State, memory: int) -> int:
        """Put a state among the arrivals, come from nowhere; its packed number."""
        nobody = np.full(1, -1)
        arrival = Arrival(state.scene, self._rows_of(state), None)
        return int(self._keep(self._packed(arrival), np.full(1, memory), Come(nobody, nobody, -1, -1))[0])

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

    def _expand(self, layer: Layer) -> Iterator[Layer]:
        """Take all moves of a layer; what is found meanwhile, where much arrives."""
        for first in range(0, len(layer.words), CHUNK):
            if first:  # a layer may be wide
                self._check()
            part = slice(first, first + CHUNK)
            self._expand_some(layer.scene, layer.words[part], layer.tails[part], layer.first + first)
            if self.gathering.waiting > CROWD:
                yield from self.gathering.layers()

    def _expand_some(
        self,
        id: str,
        words: Column,
        tails: Column,
        first: int,
    ) -> None:
        stage = self.stages[id]
        if not stage.ways:
            return
        clocks = self.tails.first.column.take(tails)
        minute = self.clocks.first.column.take(clocks)
        if self.plain is not None:
            self._expand_plainly(self.plain, stage, Rows(stage.layout, words, minute, words, words), first)
            return
        context, memory = self.clocks.second.column.take(clocks), self.tails.second.column.take(tails)
        every = Rows(stage.layout, words, minute, context, np.arange(len(words)))
        if self.observer is not None:
            self.observer.began = context
        self._check_offers(stage, every)
        for moves, come in self._all_moves(stage, every):
            for arrival in come:
                self._arrived(stage, moves, arrival, words, memory, first)
            for slot, source in self.turns.left:
                self.found.left.setdefault(slot, (first + source, self.moves.of(moves[0])))
            self.turns.left.clear()

    def _expand_plainly(self, plain: Plain, stage: Stage, rows: Rows, first: int) -> None:
        chooses, found, options = stage.scene.kind == "choose", self.found, list(stage.scene.options)
        if not chooses:
            self._check_offers(stage, rows)
        for answer, count, came in plain.arrivals(stage, Values(stage.layout, rows.word), rows.minute):
            bits = sum(1 << options.index(move[0]) for move in answer.all) if chooses else 0
            if count:
                found.taken[stage.scene.id].update(answer.all)
                found.offered[stage.scene.id] |= bits
            if count < len(rows):
                found.withheld[stage.scene.id] |= bits
            for each in came:
                self._came_plainly(each, first)

    def _came_plainly(self, came: Arrived, first: int) -> None:
        stage, keys, nodes = self.stages[came.scene], came.keys, came.sources + first
        move = came.answer.moves[0]
        if not stage.never_stuck:
            words = keys & (1 << stage.layout.width) - 1
            stuck = stage.stuck(Rows(stage.layout, words, words, words, words))
            if stuck is not None:
                self.found.stuck.setdefault(came.scene, (int(nodes[stuck.argmax()]), self.moves.of(move)))
                keys, nodes = keys[~stuck], nodes[~stuck]
        self.gathering.add(came.scene, Come(keys, nodes, self._code(move, came.branch), -1))

    def _arrived(
        self,
        stage: Stage,
        moves: tuple[Move, ...],
        arrival: Arrival,
        words: Column,
        memory: Column,
        first: int,
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
            come = Come(NONE, source + first, self._code(moves[0], arrival.branch), -1)
            self._keep(self._packed(arrival), memory[source], come)
            return
        packed: Packed | None = None
        for move, labels, after in self.observer.seen(stage, moves, arrival, words[source], memory[source]):
            packed = packed or (self._packed(arrival) if int(after.max()) >= 0 else None)
            self._go_on(move, arrival.branch, packed, after, source + first, labels)

    def _code(self, move: Move, branch: int | None) -> int:
        return self.moves.of(move) << 8 | (255 if branch is None else branch)

    def _go_on(
        self,
        move: Move,
        branch: int | None,
        packed: Packed | None,
        after: Column,
        nodes: Column,
        labels: Column,
    ) -> None:
        """Keep the rows of which the observer wants to see more; there are none if nothing is packed."""
        code = self._code(move, branch)
        seen = after >= 0
        if packed is not None and seen.all():
            self._keep(packed, after, Come(NONE, nodes, code, labels))
            return
        another = branch is not None or move[:1] == (INJECT,)  # another branch, or no injection, may go on
        gone = np.flatnonzero(~seen if another else ~seen & (after & 1 == 0))
        if len(gone):
            self.gathering.ended(Edges(nodes[gone], after[gone], np.full(len(gone), code), labels[gone]))
        if packed is not None and seen.any():
            packed = Packed(packed.scene, packed.clocks[seen], packed.words[seen])
            self._keep(packed, after[seen], Come(NONE, nodes[seen], code, labels[seen]))

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

    def _packed(self, arrival: Arrival) -> Packed:
        """What arrived, packed: that takes a while, and is the same for all moves that lead there."""
        stage, rows = self.stages[arrival.scene], arrival.rows
        if stage.layout.width > WIDEST:
            raise Spent("wide")
        context = rows.context
        if self.turns.on_call:
            context = self.contexts.changed("later", later, context, rows.elapsed)
        context, minute, possible = stage.settled(context, rows.minute + rows.elapsed)
        return Packed(arrival.scene, self.clocks.of(minute, context), stage.packed(rows, possible))

    def _keep(self, packed: Packed, memory: Column, come: Come) -> Column:
        """Gather what arrived, with what is remembered, the node and the move that it came from."""
        width = self.stages[packed.scene].layout.width
        tails = self.tails.of(packed.clocks, memory)
        if int(tails.max()) >> 63 - width:
            raise Spent("wide")
        keys = tails << width | packed.words
        self.gathering.add(packed.scene, come._replace(keys=keys))
        return keys
