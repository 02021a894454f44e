"""One scene as the explorer sees it: its layout, its moves, and what becomes of rows that arrive there."""

from __future__ import annotations

from dataclasses import replace
from functools import reduce
from operator import or_
from typing import NamedTuple

import numpy as np

from simulator.exploration.contexts import NEVER, Context, Contexts, Numbers
from simulator.exploration.fields import Column, Fields, Flags
from simulator.exploration.lookup import Lookup, one_by_one
from simulator.exploration.needs import Needs, slots
from simulator.exploration.reducing import Reduced
from simulator.exploration.rows import Layout, Rows
from simulator.moves import can_answer, moves_among, taken
from simulator.scenario import Course, Move, Scenario, Test, Use

Acts = tuple[tuple[Use, ...], tuple[Use, ...]]
"""The acts of a move, and those that end it."""


class Way(NamedTuple):
    """Moves of a scene that lead to the same states, and the conditions of their options.

    `moves` are one for each way in which an observer may see them; `all` are all of them.
    """

    moves: tuple[Move, ...]
    all: tuple[Move, ...]
    course: Course
    tests: tuple[Test, ...]


class Settled(NamedTuple):
    """What is left of a context and a minute where nothing else makes a difference, and the injects that may come."""

    context: int
    minute: int
    possible: int


