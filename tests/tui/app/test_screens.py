"""How the screens look, as plain text that a person can review; screens.py lists them, `make snapshots` draws them."""

from __future__ import annotations

from itertools import count

import pytest

from simulator.database import Database
from tests.tui.app.person import SNAPSHOTS, opened
from tests.tui.app.screens import SCREENS, SIZES, Way, at_decision
from tui import keeping


@pytest.fixture(autouse=True)
def still(utc: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The date and the ids of runs stand still as well."""
    ids = (f"run-{n}" for n in count(1))
    monkeypatch.setattr(keeping, "now", lambda: "2026-01-02T03:04:05+00:00")
    monkeypatch.setattr(keeping, "_new_id", lambda: next(ids))


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", SCREENS)
async def test_a_screen(database: Database, name: str, size: tuple[int, int]) -> None:
    """Every screen looks as it did when somebody last looked at it."""
    await looks(database, name, SCREENS[name], size)


async def test_a_timed_decision_in_a_small_terminal(database: Database) -> None:
    """Situation, time, options and keys have a place in the smallest terminal too."""
    await looks(database, "decision-timed", Way("", ("Step back thirty metres", "f2 orders"), at_decision(3)), (40, 12))


def test_every_snapshot_is_of_a_screen() -> None:
    """A screen that has gone leaves no snapshot behind."""
    drawn = {f"{folder.name}/{file.stem}" for folder in SNAPSHOTS.iterdir() for file in folder.glob("*")}
    listed = {f"{width}x{height}/{name}" for width, height in SIZES for name in SCREENS}
    assert drawn == listed | {"40x12/decision-timed"}


async def looks(database: Database, name: str, way: Way, size: tuple[int, int]) -> None:
    """Go the way to a screen in a terminal of this size, and compare it with its snapshot."""
    async with opened(database, way.opening(database), size=size) as person:
        await person.press(*way.keys.split())
        await person.sees(*way.seen)
        person.sees_as(f"{size[0]}x{size[1]}/{name}")
