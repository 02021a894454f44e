"""When something goes wrong: one clear message, nothing lost, no traceback."""

from __future__ import annotations

from typing import Any

import pytest

from simulator.database import Database
from simulator.database.errors import FullDisk
from simulator.database.notes import Notes
from simulator.database.runs import Runs
from tests.tui.app.person import Watch, opened
from tests.tui.app.test_decision_clock import READING, TO_STONES, pass_time, tick
from tests.tui.playing import kept_after
from tui.app.app import PeacekeeperApp
from tui.app.opening import Opening
from tui.shelf import Shelf, UnknownScenario


class Failing:
    """Stands for a disk that is full until somebody makes room."""

    def __init__(self, patch: pytest.MonkeyPatch, where: type, name: str) -> None:
        self.full = True
        works = getattr(where, name)

        def tried(*given: Any, **more: Any) -> Any:
            if self.full:
                raise FullDisk(file="the [bold]disk[/bold]", reason="it is full")
            return works(*given, **more)

        patch.setattr(where, name, tried)


async def test_a_decision_that_cannot_be_kept_is_not_taken(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message says why; behind it is the same decision, as far as it was answered, and it can be made again."""
    opening = Opening(kept=kept_after(database, TO_STONES[:1]))
    disk = Failing(monkeypatch, Runs, "append")
    async with opened(database, opening) as person:
        await person.press("1", "2", "0")
        await person.sees("THIS DID NOT WORK", "the [bold]disk[/bold]", "Nothing that was kept before is lost.")
        await person.press("escape")
        await person.sees("WHO GOES WHERE", "[x] Medic", "[x] Four with water")
        assert database.runs.list()[0].length == 2
        disk.full = False
        await person.press("0")
        await person.sees("They take their places.")
    assert database.runs.list()[0].length == 3


async def test_a_timeout_that_cannot_be_kept_is_told_once(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """The decision stays, its clock is off, and the player decides when there is room again."""
    watch = Watch()
    opening = Opening(kept=kept_after(database, TO_STONES))
    disk = Failing(monkeypatch, Runs, "append")
    async with opened(database, opening, watch=watch) as person:
        await pass_time(person, watch, READING + 30)
        await person.sees("THIS DID NOT WORK")
        await person.press("escape")
        await tick(person)
        await person.sees("STONES", "06:37 · 7 minutes in")
        disk.full = False
        await person.press("1")
        await person.sees("You: Step back")


async def test_a_run_that_cannot_be_begun_leaves_the_player_in_the_briefing(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is begun, and Enter tries again."""
    disk = Failing(monkeypatch, Runs, "begin")
    async with opened(database) as person:
        await person.press("enter", "enter")
        await person.sees("THIS DID NOT WORK")
        disk.full = False
        await person.press("escape", "enter")
        await person.sees("AT THE GATE")
    assert len(database.runs.list()) == 1


async def test_a_note_that_cannot_be_kept_comes_back_to_be_kept_again(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was written stands on the line again, behind the message."""
    disk = Failing(monkeypatch, Notes, "add")
    async with opened(database, Opening(kept=kept_after(database, ()))) as person:
        await person.press("n")
        await person.type("two boys")
        await person.press("enter")
        await person.sees("THIS DID NOT WORK")
        await person.press("escape")
        await person.sees("Your note", "two boys")
        disk.full = False
        await person.press("enter")
        await person.sees("AT THE GATE")
    assert [note.text for note in database.notes.list(database.runs.list()[0].id)] == ["two boys"]


async def test_a_run_that_cannot_be_stopped_stays_paused(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message comes, and the run goes on."""
    opening = Opening(kept=kept_after(database, ()))
    disk = Failing(monkeypatch, Runs, "append")
    async with opened(database, opening) as person:
        await person.press("escape", "3", "2")
        await person.sees("THIS DID NOT WORK")
        disk.full = False
        await person.press("escape", "1")
        await person.sees("1 Walk to the gate")


async def test_feedback_that_fails_does_not_take_the_consequence_along(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The decision is kept, what came of it is told, and in place of the feedback stands why there is none."""

    def failing(*given: Any) -> Any:
        raise UnknownScenario("The rules cannot be read.")

    monkeypatch.setattr("tui.app.play_screen.coached", failing)
    async with opened(database, Opening(kept=kept_after(database, ()))) as person:
        await person.press("1")
        await person.sees("the last convoy sold the food", "The rules cannot be read.")
        await person.press("enter")
        await person.sees("WHO GOES WHERE")


async def test_a_scenario_that_is_gone_and_a_library_that_cannot_be_read_are_told(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both leave the player in the library."""

    def gone(*given: Any, **more: Any) -> Any:
        raise UnknownScenario("It is gone.")

    async with opened(database) as person:
        monkeypatch.setattr(Shelf, "find", gone)
        await person.press("enter")
        await person.sees("It is gone.")
        monkeypatch.setattr(Runs, "list", gone)
        await person.press("escape")
        await person.sees("It is gone.", "esc close")
        monkeypatch.undo()


async def test_a_library_that_cannot_be_read_still_carries_on(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One broken file is told; a run that is open can be gone on with all the same."""

    def broken(*given: Any) -> Any:
        raise UnknownScenario("Line 3 is broken.")

    kept_after(database, (("talk",),))
    monkeypatch.setattr(Shelf, "items", broken)
    async with opened(database) as person:
        await person.sees("Line 3 is broken.")
        await person.press("escape")
        await person.sees("Carry on: The gate")
        await person.press("enter")
        await person.sees("WHO GOES WHERE")


async def test_what_nobody_expected_closes_the_app_and_is_handed_on(
    database: Database, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The app keeps the exception for the command line to tell, and prints no traceback of its own."""

    def failing(*given: Any) -> Any:
        raise ZeroDivisionError("a mistake of ours")

    async def press_one() -> None:
        async with opened(database, Opening(kept=kept_after(database, ()))) as person:
            apps.append(person.app)
            await person.press("1")

    apps: list[PeacekeeperApp] = []
    monkeypatch.setattr("tui.app.play_screen.coached", failing)
    with pytest.raises(ZeroDivisionError):
        await press_one()
    assert isinstance(apps[0].failure, ZeroDivisionError)
    assert capsys.readouterr() == ("", "")
