"""What only a server does: it goes away and comes back, keeps others waiting, refuses, and knows a password."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator

import psycopg
import pytest

from simulator.database import Database, DatabaseError
from simulator.database.address import Server
from simulator.database.errors import (
    DamagedDatabase,
    ErasureUnfinished,
    LockedDatabase,
    NoDatabase,
    NoDriver,
    OtherDatabase,
    ReadOnlyDatabase,
    RefusedByServer,
    ServerAway,
    UnknownServer,
    Unstorable,
    WrongEncoding,
)
from tests.postgres import RealServer
from tests.simulator.database.programs import ROOT, hear, hear_out, program
from tests.simulator.database.stories import BEGUN, add_scenario, begin, everything, line


@pytest.fixture
def db(on_server: Server) -> Iterator[Database]:
    """An open database on the server."""
    with Database.open(on_server) as db:
        yield db


def restart(server: RealServer) -> None:
    server.stop()
    server.start()


def crash(server: RealServer) -> None:
    server.kill()
    server.start()


@pytest.mark.parametrize("again", [restart, crash])
def test_a_server_that_comes_back_has_all_that_it_acknowledged(
    server: RealServer, db: Database, again: Callable[[RealServer], None]
) -> None:
    """The loss is told once, in words; the next use connects by itself, and the log goes on."""
    begin(db)
    for number in range(5):
        db.runs.append("r1", number, line(number))
    again(server)
    with pytest.raises(ServerAway, match="Nothing that it acknowledged is lost"):
        db.runs.append("r1", 5, line(5))
    assert db.runs.records("r1") == [line(n) for n in range(5)]
    db.runs.append("r1", 5, line(5))
    assert len(db.runs.records("r1")) == 6


APPEND_THROUGH_ALL = """
with Database.open(path) as db:
    number = 0
    while True:
        try: db.exercises.append("e1", number + 1, [line(number)])
        except ServerAway: pass
        except ExerciseConflict as conflict: number = conflict.details["expected"] - 1
        else: say(number); number += 1
