"""Two connections of one program, and another program that comes and goes: what was acknowledged stays.

SQLite knows by a lock on the file that a program uses it, and a program loses its locks on a file with the first of its
file descriptors that it closes. Who closes a database and sees no lock deletes the write-ahead log.
"""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from simulator.database import Database
from simulator.database.changes import listening
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


def test_looking_and_connecting_do_not_meet(tmp_path: Path) -> None:
    """A thread that looks into the file just as another one connects does not take that one's lock away."""
    path = tmp_path / "a.db"
    with Database.open(path) as db:
        add_scenario(db)
        begin(db)
    over, opened = threading.Event(), list[str]()

    def open_again() -> None:
        while not over.is_set():
            with Database.open(path, read_only=True) as other:
                opened.append(other.runs.list()[0].id)

    threads = [threading.Thread(target=open_again) for _ in range(3)]
    for thread in threads:
        thread.start()
    try:
        for n in range(8):
            with Database.open(path) as db:
                assert answer(COME_AND_GO, path) == ["was here"]
                db.runs.append("r1", n, line(n))
    finally:
        over.set()
        for thread in threads:
            thread.join()
    assert opened
    assert answer(READ, path) == [" ".join(line(n) for n in range(8))]
