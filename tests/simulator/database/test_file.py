"""The file on the disk: what is refused, what is made, and who may read it."""

from __future__ import annotations

import os
import sqlite3
import stat
from pathlib import Path

import pytest

from simulator.database import Database, DatabaseError
from simulator.database.errors import (
    NoAccess,
    NoDatabase,
    NotADatabase,
    OtherDatabase,
    ReadOnlyDatabase,
)
from tests.simulator.database.programs import answer_without_power
from tests.simulator.database.stories import add_scenario, begin, everything


def rights(file: Path) -> int:
    return stat.S_IMODE(file.stat().st_mode)


def test_the_file_and_what_is_beside_it_is_readable_by_its_owner_alone(tmp_path: Path) -> None:
    """A new database, its log and its index have the rights 0600, in a folder with 0700, whatever the umask is."""
    path = tmp_path / "new" / "folder" / "peacekeeper.db"
    before = os.umask(0)
    try:
        with Database.open(path) as db:
            add_scenario(db)
            files = {file.name: oct(rights(file)) for file in path.parent.iterdir()}
    finally:
        os.umask(before)
    assert files == {f"peacekeeper.db{end}": "0o600" for end in ("", "-wal", "-shm")}
    assert rights(path.parent) == rights(path.parent.parent) == 0o700


def test_rights_that_were_wider_are_narrowed(path: Path) -> None:
    """A database that others could read, because it was copied about, is private again once it is opened."""
    path.chmod(0o644)
    with Database.open(path) as db:
        add_scenario(db, "h2")
        assert {rights(file) for file in path.parent.iterdir()} == {0o600}


def test_a_folder_that_was_there_keeps_its_rights(tmp_path: Path) -> None:
    """Only folders that the database makes are made private."""
    tmp_path.chmod(0o755)
    Database.open(tmp_path / "peacekeeper.db").close()
    assert rights(tmp_path) == 0o755


def test_an_empty_file_becomes_a_database(tmp_path: Path) -> None:
    """What a full disk left of an attempt to make one is no obstacle."""
    path = tmp_path / "peacekeeper.db"
    path.touch()
    with Database.open(path) as db:
        assert db.scenarios.list() == []


@pytest.mark.parametrize("content", [b"x", b"SQLite format 3", b"id: crowd\n" * 1000, bytes(5000)])
def test_a_file_of_another_kind_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    """A file that is no database is named in one clear sentence, and not one byte of it changes."""
    path = tmp_path / "notes.txt"
    path.write_bytes(content)
    for read_only in (True, False):
        with pytest.raises(NotADatabase, match=r"notes\.txt is not a database.*not changed"):
            Database.open(path, read_only=read_only)
    assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


def test_the_database_of_another_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    """A sound database without our mark is not touched, not even its journal mode."""
    path = tmp_path / "photos.db"
    other = sqlite3.connect(path)
    other.execute("create table photos (name text)")
    other.close()
    before = path.read_bytes()
    for read_only in (True, False):
        with pytest.raises(OtherDatabase):
            Database.open(path, read_only=read_only)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_is_refused(tmp_path: Path) -> None:
    """Naming a folder instead of a file is answered clearly."""
    with pytest.raises(NotADatabase):
        Database.open(tmp_path)


def test_a_file_on_the_way_is_refused(tmp_path: Path) -> None:
    """A path that leads through a file is answered clearly."""
    (tmp_path / "file").write_text("x")
    with pytest.raises(NotADatabase):
        Database.open(tmp_path / "file" / "peacekeeper.db")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes in folders are a Unix thing")
def test_a_pipe_is_refused_at_once(tmp_path: Path) -> None:
    """Opening a pipe would wait for a writer for ever; it is refused instead."""
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(NotADatabase):
        Database.open(tmp_path / "pipe")


@pytest.mark.parametrize("name", ["a b?mode=memory#x%41.db", "Ünïcode’s.db", "-wal"])
def test_any_file_name_will_do(tmp_path: Path, name: str) -> None:
    """Characters that mean something in an address mean nothing in a file name."""
    with Database.open(tmp_path / name) as db:
        add_scenario(db)
    assert [file.name for file in tmp_path.iterdir()] == [name]


def test_a_name_that_cannot_be_a_file_is_explained(tmp_path: Path) -> None:
    """A name that the system refuses comes back as our error, shortened and without control characters."""
    with pytest.raises(DatabaseError) as caught:
        Database.open(tmp_path / ("\x1b[2J" + "n" * 300 + ".db"))
    assert "\x1b" not in str(caught.value)
    assert "\\u001b[2J" in caught.value.message


def test_undecodable_names_are_explained_printably(tmp_path: Path) -> None:
    """An error about a file whose name is no text can be printed on any terminal."""
    path = tmp_path / os.fsdecode(b"\xff\xfe.db")
    path.write_text("no database")
    with pytest.raises(NotADatabase) as caught:
        Database.open(path)
    str(caught.value).encode("utf-8")


def test_reading_needs_a_database(tmp_path: Path) -> None:
    """Opening for reading makes nothing: neither a missing file nor tables in an empty one."""
    path = tmp_path / "folder" / "peacekeeper.db"
    with pytest.raises(NoDatabase):
        Database.open(path, read_only=True)
    assert list(tmp_path.iterdir()) == []
    empty = tmp_path / "empty.db"
    empty.touch()
    with pytest.raises(NoDatabase):
        Database.open(empty, read_only=True)
    assert empty.stat().st_size == 0


def test_a_database_opened_for_reading_is_not_written(path: Path) -> None:
    """Everything can be read, and writing is refused clearly."""
    with Database.open(path) as db:
        begin(db)
        before = everything(db)
    with Database.open(path, read_only=True) as db:
        assert everything(db) == before
        with pytest.raises(ReadOnlyDatabase):
            db.runs.append("r1", 0, "{}")


IN_A_READ_ONLY_FOLDER = """
if os.access(path.parent, os.W_OK):
    say("powerful")
else:
    for named in (path, path.with_name("new.db"), path.with_name("folder") / "new.db"):
        try: Database.open(named)
        except DatabaseError as error: say(type(error).__name__)
    with Database.open(path, read_only=True) as db: say(len(everything(db)[1]))
"""


@pytest.mark.parametrize("file_rights", [0o400, 0o600])
def test_a_read_only_folder_is_explained_and_can_be_read(path: Path, file_rights: int) -> None:
    """Where nothing can be written, opening says so, a new file is refused too, and reading still works."""
    with Database.open(path) as db:
        begin(db)
    path.chmod(file_rights)
    path.parent.chmod(0o500)
    try:
        said = answer_without_power(IN_A_READ_ONLY_FOLDER, path)
    finally:
        path.parent.chmod(0o700)
    if said == ["powerful"]:
        pytest.skip("this user writes everywhere")
    assert said == ["ReadOnlyDatabase"] * 3 + ["1"]


OPEN_UNREADABLE = """
if os.access(path, os.R_OK):
    say("powerful")
else:
    for read_only in (True, False):
        try: Database.open(path, read_only=read_only)
        except DatabaseError as error: say(type(error).__name__)
"""


def test_the_file_of_somebody_else_is_refused(path: Path) -> None:
    """A file that one may not read is answered clearly."""
    path.chmod(0o000)
    said = answer_without_power(OPEN_UNREADABLE, path)
    if said == ["powerful"]:
        pytest.skip("this user reads everything")
    assert said == [NoAccess.__name__] * 2