"""


def test_a_server_is_restarted_under_a_program_that_appends(server: RealServer, on_server: Server) -> None:
    """Whatever it was told is kept, once and in order, and of what it was not told at most one entry each time."""
    with Database.open(on_server) as db:
        db.exercises.open("e1", "h1", BEGUN, ["opened"])
    with program(APPEND_THROUGH_ALL, on_server) as writer:
        acknowledged = [hear(writer) for _ in range(20)]
        for again in (restart, crash):
            again(server)
            acknowledged += [hear(writer) for _ in range(20)]
        writer.kill()
        acknowledged += hear_out(writer)
    with Database.open(on_server) as db:
        kept = db.exercises.entries("e1")[1:]
    assert kept == [line(n) for n in range(len(kept))]
    told = [int(number) for number in acknowledged]
    assert told == sorted(set(told))
    assert set(told) <= set(range(len(kept)))
    assert len(kept) - len(told) <= 3


def test_a_connection_that_is_lost_in_a_transaction_keeps_none_of_it(server: RealServer, db: Database) -> None:
    """What comes after the loss does not go on by itself, without what came before."""
    with pytest.raises(ServerAway):
        _lose_in_between(server, db)
    assert db.runs.list() == []


def _lose_in_between(server: RealServer, db: Database) -> None:
    with db.connection.write():
        begin(db, "r1")
        server.execute("select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()")
        with pytest.raises(ServerAway):
            begin(db, "r2")
        begin(db, "r3")


def test_no_server_is_explained(server: RealServer) -> None:
    """With what to do, and without a traceback."""
    with pytest.raises(ServerAway, match="cannot be reached") as caught:
        Database.open(Server("postgresql://tester@127.0.0.1:1/peacekeeper"))
    assert "connects anew by itself" in caught.value.advice
    with pytest.raises(RefusedByServer, match="does not exist"):
        Database.open(server.address("nowhere"))


SECRET = "s3cret/of:me"


@pytest.mark.parametrize(
    "url",
    [
        f"postgresql://tester:{SECRET}@127.0.0.1:1/db",
        f"postgresql://tester:{SECRET}@[::1/db",
        "postgresql://tester:s3cret%2Fof%3Ame@127.0.0.1:1/db",
        f"postgresql://tester@127.0.0.1:1/db?password={SECRET}",
        f"postgresql://127.0.0.1:1/db?user=tester&pass={SECRET}",
        f"postgresql://tester:{SECRET}@127.0.0.1:1/db?nonsense={SECRET}",
        "postgresql://%",
    ],
)
def test_no_password_is_ever_shown(url: str) -> None:
    """In no message, whether the address is right or wrong, and not where an address is printed by mistake."""
    with pytest.raises(DatabaseError) as caught:
        Database.open(Server(url))
    said = f"{caught.value} {caught.value.details} {Server(url)!r} {Server(url)}"
    assert not [piece for piece in ("s3cret", "of:me", "of%3Ame") if piece in said]


def test_an_address_that_is_none_is_explained() -> None:
    """With how it is written."""
    with pytest.raises(UnknownServer, match="%40"):
        Database.open(Server("postgresql://host:port/db"))


WITHOUT_DRIVER = """
import sys
sys.modules["psycopg"] = None
from simulator.database import Database, DatabaseError
from simulator.database.address import Server
try: Database.open(Server("postgresql://host/db"))
except DatabaseError as error: print(type(error).__name__, error)
"""


def test_what_is_not_installed_is_named() -> None:
    """With how to get it."""
    done = subprocess.run([sys.executable, "-c", WITHOUT_DRIVER], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.startswith(NoDriver.__name__)
    assert "peacekeeper[postgres]" in done.stdout


USE_A_FILE = """
import sys
from pathlib import Path
from simulator.database import Database
from simulator.database.changes import listening
from simulator.database.copying import copy
with Database.open(Path(sys.argv[1])) as db, listening(Path(sys.argv[1])): db.scenarios.search("x")
print("psycopg" in sys.modules)
"""


def test_a_file_needs_nothing_of_it(path: object) -> None:
    """The library for servers is loaded for none but them."""
    done = subprocess.run([sys.executable, "-c", USE_A_FILE, str(path)], cwd=ROOT, capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("False\n", "")


def test_what_somebody_else_holds_is_waited_for_and_explained(server: RealServer, on_server: Server) -> None:
    """Reading goes on, writing says why not, and succeeds afterwards."""
    with Database.open(on_server, wait=0.05) as db, psycopg.connect(on_server.url) as other:
        begin(db)
        other.execute("lock table records in share mode")
        assert len(db.runs.list()) == 1
        with pytest.raises(LockedDatabase, match="Another program is using"):
            db.runs.append("r1", 0, line(0))
        other.rollback()
        db.runs.append("r1", 0, line(0))


def test_logs_of_different_exercises_do_not_wait_for_each_other(on_server: Server) -> None:
    """While one program is in the middle of an append, another appends elsewhere, and waits only for the same log."""
    with Database.open(on_server) as one, Database.open(on_server, wait=0.05) as two:
        for id in ("e1", "e2"):
            one.exercises.open(id, "h1", BEGUN, ["opened"])
        with one.connection.write(beside=True):
            one.exercises.append("e1", 1, ["first"])
            two.exercises.append("e2", 1, ["elsewhere"])
            with pytest.raises(LockedDatabase):
                two.exercises.append("e1", 1, ["second"])
        assert [two.exercises.entries(id)[1:] for id in ("e1", "e2")] == [["first"], ["elsewhere"]]


def test_a_character_that_no_server_keeps_is_refused_in_words(db: Database) -> None:
    """NUL in a name, a note or an answer; quotes, percent signs and what looks like a statement are kept."""
    begin(db)
    attempts: list[Callable[[], object]] = [
        lambda: db.people.add("Ami\0na"),
        lambda: db.notes.add("r1", 0, None, "\0"),
        lambda: db.runs.append("r1", 0, "a\0b"),
        lambda: db.runs.row("\0"),
    ]
    for attempt in attempts:
        with pytest.raises(Unstorable, match="characters that cannot be stored"):
            attempt()
    assert db.runs.records("r1") == []
    odd = "O'Brien \" % %s %(name)s ? :id -- \\ \x01 $1 {} \u202e; drop table people"
    assert db.people.get(db.people.add(odd)).name == odd  # type: ignore[union-attr]


def test_commits_are_on_the_disk(server: RealServer, on_server: Server) -> None:
    """Whatever the server was told to do for others; where it waits for more than that, it goes on doing so."""
    for asked, found in (("off", "on"), ("remote_apply", "remote_apply")):
        server.execute(f"alter role tester set synchronous_commit = {asked}")
        try:
            with Database.open(on_server) as db:
                assert db.connection.read(str, "show synchronous_commit") == [found]
        finally:
            server.execute("alter role tester reset synchronous_commit")


def test_a_database_opened_for_reading_is_not_written(db: Database, on_server: Server) -> None:
    """Everything can be read, and writing is refused clearly."""
    begin(db)
    with Database.open(on_server, read_only=True) as reading:
        assert everything(reading) == everything(db)
        with pytest.raises(ReadOnlyDatabase):
            reading.runs.append("r1", 0, "{}")


def test_a_database_without_tables_is_none_yet(server: RealServer) -> None:
    """To be read; nothing is made there."""
    place = server.without_tables("nothing")
    with pytest.raises(NoDatabase):
        Database.open(place, read_only=True)
    assert server.execute("select * from pg_tables where schemaname = 'public'", "nothing") == []


def test_the_database_of_another_program_is_refused_and_left_alone(server: RealServer) -> None:
    """A table that is not ours is enough."""
    place = server.without_tables("nothing")
    server.execute("create table photos (name text)", "nothing")
    for read_only in (True, False):
        with pytest.raises(OtherDatabase):
            Database.open(place, read_only=read_only)
    assert server.execute("select tablename from pg_tables where schemaname = 'public'", "nothing") == [("photos",)]


def test_a_database_with_another_encoding_is_refused(server: RealServer) -> None:
    """It could not keep every name."""
    server.execute("create database latin encoding 'LATIN1' template template0")
    with pytest.raises(WrongEncoding, match="LATIN1"):
        Database.open(server.address("latin"))


def test_who_may_not_make_tables_is_told(server: RealServer) -> None:
    """A name with too few rights is the server's to mend."""
    server.execute("drop role if exists guest; create role guest login")
    server.without_tables("nothing")
    server.execute("grant usage on schema public to guest", "nothing")
    with pytest.raises(RefusedByServer, match="permission denied"):
        Database.open(server.address("nothing", user="guest"))


