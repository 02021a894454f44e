"""Scenarios in which nothing comes but what the player does: a quick way through them.

Without injects, parts and numbers that may leave their range, what a move does to a state is told by its values and
minute alone. All scenes keep a value at the same place of their words, so that a move adds one looked-up number for
each value that it changes. `turns` says what a move means; tests hold the two equal.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import numpy as np

from simulator.exploration.fields import Column, Fields, Flags
from simulator.exploration.reducing import Reduced
from simulator.exploration.rows import Layout
from simulator.exploration.stage import Stage
from simulator.exploration.stage import Way as Answer
from simulator.graph import courses
from simulator.scenario import RETURN, Change, Course, Effects, Scenario, Way


class Arrived(NamedTuple):
    """Rows that come to a scene by an answer and a branch: their keys there, and their places among those before."""

    scene: str
    answer: Answer
    branch: int | None
    keys: Column
    sources: Column


class Jump(NamedTuple):
    """From one scene's word to another's: what is kept, what is added, and what is added for each value of a slot.

    An edit says where in the word the value stands, how wide it is as a mask, and what to add. All are arrays: with
    those NumPy is quicker than with numbers. None stands for what changes nothing.
    """

    keeps: Column | None
    adds: Column | None
    edits: tuple[tuple[Column, Column, Column], ...]


class Values:
    """The values of rows in columns, each taken out of the words once."""

    def __init__(self, layout: Layout, words: Column) -> None:
        self.layout, self.words = layout, words
        self._stored: dict[int, Column] = {}

    def stored(self, slot: int) -> Column:
        """The number that stands in the word."""
        found = self._stored.get(slot)
        if found is None:
            shift, bits = self.layout.shift[slot], self.layout.fields.bits[slot]
            found = self._stored[slot] = self.words >> shift & (1 << bits) - 1
        return found

    def get(self, slot: int) -> Column | int:
        """A slot's column."""
        if slot not in self.layout.shift:
            return self.layout.fields.initial[slot]
        low = self.layout.fields.lows[slot]
        return self.stored(slot) + low if low else self.stored(slot)


def is_plain(scenario: Scenario, matter: Reduced) -> bool:
    """Whether nothing comes but what the player does, and no number can leave its range."""
    if matter.injects:
        return False
    scenes = scenario.scenes.values()
    words = matter.interest.words
    if any(event.once and (matter.whole or event.use.word in words) for scene in scenes for event in scene.events):
        return False
    every = [c for scene in scenes for c in (*courses(scene), *(option.course for option in scene.options.values()))]
    ways = [way for course in every for way in (course.way, *(b.way for b in course.branches if b.way))]
    effects = [each for course in every for each in (course.effects, *(b.effects for b in course.branches))]
    changes = [change for each in effects for change in each.changes] + [c for scene in scenes for c in scene.on_entry]
    in_parts = any(way.part is not None or any(case.scene == RETURN for case in way.cases) for way in ways)
    return not in_parts and all(change.clamps or not change.adds for change in changes)


def together(fields: Fields, stages: Mapping[str, Stage], widest: int) -> bool:
    """Let all scenes keep a value at the same place of their words, if those are at most so wide."""
    among = sorted(frozenset[int]().union(*(stage.layout.shift for stage in stages.values())))
    if sum(fields.bits[slot] for slot in among) > widest:
        return False
    for stage in stages.values():
        stage.layout = Layout(fields, stage.layout.shift, among)
    return True


def longest_move(scenario: Scenario) -> int:
    """The most minutes that a move takes."""
    scenes = scenario.scenes.values()
    return max((course.takes for scene in scenes for course in courses(scene)), default=0)


