"""Two programs on one database, power cuts, full disks and locks: one clear message, nothing lost."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from simulator.database import Database, DatabaseError
from simulator.database.address import Place
from simulator.database.errors import ErasureUnfinished, FullDisk, LockedDatabase, Unstorable
from tests.simulator.database.programs import answer, hear, hear_out, program, small_disk, tell
from tests.simulator.database.stories import begin, everything, files_of, line, sqlite_of

APPEND_FOR_EVER = """
with Database.open(path) as db:
    number = len(db.runs.records("r1"))
    while True:
        db.runs.append("r1", number, line(number, 300))
        say(number)
        number += 1
"""


@pytest.mark.parametrize("awaited", [1, 2, 9, 40])
def test_every_acknowledged_record_survives_a_kill(place: Place, awaited: int) -> None:
    """Each record whose `append` returned is there after the program was killed, and at most one more."""
    with Database.open(place) as db:
        begin(db)
    with program(APPEND_FOR_EVER, place) as writer:
        acknowledged = [hear(writer) for _ in range(awaited)]
        writer.kill()
        acknowledged += hear_out(writer)
    with Database.open(place) as db:
        kept = db.runs.records("r1")
        assert kept == [line(n, 300) for n in range(len(kept))]
        assert len(acknowledged) <= len(kept) <= len(acknowledged) + 1


def test_a_killed_program_leaves_a_run_that_another_takes_up(place: Place) -> None:
    """Killed three times in a row, the log grows on without a gap."""
    with Database.open(place) as db:
        begin(db)
    for _ in range(3):
        with program(APPEND_FOR_EVER, place) as writer:
            hear(writer)
            writer.kill()
    with Database.open(place) as db:
        kept = db.runs.records("r1")
    assert len(kept) >= 3
    assert kept == [line(n, 300) for n in range(len(kept))]


def test_what_is_written_inside_a_transaction_is_part_of_it(place: Place) -> None:
    """Several writes inside one are kept together, or none of them is."""
    with Database.open(place) as db:
        with pytest.raises(KeyError):
            _fails_inside(db)
        assert db.runs.list() == []
        with db.connection.write():
            begin(db)
        assert [row.id for row in db.runs.list()] == ["r1"]


APPEND_SOME = """
run, count = words[0], int(words[1])
with Database.open(path) as db:
    say("ready"); wait()
    for number in range(count): db.runs.append(run, number, line(number))
"""


def test_two_programs_append_to_two_runs_at_once(place: Place) -> None:
    """Each waits for the other's writes, and both logs are whole."""
    with Database.open(place) as db:
        begin(db, "r1")
        begin(db, "r2")
    with program(APPEND_SOME, place, "r1", 60) as one, program(APPEND_SOME, place, "r2", 60) as two:
        for each in (one, two):
            assert hear(each) == "ready"
        for each in (one, two):
            tell(each)
        assert [one.wait(), two.wait()] == [0, 0]
    with Database.open(place) as db:
        assert db.runs.records("r1") == db.runs.records("r2") == [line(n) for n in range(60)]


STRIVE = """
with Database.open(path) as db:
    say("ready"); wait()
    number = 0
    while number < 60:
        try:
            db.runs.append("r1", number, f"{words[0]} {number}")
            say(f"{words[0]} {number}")
            number += 1
        except Conflict as conflict:
            number = conflict.details["expected"]
"""


def test_two_programs_on_one_run_never_write_over_each_other(place: Place) -> None:
    """Of two programs that play one run, one gets each number; the other is told where the log stands."""
    with Database.open(place) as db:
        begin(db)
    with program(STRIVE, place, "one") as one, program(STRIVE, place, "two") as two:
        for each in (one, two):
            assert hear(each) == "ready"
        for each in (one, two):
            tell(each)
        acknowledged = hear_out(one) + hear_out(two)
    with Database.open(place) as db:
        kept = db.runs.records("r1")
    assert [int(record.split()[1]) for record in kept] == list(range(60))
    assert sorted(kept) == sorted(acknowledged)


OPEN_AND_ADD = """
say("ready"); wait()
with Database.open(path) as db:
    add_scenario(db, words[0], words[0])
    say("done")
"""


@pytest.mark.parametrize("attempt", range(3))
def test_two_programs_make_one_database_at_once(nowhere: Place, attempt: int) -> None:
    """Whoever comes second finds the tables made, and both can write."""
    with program(OPEN_AND_ADD, nowhere, "a") as one, program(OPEN_AND_ADD, nowhere, "b") as two:
        for each in (one, two):
            assert hear(each) == "ready"
        for each in (one, two):
            tell(each)
        assert [hear(one), hear(two)] == ["done", "done"]
    with Database.open(nowhere) as db:
        assert [row.hash for row in db.scenarios.list()] == ["a", "b"]


