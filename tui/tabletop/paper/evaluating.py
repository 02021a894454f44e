"""Evaluator's sheets: for each objective what to look for, and which injects should bring it out."""

from __future__ import annotations

from typing import NamedTuple

from simulator.exercise.entries import Marked, Result
from simulator.exercise_model import Criterion
from simulator.model import Objective
from tui.tabletop.paper.decisions import MINUTE
from tui.tabletop.paper.injects import Numbered, comes, numbered
from tui.tabletop.paper.table import Table


class Serving(NamedTuple):
    """An inject that serves an objective: when it comes, what it is, and what evaluators should note."""

    number: int
    title: str
    comes: str
    expected: str | None
    for_evaluators: str | None


class Seen(NamedTuple):
    """A mark that is on record: the result, the minute of play and the note."""

    result: Result
    minute: int
    note: str | None


class Look(NamedTuple):
    """A criterion with the marks that are on record."""

    criterion: Criterion
    seen: tuple[Seen, ...]


class Assessed(NamedTuple):
    """An objective with all that an evaluator needs for it."""

    id: str
    text: str
    looks: tuple[Look, ...]
    injects: tuple[Serving, ...]


def evaluators_sheets(table: Table) -> tuple[Assessed, ...]:
    """A sheet for each objective, in file order."""
    return tuple(_assessed(table, objective) for objective in table.scenario.file.objectives)


def unassigned(table: Table) -> tuple[Serving, ...]:
    """Injects that serve no objective and have a note for evaluators all the same."""
    return tuple(_serving(table, i) for i in numbered(table) if i.sheet.for_evaluators and not i.sheet.objectives)


def _assessed(table: Table, objective: Objective) -> Assessed:
    return Assessed(
        id=objective.id,
        text=objective.text,
        looks=tuple(Look(each, _seen(table, objective.id, each.id)) for each in objective.criteria),
        injects=tuple(_serving(table, each) for each in numbered(table) if objective.id in each.sheet.objectives),
    )


def _serving(table: Table, each: Numbered) -> Serving:
    title = each.inject.file.title or each.inject.id
    return Serving(each.number, title, comes(table, each), each.sheet.expected, each.sheet.for_evaluators)


def _seen(table: Table, objective: str, criterion: str) -> tuple[Seen, ...]:
    found = table.standing.remarked(Marked)
    return tuple(
        Seen(mark.result, entry.played // MINUTE, mark.note)
        for entry, mark in found
        if (mark.objective, mark.criterion) == (objective, criterion)
    )
