"""Upgrades: an older database comes along with its data, a newer one is refused and left as it is."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from simulator.database import Database, migrations
from simulator.database.address import Place
from simulator.database.connection import Tables
from simulator.database.errors import DatabaseError, NewerDatabase, NoDatabase, OlderDatabase
from simulator.database.file import prepare
from simulator.database.migrations import LATEST, STEPS, migrate, version
from simulator.database.postgres import PostgresConnection
from simulator.database.sqlite import SqliteConnection
from tests.postgres import RealServer
from tests.simulator.database.programs import hear, program
from tests.simulator.database.stories import everything, files_of

# Written as the first version of this program wrote them.
OLD_ROWS = """
    insert into scenarios (hash, scenario_id, title, data, words, added, turn)
        values ('h1', 'crowd', 'The crowd', '{"id":"crowd"}', 'women on the road', '2023-01-01T00:00:00Z', 1);
    insert into people (name) values ('Amina');
    insert into runs (id, scenario, seed, variant, mode, person, begun)
        values ('r1', 'h1', '7', null, 'exam', 1, '2023-01-02T00:00:00Z');
    insert into records (run, number, record) values ('r1', 0, '{"n":0}');
    insert into records (run, number, record) values ('r1', 1, '{"n":1}');
"""


def make_older(path: Path, upto: int) -> None:
    """A database file as it was after so many migrations, with rows in it."""
    prepare(path)
    connection = SqliteConnection(path, "mode=rw", 1)
    connection.write_ahead()
    migrate(connection, upto)
    connection.sqlite.executescript(OLD_ROWS)
    connection.close()


@pytest.mark.parametrize("upto", range(1, LATEST))
def test_an_older_database_upgrades_with_its_data(tmp_path: Path, upto: int) -> None:
    """After any migration, whoever opens the file finds all that was in it, and what is new works."""
    path = tmp_path / "peacekeeper.db"
    make_older(path, upto)
    with Database.open(path) as db:
        assert db.runs.records("r1") == ['{"n":0}', '{"n":1}']
        assert [(person.id, person.name) for person in db.people.list()] == [(1, "Amina")]
        assert [row.hash for row in db.scenarios.search("wom roa")] == ["h1"]
        db.runs.append("r1", 2, '{"n":2}')
        db.sheets.put("run:r1", "assessment", "p1", {"met": 3})
        db.notes.add("r1", 2, None, "a note")
        db.people.delete(1)
        assert db.runs.list() == []


@pytest.mark.parametrize("upto", range(1, LATEST))
def test_an_older_database_is_not_upgraded_by_reading(tmp_path: Path, upto: int) -> None:
    """Opened for reading, it says what to do, and stays as it is."""
    path = tmp_path / "peacekeeper.db"
    make_older(path, upto)
    before = path.read_bytes()
    with pytest.raises(OlderDatabase, match="brought up to date"):
        Database.open(path, read_only=True)
    assert path.read_bytes() == before


NEWER = [
    f"pragma user_version = {LATEST + 1}",
    "insert into _sqlite_migrations (migration_set, name, applied_at) values ('peacekeeper', 'm999_later', '')",
]


@pytest.mark.parametrize("change", NEWER, ids=["version", "migration"])
@pytest.mark.parametrize("read_only", [True, False])
def test_a_newer_database_is_refused_and_left_alone(path: Path, change: str, read_only: bool) -> None:
    """A file with a higher version or a migration that we do not know is refused clearly, byte for byte as it was."""
    with sqlite3.connect(path) as newer:
        newer.execute(change)
    newer.close()
    before = files_of(path)
    with pytest.raises(NewerDatabase, match="made by a newer version") as caught:
        Database.open(path, read_only=read_only)
    assert "Update this program" in caught.value.advice
    assert path.read_bytes() == before[path.name]
    assert not any(files_of(path).get(f"{path.name}-wal", b""))


@pytest.mark.parametrize("read_only", [True, False])
def test_a_newer_database_on_a_server_is_refused_and_left_alone(server: RealServer, read_only: bool) -> None:
    """A migration that we do not know is enough there."""
    place = server.without_tables("nothing")
    Database.open(place).close()
    server.execute("insert into peacekeeper_migrations values (0, 'm999_later')", "nothing")
    server.execute("create table later (x int)", "nothing")
    with pytest.raises(NewerDatabase, match="made by a newer version"):
        Database.open(place, read_only=read_only)
    assert server.execute("select count(*) from later", "nothing") == [(0,)]


@pytest.mark.parametrize("upto", [1, LATEST - 1])
def test_an_older_database_on_a_server_upgrades_when_it_is_opened_to_write(server: RealServer, upto: int) -> None:
    """Read before that, it says what to do."""
    place = server.without_tables("nothing")
    with closing(PostgresConnection(place, 1)) as connection:
        migrate(connection, upto)
    with pytest.raises(OlderDatabase, match="brought up to date"):
        Database.open(place, read_only=True)
    with Database.open(place) as db:
        assert version(db.connection) == LATEST
        assert db.exercises.list() == []


CHANGE_AND_WAIT = """
newer = sqlite3.connect(path, isolation_level=None)
newer.execute(words[0])
say("changed"); wait()
"""


def test_a_newer_database_left_by_a_crash_is_refused_and_left_alone(path: Path) -> None:
    """Even when the newer version stands only in the write-ahead log, neither the log nor the file changes."""
    with program(CHANGE_AND_WAIT, path, NEWER[0]) as newer:
        assert hear(newer) == "changed"
    before = files_of(path)
    assert before[f"{path.name}-wal"]
    with pytest.raises(NewerDatabase):
        Database.open(path)
    assert files_of(path) == before


def test_an_upgrade_that_fails_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Migrations are made all together or not at all; the next attempt begins where this one began."""
    path = tmp_path / "peacekeeper.db"
    make_older(path, 1)

    def m999_failing(db: Tables) -> None:
        db.execute("create table half_way (x)")
        db.execute("select * from nowhere")

    with monkeypatch.context() as patch:
        patch.setattr(migrations, "STEPS", (*STEPS, m999_failing))
        patch.setattr(migrations.migrate, "__defaults__", (LATEST + 1,))
        with pytest.raises(DatabaseError):
            Database.open(path)
    with sqlite3.connect(path) as found:
        assert found.execute("pragma user_version").fetchone() == (1,)
        assert found.execute("select count(*) from sqlite_master where name = 'half_way'").fetchone() == (0,)
    found.close()
    with Database.open(path) as db:
        assert db.runs.records("r1") == ['{"n":0}', '{"n":1}']


