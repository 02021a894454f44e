"""A database for a test, closed afterwards; and no debrief that looks for more than the test asks about."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from simulator.database import Database
from tui.still_possible import Looking

LOOKS = "looks"
"""The fixture with which a test has its debriefs look for what was still possible, in a process as they do."""


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """An empty database."""
    with Database.open(tmp_path / "peacekeeper.db") as opened:
        yield opened


@pytest.fixture
def utc(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The time zone stands still, so that a screen that shows a time stays as it is."""
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def looks() -> None:
    """Debriefs look for what was still possible."""


@pytest.fixture(autouse=True)
def looks_for_nothing(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """It takes seconds, and what is on a screen would depend on when it comes."""
    if LOOKS not in request.fixturenames:
        monkeypatch.setattr(Looking, "begin", lambda self: None)
