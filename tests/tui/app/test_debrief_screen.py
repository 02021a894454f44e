"""The debrief in the app: the question, page one, every decision, and what can be done from there."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from simulator.database import Database
from tests.tui.app.person import opened
from tests.tui.playing import WHOLE, kept_after
from tui.app.debrief_screen import DebriefScreen
from tui.app.opening import Opening
from tui.exporting import VARIABLE
from tui.keeping import CHANGE
from tui.written import MEANT


def ended(database: Database, **more: str) -> Opening:
    """The debrief of a whole run."""
    return Opening(kept=kept_after(database, WHOLE, **more))


async def test_the_question_comes_once(database: Database) -> None:
    """Who has said which decision they would change is not asked again."""
    opening = ended(database)
    async with opened(database, opening) as person:
        await person.press("3")
        await person.sees("WHAT HAPPENED TO PEOPLE")
    assert opening.kept is not None
    assert [note.text for note in database.notes.list(opening.kept.id) if note.field == CHANGE] == ["3"]
    async with opened(database, opening) as person:
        await person.sees("WHAT HAPPENED TO PEOPLE")
        assert "Which decision would you change?" not in person.screen


@pytest.mark.parametrize("key", ["r", "R"])
async def test_r_plays_on_from_the_decision_that_mattered_most(key: str, database: Database) -> None:
    """As another run, up to that decision; the one that was played stays as it is."""
    opening = ended(database, mode="exam")
    async with opened(database, opening) as person:
        await person.press("escape", key)
        await person.sees("STONES", "Step back thirty metres")
    again, first = database.runs.list()
    assert opening.kept is not None
    assert (again.forked_from, again.length, again.mode) == ((opening.kept.id, 3), 3, "coached")
    assert (first.status, first.length) == ("finished", 6)


async def test_each_decision_can_be_turned_to_and_retried(database: Database) -> None:
    """The arrows turn the pages and stop at both ends; R plays on from the page that is shown."""
    async with opened(database, ended(database)) as person:
        await person.press("escape", "enter")
        await person.sees("Decision 3, 06:37")
        await person.press("home", "left")
        await person.sees("Decision 1, 06:30")
        await person.press("end", "right")
        await person.sees("Decision 5, 06:40")
        await person.press("home", "right", "r")
        await person.sees("WHO GOES WHERE", "9 of 9 soldiers left")


async def test_what_was_meant_is_kept_beside_what_was_recorded(database: Database) -> None:
    """The acts are told in words, a line is written, and it is shown at its decision; it changes no finding."""
    opening = ended(database)
    async with opened(database, opening) as person:
        await person.press("escape", "enter", "m")
        await person.sees("This was recorded as: Use a means that strikes an area", "the stone throwers")
        await person.type("only smoke")
        await person.press("enter", "end")
        await person.press("b", "b")
        await person.sees("Decision 3, 06:37")
        assert person.app.screen.view.page(3).notes[0].text == "only smoke"  # type: ignore[attr-defined]
        assert person.app.screen.view.gravest.rule == "T18"  # type: ignore[attr-defined]
    assert opening.kept is not None
    assert [(n.number, n.text) for n in database.notes.list(opening.kept.id) if n.field == MEANT] == [(3, "only smoke")]


async def test_what_was_not_written_is_not_kept(database: Database) -> None:
    """Escape and an empty line leave everything as it was."""
    opening = ended(database)
    async with opened(database, opening) as person:
        await person.press("escape", "enter", "m", "x", "escape", "m", "enter")
        await person.sees("Decision 3, 06:37")
    assert opening.kept is not None
    assert database.notes.list(opening.kept.id) == []


async def test_files_are_written_and_named(database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """P writes three files and says where they are; where that cannot be, it says why."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "out"))
    async with opened(database, ended(database)) as person:
        await person.press("escape", "p")
        await person.sees("WRITTEN TO THIS FOLDER", "completion.html")
        assert len(list((tmp_path / "out").iterdir())) == 3
        (tmp_path / "taken").write_text("")
        monkeypatch.setenv(VARIABLE, str(tmp_path / "taken"))
        await person.press("escape", "p")
        await person.sees("THIS DID NOT WORK", "could not be written")


async def test_cards_care_and_ledger_are_one_key_away(database: Database) -> None:
    """And Escape comes back from each of them."""
    async with opened(database, ended(database)) as person:
        await person.press("escape", "l")
        await person.sees("WHAT THIS SCENARIO TRAINS", "BY POLICY AREA")
        await person.press("escape", "w")
        await person.sees("esc close")
        await person.press("escape", "c")
        await person.sees("esc close")
        await person.press("escape")
        await person.sees("THE DECISION THAT MATTERED MOST")


async def test_page_one_is_laid_out_anew_for_another_terminal(database: Database) -> None:
    """Wider, the decisions stand beside it; smaller, it can be scrolled."""
    async with opened(database, ended(database)) as person:
        await person.press("escape")
        await person.resize(140, 40)
        await person.sees("WHAT HAPPENED TO PEOPLE", "5 06:40  Eight o'clock: Open the gate")
        await person.resize(40, 10)
        await person.sees("WHAT HAPPENED TO PEOPLE", "more below: PgDn")


async def test_a_run_without_decisions_has_nothing_to_ask(database: Database) -> None:
    """Stopped at once: page one, and no key for what is not there."""
    kept = kept_after(database, ())
    kept.play.stop()
    async with opened(database, Opening(kept=kept)) as person:
        await person.sees("WHAT HAPPENED TO PEOPLE", "stopped: no result")
        assert "decisions" not in person.screen.splitlines()[-1]
        await person.press("enter", "r", "escape")
        await person.sees("PEACEKEEPER")


async def test_what_was_still_possible_is_said_when_it_is_known(looks: None, database: Database) -> None:
    """The page of the decision is there at once, and says more as soon as the search has come to it."""
    async with opened(database, ended(database)) as person:
        await person.press("escape", "enter")
        await person.sees("Decision 3, 06:37")
        screen = person.app.screen
        assert isinstance(screen, DebriefScreen)
        assert await asyncio.to_thread(screen._looking.wait, 60)
        await person.press("pagedown")
        await person.sees("After this, no way on kept everything")
        await person.press("home")
        await person.sees("Decision 1, 06:30", "one other choice would")
