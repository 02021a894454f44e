"""One step of a run: `step(scenario, state, move, draw) -> state, entries`, pure.

No clock, no disk, no screen and no randomness of its own. Play, replay, proof and simulation all use this function.
The numbers in comments are those of the design's list, *One step*; docs/run.md settles what it leaves open.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import accumulate

from simulator.errors import Illegal, NothingOffered, RangeLeft
from simulator.moves import BEGIN, INJECT, STOP, TIMEOUT, course_of, may_be_played, on_offer
from simulator.scenario import (
    RETURN,
    Change,
    Course,
    Effects,
    Inject,
    Move,
    Scenario,
    Scene,
    Use,
    Way,
)
from simulator.state import Phase, State, Value, Values

Entry = tuple[str | int | bool | None, ...]
Entries = tuple[Entry, ...]
_new = tuple.__new__
Draw = Callable[[int], int]
"""Gives, for a total weight, a number from 0 to total - 1."""


def initial(scenario: Scenario) -> State:
    """The state before anything has happened: the briefing."""
    return scenario.initial


def step(scenario: Scenario, state: State, move: Move, draw: Draw) -> tuple[State, Entries]:
    """Answer the decision on offer with `move`.

    Returns the next state and what happened, in order; the last entry says what is offered now, or that the run ended.
    Raises Illegal where the move is not on offer, RangeLeft and NothingOffered for an author's error.
    """
    if not move:
        move = ()
    elif move[0][:1] == "@":
        return _engine_move(scenario, state, move, draw)
    if state.phase != "play":
        raise Illegal(f"No decision is on offer: the run is in its {state.phase}.")
    course = course_of(scenario.scenes[state.scene], state.values, move)
    if course.straight_to is not None and not state.pending and not scenario.conditional:
        end, arrived = state.minute + course.takes, scenario.scenes[course.straight_to]
        if arrived.quiet and end < scenario.horizon:
            return _straight(state, course, end, arrived)
    return _Turn(scenario, state).take(course, draw)


def _straight(state: State, course: Course, end: int, arrived: Scene) -> tuple[State, Entries]:
    """The fast lane: acts and changes, to a scene where nothing waits. A property holds it equal to `_Turn.take`."""
    _, _, values, minute, pending, fired, stack, seen = state
    entries: list[Entry] = [("act", minute, word, about) for word, about in course.acts]
    if course.effects.changes:
        after = list(values)
        _change(after, course.effects.changes, minute, entries)
        values = tuple(after)
    if end != minute:
        entries.append(("clock", end))
    entries.append(("enter", end, arrived.id))
    entries.append(("offered", end, *_found(arrived, values)))
    return _new(State, ("play", arrived.id, values, end, pending, fired, stack, seen)), tuple(entries)


def _change(values: list[Value], changes: tuple[Change, ...], minute: int, entries: list[Entry]) -> None:
    """Apply changes to `values` and log what differs. The loader has checked that numbers are added to numbers."""
    for slot, name, value, adds, low, high, clamps in changes:
        old = values[slot]
        new: Value = old + value if adds else value  # type: ignore[operator]
        if low is not None and not low <= new <= high:  # type: ignore[operator]
            if not clamps:
                raise RangeLeft(f"'{name}' would become {new}; its range is {low} to {high}.")
            new = low if new < low else high  # type: ignore[operator, assignment]
        if new != old:
            values[slot] = new
            entries.append(("set", minute, name, new))


def _found(scene: Scene, values: Values) -> Move:
    found = scene.always if scene.always is not None else on_offer(scene, values)
    if not found and not (scene.kind == "select" and scene.at_least == 0):
        raise NothingOffered(f"The scene '{scene.id}' is no ending and offers nothing.")
    return found


def _engine_move(scenario: Scenario, state: State, move: Move, draw: Draw) -> tuple[State, Entries]:
    if move == BEGIN and state.phase == "briefing":
        return _Turn(scenario, state).begin()
    if state.phase == "play":
        turn = _Turn(scenario, state)
        if move == STOP:
            return turn.stop()
        if move == TIMEOUT:
            return turn.take(_default(scenario, state), draw)
        if move[0] == INJECT and len(move) == 2:
            return turn.by_hand(move[1])
    raise Illegal(f"'{' '.join(move)}' is not possible in the {state.phase}.")


def _default(scenario: Scenario, state: State) -> Course:
    scene = scenario.scenes[state.scene]
    if scene.default is None:
        raise Illegal(f"The scene '{scene.id}' has no time limit.")
    return course_of(scene, state.values, scene.default)


class _Turn:
    """One step being worked out: the only thing that changes, and it does not outlive the step."""

    __slots__ = (
        "before",
        "entries",
        "fired",
        "minute",
        "pending",
        "phase",
        "scenario",
        "scene",
        "seen",
        "stack",
        "values",
    )

    def __init__(self, scenario: Scenario, state: State) -> None:
        self.scenario = scenario
        self.phase: Phase
        self.phase, scene, self.before, self.minute, self.pending, self.fired, self.stack, self.seen = state
        self.scene: Scene = scenario.scenes[scene]
        self.values: list[Value] = list(self.before)
        self.entries: list[Entry] = []

    def take(self, course: Course, draw: Draw) -> tuple[State, Entries]:
        entries, minute = self.entries, self.minute
        for word, about in course.acts:  # 1
            entries.append(("act", minute, word, about))
        self.apply(course.effects)  # 2
        way = course.way
        if course.branches:  # 3
            way = self.chance(course, draw)
        return self.arrive(self.clock(minute + course.takes, way, course.closing))  # 4 and 5

    def begin(self) -> tuple[State, Entries]:
        self.phase = "play"
        self.enter(self.scene.id)
        elsewhere = self.fire_due(0)
        if elsewhere is not None:
            self.enter(elsewhere)
        return self.settle()

    def stop(self) -> tuple[State, Entries]:
        self.phase = "debrief"
        self.entries.append(("stopped", self.minute))
        return self.result()

    def by_hand(self, id: str) -> tuple[State, Entries]:
        inject = self.scenario.inject(id)
        if inject is None or inject.file.by_hand is None:
            raise Illegal(f"There is no inject '{id}' to play by hand.")
        if not may_be_played(inject, self.minute, self.fired):
            raise Illegal(f"The inject '{id}' may not be played now, or not again.")
        elsewhere = self.fire(inject)
        if elsewhere is not None:
            return self.arrive(elsewhere)
        moved = self.fire_conditional()
        return self.occur() if moved else self.offer()

    def apply(self, effects: Effects) -> None:
        """Effects apply together, then what they count and schedule."""
        if effects.changes:
            self.change(effects.changes)
        for key, count in effects.ledger:
            self.entries.append(("ledger", self.minute, key, count))
        for index, delay in effects.schedule:
            self.schedule(index, self.minute + delay)

    def change(self, changes: tuple[Change, ...]) -> None:
        _change(self.values, changes, self.minute, self.entries)

    def schedule(self, index: int, due: int) -> None:
        if self.fired[index]:
            return
        earlier = next((when for when, other in self.pending if other == index), None)
        if earlier is None or due < earlier:
            others = [item for item in self.pending if item[1] != index]
            self.pending = tuple(sorted([*others, (due, index)]))

    def chance(self, course: Course, draw: Draw) -> Way:
        left = draw(course.total)
        index = next(n for n, reached in enumerate(accumulate(b.weight for b in course.branches)) if left < reached)
        branch = course.branches[index]
        self.entries.append(("chance", self.minute, index, course.total))
        self.apply(branch.effects)
        return branch.way or course.way

    def clock(self, end: int, way: Way, closing: tuple[Use, ...]) -> str:
        """Move the clock to the end of the move or the horizon; the scene that follows."""
        horizon = self.scenario.horizon
        limit = end if end < horizon else horizon
        elsewhere = self.fire_due(limit) if self.pending and self.pending[0][0] <= limit else None
        if elsewhere is None and self.minute != limit:
            self.minute = limit
            self.entries.append(("clock", limit))
        if closing and self.minute == end:
            self.entries.extend([("closing", end, word, about) for word, about in closing])
        if elsewhere is not None:
            return elsewhere
        if end >= horizon:
            self.stack = ()
            return self.scenario.at_the_horizon
        return self.follow(way)

    def fire_due(self, limit: int) -> str | None:
        """Fire what is due up to `limit`, each at its own minute; where an inject leads elsewhere, stop there."""
        elsewhere: str | None = None
        while self.pending and self.pending[0][0] <= (limit if elsewhere is None else self.minute):
            (due, index), self.pending = self.pending[0], self.pending[1:]
            inject = self.scenario.injects[index]
            if inject.guard is not None and not inject.guard(tuple(self.values)):
                continue
            if due != self.minute:
                self.minute = due
                self.entries.append(("clock", due))
            elsewhere = self.fire(inject, moved=elsewhere)
        return elsewhere

    def fire(self, inject: Inject, moved: str | None = None) -> str | None:
        """What the inject does, and the scene it leads to; the first inject that leads somewhere wins."""
        index = inject.index
        self.fired = (*self.fired[:index], self.fired[index] + 1, *self.fired[index + 1 :])
        self.entries.append(("inject", self.minute, inject.id))
        before = tuple(self.values)
        self.apply(inject.effects)
        for word, about in inject.events:
            self.entries.append(("event", self.minute, word, about))
        if moved is not None or inject.way is None:
            return moved
        self.stack = ()
        return _scene(inject.way, before)

    def follow(self, way: Way) -> str:
        """The scene a way leads to; its cases are read before the move."""
        scene = _scene(way, self.before)
        if way.part is not None:
            self.stack = (*self.stack, scene)
            return way.part
        while scene == RETURN:  # a part may have been played on the way back from another
            scene, self.stack = self.stack[-1], self.stack[:-1]
        return scene

    def arrive(self, scene: str) -> tuple[State, Entries]:
        self.enter(scene)
        return self.settle()

    def enter(self, scene: str) -> None:
        self.scene = self.scenario.scenes[scene]
        self.entries.append(("enter", self.minute, scene))
        if self.scene.on_entry:
            self.change(self.scene.on_entry)  # 6

    def settle(self) -> tuple[State, Entries]:
        if self.scenario.conditional:
            self.fire_conditional()
        return self.occur()

    def fire_conditional(self) -> bool:
        """Fire injects on a condition until none holds; whether one of them led to another scene."""
        moved = False
        while self.scene.kind != "ending":
            values = tuple(self.values)
            inject = next(
                (i for i in self.scenario.conditional if not self.fired[i.index] and i.test and i.test(values)), None
            )
            if inject is None:
                break
            elsewhere = self.fire(inject)
            if elsewhere is not None:
                moved = True
                self.enter(elsewhere)
        return moved

    def occur(self) -> tuple[State, Entries]:
        """7: what happens on entering, then what may be done."""
        for use, once in self.scene.events:
            if not once & self.seen:
                self.entries.append(("event", self.minute, use.word, use.about))
                self.seen |= once
        for key, count in self.scene.ledger:
            self.entries.append(("ledger", self.minute, key, count))
        return self.offer()

    def offer(self) -> tuple[State, Entries]:
        if self.scene.kind == "ending":
            self.phase = "debrief"
            self.entries.append(("ending", self.minute, self.scene.id))
            return self.result()
        state, entries = self.result()
        found = _found(self.scene, state.values)
        return state, (*entries, ("offered", self.minute, *found))  # 8

    def result(self) -> tuple[State, Entries]:
        state = State(
            self.phase, self.scene.id, tuple(self.values), self.minute, self.pending, self.fired, self.stack, self.seen
        )
        return state, tuple(self.entries)


def _scene(way: Way, values: Values) -> str:
    return next(case.scene for case in way.cases if case.test is None or case.test(values))
