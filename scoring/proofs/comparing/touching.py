"""What an edit touched: the scenes, options and injects that two versions of a scenario have differently.

Texts are left aside here: they change no game. Games of both versions go the same way until they come to something
that was touched, so that everything else needs no looking at.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import NamedTuple

from simulator.scenario import Change, Effects, EventUse, Inject, Scenario, Scene

WHOLE = ""
"""Stands among the touched options of a scene for the scene itself: what entering it does, or which options it has."""

NO_GAME = frozenset({"straight_to", "quiet", "always", "courses", "file"})
"""What follows from the rest, or is text."""


class Touched(NamedTuple):
    """What is different: options by scene, injects by id, `everywhere` (start, horizon, order), and what rules see.

    `judged` says that the same game may be judged differently: the card, the targets, the objectives, the hour.
    `names` are the variables and facts that anything touched reads or changes.
    """

    scenes: Mapping[str, frozenset[str]]
    injects: frozenset[str]
    everywhere: bool
    judged: bool
    names: frozenset[str]

    @property
    def changes_games(self) -> bool:
        """Whether any game may go differently."""
        return bool(self.scenes or self.injects or self.everywhere)


def touched(old: Scenario, new: Scenario) -> Touched:
    """What is different between two versions."""
    names: set[str] = set()
    scenes: dict[str, frozenset[str]] = {}
    before, after = _Shapes(old, names), _Shapes(new, names)
    for id in (*old.scenes, *(id for id in new.scenes if id not in old.scenes)):
        one, other = before.scene(id), after.scene(id)
        found = frozenset(key for key in {**one, **other} if one.get(key) != other.get(key))
        if found:
            before.note(id, found)
            after.note(id, found)
            scenes[id] = found
    one, other = before.injects(), after.injects()
    injects = frozenset(id for id in {**one, **other} if one.get(id) != other.get(id))
    for id in injects:
        before.note_inject(id)
        after.note_inject(id)
    started = {name for name, value in before.start().items() if after.start().get(name, value) != value}
    order = [id for id in one if id in other] != [id for id in other if id in one]
    everywhere = bool(started) or order or before.frame() != after.frame()
    return Touched(
        scenes, injects, everywhere, before.seen_by_rules() != after.seen_by_rules(), frozenset(names | started)
    )


class _Shapes:
    """A scenario as plain values, to be compared with another; `names` collects what touched things read and change."""

    def __init__(self, scenario: Scenario, names: set[str]) -> None:
        self.scenario, self.names = scenario, names
        self.noting = False

    def scene(self, id: str) -> dict[str, object]:
        """The options of a scene by id, and the rest of it."""
        scene = self.scenario.scenes.get(id)
        if scene is None:
            return {}
        return {WHOLE: self._own(scene), **{option.id: self.of(option) for option in scene.options.values()}}

    def injects(self) -> dict[str, object]:
        """Each inject."""
        return {inject.id: self._inject(inject) for inject in self.scenario.injects}

    def note(self, id: str, touched: frozenset[str]) -> None:
        """Collect the names that touched parts of a scene read and change."""
        scene = self.scenario.scenes.get(id)
        if scene is not None:
            self._noted(self._own(each) for each in [scene] if WHOLE in touched)
            self._noted(self.of(option) for option in scene.options.values() if option.id in touched)

    def note_inject(self, id: str) -> None:
        """Collect the names that an inject reads and changes."""
        found = self.scenario.inject(id)
        self._noted(self._inject(inject) for inject in [found] if inject is not None)

    def start(self) -> dict[str, object]:
        """The values at the start."""
        return dict(zip(map(str, self.scenario.names), self.scenario.initial.values, strict=True))

    def frame(self) -> object:
        """Where games begin, and when they end."""
        scenario = self.scenario
        return scenario.file.start, scenario.horizon, scenario.at_the_horizon

    def seen_by_rules(self) -> object:
        """What rules read besides the games themselves."""
        scenario = self.scenario
        objectives = {objective.id: objective.rules for objective in scenario.file.objectives}
        return dict(scenario.card), dict(scenario.targets), scenario.file.start_of_day, objectives

    def _noted(self, shapes: Iterator[object]) -> None:
        self.noting = True
        for _ in shapes:
            pass
        self.noting = False

    def _own(self, scene: Scene) -> object:
        ending = scene.file.ending
        parts = (scene.on_entry, scene.events, scene.ledger, scene.shared, scene.default, scene.fields)
        more = (scene.kind, scene.budget, scene.at_least, tuple(scene.options), ending.hands_over if ending else ())
        return self.of(parts), more

    def _inject(self, inject: Inject) -> object:
        window = inject.file.by_hand
        by_hand = None if window is None else (window.from_, window.to, window.at_most)
        return self.of((inject.test, inject.guard, inject.effects, inject.events, inject.way)), inject.file.at, by_hand

    def of(self, thing: object) -> object:
        """The shape of anything compiled: conditions by what they say, slots by name, injects by id."""
        if isinstance(thing, Change):
            self._name(thing.name)
            return thing[1:]
        if isinstance(thing, Effects):
            schedule = tuple((self.scenario.injects[index].id, delay) for index, delay in thing.schedule)
            return self.of(thing.changes), thing.ledger, schedule
        if isinstance(thing, EventUse):
            return thing.use, bool(thing.once)
        if isinstance(thing, tuple):
            return tuple(self.of(each) for each in thing)
        if callable(thing):
            return self._condition(thing)
        if is_dataclass(thing):
            return tuple(self.of(getattr(thing, each.name)) for each in fields(thing) if each.name not in NO_GAME)
        return thing

    def _condition(self, test: object) -> object:
        expression = self.scenario.expressions[test]  # type: ignore[index]  # whatever can be called is a condition
        for name in expression.reads:
            self._name(str(name))
        return repr(expression.tree)

    def _name(self, name: str) -> None:
        if self.noting:
            self.names.add(name)
