"""The library: searching, filtering, and what was played before."""

from __future__ import annotations

from simulator.database import Database
from tests.tui.app.person import opened
from tests.tui.playing import WHOLE, kept_after


async def test_a_search_shows_what_fits_while_it_is_written(database: Database) -> None:
    """Words that nothing has show nothing; Escape shows everything again."""
    async with opened(database) as person:
        await person.press("slash")
        await person.type("gate")
        await person.sees("Shown: “gate”. 1 of 2", "The gate")
        assert "Two words" not in person.screen
        await person.type("zzz")
        await person.sees("Nothing in the library fits.")
        await person.press("escape", "escape")
        await person.sees("The gate", "Two words")


async def test_enter_in_the_search_leads_to_the_list_and_begins(database: Database) -> None:
    """What was found can be begun without the mouse."""
    async with opened(database) as person:
        await person.press("slash")
        await person.type("words")
        await person.press("enter", "enter")
        await person.sees("You are: Duty officer")


async def test_a_filter_is_ticked_and_told(database: Database) -> None:
    """Only what fits is listed, and the screen says what was asked for."""
    async with opened(database) as person:
        await person.press("f")
        await person.sees("[ ] Theme: crowds", "[ ] Level: leadership", "esc back")
        while "[x] Level: leadership" not in person.screen:
            await person.press("down", "enter")
            if "[x] Level: leadership" not in person.screen:
                await person.press("enter")
        await person.press("escape")
        await person.sees("Shown: leadership. 1 of 2", "Two words")
        assert "The gate" not in person.screen


async def test_the_cursor_stands_at_what_was_not_played_yet(database: Database) -> None:
    """Somebody who comes back is offered another one; what was played says how it went."""
    kept_after(database, WHOLE)
    async with opened(database) as person:
        await person.sees("played  tactical", "You are: Duty officer", "Not played yet.")
        await person.press("up")
        await person.sees("Played once.", "ending: The gate opens")


async def test_the_palette_offers_actions_and_scenarios(database: Database) -> None:
    """Ctrl+P, a part of what one wants, Enter."""
    async with opened(database) as person:
        await person.press("ctrl+p")
        await person.sees("Type a part of what you want to do", "History")
        await person.type("two")
        await person.sees("Play: Two words")
        await person.press("enter")
        await person.sees("You are: Duty officer")
