"""A question to think about after a decision: in practice only, optional, kept and never scored."""

from __future__ import annotations

from simulator.database import Database
from tests.tui.app.person import opened
from tests.tui.playing import WHOLE, kept_after
from tui.app.opening import Opening
from tui.written import REFLECT

QUESTION = "Who decided when the gate opens?"


async def test_what_was_thought_is_kept_at_its_decision(database: Database) -> None:
    """Enter keeps what was written and leads on; the log has nothing of it."""
    async with opened(database, Opening(kept=kept_after(database, WHOLE[:-1]))) as person:
        await person.press("1")
        await person.sees(QUESTION, "never scored")
        await person.type("the mayor")
        await person.press("enter")
        await person.sees("THE GATE OPENS")
    (note,) = database.notes.list(database.runs.list()[0].id)
    assert (note.number, note.field, note.text) == (5, REFLECT, "the mayor")


async def test_a_thought_may_stay_unwritten(database: Database) -> None:
    """Enter alone goes on, and keeps nothing."""
    async with opened(database, Opening(kept=kept_after(database, WHOLE[:-1]))) as person:
        await person.press("1", "enter")
        await person.sees("THE GATE OPENS")
    assert database.notes.list(database.runs.list()[0].id) == []


async def test_an_exam_asks_nothing(database: Database) -> None:
    """The question is part of practice."""
    async with opened(database, Opening(kept=kept_after(database, WHOLE[:-1], mode="exam"))) as person:
        await person.press("1")
        await person.sees("THE GATE OPENS")
        assert QUESTION not in person.screen
