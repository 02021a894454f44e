"""Copying: everything comes along, from a file to a server and back, or nothing does."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.database import Database
from simulator.database.address import Place, Server
from simulator.database.copying import TABLES, Table, copy
from simulator.database.errors import NoDatabase, Occupied, OlderDatabase, Uncopied
from simulator.database.exercises import Door
from simulator.database.migrations import migrate
from simulator.database.sqlite import SqliteConnection
from tests.postgres import RealServer
from tests.simulator.database.stories import BEGUN, ENDED, add_scenario, begin, everything, line


def fill(place: Place) -> list[object]:
    """A database with something of everything, in no orderly way; all that is in it."""
    with Database.open(place) as db:
        add_scenario(db, "h2")
        add_scenario(db, "h1")
        add_scenario(db, "h3", "road", "The café on the road")
        gone, amina = db.people.add("Gone"), db.people.add("Amina 'O' %s \\ 阿米娜\x1f")
        begin(db, "zz", amina)
        for number in range(3):
            db.runs.append("zz", number, line(number) + " \u2028\\0 \t\u0001")
        db.runs.begin("aa", "h1", 10**40, "night", "exam", None, ("zz", 2), BEGUN, records=["a", "b"])
        db.runs.finish("zz", "relieved", "finished", ENDED)
        db.notes.add("zz", 1, "why", "first")
        db.notes.add("zz", 1, None, "second")
        db.sheets.put("run:zz", "assessment", "p", {"met": 1})
        db.sheets.put("scenario:h9", "proof", "p", {"é": None})
        db.exercises.open("e9", "h1", BEGUN, ["opened", "briefed"])
        db.exercises.open("e1", "h1", ENDED, ["opened"], ("e9", 1))
        db.exercises.close("e9", ENDED)
        db.exercises.set_door("e1", Door("123456", "secret"))
        db.exercises.call("e9", 1, "Jonas")
        db.exercises.answer("e9", "key", "too long")
        db.people.delete(gone)
        last = db.people.add("Last")
        db.people.delete(last)
        return everything(db)


@pytest.fixture
def elsewhere(server: RealServer) -> Server:
    """Another database on the server, without tables."""
    return server.without_tables("other")


def rows(place: Place) -> dict[str, list[object]]:
    """Every row of every table."""
    with Database.open(place) as db:
        return {table.name: sorted(_rows(db, table), key=repr) for table in TABLES}


def _rows(db: Database, table: Table) -> list[object]:
    return db.connection.read(lambda *row: row, f"select {', '.join(table.columns + table.later)} from {table.name}")


def test_there_and_back_everything_is_the_same(path: Path, tmp_path: Path, elsewhere: Server) -> None:
    """Logs byte for byte, orders, forks, what is closed, and that nobody gets a number again."""
    before = fill(path)
    counts = copy(path, elsewhere)
    assert counts["records"] == 5
    assert counts == copy(elsewhere, tmp_path / "back.db")
    assert {name: len(found) for name, found in rows(path).items()} == counts
    assert rows(path) == rows(elsewhere) == rows(tmp_path / "back.db")
    for place in (path, elsewhere, tmp_path / "back.db"):
        with Database.open(place) as db:
            assert everything(db) == before
            assert [row.hash for row in db.scenarios.search("CAFE roa")] == ["h3"]
            assert db.people.add("New") == 4


def test_every_table_is_copied(path: Path) -> None:
    """But for what is made from others, and what is about the database itself."""
    with Database.open(path) as db:
        tables = db.connection.read(str, "select name from sqlite_master where type = 'table'")
    ours = {name for name in tables if not name.startswith(("scenarios_fts", "sqlite_", "_sqlite_"))}
    assert ours - {"erasure"} == {table.name for table in TABLES}


def test_a_copy_goes_on_as_the_first_would_have(place: Place, tmp_path: Path, elsewhere: Server) -> None:
    """What was open is open, and takes the next entry alone."""
    fill(place)
    target = elsewhere if isinstance(place, Path) else tmp_path / "copy.db"
    copy(place, target)
    with Database.open(target) as db:
        db.exercises.append("e1", 1, ["briefed"])
        db.runs.append("aa", 2, "c")
        begin(db, "new")
        assert [row.id for row in db.runs.list()] == ["new", "aa", "zz"]


def test_nothing_is_copied_onto_something(place: Place, path: Path, on_server: Server, elsewhere: Server) -> None:
    """A database that holds as little as one scenario is left as it is; so is one that is copied to itself."""
    with Database.open(place) as db:
        before = everything(db)
    for source in (path, on_server):
        with pytest.raises(Occupied, match="is not empty"):
            copy(source, place)
    with Database.open(place) as db:
        assert everything(db) == before


def test_what_cannot_be_kept_stops_it_all(path: Path, elsewhere: Server) -> None:
    """A NUL character in a file is named with its table, and the server holds nothing."""
    with Database.open(path) as db:
        begin(db)
        db.notes.add("r1", 0, None, "before\0after")
    with pytest.raises(Uncopied, match="table notes"):
        copy(path, elsewhere)
    assert not any(rows(elsewhere).values())


def test_what_is_not_there_or_too_old_is_not_copied(tmp_path: Path, elsewhere: Server) -> None:
    """An old file is brought up to date by whoever may write it, not by copying it."""
    with pytest.raises(NoDatabase):
        copy(tmp_path / "none.db", elsewhere)
    path = tmp_path / "old.db"
    path.touch()
    old = SqliteConnection(path, "mode=rw", 1)
    migrate(old, upto=2)
    old.close()
    with pytest.raises(OlderDatabase):
        copy(path, elsewhere)
