"""A new database for each test of what only a file has; those on both kinds are in the folder above."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from simulator.database import Database


@pytest.fixture
def file_db(path: Path) -> Iterator[Database]:
    """An open database file of one's own."""
    with Database.open(path) as db:
        yield db
