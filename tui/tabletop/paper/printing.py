"""What the command prints: the scenario that was named, or the one of an exercise with what is on record."""

from __future__ import annotations

from pathlib import Path

from simulator.database import Database
from simulator.exercise.entries import Entry, Opened
from simulator.exercise.standing import Standing, standing_of
from simulator.problems import SimulatorError
from tui import keeping
from tui.exporting import write_all
from tui.shelf import Shelf, UnknownScenario
from tui.tabletop.naming import Naming
from tui.tabletop.paper.guide import guide_of
from tui.tabletop.paper.stacks import Stack, stacks
from tui.tabletop.paper.table import Table
from tui.tabletop.review.reading import find_exercise
from tui.words import say


class NoSeats(SimulatorError):
    """The scenario names no seats, so there is no table to print for."""


class OtherScenario(SimulatorError):
    """The exercise was held with another scenario than the one that was named."""


def table_of(shelf: Shelf, given: str) -> Table:
    """The table of a scenario before an exercise. Raises NoSeats, and what finding the scenario raises."""
    scenario = shelf.find(given)
    if not scenario.file.seats:
        raise NoSeats(say("paper.error.no-seats", id=scenario.id))
    return Table(Naming(scenario, Standing(), {}), guide_of(shelf.file_of(given)))


def table_of_exercise(shelf: Shelf, database: Database | None, exercise: str, given: str | None = None) -> Table:
    """The table of an exercise as it stands in the database. `given` is the scenario, where one was named too.

    Raises ExerciseNotFound, OtherScenario, NoSeats, Misread, and what reading the version raises.
    """
    row = find_exercise(database, exercise)
    assert database is not None  # without one, no exercise has been found
    entries = tuple(Entry.from_json(line) for line in database.exercises.entries(row.id))
    opened = entries[0].what if entries else None
    scenario = keeping.stored_version(database, row.scenario, opened.variant if isinstance(opened, Opened) else None)
    if given is not None and shelf.find(given).id != scenario.id:
        raise OtherScenario(say("paper.error.other", exercise=row.id, id=scenario.id))
    if not scenario.file.seats:
        raise NoSeats(say("paper.error.no-seats", id=scenario.id))
    naming = Naming(scenario, standing_of(entries), database.exercises.names(row.id))
    return Table(naming, _guide(shelf, given or scenario.id), entries)


def print_to(table: Table, folder: Path) -> tuple[tuple[Stack, Path], ...]:
    """Write all stacks to the folder, in place of those of an earlier time. Raises NotWritten."""
    found = stacks(table)
    opened = table.standing.opened
    begin = f"{table.scenario.id}-{opened.exercise}" if opened else table.scenario.id
    texts = {f"{begin}-paper-{n}-{stack.name}.html": stack.html for n, stack in enumerate(found)}
    return tuple(zip(found, write_all(folder, texts), strict=True))


def _guide(shelf: Shelf, given: str) -> str | None:
    """The guide of a scenario that may have left the library since the exercise."""
    try:
        return guide_of(shelf.file_of(given))
    except UnknownScenario:
        return None
