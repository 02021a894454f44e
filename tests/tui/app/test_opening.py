"""What the command line asks for is what the app opens at, or is refused before it opens."""

from __future__ import annotations

from typing import Any

import pytest

from simulator.database import Database
from tests.tui.app.person import opened
from tests.tui.playing import GATE, SMALL, kept_after
from tui.app.opening import Opening, opening
from tui.commands.play import LAST, Wishes
from tui.keeping import RunNotFound
from tui.shelf import Shelf, UnknownScenario


def wished(database: Database, **more: Any) -> Opening:
    nothing: dict[str, Any] = {"what": None, "resume": None, "seed": None, "mode": "coached", "variant": None}
    return opening(database, Shelf(database, SMALL), Wishes(**{**nothing, "name": None, "clock": True, **more}))


def test_without_a_wish_it_opens_at_the_library(database: Database) -> None:
    """Nothing is chosen, and the clock runs."""
    assert opening(database, Shelf(database, SMALL), None) == Opening()


async def test_a_scenario_with_a_seed_and_a_name_opens_at_its_briefing(database: Database) -> None:
    """By id or file; Enter begins with the seed, the mode and the name that were given."""
    wish = wished(database, what=str(GATE), seed=7, mode="exam", name="Ana", variant="police")
    async with opened(database, wish) as person:
        await person.sees("You are: Section commander", "This is an exam.")
        await person.press("f1")
        await person.sees("DUF card")
        await person.press("escape", "enter")
        await person.sees("AT THE GATE")
    row = database.runs.list()[0]
    assert (row.seed, row.mode, row.variant, row.person is not None) == (7, "exam", "police", True)


async def test_a_run_opens_where_it_stood(database: Database) -> None:
    """By its id, or the last that is still open."""
    kept = kept_after(database, (("talk",),))
    for which in (kept.id, LAST):
        async with opened(database, wished(database, resume=which)) as person:
            await person.sees("WHO GOES WHERE")


def test_what_is_not_there_is_refused(database: Database) -> None:
    """An unknown scenario and a missing run are errors before any screen opens."""
    with pytest.raises(UnknownScenario):
        wished(database, what="the-gat")
    with pytest.raises(RunNotFound):
        wished(database, resume=LAST)
