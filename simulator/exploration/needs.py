"""What is still needed of a state: the values that something ahead may read before they are set anew.

Two states of a scene that differ only in what nobody will read behave alike, and count as one. This is the analysis
of live variables, over scenes: what options, ways, injects and observers ahead read, less what is set on the way.
Adding to a value reads it only if the sum is needed, or may leave its range.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, reduce
from typing import NamedTuple

from simulator.graph import courses, return_points, targets_of
from simulator.scenario import Course, Effects, Inject, Scenario, Scene, Test, Use, Way

Slots = int
"""A set of places in `State.values`, as bits."""


@dataclass(frozen=True)
class Interest:
    """What observers read: `words` are the acts and events that they know, with the facts read when one occurs.

    `steady` are facts that may be read at any entry, and `together` sets of facts whose change is watched.
    `midnight` says whether the time of day matters to them, `offers` whether what is offered and not taken does,
    `ledger` whether what happens to people does.
    """

    words: Mapping[str, Slots]
    steady: Slots = 0
    together: tuple[Slots, ...] = ()
    midnight: bool = False
    offers: bool = True
    ledger: bool = False

    @property
    def facts(self) -> Slots:
        """All facts that may be read."""
        return union((*self.words.values(), self.steady, *self.together))


NOTHING = Interest({})
"""The interest of nobody: what happens to the graph alone."""


class _Onward(NamedTuple):
    """One way on: what it certainly sets, and the scenes that may follow."""

    sets: Slots
    scenes: tuple[str, ...]


class Needs:
    """The needs of each scene: `base[scene]` whatever injects come, `of_inject[i][scene]` while *i* may come.

    All are about the moment when the scene's decision is on offer.
    """

    def __init__(
        self,
        scenario: Scenario,
        interest: Interest = NOTHING,
        watched: Slots = 0,
        *,
        injects: frozenset[int] | None = None,
    ) -> None:
        self.scenario, self.interest, self.watched = scenario, interest, watched
        self.injects = [i for i in scenario.injects if injects is None or i.index in injects]
        self.base = self._solve(self._scene_reads, self._events, 0)
        self.of_inject = {
            inject.index: self._solve(lambda scene: 0, lambda scene: 0, self.inject_reads(inject))
            for inject in self.injects
        }

    @cached_property
    def reach(self) -> Mapping[str, frozenset[str]]:
        """The scenes that may come after each scene, injects that lead elsewhere and the horizon among them."""
        found = {id: frozenset(other for way in ways for other in way.scenes) for id, ways in self._onward.items()}
        while True:
            grown = {id: ahead.union(*(found[other] for other in ahead)) for id, ahead in found.items()}
            if grown == found:
                return found
            found = grown

    def changeable(self, scene: str) -> Slots:
        """What may still change after this scene's decision is on offer."""
        return self._changeable[scene]

    @cached_property
    def _changeable(self) -> Mapping[str, Slots]:
        scenes = self.scenario.scenes
        injected = union(changes(inject.effects) for inject in self.injects)
        entry = {id: changed_on_entry(scene) for id, scene in scenes.items()}
        moved = {id: changed_by(scene) for id, scene in scenes.items()}
        return {
            id: moved[id] | injected | union(entry[other] | moved[other] for other in self.reach[id]) for id in scenes
        }

    @cached_property
    def _onward(self) -> Mapping[str, list[_Onward]]:
        """For each scene, its ways on; injects that lead elsewhere and the horizon belong to each."""
        scenario = self.scenario
        elsewhere = {case.scene for inject in self.injects if inject.way for case in inject.way.cases}
        anyway, returns = (scenario.at_the_horizon, *sorted(elsewhere)), return_points(scenario)
        found: dict[str, list[_Onward]] = {}
        for id, scene in scenario.scenes.items():
            found[id] = [_Onward(0, anyway)] if scene.kind != "ending" else []
            for course in courses(scene):
                for sets, targets in targets_of(scene, course, returns):
                    found[id].append(_Onward(_certainly_set(sets), (*targets, *anyway)))
        return found

    def _solve(
        self, in_scene: Callable[[Scene], Slots], on_entry: Callable[[Scene], Slots], on_the_way: Slots
    ) -> Mapping[str, Slots]:
        """Backwards until nothing is added: needs of a scene, from its own reads and what follows it."""
        scenes = self.scenario.scenes
        reads = {id: in_scene(scene) for id, scene in scenes.items()}
        entered = {id: on_entry(scene) for id, scene in scenes.items()}
        sets = {id: changed_on_entry(scene) for id, scene in scenes.items()}
        needed, entry = dict(reads), dict.fromkeys(scenes, -1)
        while True:
            before = {id: (needed[id] | entered[id]) & ~sets[id] for id in scenes}
            if before == entry:
                return needed
            entry = before
            for id, ways in self._onward.items():
                after = (union(entry[other] for other in way.scenes) | on_the_way for way in ways)
                needed[id] |= union(each & ~way.sets for each, way in zip(after, ways, strict=True))
                if scenes[id].kind != "ending":
                    needed[id] |= on_the_way

    def _scene_reads(self, scene: Scene) -> Slots:
        if scene.kind == "ending":
            return self.watched
        found = self.watched | self.interest.steady
        for option in scene.options.values():
            found |= self.reads(option.test) | self._course_reads(option.course)
        if scene.shared is not None:
            found |= self._course_reads(scene.shared)
        ahead = self._changeable[scene.id]
        return found | union(group for group in self.interest.together if group & ahead)

    def _course_reads(self, course: Course) -> Slots:
        ways = [course.way, *(branch.way for branch in course.branches if branch.way)]
        effects = [course.effects, *(branch.effects for branch in course.branches)]
        words = self._words((*course.acts, *course.closing))
        return words | union(self._way(way) for way in ways) | union(may_leave(each) for each in effects)

    def inject_reads(self, inject: Inject) -> Slots:
        way = self._way(inject.way) if inject.way else 0
        own = self.reads(inject.test) | self.reads(inject.guard) | self._words(inject.events)
        return own | way | may_leave(inject.effects)

    def _events(self, scene: Scene) -> Slots:
        return self._words(event.use for event in scene.events)

    def _words(self, uses: Iterable[Use]) -> Slots:
        return union(self.interest.words.get(use.word, 0) for use in uses)

    def _way(self, way: Way) -> Slots:
        return union(self.reads(case.test) for case in way.cases)

    def reads(self, test: Test | None) -> Slots:
        """What a condition reads."""
        if test is None:
            return 0
        return union(1 << self._index[name] for name in self.scenario.expressions[test].reads)

    @cached_property
    def _index(self) -> Mapping[object, int]:
        return {name: n for n, name in enumerate(self.scenario.names)}


def union(sets: Iterable[Slots]) -> Slots:
    """All of these together."""
    return reduce(lambda a, b: a | b, sets, 0)


def changes(effects: Effects) -> Slots:
    """What effects change."""
    return union(1 << change.slot for change in effects.changes)


def changed_on_entry(scene: Scene) -> Slots:
    """What entering a scene sets."""
    return union(1 << change.slot for change in scene.on_entry)


def changed_by(scene: Scene) -> Slots:
    """What the scene's moves may change."""
    found = union(changes(option.course.effects) for option in scene.options.values())
    return found | union(changes(b.effects) for course in courses(scene) for b in course.branches)


def _certainly_set(effects: Iterable[Effects]) -> Slots:
    return union(1 << change.slot for each in effects for change in each.changes if not change.adds)


def may_leave(effects: Effects) -> Slots:
    """Numbers that effects may drive out of their range."""
    return union(1 << change.slot for change in effects.changes if change.adds and not change.clamps)


def slots(found: Slots) -> Iterator[int]:
    """The places in a set, lowest first."""
    at = 0
    while found >> at:
        if found >> at & 1:
            yield at
        at += 1


__all__ = ["NOTHING", "Interest", "Needs", "Slots", "changes", "may_leave", "slots", "union"]
