"""History, replay and comparison in the app."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.database import Database
from tests.tui.app.person import opened
from tests.tui.app.screens import several
from tests.tui.playing import WHOLE, kept_after, two_words
from tui import keeping
from tui.exporting import VARIABLE


async def test_an_open_run_goes_on_and_an_ended_one_shows_its_debrief(database: Database) -> None:
    """Escape leads from the debrief back to the list, and from there to the library."""
    kept_after(database, WHOLE)
    kept_after(database, WHOLE[:1])
    async with opened(database) as person:
        await person.press("h")
        await person.sees("2 runs.", "practice · open", "The gate opens")
        await person.press("down", "enter")
        await person.sees("Which decision would you change?")
        await person.press("escape", "escape")
        await person.sees("What you have played")
        await person.press("up", "enter")
        await person.sees("WHO GOES WHERE")


async def test_a_run_that_was_left_at_its_ending_has_its_debrief(database: Database) -> None:
    """Where the program was stopped on the last page, the debrief is found in the history."""
    kept_after(database, WHOLE)
    async with opened(database) as person:
        await person.press("h", "enter", "escape")
        await person.sees("WHAT HAPPENED TO PEOPLE")


async def test_a_run_is_deleted_only_after_a_question(database: Database) -> None:
    """No and Escape keep it; yes deletes it."""
    kept_after(database, WHOLE)
    async with opened(database) as person:
        await person.press("h", "x", "escape", "x", "1")
        await person.sees("1 run.")
        await person.press("x")
        await person.sees("Delete this run for good")
        await person.press("2")
        await person.sees("Nothing was played yet.")
        await person.press("enter", "p", "space", "c", "x", "escape")
        await person.sees("PEACEKEEPER")
    assert database.runs.list() == []


async def test_the_list_can_show_one_scenario_after_the_other(database: Database) -> None:
    """F goes through the scenarios that were played, and back to all."""
    kept_after(database, WHOLE[:1])
    keeping.begin(database, two_words(), seed=1)
    async with opened(database) as person:
        await person.press("h", "f")
        await person.sees("Shown: Two words. 1 run.")
        await person.press("f")
        await person.sees("Shown: The gate. 1 run.")
        await person.press("f")
        await person.sees("Shown: all scenarios. 2 runs.")


async def test_two_marked_runs_are_compared_and_a_third_mark_lets_the_first_go(database: Database) -> None:
    """Marks are boxes; C needs two of them, or a run that plays on from another."""
    several(database)
    async with opened(database) as person:
        await person.press("h", "space", "down", "space", "down", "space")
        await person.sees("[ ] 2", "[x] 2", "2 runs marked")
        await person.press("c")
        await person.sees("WHERE THEY PART")
        await person.press("escape", "space", "up", "space", "up")
        assert "[x]" not in person.screen
        await person.press("c")
        await person.sees("The first 2 decisions were the same in both.")


async def test_runs_of_two_scenarios_are_not_compared(database: Database) -> None:
    """The reason is said."""
    kept_after(database, WHOLE[:1])
    keeping.begin(database, two_words(), seed=1)
    async with opened(database) as person:
        await person.press("h", "space", "down", "space", "c")
        await person.sees("different scenarios")


async def test_a_replay_is_turned_and_played_on_from(database: Database) -> None:
    """Page by page, to both ends; R plays on from the page that is shown."""
    kept_after(database, WHOLE)
    async with opened(database) as person:
        await person.press("h", "p")
        await person.sees("Replay: The gate · 1 of 6", "AT THE GATE", "You: Walk to the gate")
        await person.press("end")
        await person.sees("6 of 6", "THE GATE OPENS")
        assert "play on" not in person.screen
        await person.press("home", "right", "right", "b", "r")
        await person.sees("WHO GOES WHERE", "9 of 9 soldiers left")


async def test_a_run_is_exported_from_the_list(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """E writes the files of a run that has ended."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "out"))
    kept_after(database, WHOLE)
    async with opened(database) as person:
        await person.press("h", "e")
        await person.sees("WRITTEN TO THIS FOLDER")
    assert len(list((tmp_path / "out").iterdir())) == 3
