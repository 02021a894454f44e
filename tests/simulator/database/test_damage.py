"""Damaged files: whatever the disk did to the bytes, a person reads one clear message and nothing gets worse."""

from __future__ import annotations

import random
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.database import Database, DatabaseError
from simulator.database.errors import DamagedDatabase, NotADatabase, OtherDatabase
from tests.simulator.database.stories import ENDED, add_scenario, begin, everything, line, sqlite_of


@pytest.fixture(scope="module")
def filled(blank: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed database of some fifty pages. Copy it, do not change it."""
    path = Path(shutil.copy(blank, tmp_path_factory.mktemp("filled") / "peacekeeper.db"))
    with Database.open(path) as db:
        for n in range(20):
            add_scenario(db, f"hash{n}", f"scenario-{n}", f"Scenario {n}")
        for n in range(10):
            begin(db, f"run{n}", db.people.add(f"Person {n}"))
            for number in range(8):
                db.runs.append(f"run{n}", number, line(number, 400 * n))
            db.notes.add(f"run{n}", 3, "why", "because")
            db.sheets.put(f"run:run{n}", "assessment", "p", {"met": n})
    return path


def use(path: Path) -> list[DatabaseError]:
    """Do everything that can be done with a database, and collect what it says about itself."""
    said: list[DatabaseError] = []
    try:
        db = Database.open(path, wait=0.05)
    except DatabaseError as error:
        return [error]
    with db:
        attempts: list[Callable[[], object]] = [
            lambda: everything(db),
            lambda: db.scenarios.search("scen women"),
            lambda: add_scenario(db, "new", "new"),
            lambda: begin(db, "new", 1),
            lambda: db.runs.append("run3", 8, line(8)),
            lambda: db.runs.finish("run4", "relieved", "finished", ENDED),
            lambda: db.sheets.put("run:run5", "assessment", "p", {"met": 9}),
            lambda: db.people.delete(1),
            lambda: db.scenarios.remove("hash3"),
        ]
        for attempt in attempts:
            try:
                attempt()
            except DatabaseError as error:
                said.append(error)
    return said


def damage(path: Path, at: int, content: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(at)
        file.write(content)


def test_the_uses_of_a_sound_database_say_nothing(filled: Path, tmp_path: Path) -> None:
    """What the tests below do with damaged files goes well with a sound one."""
    assert use(Path(shutil.copy(filled, tmp_path / "copy.db"))) == []


@given(where=st.floats(0, 1, exclude_max=True), content=st.binary(min_size=1, max_size=600))
def test_no_damage_shows_a_traceback(filled: Path, where: float, content: bytes) -> None:
    """Whatever bytes stand anywhere in the file, only errors with a message and advice come out."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(shutil.copy(filled, folder))
        damage(path, int(where * path.stat().st_size), content)
        assert all(error.message and error.advice for error in use(path))


@given(content=st.binary(min_size=100, max_size=100), at=st.integers(0, 99))
def test_no_damage_to_the_header_shows_a_traceback(filled: Path, content: bytes, at: int) -> None:
    """The same for the first hundred bytes, from which everything else is found."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(shutil.copy(filled, folder))
        damage(path, at, content[at:])
        assert all(error.message and error.advice for error in use(path))


@given(kept=st.floats(0, 1, exclude_max=True))
def test_no_missing_end_shows_a_traceback(filled: Path, kept: float) -> None:
    """The same for a file that was cut off, as by a copy that was interrupted."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(shutil.copy(filled, folder))
        with path.open("r+b") as file:
            file.truncate(int(kept * path.stat().st_size))
        assert all(error.message and error.advice for error in use(path))


def test_a_random_header_is_refused_and_left_alone(filled: Path, tmp_path: Path) -> None:
    """A file whose beginning is noise is not taken for a database, and not made worse."""
    path = Path(shutil.copy(filled, tmp_path / "copy.db"))
    damage(path, 0, random.Random(1).randbytes(100))
    before = path.read_bytes()
    with pytest.raises(NotADatabase, match="beginning is damaged"):
        Database.open(path)
    assert path.read_bytes() == before


def test_a_lost_mark_is_refused(filled: Path, tmp_path: Path) -> None:
    """Noise after the first sixteen bytes takes our mark away: refused, and not made worse."""
    path = Path(shutil.copy(filled, tmp_path / "copy.db"))
    damage(path, 68, b"NOPE")
    before = path.read_bytes()
    with pytest.raises(OtherDatabase):
        Database.open(path)
    assert path.read_bytes() == before


def test_a_damaged_middle_is_named(filled: Path, tmp_path: Path) -> None:
    """Noise over the middle of the file is called damage, with advice, by whatever meets it."""
    path = Path(shutil.copy(filled, tmp_path / "copy.db"))
    middle = path.stat().st_size // 3
    damage(path, middle, random.Random(2).randbytes(middle))
    said = use(path)
    assert any(isinstance(error, DamagedDatabase) for error in said)
    assert any("is damaged" in error.message and "earlier copy" in error.advice for error in said)


@pytest.mark.parametrize(
    "change",
    [
        "update scenarios set data = 'no json' where hash = 'h1'",
        "update scenarios set data = '[1]' where hash = 'h1'",
        "update scenarios set data = cast(x'ff22ff' as text) where hash = 'h1'",
        "update runs set seed = 'seven'",
        "drop table records",
    ],
)
def test_data_that_is_not_as_it_was_written_is_called_damage(filled: Path, tmp_path: Path, change: str) -> None:
    """Rows that can be read but make no sense are damage too, not a crash somewhere above."""
    with Database.open(Path(shutil.copy(filled, tmp_path / "copy.db"))) as db:
        sqlite_of(db).execute(change)
        with pytest.raises(DamagedDatabase):
            everything(db)