def test_tables_that_are_not_as_they_were_made_are_damage(server: RealServer) -> None:
    """A table that is gone, and data that makes no sense."""
    place = server.without_tables("nothing")
    with Database.open(place) as db:
        add_scenario(db)
        server.execute("update scenarios set data = 'no json'", "nothing")
        with pytest.raises(DamagedDatabase):
            db.scenarios.get("h1")
        server.execute("drop table notes", "nothing")
        with pytest.raises(DamagedDatabase):
            db.notes.list("r1")


def test_an_erasure_that_a_reader_held_up_is_finished_later(db: Database, server: RealServer) -> None:
    """Another program that still sees the old state keeps its bytes there, and is told of; then they go."""
    place = server.address()
    with psycopg.connect(place.url) as other, Database.open(place, wait=0.05) as hasty:
        id = db.people.add("§GOES§")
        other.execute("set transaction isolation level repeatable read")
        other.execute("select * from scenarios")
        with pytest.raises(ErasureUnfinished, match="traces may still be in"):
            hasty.people.delete(id)
        assert (db.people.list(), bool(server.traces("§GOES§"))) == ([], True)
        other.rollback()
        Database.open(place).close()
        assert server.traces("§GOES§") == []
        assert db.connection.read(bool, "select owed from erasure") == []


def test_names_are_not_kept_as_samples(db: Database, server: RealServer) -> None:
    """What the server notes down of a table for its planner holds no value that people wrote."""
    for _ in range(40):
        db.people.add("§SAMPLE§")
    server.execute("analyze people")
    found = server.execute("select * from pg_stats where tablename in ('people', 'scenarios')")
    assert "§SAMPLE§" not in str(found)
