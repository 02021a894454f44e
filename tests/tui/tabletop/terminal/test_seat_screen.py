"""A seat at the full screen, against a real host."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from simulator.exercise.entries import Decided, Dissented, Marked, Recommended, Said
from tests.simulator.exercise.tables import table_scenario
from tests.tui.tabletop.served import Served, served
from tests.tui.tabletop.terminal.sitting import goes, kept, seated

RECOMMEND = ("brief", "begin", "ask")


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Served]:
    with served(tmp_path, table_scenario()) as found:
        yield found


@pytest.mark.parametrize("size", [(80, 24), (200, 60), (40, 12)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_a_seat_that_is_asked(table: Served, size: tuple[int, int]) -> None:
    """The mark, whose page it is, the situation, what only this seat knows, and what it is asked."""
    goes(table, *RECOMMEND)
    table.act(lambda exercise: exercise.inject("news"))
    async with seated(table, "force", size) as person:
        await person.sees("2 Do go", "m message")
        person.sees_as(f"{size[0]}x{size[1]}/asked")


async def test_a_recommendation_by_keyboard(table: Served) -> None:
    """A number, why, Enter; what is being written stays when the page changes under it, and so does what is read."""
    goes(table, *RECOMMEND)
    async with seated(table, "force") as person:
        await person.sees("2 Do go")
        await person.press("2")
        await person.type("No time")
        table.act(lambda exercise: exercise.inject("news"))
        await person.sees("New: What reached you (a)", "No time")
        await person.type(" now")
        await person.press("enter")
        await person.sees("Sent.", "You recommend: Do go", "1 Change my recommendation")
        assert [(each.move, each.reason) for each in kept(table, Recommended)] == [(("go",), "No time now")]
        await person.press("a")
        await person.sees("WHAT REACHED YOU")
        assert "New:" not in person.screen


async def test_a_decision_is_read_once_more(table: Served) -> None:
    """Escape goes back; what was typed stays. Others may dissent, in their words."""
    goes(table, *RECOMMEND, "reveal")
    async with seated(table, "head") as person:
        await person.sees("2 Do go")
        await person.press("2")
        await person.type("It is time")
        await person.press("enter")
        await person.sees("Read it once more.", "1 Decide")
        person.sees_as("80x24/read-once-more")
        assert not kept(table, Decided)
        await person.press("escape", "enter", "1")
        await person.sees("WHAT WAS DECIDED")
        assert [(each.move, each.reason) for each in kept(table, Decided)] == [(("go",), "It is time")]
    async with seated(table, "force") as person:
        await person.sees("Your dissent from this decision", "1 Put my dissent on record")
        await person.press("1", "enter")
        await person.sees("Something has to stand here.")
        await person.type("Too soon")
        await person.press("enter", "1")
        await person.sees("Sent.")
        assert [each.reason for each in kept(table, Dissented)] == ["Too soon"]


async def test_a_pause_and_an_emergency_cover_the_answers(table: Served) -> None:
    """In a pause one may still write to exercise control; in an emergency nothing of the exercise is on the screen."""
    goes(table, *RECOMMEND)
    async with seated(table, "force") as person:
        await person.sees("2 Do go")
        await person.press("2")
        await person.type("Half")
        goes(table, "pause")
        await person.sees("The exercise is paused.")
        assert "Half" not in person.screen
        await person.press("m")
        await person.type("Why")
        await person.press("enter")
        await person.sees("Sent.")
        assert [each.text for each in kept(table, Said)] == ["Why"]
        goes(table, "resume")
        await person.sees("Half")
        table.act(lambda exercise: exercise.pause(real=True))
        await person.sees("This is real.")
        person.sees_as("80x24/emergency")


async def test_an_observer_marks_by_keyboard(table: Served) -> None:
    """A criterion from a list, how it went, and what was seen."""
    goes(table, *RECOMMEND)
    async with seated(table, "watcher") as person:
        await person.sees("e evaluate")
        await person.press("e", "2", "1")
        await person.type("At once")
        await person.press("enter")
        await person.sees("Asks before deciding (Seen)")
        assert [(each.criterion, each.result, each.note) for each in kept(table, Marked)] == [
            ("asked", "seen", "At once")
        ]


async def test_a_late_answer_is_refused_in_words(table: Served) -> None:
    """The host moved on while somebody still wrote."""
    goes(table, *RECOMMEND)
    async with seated(table, "force") as person:
        await person.sees("2 Do go")
        await person.press("2")
        table.act(lambda exercise: exercise.reveal())
        person.app.screen.written("Late")  # type: ignore[attr-defined]  # before the page that says so has come
        await person.sees("not possible at this point", "Recommendations are shown")
        assert not kept(table, Recommended)


async def test_a_seat_that_is_gone_ends_the_app(table: Served) -> None:
    """The command line then asks for another seat."""
    async with seated(table, "force") as person:
        await person.sees("Lobby")
        table.act(lambda exercise: exercise.vacate("force"))
        while not person.app.gone:  # type: ignore[attr-defined]
            await person.pilot.pause()


async def test_the_survey_is_answered_in_a_terminal_too(table: Served) -> None:
    """In the debrief, question by question, none of which has to be answered; once."""
    goes(table, "brief", "end")
    async with seated(table, "force") as person:
        await person.sees("y survey", "What will you do about it")
        await person.press("y", "4")
        for _ in range(40):
            if "Sent." in person.screen:
                break
            await person.press("0" if "0 No answer" in person.screen else "enter")
        await person.sees("Sent.")
        assert "y survey" not in person.screen
    answers = table.on_loop(lambda: table.room.store.answers(table.room.id))
    assert len(answers) == 1
