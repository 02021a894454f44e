"""The names that conditions read and effects change: variables of the scenario and facts of the vocabulary.

Each gets its place in `State.values` when it is first mentioned.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from simulator.expressions import Choice, Flag, Name, Number, Type
from simulator.model import Variable
from simulator.state import Value
from simulator.vocabulary import FactWord, Vocabulary

_NAME = re.compile(r"([a-z][a-z0-9]*(?:[.-][a-z0-9]+)*)(?:\(([a-z][a-z0-9-]*)\))?")


def parse_name(text: str) -> Name | None:
    """`threat.imminent(throwers)` as a Name; None where it is no name at all."""
    found = _NAME.fullmatch(text)
    return Name(found[1], found[2]) if found else None


def written(name: Name) -> str:
    """The name as an author writes it."""
    return name.name if name.about is None else f"{name.name}({name.about})"


@dataclass(frozen=True)
class Declared:
    """What is known of a name: its type, its start value, and for numbers the range and whether it clamps."""

    type: Type
    start: Value
    low: int | None = None
    high: int | None = None
    clamps: bool = False


def flaw(variable: Variable) -> str | None:
    """Why a variable of the file is not well declared; None where it is: of exactly one kind, with a fitting start."""
    kinds = [variable.gauge, variable.range, variable.flag, variable.one_of]
    if sum(kind is not None for kind in kinds) != 1:
        return "it has exactly one of gauge, range, flag and one of"
    if variable.flag is not None:
        return None if variable.start is None else "the value of a flag is its start"
    if variable.start is None:
        return "it has no start"
    if variable.one_of is not None:
        return None if variable.start in variable.one_of else "its start is none of its values"
    low, high = variable.gauge or variable.range or (0, 0)
    if not isinstance(variable.start, int):
        return "its start is not a number"
    if low > high:
        return f"its range starts at {low} and ends at {high}"
    return None if low <= variable.start <= high else f"its start is outside {low} to {high}"


def declare(variable: Variable) -> Declared:
    """The declaration of one variable of the file; where it has a flaw, what is known all the same."""
    start = variable.start
    if variable.flag is not None:
        return Declared(Flag(), variable.flag)
    if variable.gauge is not None or variable.range is not None:
        low, high = sorted(variable.gauge or variable.range or (0, 0))
        return Declared(Number(), start if isinstance(start, int) else low, low, high, variable.gauge is not None)
    if variable.one_of is not None:
        return Declared(Choice(variable.one_of), str(start))
    return Declared(Flag(), False)


def declare_fact(fact: FactWord) -> Declared:
    """The declaration of a fact of the vocabulary."""
    return Declared(Choice(fact.values) if fact.values else Flag(), fact.default)


class Names:
    """Variables and facts of one scenario, each with its index in the state's values."""

    def __init__(
        self, variables: Mapping[str, Declared], vocabulary: Vocabulary, reach: Mapping[str, tuple[str, ...]]
    ) -> None:
        self._variables = variables
        self._vocabulary = vocabulary
        self._reach = reach
        self._indexes: dict[Name, int] = {}
        for id in variables:
            self.index(Name(id))

    def declared(self, name: Name) -> Declared | None:
        """The declaration behind a name; None where it is unknown or said about a target wrongly."""
        if name.about is None and name.name in self._variables:
            return self._variables[name.name]
        fact = self._vocabulary.facts.get(name.name)
        if fact is None or (fact.about == "target") != (name.about is not None):
            return None
        return declare_fact(fact) if name.about is None or name.about in self._reach else None

    def type_of(self, name: Name) -> Type | None:
        """The type of a name for conditions."""
        declared = self.declared(name)
        return declared.type if declared else None

    def index(self, name: Name) -> int:
        """The place of a declared name in the state's values."""
        return self._indexes.setdefault(name, len(self._indexes))

    def changed(self, name: Name) -> tuple[Name, ...]:
        """The names that a change of `name` changes: a fact about a group is a fact about its parts."""
        if name.about is None:
            return (name,)
        return tuple(Name(name.name, target) for target in self._reach[name.about])

    def near(self) -> list[str]:
        """All names that a condition may use, for *did you mean*."""
        return [*self._variables, *self._vocabulary.facts]

    @property
    def all(self) -> tuple[Name, ...]:
        """All names mentioned so far, in the order of their indexes."""
        return tuple(self._indexes)

    @property
    def declarations(self) -> tuple[Declared, ...]:
        """What is known of each of `all`."""
        return tuple(declared for name in self._indexes if (declared := self.declared(name)) is not None)
