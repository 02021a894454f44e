"""Assessments are kept per run and rules, and can be worked out again."""

from __future__ import annotations

from simulator.database import Database
from simulator.database.sheets import run_subject
from tests.tui.playing import WHOLE, kept_after
from tui.judging import KIND, assessment_of
from tui.keeping import Kept
from tui.policy import assessed, rulebook


def asked(database: Database, kept: Kept) -> object:
    run = kept.run
    return assessment_of(database, kept.id, run.scenario, run.seed, run.records)


def test_the_assessment_of_a_run_that_ended_is_kept_with_it(database: Database) -> None:
    """It is worked out once; afterwards what is read is what was kept, and the same as worked out again."""
    kept = kept_after(database, WHOLE)
    first = asked(database, kept)
    sheet = database.sheets.get(run_subject(kept.id), KIND, rulebook().hash)
    assert sheet is not None
    assert asked(database, kept) == first == assessed(kept.scenario, kept.run.seed, kept.run.records)


def test_nothing_is_kept_of_a_run_that_goes_on(database: Database) -> None:
    """While the run goes on its findings may still change."""
    kept = kept_after(database, WHOLE[:2])
    asked(database, kept)
    assert database.sheets.list(run_subject(kept.id)) == []


def test_a_sheet_in_another_shape_is_worked_out_again(database: Database) -> None:
    """What an older program kept in another shape does no harm."""
    kept = kept_after(database, WHOLE)
    database.sheets.put(run_subject(kept.id), KIND, rulebook().hash, {"format": 0})
    assert asked(database, kept) == assessed(kept.scenario, kept.run.seed, kept.run.records)
