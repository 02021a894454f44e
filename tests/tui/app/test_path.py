"""The whole path at 80x24: library, briefing, every kind of scene, ending, debrief, library."""

from __future__ import annotations

from simulator.database import Database
from tests.tui.app.person import opened
from tests.tui.playing import WHOLE
from tui import keeping
from tui.keeping import CHANGE


def moves_of(database: Database) -> list[tuple[str, ...]]:
    row = database.runs.list()[0]
    return [tuple(record.move) for record in keeping.records_of(database, row.id)]


WHOLE_BY_KEYS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("", ("not an official", "The gate", "tactical, 5 min", "Stones are thrown.")),
    ("enter", ("You are: Section commander", "SITUATION", "Enter begin", "more below: PgDn")),
    ("enter", ("AT THE GATE", "day 1 · 06:30", "1 Walk to the gate", "4 Hold, and watch", "esc pause")),
    ("1", ("You: Walk to the gate", "the last convoy sold the food.", "06:33  Radio", "Tactical: You know now who")),
    ("enter", ("WHO GOES WHERE", "9 of 9 soldiers left", "Take at least 1")),
    ("1 2", ("[x] Medic", "[x] Four with water", "[ ] Six with shields", "2 of 9 soldiers left")),
    ("0", ("They take their places.",)),
    ("enter", ("STONES", "If time runs out: Hold behind the wall", "read first (0:30)")),
    ("2", ("The gas drifts over the wall.",)),
    ("enter", ("THE REPORT", "A LETTER FROM THE MAYOR", "Flash report, 1 of 3: Casualties")),
    ("2 1", ("Flash report, 3 of 3: Remarks",)),
    ("t w o enter", ("1. Casualties\n       Counted by the medic", "3. Remarks\n       two", "1 Send it")),
    ("2", ("FLASH REPORT", "▸ 3. Remarks", "3 of 3: Remarks")),
    ("enter", ("3. Remarks\n       two", "1 Send it")),
    ("1", ("Sent.",)),
    ("enter", ("EIGHT O'CLOCK",)),
    ("1 enter", ("THE GATE OPENS", "People walk in, one by one.", "To the debrief")),
    ("enter", ("Ending: The gate opens", "Which decision would you change?", "1 06:30  At the gate: Walk", "esc skip")),
    ("3", ("WHAT HAPPENED TO PEOPLE", "boys: 1 gassed", "Enter decisions")),
    ("enter", ("Decision 3, 06:37: Stones", "esc page one")),
    ("b", ("Decision 2, 06:34: Who goes where",)),
    ("escape", ("WHAT HAPPENED TO PEOPLE", "Enter decisions")),
    ("l", ("WHAT THIS SCENARIO TRAINS", "Warn before you fire")),
    ("escape", ("WHAT HAPPENED TO PEOPLE", "esc back")),
    ("escape", ("PEACEKEEPER", "The gate", "q quit")),
)
"""A whole play: keys, and what stands on the screen after them."""


async def test_a_scenario_is_played_from_the_library_to_the_debrief_and_back(database: Database) -> None:
    """Keys alone lead through every kind of scene; what was chosen is what the log has."""
    async with opened(database) as person:
        for keys, seen in WHOLE_BY_KEYS:
            await person.press(*keys.split())
            await person.sees(*seen)
        assert "Carry on" not in person.screen
    row = database.runs.list()[0]
    assert (row.status, row.ending, row.mode) == ("finished", "gate-open", "coached")
    assert moves_of(database) == [("@begin",), *WHOLE]
    notes = {(note.number, note.field): note.text for note in database.notes.list(row.id)}
    assert notes == {(4, "remarks"): "two", (6, CHANGE): "3"}


async def test_an_exam_says_nothing_before_its_end(database: Database) -> None:
    """In an exam the author's and the rules' feedback stay away until the debrief, and the first line says exam."""
    async with opened(database) as person:
        await person.press("enter", "e")
        await person.sees("AT THE GATE", "exam · day 1 · 06:30")
        await person.press("1")
        await person.sees("She says that the last convoy sold the food.")
        assert "Tactical" not in person.screen
    assert database.runs.list()[0].mode == "exam"


