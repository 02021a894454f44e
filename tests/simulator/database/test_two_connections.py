"""Two connections of one program, and another program that comes and goes: what was acknowledged stays.

SQLite knows by a lock on the file that a program uses it, and a program loses its locks on a file with the first of its
file descriptors that it closes. Who closes a database and sees no lock deletes the write-ahead log.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from simulator.database import Database, DatabaseError
from simulator.database.changes import listening
from simulator.database.errors import NotADatabase
from simulator.database.file import require
from simulator.database.sqlite import SqliteConnection
from tests.simulator.database.programs import answer
from tests.simulator.database.stories import add_scenario, begin, line

COME_AND_GO = "with Database.open(path): say('was here')"
READ = "with Database.open(path) as db: say(*db.runs.records('r1'))"


@pytest.mark.parametrize("read_only", [True, False])
def test_what_is_kept_after_a_second_look_lasts(tmp_path: Path, read_only: bool) -> None:
    """This program opens the file again while it has it open, as one who listens does; then another one closes it."""
    path = tmp_path / "a.db"
    with Database.open(path) as db:
        add_scenario(db)
        begin(db)
        with Database.open(path, read_only=read_only):
            assert answer(COME_AND_GO, path) == ["was here"]
        assert answer(COME_AND_GO, path) == ["was here"]
        db.runs.append("r1", 0, line(0))
        assert answer(READ, path) == [line(0)]
    assert answer(READ, path) == [line(0)]


def test_what_is_kept_while_somebody_listens_lasts(tmp_path: Path) -> None:
    """As a host does: one connection writes, another listens, a third program looks at what there is."""
    path = tmp_path / "a.db"
    with Database.open(path) as db, listening(path):
        add_scenario(db)
        begin(db)
        for n in range(3):
            assert answer(COME_AND_GO, path) == ["was here"]
            db.runs.append("r1", n, line(n))
        assert answer(READ, path) == [" ".join(line(n) for n in range(3))]


def test_looking_and_connecting_do_not_meet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A thread that would look into the file while another one connects waits, and then need not look any more."""
    path, order, begun = tmp_path / "a.db", list[str](), threading.Event()
    with Database.open(path) as db:
        add_scenario(db)
    connect = sqlite3.connect

    def slowly(*args: Any, **more: Any) -> sqlite3.Connection:
        begun.set()
        time.sleep(0.2)
        found: sqlite3.Connection = connect(*args, **more)
        order.append("connected")
        return found

    def look() -> None:
        begun.wait()
        require(path)
        order.append("looked")

    thread = threading.Thread(target=look)
    thread.start()
    monkeypatch.setattr(sqlite3, "connect", slowly)
    connection = SqliteConnection(path, "mode=rw", 1)
    thread.join()
    connection.close()
    assert order == ["connected", "looked"]


def test_what_fails_to_connect_is_not_held(tmp_path: Path) -> None:
    """A file that could not be opened is looked into again the next time."""
    path = tmp_path / "a.db"
    path.write_bytes(b"SQLite format 3\0" + bytes(4000))
    for _ in range(2):
        with pytest.raises(DatabaseError):
            Database.open(path)
    path.write_text("a list of things to buy")
    with pytest.raises(NotADatabase):
        Database.open(path)
