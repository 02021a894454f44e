"""Where an answer leads: the next sheet, on which condition, or by which number that is drawn. No engine is at hand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from simulator.model import Branch as BranchFile
from simulator.scenario import RETURN, Course, Scene, Way
from tui.tabletop.paper.board import changes
from tui.tabletop.paper.table import Table
from tui.words import say


class Onward(NamedTuple):
    """One way on, in words: `where` it leads, and `when`, as the file has it (None where it always holds)."""

    when: str | None
    where: str


class Outcome(NamedTuple):
    """One outcome of chance: the numbers that bring it, what to read aloud, what changes, and where it leads."""

    numbers: str
    text: str | None
    changes: tuple[str, ...]
    onward: tuple[Onward, ...]


class Leading(NamedTuple):
    """What comes of a course of action: minutes of the story, where it leads, and what chance decides.

    `total` is the highest number of the draw; 0 where nothing is drawn.
    """

    takes: int
    onward: tuple[Onward, ...]
    total: int
    outcomes: tuple[Outcome, ...]


def leading(table: Table, scene: Scene, course: Course, written: tuple[BranchFile, ...]) -> Leading:
    """Where a course leads; `written` are its branches as the file has them."""
    onward = tuple(_onward(table, course.way))
    outcomes = tuple(_outcomes(table, course, written))
    fixed = () if outcomes and all(outcome.onward for outcome in outcomes) else onward
    return Leading(course.takes, fixed, course.total, outcomes)


def ways(table: Table, way: Way | None) -> tuple[Onward, ...]:
    """Where a way leads; nowhere, where there is none."""
    return tuple(_onward(table, way)) if way else ()


def sheet(table: Table, scene: str) -> str:
    """A sheet by number and title."""
    found = table.scenario.scenes[scene].file
    title = found.ending.title if found.ending else found.title
    return say("paper.sheet.named", number=table.numbers[scene], title=title)


def _onward(table: Table, way: Way) -> Iterator[Onward]:
    rest = tuple(_cases(table, way))
    if way.part is None:
        yield from rest
        return
    first = sheet(table, way.part)
    for when, where in rest:
        yield Onward(when, say("paper.sheet.part", first=first, then=where))
    if not rest:
        yield Onward(None, first)


def _cases(table: Table, way: Way) -> Iterator[Onward]:
    for n, case in enumerate(way.cases):
        to = say("paper.sheet.return") if case.scene == RETURN else sheet(table, case.scene)
        if case.test is not None:
            yield Onward(table.scenario.expressions[case.test].text, to)
        else:
            yield Onward(say("paper.sheet.otherwise") if n else None, to)


def _outcomes(table: Table, course: Course, written: tuple[BranchFile, ...]) -> Iterator[Outcome]:
    first = 1
    for branch, file in zip(course.branches, written, strict=True):
        last = first + branch.weight - 1
        numbers = str(first) if first == last else say("paper.script.numbers", first=first, last=last)
        yield Outcome(numbers, file.consequence, changes(table.scenario, branch.effects), ways(table, branch.way))
        first = last + 1
