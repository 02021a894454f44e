"""One step of many states at once: what `simulator.step` does to one, done to rows. Tests hold the two equal.

The numbers in comments are those of the design's list, *One step*. Ledger counts and what is only shown are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any, NamedTuple

import numpy as np

from simulator.exploration import contexts as change
from simulator.exploration.contexts import NEVER, Context, Contexts, Numbers
from simulator.exploration.fields import Column, Columns, Fields, Flags
from simulator.exploration.lookup import Lookup, one_by_one
from simulator.exploration.reducing import Reduced
from simulator.exploration.rows import Rows
from simulator.scenario import RETURN, Case, Course, Effects, Inject, Scenario, Scene, Test, Way


class Arrival(NamedTuple):
    """Rows that arrived in a scene, by a branch of chance if there is one."""

    scene: str
    rows: Rows
    branch: int | None


class Left(NamedTuple):
    """A number left its range: the slot, and the first of the rows concerned."""

    slot: int
    source: int


class Turns:
    """Takes moves with many states at once. `left` collects ranges that were left."""

    def __init__(self, scenario: Scenario, fields: Fields, contexts: Contexts, matter: Reduced) -> None:
        self.scenario, self.fields, self.contexts = scenario, fields, contexts
        injects = [inject for inject in scenario.injects if inject.index in matter.injects]
        self.conditional = [inject for inject in injects if inject.test is not None]
        self._effects = {inject.index: matter.effects(inject.effects) for inject in injects}
        self._entry = {id: matter.effects(Effects(scene.on_entry)) for id, scene in scenario.scenes.items()}
        self._once = {id: _once_bits(scene, matter) for id, scene in scenario.scenes.items()}
        self.scenes = list(scenario.scenes)
        self.number = {id: n for n, id in enumerate(self.scenes)} | {RETURN: len(self.scenes)}
        self._watched = bool(matter.interest.words) or matter.interest.ledger
        self.paths = Numbers()
        self.paths.of(())
        self._fired = {i.index: Lookup(one_by_one(partial(self._on, i))) for i in injects}
        self._led = Lookup(one_by_one(self._by_way_of))
        self.left: list[Left] = []
        timed = sorted((i.file.at, i.index) for i in injects if i.file.at is not None)
        self._at_minute = np.array([at for at, _ in timed], dtype=np.int64)
        self._at_key = np.array([at * 64 + index for at, index in timed] + [NEVER], dtype=np.int64)
        self.on_call = any(inject.file.on_call for inject in injects)
        self._counted = frozenset(i.index for i in injects if matter.whole or i.file.at is None)
        self._reads = {
            i.index: frozenset(fields.index[name] for name in scenario.expressions[i.test].reads)
            for i in self.conditional
            if i.test
        }

    def take(self, rows: Rows, course: Course) -> Iterator[Arrival]:
        """All that may come of a move."""
        self.apply(rows, course.effects)  # 2
        if not course.branches:
            yield from self.on(rows, course, course.way, None)
        for number, branch in enumerate(course.branches):  # 3
            mine = rows.copy()
            self.apply(mine, branch.effects)
            yield from self.on(mine, course, branch.way or course.way, number)

    def on(self, rows: Rows, course: Course, way: Way, branch: int | None) -> Iterator[Arrival]:
        """The time that the move takes, and where it leads."""
        limit = np.minimum(course.takes, self.scenario.horizon - rows.minute)
        self.fire_due(rows, limit)  # 4
        over = rows.minute + course.takes >= self.scenario.horizon
        going = ~over if rows.elsewhere is None else (~over & (rows.elsewhere < 0))
        destination = self.follow(rows, way, going)
        late = over if rows.elsewhere is None else (over & (rows.elsewhere < 0))
        if late.any():
            destination[late] = self.number[self.scenario.at_the_horizon]
            rows.context = np.where(late, self._without_parts(rows.context), rows.context)
        if rows.elsewhere is None:
            rows.elapsed = limit
        else:
            moved = rows.elsewhere >= 0
            destination[moved] = rows.elsewhere[moved]
            rows.elapsed = np.where(moved, rows.elapsed, limit)
        yield from self.arrive(rows, destination, branch)

    def by_hand(self, scene: str, rows: Rows, inject: Inject) -> Iterator[Arrival]:
        """A facilitator plays an inject."""
        everywhere = np.ones(len(rows), dtype=np.bool_)
        self.fire(rows, inject, everywhere)
        if rows.elsewhere is not None:
            yield from self.arrive(rows, rows.elsewhere, None)
        else:
            yield from self.settle(scene, rows, None, entered=False)

    def apply(self, rows: Rows, effects: Effects, where: Flags | None = None) -> None:
        """Effects apply together; an inject that is scheduled waits from now on."""
        self.apply_changes(rows, effects, where)
        for index, delay in effects.schedule:
            due = rows.elapsed + delay
            waiting = self.contexts.changed(("scheduled", index), change.scheduled(index), rows.context, due)
            rows.context = waiting if where is None else np.where(where, waiting, rows.context)

    def apply_changes(self, rows: Rows, effects: Effects, where: Flags | None) -> None:
        """What is set and added. Rows whose number leaves its range are noted, and go no further."""
        fields = self.fields
        for slot, _, value, adds, low, high, clamps in effects.changes:
            if not adds:
                rows.put(slot, fields.code(slot, value), where)
                continue
            new = rows.get(slot) + int(value)
            if low is not None and high is not None:
                if not clamps:
                    self._note(rows, slot, new, low, high, where)
                new = min(max(new, low), high) if isinstance(new, int) else np.clip(new, low, high)
            rows.put(slot, new, where)

    def _note(self, rows: Rows, slot: int, new: Column | int, low: int, high: int, where: Flags | None) -> None:
        full = rows.full(new)
        outside = (full < low) | (full > high)
        outside = outside if where is None else outside & where
        if outside.any():
            self.left.append(Left(slot, int(rows.source[outside.argmax()])))
            rows.lost = outside if rows.lost is None else rows.lost | outside

    def fire_due(self, rows: Rows, limit: Column) -> None:
        """Fire what is due until `limit`, each inject at its own minute; one that leads elsewhere stops the clock."""
        if not (self._at_minute.size or self.on_call):
            return
        ahead = np.searchsorted(self._at_minute, rows.minute, side="right")
        while True:
            due = self._next_due(rows, ahead)
            bound = limit if rows.elsewhere is None else np.where(rows.elsewhere < 0, limit, rows.elapsed)
            firing = due < (bound + 1) * 64
            if not firing.any():
                return
            for index in np.unique(due[firing] & 63):
                self._fire_one(rows, self.scenario.injects[index], firing & (due & 63 == index), due, ahead)

    def _next_due(self, rows: Rows, ahead: Column) -> Column:
        """Minutes from the move's begin until the next inject, times 64, plus the inject."""
        due = self._at_key[ahead]
        due = np.where(due == NEVER, NEVER, due - rows.minute * 64)
        if self.on_call:
            due = np.minimum(due, self.contexts.changed("first due", change.first_due, rows.context))
        return due

    def _fire_one(self, rows: Rows, inject: Inject, where: Flags, due: Column, ahead: Column) -> None:
        if inject.file.at is not None:
            ahead[where] += 1
        else:
            waited = self.contexts.changed("without first", change.without_first, rows.context)
            rows.context = np.where(where, waited, rows.context)
        if inject.guard is not None:
            where = where & self.fields.condition(inject.guard)(rows)
        if where.any():
            rows.elapsed = np.where(where, due >> 6, rows.elapsed)
            self.fire(rows, inject, where)

    def fire(self, rows: Rows, inject: Inject, where: Flags) -> None:
        """What the inject does, and the scene to which it leads; the first inject that leads somewhere wins."""
        if inject.index in self._counted:
            counted = self.contexts.changed(("fired", inject.index), change.fired(inject.index), rows.context)
            rows.context = np.where(where, counted, rows.context)
        if self._watched:
            event = self._fired[inject.index].of(rows.full(rows.path), rows.elapsed)
            rows.path = np.where(where, event, rows.path)
        if inject.way is not None:
            moved = where if rows.elsewhere is None else where & (rows.elsewhere < 0)
            old = rows.full(-1) if rows.elsewhere is None else rows.elsewhere
            rows.elsewhere = np.where(moved, self.cases(rows, inject.way.cases, len(rows)), old)
            rows.context = np.where(moved, self._without_parts(rows.context), rows.context)
        self.apply(rows, self._effects[inject.index], where)

    def _on(self, inject: Inject, path: int, elapsed: int) -> int:
        return self.paths.of((*self.paths.things[path], (inject.index, elapsed)))

    def _by_way_of(self, path: int, scene: int) -> int:
        return self.paths.of((*self.paths.things[path], scene))

    def _without_parts(self, contexts: Column) -> Column:
        return self.contexts.changed("without parts", change.without_parts, contexts)

    def cases(self, columns: Columns, cases: tuple[Case, ...], count: int) -> Column:
        """The number of the scene that the first case which holds leads to."""
        found = np.full(count, self.number[cases[-1].scene], dtype=np.int64)
        for case in reversed(cases[:-1]):
            found = np.where(self.holds(case.test, columns), self.number[case.scene], found)
        return found

    def holds(self, test: Test | None, columns: Columns) -> Flags | bool:
        """A condition; none always holds."""
        return True if test is None else self.fields.condition(test)(columns)

    def follow(self, rows: Rows, way: Way, going: Flags) -> Column:
        """Where a way leads; its cases are read before the move. Rows that are not `going` stay out of it."""
        if not way.cases:
            return rows.full(-1)
        found = self.cases(rows.before, way.cases, len(rows))
        if way.part is not None:
            pushed = self.contexts.changed("pushed", self._pushed, rows.context, found)
            rows.context = np.where(going, pushed, rows.context)
            return rows.full(self.number[way.part])
        while (back := going & (found == self.number[RETURN])).any():
            at = np.flatnonzero(back)
            found[at] = self.contexts.changed("top", self._top, rows.context[at])
            rows.context = rows.context.copy()
            rows.context[at] = self.contexts.changed("popped", _popped, rows.context[at])
        return found

    def _pushed(self, context: Context, scene: int) -> Context:
        id = RETURN if scene == len(self.scenes) else self.scenes[scene]
        return context._replace(stack=(*context.stack, id))

    def _top(self, context: Context, by: int) -> int:
        return self.number[context.stack[-1]]

    def arrive(self, rows: Rows, destination: Column, branch: int | None) -> Iterator[Arrival]:
        """Enter the scenes to which the rows are led, and settle there."""
        found = np.unique(destination).tolist() if (destination != destination[:1]).any() else destination[:1].tolist()
        for number in found:
            mine = rows if len(found) == 1 else rows.take(destination == number)
            scene = self.scenario.scenes[self.scenes[number]]
            self.apply_changes(mine, self._entry[scene.id], None)  # 6
            yield from self.settle(scene.id, mine, branch)

    def settle(self, scene: str, rows: Rows, branch: int | None, *, entered: bool = True) -> Iterator[Arrival]:
        """Injects on a condition fire in file order, each once, until none holds; one that leads elsewhere moves on."""
        if self.scenario.scenes[scene].kind != "ending":
            while (first := self._first_holding(rows)) is not None:
                rows.elsewhere = None
                for inject in self.conditional:
                    where = first == inject.index
                    if where.any():
                        self.fire(rows, inject, where)
                elsewhere = _elsewhere(rows)
                if elsewhere is not None:
                    moved = elsewhere >= 0
                    gone = rows.take(moved)
                    gone.path = self._led.of(gone.full(gone.path), elsewhere[moved])
                    yield from self.arrive(gone, elsewhere[moved], branch)
                    rows = rows.take(~moved)
                    if not len(rows):
                        return
        if rows.lost is not None:
            rows = rows.take(~rows.lost)
        if entered:
            rows.context = self._occurred(scene, rows.context)  # 7
        rows.elsewhere = None
        if len(rows):
            yield Arrival(scene, rows, branch)

    def _first_holding(self, rows: Rows) -> Column | None:
        """For each row the first inject whose condition holds now, or -1. What nothing changed did not hold before."""
        found: Column | None = None
        for inject in reversed(self.conditional):
            if inject.test is None or not self._reads[inject.index] & rows.changed.keys():
                continue
            holds: Any = self.fields.condition(inject.test)(rows)
            if not np.any(holds):
                continue
            done = self.contexts.changed(("has fired", inject.index), change.has_fired(inject.index), rows.context)
            holds = holds & (done == 0)
            if np.any(holds):
                found = np.where(holds, inject.index, rows.full(-1) if found is None else found)
        return found

    def _occurred(self, scene: str, contexts: Column) -> Column:
        bits = self._once[scene]
        if not bits:
            return contexts
        return self.contexts.changed(("seen", bits), change.has_seen(bits), contexts)


def _elsewhere(rows: Rows) -> Column | None:
    return rows.elsewhere


def _once_bits(scene: Scene, matter: Reduced) -> int:
    return sum(event.once for event in scene.events if matter.whole or event.use.word in matter.interest.words)


def _popped(context: Context, by: int) -> Context:
    return context._replace(stack=context.stack[:-1])