class Stage:
    """A scene in an exploration."""

    def __init__(
        self,
        scenario: Scenario,
        id: str,
        fields: Fields,
        contexts: Contexts,
        needs: Needs,
        matter: Reduced,
        lasts: int,
    ) -> None:
        self.scenario, self.scene, self.fields, self.contexts = scenario, scenario.scenes[id], fields, contexts
        self.lasts, self.matter, self.injects = lasts, matter, needs.injects
        changing = reduce(or_, (needs.changeable(other) for other in scenario.scenes), 0)
        by_inject = {index: needed[id] for index, needed in needs.of_inject.items()}
        self.layout = Layout(fields, slots((needs.base[id] | reduce(or_, by_inject.values(), 0)) & changing))
        self.extra = {
            slot: sum(1 << index for index, needed in by_inject.items() if needed >> slot & 1)
            for slot in self.layout.shift
            if not needs.base[id] >> slot & 1
        }
        self.facts = reduce(
            or_, (self.layout.mask(s) for s in slots(needs.interest.facts) if s in self.layout.shift), 0
        )
        self.watched = self._watched_options() if needs.interest.offers else 0
        self.once = any(event.once and event.use.word in needs.interest.words for event in self.scene.events)
        self.ways = self._ways()
        self.never_stuck = self._always_offers()
        self.merges = not needs.interest.midnight and all(i.file.by_hand is None for i in self.injects)
        self._dead = self._dead_conditions(needs)
        self._callers = self._who_calls(needs)
        self._kinds = Numbers()
        self._settled = Lookup(one_by_one(self._number))
        self._offered = Lookup(one_by_one(self._answerable))

    def _ways(self) -> list[Way]:
        scene = self.scene
        if scene.kind == "ending":
            return []
        found: dict[tuple[Course, tuple[Test, ...]], dict[Acts, list[Move]]] = {}
        for move in moves_among(scene, tuple(scene.options)):
            tests = tuple(dict.fromkeys(test for id in move if (test := scene.options[id].test) is not None))
            course = self.matter.course(taken(scene, move))
            silent = replace(course, acts=(), closing=())
            found.setdefault((silent, tests), {}).setdefault((course.acts, course.closing), []).append(move)
        return [
            Way(tuple(same[0] for same in by_acts.values()), tuple(m for s in by_acts.values() for m in s), *led)
            for led, by_acts in found.items()
        ]

    def _always_offers(self) -> bool:
        """Whether some answer can be given in every state, or none is asked for."""
        scene = self.scene
        untested = any(option.test is None for option in scene.options.values())
        return (
            scene.kind == "ending"
            or (scene.kind == "choose" and untested)
            or (scene.kind == "select" and scene.at_least == 0)
        )

    def _watched_options(self) -> int:
        """The options, as bits, that an observer knows by their acts."""
        found = 0
        for bit, option in enumerate(self.scene.options.values()):
            closing = self.scene.shared.closing if self.scene.shared else option.course.closing
            if any(use.word in self.matter.interest.words for use in (*option.course.acts, *closing)):
                found |= 1 << bit
        return found

    def _dead_conditions(self, needs: Needs) -> frozenset[int]:
        """Injects on a condition that cannot come to hold any more: it does not hold now, and nothing changes it."""
        ahead = needs.changeable(self.scene.id)
        return frozenset(i.index for i in self.injects if i.test and not needs.reads(i.test) & ahead)

    def _who_calls(self, needs: Needs) -> dict[int, tuple[bool, frozenset[int]]]:
        """For each inject on call: whether a scene ahead may schedule it, and the injects that may."""
        ahead = {self.scene.id, *needs.reach[self.scene.id]}
        scheduling = {index for id in ahead for way in _effects_of(self.scenario, id) for index, _ in way}
        return {
            inject.index: (
                inject.index in scheduling,
                frozenset(
                    other.index
                    for other in self.injects
                    if any(index == inject.index for index, _ in other.effects.schedule)
                ),
            )
            for inject in self.injects
            if inject.file.on_call
        }

    def settled(self, context: Column, minute: Column) -> tuple[Column, Column, Column]:
        """Contexts and minutes without what makes no difference any more, and the injects that may still come."""
        if self.matter.whole:
            return context, minute, np.zeros(len(context), dtype=np.int64)
        numbers = self._settled.of(context, minute)
        table = self._kinds.table(3)[numbers]
        return table[:, 0], table[:, 1], table[:, 2]

    def _number(self, context: int, minute: int) -> int:
        return self._kinds.of(self._settle(self.contexts.things[context], minute))

    def _settle(self, context: Context, minute: int) -> Settled:
        if self.scene.kind == "ending":
            return Settled(self.contexts.of(context._replace(pending=(), stack=(), seen=0, fired=())), 0, 0)
        horizon = self.scenario.horizon
        left = min(horizon - minute, self.lasts)
        pending = tuple(item for item in context.pending if item[0] <= left)
        possible = self._possible(context, pending, minute, left)
        fired = tuple(
            self._fired(i.index, context, possible) if i.index in self.matter.injects and i.file.at is None else 0
            for i in self.scenario.injects
        )
        if self.merges and self.lasts < horizon - minute:
            coming = [i.file.at for i in self.injects if i.file.at is not None and i.file.at > minute]
            if minute + self.lasts < min(coming, default=NEVER):
                passed = [i.file.at for i in self.injects if i.file.at is not None and i.file.at <= minute]
                minute = max(passed, default=0)
        number = self.contexts.of(context._replace(pending=pending, fired=fired))
        return Settled(number, minute, sum(1 << index for index in possible))

    def _fired(self, index: int, context: Context, possible: set[int]) -> int:
        inject = self.scenario.injects[index]
        if inject.file.by_hand is not None:
            return context.fired[index]
        return 0 if index in possible else 1

    def _possible(self, context: Context, pending: tuple[tuple[int, int], ...], minute: int, left: int) -> set[int]:
        found = {index for _, index in pending}
        for inject in self.injects:
            at, window, index = inject.file.at, inject.file.by_hand, inject.index
            in_time = at is not None and minute < at <= minute + left
            on_condition = inject.test is not None and not context.fired[index] and index not in self._dead
            by_hand = window is not None and minute <= window.to and context.fired[index] < window.at_most
            if in_time or on_condition or by_hand:
                found.add(index)
        grown = True
        while grown:
            more = {
                index
                for index, (by_scene, by_injects) in self._callers.items()
                if index not in found and not context.fired[index] and (by_scene or by_injects & found)
            }
            found |= more
            grown = bool(more)
        return found

    def packed(self, rows: Rows, possible: Column) -> Column:
        """The word of rows that arrive here; what nobody needs is as at the start."""
        found = np.zeros(len(rows), dtype=np.int64)
        for slot, shift in self.layout.shift.items():
            value = rows.get(slot)
            if slot in self.extra:
                needed = possible & self.extra[slot] != 0
                value = np.where(needed, value, self.fields.initial[slot])
            stored = value - self.fields.lows[slot]
            if not isinstance(stored, int) or stored:
                found |= stored << shift
        return found

    def offered(self, rows: Rows) -> Column | None:
        """The options on offer as bits, in file order, none where no answer can be given; None where all always are."""
        if self.scene.always is not None or self.scene.kind == "ending":
            return None
        found = np.zeros(len(rows), dtype=np.int64)
        for bit, option in enumerate(self.scene.options.values()):
            holds = True if option.test is None else self.fields.condition(option.test)(rows)
            found |= np.where(holds, 1 << bit, 0)
        return found if self.scene.kind == "choose" else self._offered.of(found)

    def _answerable(self, bits: int, _: int) -> int:
        found = tuple(id for bit, id in enumerate(self.scene.options) if bits >> bit & 1)
        return bits if can_answer(self.scene, found) else 0

    def stuck(self, rows: Rows) -> Flags | None:
        """The rows in which nothing is on offer; None where something always is."""
        if self.never_stuck:
            return None
        offered = self.offered(rows)
        if offered is None:
            return None
        found = offered == 0
        return found if found.any() else None

    def legal(self, way: Way, rows: Rows) -> Flags | None:
        """The rows that offer a move; None where all do."""
        if not way.tests:
            return None
        found = [self.fields.condition(test)(rows) for test in way.tests]
        joined = reduce(lambda a, b: a & b, found)
        return np.full(len(rows), joined) if isinstance(joined, bool | np.bool_) else joined


def _effects_of(scenario: Scenario, id: str) -> list[tuple[tuple[int, int], ...]]:
    scene = scenario.scenes[id]
    found = [option.course.effects.schedule for option in scene.options.values()]
    found += [b.effects.schedule for option in scene.options.values() for b in option.course.branches]
    return found + ([b.effects.schedule for b in scene.shared.branches] if scene.shared else [])
