"""People: names stand in one place, and a person who is deleted leaves no trace in the file."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from simulator.database import Database
from simulator.database.errors import NotFound
from tests.simulator.database.stories import begin, everything, files_of, line, sqlite_of

LETTERS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=30)


def traces_in(path: Path, mark: str) -> list[str]:
    """The files that hold these characters anywhere."""
    return [name for name, content in files_of(path).items() if mark.encode() in content]


def play(db: Database, run: str, person: int | None, mark: str, texts: list[str], size: int) -> None:
    """A run whose log, notes and assessment all carry the mark, in rows short and long."""
    begin(db, run, person)
    for number, text in enumerate(texts):
        db.runs.append(run, number, mark + text + "x" * size)
        db.notes.add(run, number, "why", text + mark + "y" * size)
    db.sheets.put(f"run:{run}", "assessment", "p", {"remark": mark * 50})


@given(name=LETTERS, texts=st.lists(LETTERS, max_size=6), size=st.integers(0, 9000))
@example(name="", texts=["", ""], size=2000)
def test_a_deleted_person_leaves_no_trace_in_the_file(blank: Path, name: str, texts: list[str], size: int) -> None:
    """Name, former name, logs, notes and assessments are gone from every byte, and all others are still there."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(shutil.copy(blank, folder))
        with Database.open(path) as db:
            stays = db.people.add("STAYS")
            play(db, "stays", stays, "STAYS", texts, size)
            before = everything(db)
            goes = db.people.add("§GOES§" + name)
            play(db, "goes", goes, "§GOES§", texts, size)
            db.people.rename(goes, "renamed §GOES§")
            play(db, "goes too", goes, "§GOES§", texts, size // 7)
            assert traces_in(path, "§GOES§")
            db.people.delete(goes)
            assert traces_in(path, "§GOES§") == []
            assert everything(db) == before
        assert traces_in(path, "§GOES§") == []
        assert traces_in(path, "STAYS")


def test_a_deleted_run_leaves_no_trace(db: Database, traces: Callable[[str], list[str]]) -> None:
    """The same for one run, a guest's too."""
    play(db, "r1", None, "§GOES§", ["a", "b"], 3000)
    assert traces("§GOES§")
    db.runs.delete("r1")
    assert traces("§GOES§") == []


def test_an_erasure_that_a_crash_stopped_is_finished_at_the_next_start(path: Path) -> None:
    """Between the deletion and the rewriting of the file the power may fail; the debt is on record."""
    with Database.open(path) as db:
        play(db, "r1", db.people.add("§GOES§"), "§GOES§", ["a"], 3000)
    stopped = sqlite3.connect(path)
    stopped.execute("pragma foreign_keys = on")
    stopped.execute("pragma secure_delete = off")  # some systems' SQLite overwrites unasked
    stopped.execute("delete from people")
    stopped.execute("insert into erasure values (1)")
    stopped.commit()
    stopped.close()
    assert traces_in(path, "§GOES§")
    Database.open(path).close()
    assert traces_in(path, "§GOES§") == []
    with Database.open(path) as db:
        assert sqlite_of(db).execute("select * from erasure").fetchall() == []


def test_a_guest_leaves_no_name(db: Database) -> None:
    """A guest's run belongs to nobody, and people hold nobody."""
    begin(db, "r1", None)
    row = db.runs.row("r1")
    assert row is not None
    assert row.person is None
    assert db.people.list() == []


def test_names_stand_in_one_place_only(file_db: Database) -> None:
    """Of all tables only people hold the name of someone who plays."""
    db = file_db
    begin(db, "r1", db.people.add("§NAME§"))
    db.runs.append("r1", 0, line(0))
    sqlite = sqlite_of(db)
    tables = [name for (name,) in sqlite.execute("select name from sqlite_master where type = 'table'")]
    holding = [table for table in tables if "§NAME§" in str(sqlite.execute(f"select * from {table}").fetchall())]
    assert holding == ["people"]


def test_people_are_listed_by_name(db: Database) -> None:
    """In the order of the alphabet, whatever the case; two may share a name; a new name takes its place."""
    ids = [db.people.add(name) for name in ("said", "Amina", "Zoe", "Amina")]
    assert [(person.name, person.id) for person in db.people.list()] == [
        ("Amina", ids[1]),
        ("Amina", ids[3]),
        ("said", ids[0]),
        ("Zoe", ids[2]),
    ]
    db.people.rename(ids[2], "Ababa")
    assert db.people.list()[0].id == ids[2]
    person = db.people.get(ids[2])
    assert person is not None
    assert person.name == "Ababa"
    assert db.people.get(99) is None


def test_a_number_is_never_given_twice(db: Database) -> None:
    """A window that still shows someone who was deleted cannot hand their runs to someone new."""
    first = db.people.add("Amina")
    db.people.delete(first)
    assert db.people.add("Said") > first


def test_changing_who_is_not_there_is_explained(db: Database) -> None:
    """A person whom another window deleted first is named by number."""
    attempts: list[Callable[[], None]] = [lambda: db.people.rename(5, "x"), lambda: db.people.delete(5)]
    for attempt in attempts:
        with pytest.raises(NotFound, match="no person 5"):
            attempt()
