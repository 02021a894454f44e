"""A new database for each test, copied from one that is made once."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from simulator.database import Database
from tests.simulator.database.stories import add_scenario


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed database with one scenario version, `h1`, and no runs. Copy it, do not change it."""
    path = tmp_path_factory.mktemp("blank") / "peacekeeper.db"
    with Database.open(path) as db:
        add_scenario(db)
    return path


@pytest.fixture
def path(blank: Path, tmp_path: Path) -> Path:
    """The path of a database of one's own."""
    return Path(shutil.copy(blank, tmp_path / "peacekeeper.db"))


@pytest.fixture
def db(path: Path) -> Iterator[Database]:
    """An open database of one's own."""
    with Database.open(path) as db:
        yield db
