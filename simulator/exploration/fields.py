"""How the values of a state become numbers in columns, and conditions functions over columns.

A flag is 0 or 1, one of a list is its place in the list, a number is itself. A column holds one value of many states.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from functools import reduce
from typing import Any as Anything
from typing import Protocol

import numpy as np
import numpy.typing as npt

from simulator.expression_tree import All, Any, Arithmetic, Compare, Constant, Minus, Not, Read, Tree
from simulator.expressions import Choice, Name, Number
from simulator.names import Declared
from simulator.scenario import Scenario, Test
from simulator.state import Value

Column = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


class Columns(Protocol):
    """States in columns: the column of a slot, or its value where all states have the same."""

    def get(self, slot: int) -> Column | int: ...


Condition = Callable[[Columns], Flags | bool]

_SIGNS: dict[str, Callable[[Anything, Anything], Anything]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
}


class Fields:
    """The slots of a scenario as numbers: how wide they are, and how values are written."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.declared = scenario.declared
        self.index = {name: n for n, name in enumerate(scenario.names)}
        self.lows = [_low(declared) for declared in self.declared]
        self.bits = [_span(declared).bit_length() for declared in self.declared]
        self.initial = [self.code(slot, value) for slot, value in enumerate(scenario.initial.values)]
        self._conditions: dict[Test, Condition] = {}

    def code(self, slot: int, value: Value) -> int:
        """A value as a number."""
        kind = self.declared[slot].type
        return kind.values.index(str(value)) if isinstance(kind, Choice) else int(value)

    def value(self, slot: int, code: int) -> Value:
        """The value that a number stands for."""
        kind = self.declared[slot].type
        if isinstance(kind, Choice):
            return kind.values[code]
        return code if isinstance(kind, Number) else bool(code)

    def condition(self, test: Test) -> Condition:
        """A compiled condition, as a function over columns."""
        if test not in self._conditions:
            self._conditions[test] = self._truth(self.scenario.expressions[test].tree)
        return self._conditions[test]

    def _compiled(self, tree: Tree) -> Callable[[Columns], Anything]:
        match tree:
            case Read(name):
                slot = self.index[name]
                return lambda columns: columns.get(slot)
            case Constant(value):
                return lambda columns: value
            case Not(inner):
                turned = self._compiled(inner)
                return lambda columns: turned(columns) == 0
            case Minus(inner):
                number = self._compiled(inner)
                return lambda columns: -number(columns)
            case All(parts):
                return _joined(operator.and_, [self._truth(part) for part in parts])
            case Any(parts):
                return _joined(operator.or_, [self._truth(part) for part in parts])
            case Compare(signs, operands):
                pairs = zip(signs, operands, operands[1:], strict=False)
                return _joined(operator.and_, [self._compared(*pair) for pair in pairs])
            case Arithmetic(sign, left, right):
                work, one, other = _SIGNS[sign], self._compiled(left), self._compiled(right)
                return lambda columns: work(one(columns), other(columns))

    def _truth(self, tree: Tree) -> Callable[[Columns], Anything]:
        inner = self._compiled(tree)
        if isinstance(tree, Compare | Not | All | Any):
            return inner  # true or false already
        return lambda columns: inner(columns) != 0

    def _compared(self, sign: str, left: Tree, right: Tree) -> Callable[[Columns], Anything]:
        work = _SIGNS[sign]
        one, other = self._operand(left, right), self._operand(right, left)
        return lambda columns: work(one(columns), other(columns))

    def _operand(self, tree: Tree, beside: Tree) -> Callable[[Columns], Anything]:
        """One side of a comparison; a text is the place that it has in the list of the name beside it."""
        if isinstance(tree, Constant) and isinstance(tree.value, str):
            values = self._values(beside)
            place = values.index(tree.value) if tree.value in values else -1
            return lambda columns: place
        if isinstance(tree, Read) and isinstance(beside, Read):
            return self._renumbered(tree.name, self._values(beside))
        return self._compiled(tree)

    def _renumbered(self, name: Name, values: tuple[str, ...]) -> Callable[[Columns], Anything]:
        """The column of a name by the numbers of another list."""
        slot, own = self.index[name], self._values(Read(name))
        if own == values:
            return lambda columns: columns.get(slot)
        table = np.array([values.index(value) if value in values else -1 - n for n, value in enumerate(own)])
        return lambda columns: table[columns.get(slot)]

    def _values(self, tree: Tree) -> tuple[str, ...]:
        kind = self.declared[self.index[tree.name]].type if isinstance(tree, Read) else None
        return kind.values if isinstance(kind, Choice) else ()


def _joined(work: Callable[[Anything, Anything], Anything], parts: list[Condition]) -> Condition:
    if len(parts) == 1:
        return parts[0]
    return lambda columns: reduce(work, [part(columns) for part in parts])


def _low(declared: Declared) -> int:
    return declared.low if declared.low is not None else 0


def _span(declared: Declared) -> int:
    """The largest number that is stored."""
    if isinstance(declared.type, Choice):
        return len(declared.type.values) - 1
    if declared.low is not None and declared.high is not None:
        return declared.high - declared.low
    return 1
