"""A memory stick that cannot be written: what is on it can be read, and played on in memory."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from simulator.database import Database
from simulator.database.errors import NewerDatabase, NotADatabase
from simulator.database.migrations import LATEST, migrate, version
from simulator.database.sqlite import SqliteConnection
from tests.simulator.database.programs import answer, read_only_disk
from tests.simulator.database.stories import BEGUN, add_scenario, begin, everything, line, sqlite_of

FILL = """
db = Database.open(path)
add_scenario(db)
begin(db)
for number in range(5): db.runs.append("r1", number, line(number))
db.close() if "close" in words else os._exit(0)
"""

READ = """
try:
    with Database.open(path, read_only=True) as db: say(len(db.runs.records("r1")))
except DatabaseError as error: say(type(error).__name__)
try: Database.open(path)
except DatabaseError as error: say(type(error).__name__)
try:
    with Database.in_memory(path) as db:
        say(len(db.runs.records("r1")))
        db.runs.append("r1", 5, "more")
        say(len(db.runs.records("r1")), db.lasting)
except DatabaseError as error: say(type(error).__name__)
"""


def stick(folder: Path, *words: str) -> Path:
    """A folder with a database with a run, closed or cut off."""
    folder.mkdir()
    answer(FILL, folder / "a.db", *words)
    return folder


@pytest.mark.parametrize(("words", "without"), [(["close"], ()), ([], ()), ([], ("-shm",))], ids=str)
def test_a_read_only_disk_is_read_and_not_written(words: Sequence[str], without: Sequence[str], tmp_path: Path) -> None:
    """Closed or cut off, reading works and opening for writing is refused; in memory the log goes on.

    Only where the log's index got lost, as in a copy, it cannot be read there, and that is said.
    """
    folder = stick(tmp_path / "stick", *words)
    for end in without:
        (folder / f"a.db{end}").unlink()
    said = answer(READ, folder / "a.db", inside=read_only_disk(folder))
    if without:
        assert said == ["UnclosedDatabase", "ReadOnlyDatabase", "UnclosedDatabase"]
    else:
        assert said == ["5", "ReadOnlyDatabase", "5", "6 False"]
    with Database.open(folder / "a.db") as db:
        assert db.runs.records("r1") == [line(n) for n in range(5)]


def test_what_is_in_memory_is_the_whole_database(path: Path) -> None:
    """Everything is there, everything can be done with it, and the file stays as it was."""
    with Database.open(path) as db:
        begin(db)
        db.notes.add("r1", 0, None, "a note")
        before = everything(db)
    content = path.read_bytes()
    with Database.in_memory(path) as db:
        assert everything(db) == before
        add_scenario(db, "h2", "road", "The road")
        assert {row.hash for row in db.scenarios.search("road")} == {"h1", "h2"}
        db.runs.finish("r1", None, "abandoned", BEGUN)
        db.runs.delete("r1")
        assert db.runs.list() == []
    assert path.read_bytes() == content


def test_an_older_database_is_brought_up_to_date_in_memory(tmp_path: Path) -> None:
    """The file stays at its age."""
    path = tmp_path / "old.db"
    path.touch()
    with closing(SqliteConnection(path, "mode=rw", 1)) as old:
        migrate(old, upto=2)
    with Database.in_memory(path) as db:
        add_scenario(db)
        begin(db)
        db.notes.add("r1", 0, None, "a note")
        assert version(db.connection) == LATEST
    with closing(SqliteConnection(path, "mode=ro", 1)) as old:
        assert version(old) == 2


def test_where_nothing_is_the_database_in_memory_is_empty(tmp_path: Path) -> None:
    """No file, an empty one, and one that is none."""
    (tmp_path / "empty.db").touch()
    (tmp_path / "letter.db").write_text("Dear friend")
    for name in ("none.db", "empty.db"):
        with Database.in_memory(tmp_path / name) as db:
            add_scenario(db)
            assert len(db.scenarios.list()) == 1
    with pytest.raises(NotADatabase):
        Database.in_memory(tmp_path / "letter.db")


def test_a_newer_database_is_not_taken_into_memory(path: Path) -> None:
    """What this program does not know it leaves alone, there too."""
    with Database.open(path) as db:
        sqlite_of(db).execute(f"pragma user_version = {LATEST + 1}")
    with pytest.raises(NewerDatabase):
        Database.in_memory(path)
