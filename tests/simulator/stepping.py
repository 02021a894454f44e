"""Steps for tests: begin a small scenario, take some moves, look at what happened."""

from __future__ import annotations

from typing import Any

from simulator.moves import BEGIN
from simulator.scenario import Scenario
from simulator.state import State
from simulator.step import Entries, initial, step
from tests.small import never, scene, small

GAUGE = {"tension": {"gauge": [0, 5], "start": 4}}


def begun(scenario: Scenario) -> tuple[State, Entries]:
    """State and entries after `@begin`."""
    return step(scenario, initial(scenario), BEGIN, never)


def after(scenario: Scenario, *moves: str, draw: Any = never) -> tuple[State, Entries]:
    """State and last entries after these moves; `+` joins the options of one."""
    state, entries = begun(scenario)
    for move in moves:
        state, entries = step(scenario, state, tuple(move.split("+")), draw)
    return state, entries


def value(scenario: Scenario, state: State, name: str) -> Any:
    """The value of a variable or fact, named as an author writes it."""
    names = [n.name if n.about is None else f"{n.name}({n.about})" for n in scenario.names]
    return state.values[names.index(name)]


def of_kind(entries: Entries, *kinds: str) -> list[tuple[Any, ...]]:
    """The entries of these kinds."""
    return [entry for entry in entries if entry[0] in kinds]


def injected(injects: dict[str, Any], takes: int = 10, **more: Any) -> tuple[Scenario, State, Entries]:
    """A scenario with these injects, and what its one move led to."""
    option = {"takes": takes, "ends with": ["report"], "then": "b", **more}
    scenario = small({"a": scene({"go": option}), "b": scene({"on": {"then": "end"}})}, injects=injects, state=GAUGE)
    return scenario, *after(scenario, "go")
