"""Conditions that stand outside of a scenario's file and speak of its variables and facts."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from simulator.expressions import Name, Value, parse
from simulator.names import Names, declare
from simulator.problems import as_written
from simulator.scenario import Scenario
from simulator.state import Values


class Held(NamedTuple):
    """A condition on the values of a state, and the values that it reads, in words: `tension is 3`."""

    test: Callable[[Values], bool]
    values: Callable[[Values], tuple[str, ...]]


def condition(scenario: Scenario, text: str) -> Held:
    """Compile a condition on a scenario's states. Raises ExpressionError."""
    variables = {id: declare(variable) for id, variable in scenario.file.state.items()}
    names = Names(variables, scenario.vocabulary, scenario.targets)
    expression = parse(text, names.type_of, names.near)
    slots = {name: slot for slot, name in enumerate(scenario.names)}

    def reader(name: Name) -> Callable[[Values], Value]:
        slot, declared = slots.get(name), names.declared(name)
        start = declared.start if declared else False  # a fact that the scenario never changes
        return lambda values: start if slot is None else values[slot]

    def shown(values: Values) -> tuple[str, ...]:
        return tuple(f"{name}: {as_written(reader(name)(values))}" for name in sorted(expression.reads, key=str))

    return Held(expression.bind(reader), shown)