class Plain:
    """Takes moves with many states at once, where a scenario is plain."""

    def __init__(
        self,
        scenario: Scenario,
        fields: Fields,
        matter: Reduced,
        stages: Mapping[str, Stage],
        after: Mapping[str, Column],
    ) -> None:
        """`after` gives for each scene and minute what stands before the word in a state's key there."""
        self.scenario, self.fields, self.matter, self.stages, self.after = scenario, fields, matter, stages, after
        self._jumps: dict[tuple[int, int | None, str], Jump] = {}
        self._tables: dict[tuple[int, int, tuple[Change, ...]], Column] = {}

    def arrivals(self, stage: Stage, values: Values, minutes: Column) -> Iterator[tuple[Answer, int, list[Arrived]]]:
        """For each answer how many rows offer it, and what comes of it."""
        last = int(minutes.max())
        for answer in stage.ways:
            legal = self._legal(answer, values)
            count = len(minutes) if legal is None else int(np.count_nonzero(legal))
            takes, horizon = answer.course.takes, self.scenario.horizon
            late = minutes >= horizon - takes if last + takes >= horizon else None
            yield answer, count, [*self._taken(stage, answer, values, minutes, legal, late)] if count else []

    def _legal(self, answer: Answer, values: Values) -> Flags | None:
        """The rows that offer an answer; None where all do."""
        found: Flags | bool | None = None
        for test in answer.tests:
            holds = self.fields.condition(test)(values)
            found = holds if found is None else found & holds
        return None if found is None else _spread(found, values)

    def _taken(
        self, stage: Stage, answer: Answer, values: Values, minutes: Column, legal: Flags | None, late: Flags | None
    ) -> Iterator[Arrived]:
        course = answer.course
        branches: list[tuple[int | None, Way]] = [(None, course.way)] if not course.branches else []
        branches += [(n, branch.way or course.way) for n, branch in enumerate(course.branches)]
        for number, way in branches:
            for scene, mine in self._led(way, values, legal, late):
                rows = None if mine is None else mine.nonzero()[0]
                if rows is not None and not len(rows):
                    continue
                words = self._words(stage, answer, number, scene, values, rows)
                now = minutes if rows is None else minutes.take(rows)
                sources = np.arange(len(words)) if rows is None else rows
                yield Arrived(scene, answer, number, self.after[scene][course.takes :].take(now) + words, sources)

    def _led(
        self, way: Way, values: Values, legal: Flags | None, late: Flags | None
    ) -> Iterator[tuple[str, Flags | None]]:
        """The scenes to which a way leads those that take it, with the rows that go there; None stands for all."""
        left = legal
        if late is not None:
            yield self.scenario.at_the_horizon, _both(late, left)
            left = _both(~late, left)
        for case in way.cases:
            holds = True if case.test is None or case is way.cases[-1] else self.fields.condition(case.test)(values)
            if holds is True:
                yield case.scene, left
                return
            flags = _spread(holds, values)
            yield case.scene, _both(flags, left)
            left = _both(~flags, left)

    def _words(
        self, stage: Stage, answer: Answer, branch: int | None, scene: str, values: Values, rows: Column | None
    ) -> Column:
        """The words of rows that come to a scene."""
        at = (id(answer), branch, scene)  # answers stay as long as their stages
        jump = self._jumps.get(at)
        if jump is None:
            jump = self._jumps[at] = self._jump(stage.layout, answer.course, branch, scene)
        words = values.words if rows is None else values.words.take(rows)
        found = words if jump.keeps is None else words & jump.keeps
        for shift, mask, table in jump.edits:
            found = found + table.take(words >> shift & mask)
        return found if jump.adds is None else found + jump.adds

    def _jump(self, layout: Layout, course: Course, branch: int | None, scene: str) -> Jump:
        there = self.stages[scene].layout
        effects = [course.effects, *([course.branches[branch].effects] if branch is not None else [])]
        effects.append(Effects(self.scenario.scenes[scene].on_entry))
        changes = [change for each in effects for change in self.matter.effects(each).changes]
        keeps = sum(layout.mask(slot) for slot in layout.shift if slot in there.shift)
        edits, adds = [], 0
        for slot, shift in there.shift.items():
            mine = [change for change in changes if change.slot == slot]
            if slot not in layout.shift:
                adds += self._changed(slot, self.fields.initial[slot] - self.fields.lows[slot], mine) << shift
            elif mine:
                mask = (1 << self.fields.bits[slot]) - 1
                edits.append((np.array(shift), np.array(mask), self._table(slot, shift, tuple(mine))))
        all_stay = keeps == sum(map(layout.mask, layout.shift))
        return Jump(None if all_stay else np.array(keeps), np.array(adds) if adds else None, tuple(edits))

    def _table(self, slot: int, shift: int, changes: tuple[Change, ...]) -> Column:
        """What some changes add to a word, for each number that may stand there."""
        found = self._tables.get((slot, shift, changes))
        if found is None:
            stored = range(1 << self.fields.bits[slot])
            table = [(self._changed(slot, each, changes) - each) << shift for each in stored]
            found = self._tables[slot, shift, changes] = np.array(table, dtype=np.int64)
        return found

    def _changed(self, slot: int, stored: int, changes: Iterable[Change]) -> int:
        """What stands in the word after some changes."""
        low = self.fields.lows[slot]
        for change in changes:
            if not change.adds:
                stored = self.fields.code(slot, change.value) - low
            elif change.low is not None and change.high is not None:
                stored = min(max(stored + low + int(change.value), change.low), change.high) - low
        return stored


def _both(flags: Flags, others: Flags | None) -> Flags:
    """The rows that are in both; None stands for all."""
    return flags if others is None else flags & others


def _spread(holds: Flags | bool, values: Values) -> Flags:
    """What holds of all rows, in a column."""
    return holds if isinstance(holds, np.ndarray) else np.full(len(values.words), holds)
