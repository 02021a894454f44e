"""Runs: their logs grow by the next record or not at all."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simulator.database import Database
from simulator.database.errors import Conflict, NotFound, RunExists, RunIsOver
from tests.simulator.database.stories import BEGUN, ENDED, add_scenario, begin, everything, line


def test_a_run_comes_back_as_it_was_begun(db: Database) -> None:
    """All that was said of a run at its beginning is in its row, with title and id of its scenario."""
    person = db.people.add("Amina")
    db.runs.begin("r1", "h1", 7, None, "coached", None, None, BEGUN)
    db.runs.begin("r2", "h1", -(10**30), "night", "exam", person, ("r1", 3), ENDED)
    row = db.runs.row("r2")
    assert row is not None
    assert (row.id, row.scenario, row.scenario_id, row.title) == ("r2", "h1", "crowd", "The crowd")
    assert (row.seed, row.variant, row.mode, row.person) == (-(10**30), "night", "exam", person)
    assert (row.forked_from, row.begun, row.status, row.length) == (("r1", 3), ENDED, "open", 0)
    assert (row.ending, row.ended) == (None, None)
    assert db.runs.row("r3") is None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(records=st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=50), max_size=12))
def test_a_log_comes_back_as_it_was_written(db: Database, records: list[str]) -> None:
    """Any lines come back whole and in order."""
    run = f"run{len(db.runs.list())}"
    begin(db, run)
    for number, record in enumerate(records):
        db.runs.append(run, number, record)
    assert db.runs.records(run) == records


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(numbers=st.lists(st.integers(-2, 8), max_size=25))
def test_only_the_next_number_is_kept(db: Database, numbers: list[int]) -> None:
    """Of any numbers in any order exactly those are kept that were next; the others conflict and say what is."""
    run = f"run{len(db.runs.list())}"
    begin(db, run)
    length = 0
    for number in numbers:
        if number == length:
            db.runs.append(run, number, line(number))
            length += 1
        else:
            with pytest.raises(Conflict) as caught:
                db.runs.append(run, number, "lost")
            assert caught.value.details == {"run": run, "number": number, "expected": length}
    assert db.runs.records(run) == [line(n) for n in range(length)]


def test_a_fork_takes_its_records_over_in_one_piece(db: Database) -> None:
    """A fork begins with the records it shares, and goes on from there."""
    begin(db, "r1")
    db.runs.begin("r2", "h1", 7, None, "coached", None, ("r1", 2), BEGUN, records=["a", "b"])
    db.runs.append("r2", 2, "c")
    assert db.runs.records("r2") == ["a", "b", "c"]


def test_a_run_that_cannot_begin_leaves_nothing(db: Database) -> None:
    """An id that is taken, or a scenario, person or run that is not there, is named, and nothing is kept."""
    begin(db, "r1")
    before = everything(db)
    with pytest.raises(RunExists, match="a run r1 already"):
        begin(db, "r1")
    with pytest.raises(NotFound, match="no scenario h9"):
        db.runs.begin("r2", "h9", 7, None, "exam", None, None, BEGUN)
    with pytest.raises(NotFound, match="no person 5"):
        db.runs.begin("r2", "h1", 7, None, "exam", 5, None, BEGUN)
    with pytest.raises(NotFound, match="no run r9"):
        db.runs.begin("r2", "h1", 7, None, "exam", None, ("r9", 1), BEGUN, records=["a"])
    assert everything(db) == before


def test_a_finished_run_takes_no_more_records(db: Database) -> None:
    """What ended stays as it ended; a second window that plays on is told."""
    begin(db)
    db.runs.append("r1", 0, line(0))
    db.runs.finish("r1", "relieved", "finished", ENDED)
    with pytest.raises(RunIsOver, match=r"is over \(finished\)"):
        db.runs.append("r1", 1, line(1))
    row = db.runs.row("r1")
    assert row is not None
    assert (row.status, row.ending, row.ended, row.length) == ("finished", "relieved", ENDED, 1)


def test_finishing_twice_the_same_way_changes_nothing(db: Database) -> None:
    """A program that crashed before it knew may finish again; another end is refused."""
    begin(db)
    db.runs.finish("r1", None, "abandoned", ENDED)
    db.runs.finish("r1", None, "abandoned", "2030-01-01T00:00:00Z")
    with pytest.raises(RunIsOver):
        db.runs.finish("r1", "relieved", "finished", ENDED)
    row = db.runs.row("r1")
    assert row is not None
    assert (row.status, row.ended) == ("abandoned", ENDED)


def test_what_is_done_to_a_run_that_is_gone_is_explained(db: Database) -> None:
    """A run that another window deleted is named; its log reads as empty."""
    attempts: list[Callable[[], None]] = [
        lambda: db.runs.append("gone", 0, "x"),
        lambda: db.runs.finish("gone", None, "abandoned", ENDED),
        lambda: db.runs.delete("gone"),
        lambda: db.notes.add("gone", 0, None, "x"),
        lambda: db.sheets.put("run:gone", "assessment", "p", {}),
    ]
    for attempt in attempts:
        with pytest.raises(NotFound, match="no run gone"):
            attempt()
    assert db.runs.records("gone") == []


def test_runs_are_listed_by_person_and_scenario_the_last_first(db: Database) -> None:
    """Everybody's runs, or one person's, of all scenarios or of one; a clock that was set back changes no place."""
    add_scenario(db, "k1", "other")
    amina, said = db.people.add("Amina"), db.people.add("Said")
    db.runs.begin("r1", "h1", 1, None, "exam", amina, None, "2024-01-01T00:00:00Z")
    db.runs.begin("r2", "k1", 1, None, "exam", amina, None, "2024-01-03T00:00:00Z")
    db.runs.begin("r3", "h1", 1, None, "exam", said, None, "2024-01-02T00:00:00Z")
    db.runs.begin("r4", "h1", 1, None, "coached", None, None, "2024-01-02T00:00:00Z")

    def ids(person: int | None = None, scenario_id: str | None = None) -> list[str]:
        return [row.id for row in db.runs.list(person, scenario_id)]

    assert ids() == ["r4", "r3", "r2", "r1"]
    assert ids(person=amina) == ["r2", "r1"]
    assert ids(scenario_id="crowd") == ["r4", "r3", "r1"]
    assert ids(amina, "other") == ["r2"]


def test_deleting_a_run_takes_along_what_belongs_to_it_and_nothing_else(db: Database) -> None:
    """Log, notes and assessment go; the person, other runs and forks stay, and a fork forgets its origin."""
    amina = db.people.add("Amina")
    begin(db, "r1", amina)
    db.runs.append("r1", 0, "mine")
    db.notes.add("r1", 0, None, "a note")
    db.sheets.put("run:r1", "assessment", "p", {"met": 1})
    db.runs.begin("r2", "h1", 7, None, "coached", amina, ("r1", 1), BEGUN, records=["mine"])
    db.runs.delete("r1")
    assert db.runs.records("r1") == []
    assert db.notes.list("r1") == []
    assert db.sheets.list("run:r1") == []
    assert [(row.id, row.forked_from, row.length) for row in db.runs.list()] == [("r2", None, 1)]
    assert len(db.people.list()) == 1
