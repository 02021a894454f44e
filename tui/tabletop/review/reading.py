"""Exercises of the database, read for a review."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from simulator.database import Database
from simulator.database.exercises import ExerciseRow
from simulator.exercise.entries import Entry
from simulator.exercise.standing import standing_of
from simulator.problems import SimulatorError, nearest, shown
from simulator.run import Run
from simulator.scenario import Scenario
from tui import keeping
from tui.policy import assessed
from tui.tabletop.review.copy import Reader
from tui.tabletop.review.lessons import open_commitments
from tui.tabletop.review.review import Review, review
from tui.words import say

if TYPE_CHECKING:
    from scoring.assessment import Assessment

PATIENCE = 20.0
"""Seconds that are spent on what was still possible around the decisions."""


class ExerciseNotFound(SimulatorError):
    """No exercise has this id, or more than one begins so."""


@dataclass(frozen=True)
class Read:
    """An exercise of the database, with the scenario version that it was held on."""

    row: ExerciseRow
    scenario: Scenario
    entries: tuple[Entry, ...]


def find_exercise(database: Database | None, given: str | None = None) -> ExerciseRow:
    """The exercise whose id begins so; without one, the exercise that was opened last. Raises ExerciseNotFound."""
    rows = database.exercises.list() if database else []
    if given is None:
        matching = rows[:1]
    else:
        matching = [row for row in rows if row.id == given] or [row for row in rows if row.id.startswith(given)]
    if not matching or given == "":
        raise ExerciseNotFound(say("tabletop.list.nothing") if given is None else _unknown(given, rows))
    if len(matching) > 1:
        raise ExerciseNotFound(say("review.ambiguous", id=shown(given), count=len(matching)))
    return matching[0]


def _unknown(given: str, rows: Sequence[ExerciseRow]) -> str:
    """That no exercise has this id, and which was meant."""
    meant = nearest(given, [row.id for row in rows])
    return say("review.unknown-meant" if meant else "review.unknown", id=shown(given), meant=meant)


def read_exercise(database: Database, row: ExerciseRow) -> Read:
    """An exercise with its log. Raises LoadError, Misread, NotFound, DamagedDatabase."""
    entries = tuple(Entry.from_json(line) for line in database.exercises.entries(row.id))
    opened = standing_of(entries[:1]).opened
    scenario = keeping.stored_version(database, row.scenario, opened.variant if opened else None)
    return Read(row, scenario, entries)


def review_of(
    database: Database, exercise: Read, reader: Reader = "participants", *, patience: float = PATIENCE
) -> Review:
    """The review of an exercise. `patience` are the seconds to look for what was still possible; 0 does not look."""
    run = _run(exercise)
    return review(
        exercise.scenario,
        exercise.entries,
        _assessment(run),
        names=database.exercises.names(exercise.row.id),
        answers=database.exercises.answers(exercise.row.id),
        still=_still(run, patience),
        carried=open_commitments(database, exercise.row.scenario_id, exercise.row),
        reader=reader,
    )


def _run(exercise: Read) -> Run:
    standing = standing_of(exercise.entries)
    seed = standing.opened.seed if standing.opened else 0
    return Run.replay(exercise.scenario, seed, standing.records)


def _assessment(run: Run) -> Assessment:
    return assessed(run.scenario, run.seed, run.records)


def _still(run: Run, patience: float) -> Mapping[int, str]:
    """What was still possible, by record; what is not found in time is not said."""
    if patience <= 0 or len(run.records) < 2:
        return {}
    from tui.still_possible import Looking, sentences

    looking = Looking(run, lambda: None)
    looking.begin()
    if not looking.wait(patience):
        looking.stop()
    return sentences(looking.found, run.scenario)
