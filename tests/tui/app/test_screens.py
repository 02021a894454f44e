"""How the screens look, as plain text that a person can review. Delete a snapshot to have it drawn anew."""

from __future__ import annotations

import pytest

from simulator.database import Database
from tests.tui.app.person import opened
from tests.tui.playing import WHOLE, gate, kept_after
from tui.app.opening import Opening


async def test_the_library(database: Database) -> None:
    """First start: what this is, and what can be played."""
    async with opened(database) as person:
        await person.sees("Stones are thrown.", "? help")
        person.sees_as("library")


async def test_the_briefing_of_an_exam(database: Database) -> None:
    """Orders, and that this is an exam; no key begins a practice."""
    async with opened(database, Opening(gate(), mode="exam")) as person:
        await person.sees("This is an exam.", "Enter begin", "g glossary")
        assert "as an exam" not in person.screen.splitlines()[-1]
        person.sees_as("briefing")


@pytest.mark.parametrize(("name", "size"), [("decision", (80, 24)), ("decision-small", (40, 12))])
async def test_a_timed_decision(database: Database, name: str, size: tuple[int, int]) -> None:
    """Situation, time, options and keys, in a usual terminal and in the smallest."""
    async with opened(database, Opening(kept=kept_after(database, WHOLE[:2])), size=size) as person:
        await person.sees("Step back thirty metres", "f2 orders")
        person.sees_as(name)


async def test_the_debrief(database: Database) -> None:
    """Page one: people first."""
    async with opened(database, Opening(kept=kept_after(database, WHOLE[:1]))) as person:
        await person.press("escape", "3", "2", "2")
        await person.sees("WHAT HAPPENED TO PEOPLE", "3 objectives")
        person.sees_as("debrief")