HOLD = """
with Database.open(path) as db:
    for statement in words: db.connection.sqlite.execute(statement)
    say("held"); wait()
"""


def test_a_lock_is_explained_and_costs_nothing(path: Path) -> None:
    """While another program writes, reading goes on, writing says why not, and afterwards it succeeds."""
    with Database.open(path) as db:
        begin(db)
        db.runs.append("r1", 0, line(0))
    with program(HOLD, path, "begin immediate") as other:
        assert hear(other) == "held"
        with Database.open(path, wait=0.05) as db:
            assert db.runs.records("r1") == [line(0)]
            with pytest.raises(LockedDatabase, match="Another program is using the database"):
                db.runs.append("r1", 1, line(1))
            tell(other)
            other.wait()
            db.runs.append("r1", 1, line(1))
            assert db.runs.records("r1") == [line(0), line(1)]


@pytest.mark.parametrize("read_only", [True, False])
def test_a_database_that_another_program_keeps_to_itself_is_explained(path: Path, read_only: bool) -> None:
    """Opening a database that is locked even for reading says so."""
    hold = ("pragma locking_mode = exclusive", "begin exclusive", "insert into people (name) values ('x')", "commit")
    with program(HOLD, path, *hold) as other:
        assert hear(other) == "held"
        with pytest.raises(LockedDatabase):
            Database.open(path, read_only=read_only, wait=0.05)
        tell(other)
        other.wait()
    with Database.open(path, read_only=read_only) as db:
        assert len(db.people.list()) == 1


def test_a_full_database_is_explained_and_nothing_is_lost(path: Path) -> None:
    """When there is no room for a record, `append` says so, the log stands as it was, and later it goes on."""
    with Database.open(path) as db:
        begin(db)
        sqlite_of(db).execute("pragma max_page_count = 40")
        number = _append_until_full(db)
        assert number > 0
        assert db.runs.records("r1") == [line(n, 3000) for n in range(number)]
        sqlite_of(db).execute("pragma max_page_count = 4000")
        db.runs.append("r1", number, line(number, 3000))
    with Database.open(path) as db:
        assert db.runs.records("r1") == [line(n, 3000) for n in range(number + 1)]


def _append_until_full(db: Database) -> int:
    """The number of the record for which there was no room."""
    with pytest.raises(FullDisk, match="no more room on the disk"):
        _append_for_long(db)
    return len(db.runs.records("r1"))


def _append_for_long(db: Database) -> None:
    for number in range(1000):
        db.runs.append("r1", number, line(number, 3000))


FILL_THE_DISK = """
with Database.open(path) as db:
    number = 0
    try:
        while True:
            db.runs.append("r1", number, line(number, 3000)); number += 1
    except FullDisk: say(type(db.runs.records("r1")[-1]).__name__, number == len(db.runs.records("r1")))
    make_room()
    db.runs.append("r1", number, line(number, 3000))
with Database.open(path) as db:
    say(db.runs.records("r1") == [line(n, 3000) for n in range(number + 1)], number > 0)
"""

ON_A_SMALL_DISK = """
filler = path.with_name("filler")
filler.write_bytes(bytes(400_000))
def make_room(): filler.unlink()
with Database.open(path) as db: add_scenario(db); begin(db)
"""

UNDER_A_LIMIT = """
import resource
def limit(size): resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
def make_room(): limit(resource.RLIM_INFINITY)
limit(300_000)
"""


def test_a_full_disk_is_explained_and_nothing_is_lost(tmp_path: Path) -> None:
    """The same on a disk that is really full, until some space is freed."""
    inside = small_disk(tmp_path, 1000)
    said = answer(ON_A_SMALL_DISK + FILL_THE_DISK, tmp_path / "peacekeeper.db", inside=inside)
    assert said == ["str True", "True True"]


@pytest.mark.skipif(sys.platform == "win32", reason="limits are a Unix thing")
def test_a_limit_on_the_size_of_files_is_explained_and_nothing_is_lost(path: Path) -> None:
    """The same where not the disk but a limit or quota is in the way."""
    with Database.open(path) as db:
        begin(db)
    assert answer(UNDER_A_LIMIT + FILL_THE_DISK, path) == ["str True", "True True"]


MAKE_ON_A_FULL_DISK = """
filler = path.with_name("filler")
for left in range(0, 300_000, 20_000):
    filler.write_bytes(bytes(1_000_000 - left))
    try: Database.open(path).close()
    except FullDisk: continue
    break
say(left > 0); filler.unlink()
with Database.open(path) as db: add_scenario(db); say(len(db.scenarios.list()))
"""


