"""Lessons and commitments: what they rest on, whose they are, and what the next exercise opens with."""

from __future__ import annotations

from pathlib import Path

from simulator.compiling import from_data, to_data
from simulator.database import Database
from simulator.exercise.entries import CONTROL, Opened
from simulator.exercise.lasting import begin, fork
from simulator.scenario import Scenario
from tests.tui.tabletop.review.holding import Table, as_html, held, reviewed, scenario
from tui import keeping
from tui.tabletop.review.lessons import open_commitments


def close(db: Database, on: Scenario, id: str, hour: int, *texts: str) -> None:
    """Hold an exercise that ends in these commitments, and close it."""
    keeping.keep_version(db, on)
    run = begin(
        db.exercises, on, Opened(exercise=id, scenario=on.hash, seed=1), lambda: (0.0, f"2026-11-30T{hour:02}:00:00Z")
    )
    run.end()
    for text in texts:
        run.commit(CONTROL, text, "JOC", "Friday")
    run.close()
    db.exercises.close(id, f"2026-11-30T{hour:02}:30:00+00:00")


def another() -> Scenario:
    """Another scenario than the usual one."""
    data = to_data(scenario())
    data["scenario"]["id"] = "another"
    return from_data(data)


def test_an_exercise_opens_with_the_commitments_of_the_last_one_of_its_scenario(tmp_path: Path) -> None:
    """Of another scenario where there is none; of one without commitments nothing is carried."""
    with Database.open(tmp_path / "a.db") as db:
        assert open_commitments(db) is None
        close(db, scenario(), "a", 8, "first")
        close(db, scenario(), "b", 9, "second", "third")
        close(db, scenario(), "c", 10)
        close(db, another(), "d", 11, "of another")
        carried = open_commitments(db, "the-gate")
        assert carried is not None
        assert (carried.exercise, [each.text for each in carried.commitments]) == ("b", ["second", "third"])
        assert (carried.commitments[0].owner, carried.commitments[0].due) == ("JOC", "Friday")
        anything = open_commitments(db, "unknown")
        assert anything is not None
        assert anything.exercise == "d"


def test_an_exercise_does_not_open_with_its_own_commitments(tmp_path: Path) -> None:
    """Nor with later ones, nor with those of the exercise that it was forked from."""
    with Database.open(tmp_path / "a.db") as db:
        close(db, scenario(), "a", 8, "first")
        close(db, scenario(), "b", 9, "second")
        origin = begin(db.exercises, scenario(), Opened(exercise="o", scenario=scenario().hash, seed=1), Table().clock)
        fork(db.exercises, origin, 1, "f", lambda: (0.0, "2026-11-30T12:00:00Z"))
        origin.end()
        origin.commit(CONTROL, "of the origin")
        db.exercises.close("o", "2026-11-30T11:00:00Z")
        of = {row.id: open_commitments(db, "the-gate", row) for row in db.exercises.list()}
        told = {id: carried.exercise if carried else None for id, carried in of.items()}
        assert told == {"a": None, "b": "a", "o": "a", "f": "b"}


def test_a_lesson_has_provision_evidence_owner_and_date() -> None:
    """What is missing is said; a provision is cited as far as it was verified, and one that is not known as written."""
    table = Table()
    run = table.sit()
    run.learn("watcher", "improve", "Warn", objective="warn-first", provisions=["bpuff.10", "own.rule"], entries=[7, 7])
    run.learn(CONTROL, "sustain", "Calm", owner="All", due="always")
    warn, calm = reviewed(run.entries).lessons
    assert warn.objective == "Warn before you fire"
    assert warn.provisions[-1] == "own.rule"
    assert [each.entry for each in warn.evidence] == [7]
    assert (calm.owner, calm.due) == ("All", "always")
    page = as_html(reviewed(run.entries))
    assert "nobody yet" in page
    assert "no date yet" in page


def test_what_was_taken_back_is_not_learned() -> None:
    """A lesson that was taken back is in no list, and without lessons there is no plan of improvement."""
    run = Table().sit()
    entry = run.learn(CONTROL, "improve", "Something else")
    assert "Improvement plan" in as_html(reviewed(run.entries))
    run.take_back(CONTROL, entry.n)
    page = as_html(reviewed(run.entries))
    assert "Something else" not in page
    assert "Improvement plan" not in page
    assert "Nothing was written down to improve." in page


def test_a_commitment_is_whose_it_says_or_of_who_wrote_it() -> None:
    """With an owner the owner's, without one that of the seat."""
    view = reviewed(held())
    assert [(each.owner, each.who) for each in view.commitments] == [("me", "Head of Office (Amara)")]
