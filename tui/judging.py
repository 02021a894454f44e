"""The assessment of a kept run: worked out once for each version of the rules, then read from the database."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from simulator.block import Misread, plain, read
from simulator.database import Database, DatabaseError
from simulator.database.runs import RunRow
from simulator.database.sheets import run_subject
from simulator.run import Record
from simulator.scenario import Scenario
from tui import keeping
from tui.policy import assessed, rulebook
from tui.proof_sheets.told import told_of

if TYPE_CHECKING:
    from scoring.assessment import Assessment
    from tui.debrief import Debrief

KIND = "assessment"


def debrief_of_run(database: Database, row: RunRow) -> Debrief:
    """The debrief of a run, with what its player wrote. Raises NotFound, LoadError, Divergence."""
    from tui import still_possible
    from tui.debrief import debrief

    scenario, records = keeping.version_of(database, row), keeping.records_of(database, row.id)
    found = assessment_of(database, row.id, scenario, row.seed, records)
    known, notes = still_possible.kept(database, row.id), database.notes.list(row.id)
    still = still_possible.sentences(known, scenario)
    proved = told_of(scenario, database)
    return debrief(found, scenario, records, mode=row.mode, notes=notes, still=still, proved=proved)


def assessment_of(
    database: Database, run_id: str, scenario: Scenario, seed: int, records: Sequence[Record]
) -> Assessment:
    """The assessment of a run by the rules that ship. That of a run which has ended is kept with it."""
    from scoring.assessment import Assessment

    subject, producer = run_subject(run_id), rulebook().hash
    kept = database.sheets.get(subject, KIND, producer)
    if kept is not None:
        with suppress(Misread):  # it was kept in another shape
            return read(Assessment, kept)
    found = assessed(scenario, seed, records)
    if found.complete or found.abandoned:
        with suppress(DatabaseError):  # it can be worked out again
            database.sheets.put(subject, KIND, producer, plain(found, whole=True))
    return found
