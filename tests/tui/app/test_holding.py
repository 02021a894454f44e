"""Pausing, leaving and carrying on: nothing that was answered or decided is lost."""

from __future__ import annotations

from simulator.database import Database
from tests.tui.app.person import opened
from tests.tui.app.test_path import moves_of
from tests.tui.playing import WHOLE, kept_after
from tui.app.opening import Opening


async def test_a_pause_keeps_what_was_ticked_and_written(database: Database) -> None:
    """A selection and a form come back as far as they were answered, words half written included."""
    async with opened(database) as person:
        await person.press("enter", "enter", "1", "enter", "2", "escape")
        await person.sees("Paused. Nothing is lost.", "esc go on")
        await person.press("escape")
        await person.sees("[x] Four with water", "5 of 9 soldiers left")
        await person.press("0", "enter", "1", "enter", "1", "1")
        await person.sees("3 of 3: Remarks")
        await person.type("half a")
        await person.press("escape", "1")
        await person.sees("3 of 3: Remarks", "half a")
        await person.press("enter")
        await person.sees("3. Remarks\n       half a")


async def test_a_pause_keeps_the_consequence_that_is_being_read(database: Database) -> None:
    """Pausing over a consequence comes back to it, not past it."""
    async with opened(database) as person:
        await person.press("enter", "enter", "2", "escape")
        await person.sees("Paused.")
        await person.press("1")
        await person.sees("Nobody moves.", "Go on (Enter)")


async def test_a_run_that_was_left_is_carried_on_where_it_stood(database: Database) -> None:
    """The library lists it with its decision; it goes on with the same scene and what arrived last."""
    async with opened(database) as person:
        await person.press("enter", "enter", "1", "enter", "escape", "2")
        await person.sees("Carry on: The gate, begun ", "decision 2")
        await person.press("home", "enter")
        await person.sees("WHO GOES WHERE", "06:33  Radio", "9 of 9 soldiers left")
        await person.press("1", "0")
        await person.sees("They take their places.")
    assert moves_of(database) == [("@begin",), ("talk",), ("medic",)]
    assert len(database.runs.list()) == 1


async def test_a_run_that_was_closed_in_its_briefing_begins(database: Database) -> None:
    """A run that has no first scene yet, because the power went, begins when it is carried on."""
    kept = kept_after(database, ())
    database.runs.begin("bare", kept.scenario.hash, 1, None, "coached", None, None, "2030-01-01T00:00:00+00:00")
    async with opened(database) as person:
        await person.press("home", "enter")
        await person.sees("AT THE GATE", "1 Walk to the gate")


async def test_a_run_is_stopped_for_good_only_when_it_is_said_twice(database: Database) -> None:
    """One key in the pause asks, a second stops; then the debrief says that there is no result."""
    async with opened(database) as person:
        await person.press("enter", "enter", "1", "enter", "escape", "3")
        await person.sees("Stop for good?")
        await person.press("1")
        await person.sees("9 of 9 soldiers left")
        await person.press("escape", "3", "2")
        await person.sees("stopped before the end", "Which decision would you change?")
        await person.press("escape", "escape")
        await person.sees("PEACEKEEPER")
        assert "Carry on" not in person.screen
    assert database.runs.list()[0].status == "abandoned"


async def test_escape_always_leads_somewhere(database: Database) -> None:
    """In the ending it goes on to the debrief, there past the question, and then back to the library."""
    async with opened(database, Opening(kept=kept_after(database, WHOLE[:-1]))) as person:
        await person.press("1", "escape")
        await person.sees("THE GATE OPENS", "esc go on")
        for seen in ("Which decision would you change?", "WHAT HAPPENED TO PEOPLE", "PEACEKEEPER"):
            await person.press("escape")
            await person.sees(seen)


async def test_a_run_that_ended_opens_at_its_debrief(database: Database) -> None:
    """Who asks to carry on with a run that is over is shown its debrief."""
    async with opened(database, Opening(kept=kept_after(database, WHOLE))) as person:
        await person.sees("The gate · practice", "Which decision would you change?")