def test_making_a_database_on_a_full_disk_can_be_tried_again(tmp_path: Path) -> None:
    """However little room there is, nothing half made is left that would be in the way later."""
    inside = small_disk(tmp_path, 1000)
    assert answer(MAKE_ON_A_FULL_DISK, tmp_path / "peacekeeper.db", inside=inside) == ["True", "1"]


ERASE_UNDER_A_LIMIT = """
with Database.open(path) as db:
    import resource
    log = path.with_name(path.name + "-wal").stat().st_size
    resource.setrlimit(resource.RLIMIT_FSIZE, (max(log, 0) + 60_000, resource.RLIM_INFINITY))
    try: db.people.delete(1)
    except ErasureUnfinished as error: say("unfinished", db.people.list())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits are a Unix thing")
def test_an_erasure_that_a_full_disk_stopped_is_finished_later(path: Path) -> None:
    """The rows are gone at once; what is left of their bytes goes when the database is next opened."""
    with Database.open(path) as db:
        begin(db, "r1", db.people.add("Amina Diallo"))
    assert answer(ERASE_UNDER_A_LIMIT, path) == ["unfinished []"]
    Database.open(path).close()
    assert not [name for name, content in files_of(path).items() if b"Amina" in content]


def test_an_erasure_that_a_reader_held_up_is_finished_later(path: Path) -> None:
    """Another program that still reads the old state keeps its bytes in the file, and is told of; then they go."""
    with Database.open(path) as other, Database.open(path, wait=0.05) as db:
        id = db.people.add("Amina Diallo")
        sqlite_of(other).execute("begin")
        assert len(other.people.list()) == 1
        with pytest.raises(ErasureUnfinished, match="traces may still be in"):
            db.people.delete(id)
        assert db.people.list() == []
        sqlite_of(other).execute("rollback")
        Database.open(path).close()
        assert not [name for name, content in files_of(path).items() if b"Amina" in content]


def test_an_error_inside_a_transaction_undoes_it(db: Database) -> None:
    """Whatever stops a transaction, also the person at the keyboard, none of it is kept."""
    before = everything(db)
    with pytest.raises(KeyboardInterrupt):
        _begin_and_interrupt(db)
    assert everything(db) == before
    db.people.add("whole")


def _begin_and_interrupt(db: Database) -> None:
    with db.connection.write() as sqlite:
        sqlite.execute("insert into people (name) values ('half')")
        raise KeyboardInterrupt


def test_text_that_cannot_be_stored_is_explained(db: Database) -> None:
    """Half a character, as a terminal with another encoding sends it, or a huge number is refused in words."""
    attempts: list[Callable[[], object]] = [
        lambda: db.people.add("\udcff"),
        lambda: db.people.rename(2**80, "x"),
        lambda: db.runs.row("\udcff"),
    ]
    for attempt in attempts:
        with pytest.raises(Unstorable):
            attempt()
    assert db.people.list() == []


def test_every_connection_is_durable_strict_and_overwrites(file_db: Database) -> None:
    """The write-ahead log, full synchronisation, foreign keys, overwriting, and no temporary files."""
    settings = ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "temp_store")
    found = [sqlite_of(file_db).execute(f"pragma {name}").fetchone()[0] for name in settings]
    assert found == ["wal", 2, 1, 1, 2]


def test_an_append_is_one_insert_in_one_transaction(file_db: Database) -> None:
    """What a decision costs is one insert between beginning and commit, and nothing else."""
    begin(file_db)
    statements: list[str] = []
    sqlite_of(file_db).set_trace_callback(statements.append)
    file_db.runs.append("r1", 0, "{}")
    sqlite_of(file_db).set_trace_callback(None)
    # The trigger, which is part of the insert, shows as the same statement again.
    assert [statement.split()[0] for statement in dict.fromkeys(statements)] == ["begin", "insert", "commit"]


LOADED = """
with Database.open(path) as db: begin(db); db.runs.append("r1", 0, "{}"); db.scenarios.search("crowd")
say("sqlite_utils" in sys.modules)
"""


def test_the_library_for_migrations_is_loaded_only_to_migrate(path: Path, tmp_path: Path) -> None:
    """Playing on a database that is up to date does not spend a start's time on sqlite-utils."""
    assert answer(LOADED, path) == ["False"]
    assert answer("Database.open(path).close(); say('sqlite_utils' in sys.modules)", tmp_path / "new.db") == ["True"]


def test_a_closed_database_is_explained(db: Database) -> None:
    """Even the use of a closed database is an error with a message and advice."""
    db.close()
    with pytest.raises(DatabaseError) as caught:
        db.people.list()
    assert caught.value.message
    assert caught.value.advice


def _fails_inside(db: Database) -> None:
    with db.connection.write():
        begin(db)
        raise KeyError
