"""Exercises: their logs grow by the next entries or not at all; names and answers stand apart and can be erased."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simulator.database import Database
from simulator.database.errors import (
    ExerciseConflict,
    ExerciseExists,
    ExerciseIsClosed,
    InUse,
    NotFound,
)
from simulator.database.exercises import Door
from tests.simulator.database.stories import BEGUN, ENDED

Traces = Callable[[str], list[str]]


def opened(db: Database, id: str = "e1", *entries: str) -> None:
    """An exercise of the version `h1`."""
    db.exercises.open(id, "h1", BEGUN, entries or ("opened",))


def test_an_exercise_comes_back_as_it_was_opened(db: Database) -> None:
    """With what a fork took over, and where it came from."""
    opened(db)
    db.exercises.open("e2", "h1", ENDED, ["opened", "briefed"], ("e1", 1))
    row = db.exercises.row("e2")
    assert row is not None
    assert (row.scenario_id, row.title, row.forked_from, row.opened) == ("crowd", "The crowd", ("e1", 1), ENDED)
    assert (row.closed, row.length) == (None, 2)
    assert [each.id for each in db.exercises.list()] == ["e2", "e1"]
    assert db.exercises.entries("e2") == ["opened", "briefed"]
    for id, scenario, forked in (("e1", "h1", None), ("e3", "h9", None), ("e3", "h1", ("e9", 0))):
        with pytest.raises(ExerciseExists if id == "e1" else NotFound):
            db.exercises.open(id, scenario, BEGUN, ["opened"], forked)
    assert db.exercises.row("e3") is None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(batches=st.lists(st.tuples(st.integers(0, 8), st.integers(1, 3)), max_size=12))
def test_only_the_next_entries_are_kept(db: Database, batches: list[tuple[int, int]]) -> None:
    """All of a batch or none of it, as two facilitators would have it."""
    id = f"exercise{len(db.exercises.list())}"
    opened(db, id)
    kept = ["opened"]
    for number, count in batches:
        lines = [f"{number} {n}" for n in range(count)]
        if number == len(kept):
            db.exercises.append(id, number, lines)
            kept += lines
        else:
            with pytest.raises(ExerciseConflict) as caught:
                db.exercises.append(id, number, lines)
            assert caught.value.details == {"exercise": id, "number": number, "expected": len(kept)}
    assert db.exercises.entries(id) == kept


def test_a_closed_exercise_takes_nothing(db: Database) -> None:
    """And is closed once."""
    opened(db)
    db.exercises.close("e1", ENDED)
    db.exercises.close("e1", BEGUN)
    row = db.exercises.row("e1")
    assert row is not None
    assert row.closed == ENDED
    with pytest.raises(ExerciseIsClosed):
        db.exercises.append("e1", 1, ["late"])
    with pytest.raises(NotFound):
        db.exercises.append("e9", 0, ["x"])
    with pytest.raises(NotFound):
        db.exercises.close("e9", ENDED)


def test_names_can_be_erased_and_the_log_stays(db: Database, traces: Traces) -> None:
    """From the database, byte for byte."""
    opened(db)
    db.exercises.call("e1", 1, "Amina Okafor")
    db.exercises.call("e1", 2, "Jonas")
    db.exercises.call("e1", 2, "Jonas Lind")
    assert db.exercises.names("e1") == {1: "Amina Okafor", 2: "Jonas Lind"}
    db.exercises.forget("e1", 1)
    assert not traces("Okafor")
    assert (db.exercises.names("e1"), db.exercises.entries("e1")) == ({2: "Jonas Lind"}, ["opened"])
    with pytest.raises(NotFound):
        db.exercises.forget("e1", 1)
    with pytest.raises(NotFound):
        db.exercises.call("e9", 1, "Nobody")


def test_answers_come_back_in_an_order_that_tells_nothing(db: Database) -> None:
    """By their random keys, whoever wrote first."""
    opened(db)
    for key, answer in (("zz", "first"), ("aa", "second"), ("mm", "third")):
        db.exercises.answer("e1", key, answer)
    assert db.exercises.answers("e1") == ["second", "third", "first"]


def test_a_deleted_exercise_leaves_its_forks(db: Database, traces: Traces) -> None:
    """And no byte of itself; a scenario that is in use stays."""
    opened(db, "e1", "opened", "unforgettable")
    db.exercises.call("e1", 1, "Amina Okafor")
    db.exercises.open("e2", "h1", ENDED, ["opened"], ("e1", 1))
    with pytest.raises(InUse):
        db.scenarios.remove("h1")
    db.exercises.delete("e1")
    row = db.exercises.row("e2")
    assert row is not None
    assert row.forked_from is None
    assert not traces("unforgettable")
    assert not traces("Okafor")
    with pytest.raises(NotFound):
        db.exercises.delete("e1")


def test_a_door_has_its_own_code_and_is_shut_with_the_exercise(db: Database) -> None:
    """Two exercises never have the same digits; who comes to a closed one finds no door."""
    opened(db)
    opened(db, "e2")
    db.exercises.set_door("e1", Door("123456", "a"))
    db.exercises.set_door("e1", Door("123457", "b"))
    with pytest.raises(ExerciseExists):
        db.exercises.set_door("e2", Door("123457", "c"))
    with pytest.raises(NotFound):
        db.exercises.set_door("e9", Door("123458", "c"))
    assert (db.exercises.door("e1"), db.exercises.door("e2")) == (Door("123457", "b"), None)
    db.exercises.set_door("e2", Door("123457", "b"))
    assert (db.exercises.door("e1"), db.exercises.door("e2")) == (None, Door("123457", "b"))
    db.exercises.set_door("e1", Door("123457", "b"))
    db.exercises.close("e1", ENDED)
    assert db.exercises.door("e1") is None