async def test_a_name_is_kept_only_where_one_is_written(database: Database) -> None:
    """Without a name the player is a guest; N leads to the line for it, and Enter back to the list."""
    async with opened(database) as person:
        await person.press("n")
        await person.type("Ana")
        await person.press("enter", "enter", "enter")
        await person.sees("AT THE GATE")
    assert [one.name for one in database.people.list()] == ["Ana"]
    assert database.runs.list()[0].person == database.people.list()[0].id


async def test_the_first_scene_tells_what_arrives_with_it_and_papers_open_over_the_play(database: Database) -> None:
    """Card, orders, maps, documents, words and help open over the decision, close again, and change nothing."""
    papers = {
        "f1": "ROE card, military component",
        "f2": "SITUATION",
        "f3": "~~~~~~~~ river ~~~~~~~~",
        "d": "gate====|road|",
        "g": "FPU",
        "question_mark": "Choose with the number keys",
    }
    async with opened(database) as person:
        await person.press("enter", "enter")
        await person.sees("AT THE GATE")
        before = person.screen
        for key, shown in papers.items():
            await person.press(key)
            await person.sees(shown, "esc close")
            await person.press("escape")
            await person.sees("AT THE GATE")
            assert person.screen == before
    assert database.runs.list()[0].length == 1


async def test_a_note_is_kept_and_an_unwritten_one_is_not(database: Database) -> None:
    """N opens a line: Enter keeps what was written, Escape keeps nothing."""
    async with opened(database) as person:
        await person.press("enter", "enter", "n")
        await person.sees("Your note")
        await person.type("watch left")
        await person.press("enter", "n", "x", "escape")
        await person.sees("AT THE GATE")
    assert [note.text for note in database.notes.list(database.runs.list()[0].id)] == ["watch left"]


async def test_enter_alone_decides_nothing(database: Database) -> None:
    """A key pressed twice goes on from a consequence, but no option is chosen before the player moves to one."""
    async with opened(database) as person:
        await person.press("enter", "enter", "enter", "enter", "9", "x")
        await person.sees("AT THE GATE")
        assert database.runs.list()[0].length == 1
        await person.press("down", "down", "enter")
        await person.sees("You: Order the crowd by loudspeaker")


async def test_enter_pressed_twice_at_once_goes_one_way_only(database: Database) -> None:
    """What came of a decision is not passed over by a key that bounced."""
    async with opened(database) as person:
        await person.press("enter", "enter", "down")
        await person.press_at_once("enter", "enter")
        await person.sees("You: Walk to the gate", "Go on")


async def test_numbers_may_be_typed_faster_than_the_screen_answers(database: Database) -> None:
    """No number is lost in a selection, nor in a form, whose next field they find."""
    async with opened(database) as person:
        await person.press("enter", "enter", "1", "enter")
        await person.press_at_once("1", "2", "0")
        await person.sees("You: Medic and two at the wall", "You: Four with water")
        await person.press("enter", "2", "enter")
        await person.press_at_once("2", "1")
        await person.sees("3 of 3: Remarks")
        await person.press_at_once("o", "k", "enter", "1")
        await person.sees("You: ")
    assert moves_of(database)[-1] == ("counted", "food")


async def test_ctrl_c_says_how_to_quit_and_q_quits(database: Database) -> None:
    """Nothing is ended by the key that copies elsewhere."""
    async with opened(database) as person:
        await person.press("ctrl+c")
        await person.sees("Ctrl+Q quits.")
        await person.press("escape", "q")
        assert person.app._exit


async def test_more_than_the_budget_cannot_be_taken(database: Database) -> None:
    """What there is not enough for stays out, and the screen says why."""
    async with opened(database) as person:
        await person.press("enter", "enter", "1", "enter", "1", "2", "3")
        await person.sees("Not enough left for that.", "[ ] Six with shields", "2 of 9 soldiers left")
        await person.press("1", "2")
        await person.sees("9 of 9 soldiers left", "Take at least 1")
        await person.press("3", "0")
        await person.sees("They take their places.")


async def test_a_form_can_be_gone_back_in(database: Database) -> None:
    """One field back, also from free text and from the end, and what was written is still there."""
    async with opened(database) as person:
        await person.press("enter", "enter", "3", "enter")
        await person.sees("1 of 3: Casualties")
        await person.press("1", "1", "h", "i", "enter", "2")
        await person.sees("3 of 3: Remarks", "hi")
        await person.press("enter", "2", "tab")
        await person.press("1")
        await person.sees("2 of 3: Cause")
        await person.press("2")
        await person.sees("1 of 3: Casualties")
