"""The board that exercise control keeps by hand: what the story remembers, as far as something is asked of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from simulator.expressions import Choice, Number
from simulator.run import Run
from simulator.scenario import Course, Effects, Scenario, Test
from simulator.state import Value
from tui.debrief import group_name
from tui.tabletop.paper.table import Table
from tui.words import say

LONGEST = 12
"""Values that a line of the board has room for; of a longer range only the value now is written."""


class Kept(NamedTuple):
    """One line of the board: a title, the name in conditions, all values to mark, and the one that holds now."""

    title: str
    name: str
    values: tuple[str, ...]
    now: str


def board(table: Table) -> tuple[Kept, ...]:
    """What exercise control keeps by hand, as it stands: from the log of the exercise, else as the story begins."""
    scenario, now = table.scenario, _values(table)
    return tuple(
        Kept(title(scenario, name), name, _all_values(scenario, slot), value_words(now[slot]))
        for name, slot in kept_names(scenario).items()
    )


def kept_names(scenario: Scenario) -> dict[str, int]:
    """Variables and facts that a condition reads, and gauges that are shown, each with its place among the values."""
    read = {name for test in _tests(scenario) for name in scenario.expressions[test].reads}
    shown = {id for id, variable in scenario.file.state.items() if variable.gauge is not None}
    return {str(name): n for n, name in enumerate(scenario.names) if name in read or str(name) in shown}


def title(scenario: Scenario, name: str) -> str:
    """What a name is called on paper."""
    variable = scenario.file.state.get(name)
    return (variable.title if variable else None) or name


def value_words(value: Value) -> str:
    """A value in words."""
    if isinstance(value, bool):
        return say("paper.board.yes" if value else "paper.board.no")
    return str(value)


def _values(table: Table) -> tuple[Value, ...]:
    records, opened = table.standing.records, table.standing.opened
    if not records or opened is None:
        return table.scenario.initial.values
    return Run.replay(table.scenario, opened.seed, records).state.values


def _all_values(scenario: Scenario, slot: int) -> tuple[str, ...]:
    declared = scenario.declared[slot]
    if isinstance(declared.type, Choice):
        return declared.type.values
    if not isinstance(declared.type, Number):
        return value_words(False), value_words(True)
    if declared.low is None or declared.high is None or declared.high - declared.low >= LONGEST:
        return ()
    return tuple(str(n) for n in range(declared.low, declared.high + 1))


def _tests(scenario: Scenario) -> Iterator[Test]:
    """Every condition on which something in the story depends."""
    found: list[Test | None] = []
    for scene in scenario.scenes.values():
        found += [test for test, _ in scene.also]
        for option in scene.options.values():
            found += [option.test, *_of_course(option.course)]
        found += _of_course(scene.shared) if scene.shared else []
    for inject in scenario.injects:
        found += [inject.test, inject.guard, *(case.test for case in (inject.way.cases if inject.way else ()))]
    return (test for test in found if test is not None)


def _of_course(course: Course) -> Iterator[Test | None]:
    yield from (case.test for case in course.way.cases)
    yield from (case.test for branch in course.branches if branch.way for case in branch.way.cases)


def changes(scenario: Scenario, effects: Effects) -> tuple[str, ...]:
    """What effects change of the board, whom they count, and what they set going, in words."""
    kept = kept_names(scenario)
    found = [
        say("paper.board.adds", title=title(scenario, c.name), by=f"{c.value:+d}")
        if c.adds
        else say("paper.board.sets", title=title(scenario, c.name), value=value_words(c.value))
        for c in effects.changes
        if c.name in kept
    ]
    found += [counted(scenario, name, count) for name, count in effects.ledger]
    for index, minutes in effects.schedule:
        found.append(say("paper.board.schedules", inject=inject_title(scenario, index), count=minutes))
    return tuple(found)


def counted(scenario: Scenario, name: str, count: int) -> str:
    """People who are counted, in words."""
    group, _, outcome = name.partition(".")
    words = {"group": group_name(scenario, group), "outcome": say(f"ledger.outcomes.{outcome}")}
    return say("paper.board.counts", number=count, **words)


def inject_title(scenario: Scenario, index: int) -> str:
    """What an inject is called; its id where it has no title."""
    inject = scenario.injects[index]
    return inject.file.title or inject.id