def test_tables_that_cannot_all_be_made_are_not_made(nowhere: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing was, nothing is; the next attempt makes them."""

    def m999_failing(db: Tables) -> None:
        db.execute("create table half_way (x integer)")
        db.execute("select * from nowhere")

    with monkeypatch.context() as patch:
        patch.setattr(migrations, "STEPS", (*STEPS, m999_failing))
        patch.setattr(migrations.migrate, "__defaults__", (LATEST + 1,))
        with pytest.raises(DatabaseError):
            Database.open(nowhere)
    with pytest.raises(NoDatabase):
        Database.open(nowhere, read_only=True)
    with Database.open(nowhere) as db:
        assert version(db.connection) == LATEST
        with pytest.raises(DatabaseError):
            db.connection.read(str, "select x from half_way")


def test_opening_again_changes_nothing(path: Path) -> None:
    """A database that is up to date is not written by being opened and read."""
    before = path.read_bytes()
    with Database.open(path) as db:
        everything(db)
    assert path.read_bytes() == before


def test_migrations_are_numbered_in_their_order() -> None:
    """Each migration carries its number and says what it is for."""
    assert [step.__name__[:5] for step in STEPS] == [f"m{number:03}_" for number in range(1, LATEST + 1)]
    assert all(re.fullmatch(r"[A-Z].+\.", (step.__doc__ or "").partition("\n")[0]) for step in STEPS)
