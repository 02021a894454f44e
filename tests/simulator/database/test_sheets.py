"""Sheets: results of others by subject, kind and producer."""

from __future__ import annotations

from simulator.database import Database
from simulator.database.sheets import run_subject, scenario_subject
from tests.simulator.database.stories import begin


def test_a_sheet_is_found_by_subject_kind_and_producer(db: Database) -> None:
    """Each of the three tells sheets apart, and what is not there is None."""
    begin(db)
    for n, (kind, producer) in enumerate([("assessment", "p1"), ("assessment", "p2"), ("remark", "p1")]):
        db.sheets.put(run_subject("r1"), kind, producer, {"n": n})
    db.sheets.put(scenario_subject("h1"), "proof", "p1", {"n": 9})
    assert db.sheets.get("run:r1", "assessment", "p2") == {"n": 1}
    assert db.sheets.get("scenario:h1", "proof", "p1") == {"n": 9}
    assert db.sheets.get("run:r1", "proof", "p1") is None
    found = [(sheet.subject, sheet.kind, sheet.producer, sheet.data) for sheet in db.sheets.list("run:r1")]
    assert found == [
        ("run:r1", "assessment", "p1", {"n": 0}),
        ("run:r1", "assessment", "p2", {"n": 1}),
        ("run:r1", "remark", "p1", {"n": 2}),
    ]


def test_a_later_sheet_takes_the_place_of_an_earlier_one(db: Database) -> None:
    """What was worked out again is kept once."""
    for n in (1, 2):
        db.sheets.put("scenario:h1", "proof", "p", {"n": n})
    assert [sheet.data for sheet in db.sheets.list("scenario:h1")] == [{"n": 2}]


def test_a_proof_may_come_before_its_scenario(db: Database) -> None:
    """Scenario files can be proved that are in no library yet."""
    db.sheets.put("scenario:unknown", "proof", "p", {})
    assert db.sheets.get("scenario:unknown", "proof", "p") == {}
