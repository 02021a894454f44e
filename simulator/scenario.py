"""A scenario ready to run: names resolved, conditions compiled, the shape that the step works on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from simulator.area import Area
from simulator.expressions import Expression, Name
from simulator.model import Inject as InjectFile
from simulator.model import ScenarioFile
from simulator.model import Scene as SceneFile
from simulator.names import Declared
from simulator.state import State, Value, Values
from simulator.vocabulary import Vocabulary

ENGINE_SEMANTICS = 1
"""Raised whenever the meaning of a step changes; part of every scenario's hash."""

Test = Callable[[Values], bool]
Move = tuple[str, ...]
Kind = Literal["choose", "select", "form", "ending"]
PropertyKind = Literal["never", "always reachable", "at least one of"]

RETURN = "return"
"""The destination that goes back from a part to whoever played it."""


class Use(NamedTuple):
    """A word of the vocabulary about a target, or about nobody in particular."""

    word: str
    about: str | None


class Change(NamedTuple):
    """A change of one variable or fact: `adds` a number, or sets a value. `low` is None where there is no range.

    `slot` is its place in the state's values.
    """

    slot: int
    name: str
    value: Value
    adds: bool
    low: int | None = None
    high: int | None = None
    clamps: bool = False


class Case(NamedTuple):
    """One way on; `test` is None where it always holds."""

    test: Test | None
    scene: str


@dataclass(frozen=True, slots=True)
class Effects:
    """What is changed, counted and scheduled together."""

    changes: tuple[Change, ...] = ()
    ledger: tuple[tuple[str, int], ...] = ()
    schedule: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Way:
    """Where a move leads: cases in order, and the part to play first, if any (its start and where to go on)."""

    cases: tuple[Case, ...] = ()
    part: str | None = None


@dataclass(frozen=True, slots=True)
class Branch:
    """One outcome of chance."""

    weight: int
    effects: Effects
    way: Way | None


@dataclass(frozen=True, slots=True)
class Course:
    """A whole move, ready to be taken: what is done, changed, drawn, and where it leads."""

    acts: tuple[Use, ...]
    effects: Effects
    takes: int
    closing: tuple[Use, ...]
    way: Way
    branches: tuple[Branch, ...] = ()
    total: int = 0
    straight_to: str | None = None
    """Where the move leads if it does nothing but act, change and take its time: the common case, for the fast lane."""


@dataclass(frozen=True, slots=True)
class Option:
    """One option as the step sees it. `course` is complete in a choice; `field` names the form's field."""

    id: str
    test: Test | None
    course: Course
    costs: int = 0
    field: str | None = None


class EventUse(NamedTuple):
    """An event of a scene; `once` is its bit in `State.seen`, 0 if it occurs on every entry."""

    use: Use
    once: int = 0


@dataclass(frozen=True, slots=True)
class Scene:
    """A scene as the step sees it."""

    id: str
    kind: Kind
    file: SceneFile
    on_entry: tuple[Change, ...]
    events: tuple[EventUse, ...]
    ledger: tuple[tuple[str, int], ...]
    options: Mapping[str, Option]
    also: tuple[tuple[Test, str], ...] = ()
    budget: int = 0
    at_least: int = 1
    fields: tuple[str, ...] = ()
    default: Move | None = None
    shared: Course | None = None
    quiet: bool = False
    """Whether entering it changes, counts and tells nothing: then the fast lane may enter it."""
    always: Move | None = None
    """Its options, where none has a condition and any is a full answer."""
    courses: dict[Move, Course] = field(default_factory=dict, compare=False)
    """Moves of a selection or form that were already put together: a cache, filled by `simulator.moves`."""


@dataclass(frozen=True, slots=True)
class Inject:
    """An inject as the step sees it. `test` is its condition (`when`), `guard` its `if`."""

    id: str
    index: int
    file: InjectFile
    test: Test | None
    guard: Test | None
    effects: Effects
    events: tuple[Use, ...]
    way: Way | None


@dataclass(frozen=True, slots=True)
class Property:
    """A trainer's own property, to be proved.

    *never*: `test` holds in no state that a game can come to, in these `scenes` (in all, where none is named).
    *always reachable*: from every decision (where `test` holds) some way leads to one of `scenes`.
    *at least one of*: every finished game (whose last state satisfies `test`) has come to one of `scenes`.
    """

    id: str
    text: str | None
    kind: PropertyKind
    test: Test | None
    scenes: tuple[str, ...]


@dataclass(frozen=True)
class Scenario:
    """A scenario version, compiled. Immutable in use; `hash` names the version."""

    file: ScenarioFile
    area: Area
    vocabulary: Vocabulary
    hash: str
    variant: str | None
    names: tuple[Name, ...]
    initial: State
    scenes: Mapping[str, Scene]
    injects: tuple[Inject, ...]
    conditional: tuple[Inject, ...]
    horizon: int
    at_the_horizon: str
    targets: Mapping[str, tuple[str, ...]]
    card: Mapping[str, bool | int]
    expressions: Mapping[Test, Expression]
    """What each compiled condition says: its text, the names that it reads and its tree."""
    declared: tuple[Declared, ...]
    """Type, start and range of each of `names`."""
    properties: tuple[Property, ...] = ()

    @property
    def id(self) -> str:
        """The scenario's id, the same for all its versions."""
        return self.file.id

    @property
    def title(self) -> str:
        """The title, in the scenario's language."""
        return self.file.title

    def inject(self, id: str) -> Inject | None:
        """The inject of that id, if there is one."""
        return next((inject for inject in self.injects if inject.id == id), None)
