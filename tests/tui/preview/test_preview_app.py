"""The preview: whatever is saved is shown, places are kept, and games are played from scenes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.playing import WHOLE
from tests.tui.preview.opened import Trainer, played, previewed
from tui import keeping
from tui.preview.games import Games, Way
from tui.preview.scene_list import SceneList

BROKEN = ("then: who-goes-where", "then: who-goes-were")
NEW_FIRST = (
    "scenes:\n  at-the-gate:",
    """scenes:
  alone:
    title: Alone
    text: Nobody.
    options: {on: {label: Go on, acts: [wait], then: at-the-gate}}
  at-the-gate:""",
)
AFTER_THREE = Games(played=1, scenes={"the-report": 1}, ways={"the-report": Way(1, WHOLE[:3])})


def cursor(trainer: Trainer) -> str | None:
    """The scene under the cursor."""
    return trainer.app.screen_stack[0].query_one(SceneList).at_cursor


async def test_what_is_wrong_is_shown_when_it_is_saved(tmp_path: Path) -> None:
    """A mistake is on the screen once it is saved, with its line, and gone once it is mended."""
    async with previewed(tmp_path) as trainer:
        await trainer.sees("no problems · saved")
        await trainer.saves(BROKEN)
        await trainer.sees("2 problems", "line 64  S301 There is no scene 'who-goes-were'.", "This is the last map")
        await trainer.sees("who-goes-where")
        await trainer.saves()
        await trainer.sees("no problems · saved", "no problems")
        assert "last map" not in trainer.screen


async def test_all_problems_are_read_on_the_whole_screen(tmp_path: Path) -> None:
    """P shows every problem; without one there is nothing to show."""
    async with previewed(tmp_path, BROKEN) as trainer:
        await trainer.sees("There is no map yet", "p problems")
        await trainer.press("p")
        await trainer.sees("2 PROBLEMS", "esc close")
        await trainer.press("escape")
        await trainer.saves()
        assert "p problems" not in trainer.screen


async def test_the_cursor_keeps_its_scene(tmp_path: Path) -> None:
    """A save that moves the scenes leaves the cursor at the same one, also while games come in."""
    async with previewed(tmp_path) as trainer:
        await trainer.press("down", "down", "down")
        assert cursor(trainer) == "stones"
        await trainer.saves(NEW_FIRST, ("start: at-the-gate", "start: alone"))
        await trainer.sees("Alone (alone)")
        assert cursor(trainer) == "stones"
        await trainer.hears(AFTER_THREE)
        assert cursor(trainer) == "stones"


async def test_a_scene_is_played_in_a_state_that_a_game_came_to(tmp_path: Path) -> None:
    """Enter replays a game to the scene: what was done on the way holds, and Escape leads back to the map."""
    async with previewed(tmp_path) as trainer:
        await trainer.hears(AFTER_THREE)
        await trainer.press("down", "down", "enter")
        await trainer.sees("THE REPORT", "not kept")
        assert trainer.app.practice is not None
        assert trainer.app.practice.run.records[3].move == ("gas",)
        await trainer.press("2")
        await trainer.sees("2 of 3: Cause", "The last convoy sold the food")
        await trainer.press("escape")
        await trainer.sees("Scenes, by the fewest decisions", "c go on")
        await trainer.press("c")
        await trainer.sees("THE REPORT")


async def test_nothing_that_is_played_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A game from the map leaves nothing in the history."""
    monkeypatch.setenv(keeping.VARIABLE, str(tmp_path / "history" / "peacekeeper.db"))
    async with previewed(tmp_path) as trainer:
        await trainer.press("enter", "1")
        assert len(trainer.app.database.runs.list()) == 1
        assert not trainer.app.database.lasting
        assert not Path(str(keeping.database_place())).exists()


async def test_a_scene_that_no_game_came_to_cannot_be_played_from(tmp_path: Path) -> None:
    """Without a game there is no state to play from, and that is said; where none is possible, that."""
    async with previewed(tmp_path) as trainer:
        await trainer.press("down", "enter")
        await trainer.sees("No silent game has come to 'who-goes-where' yet")
        await trainer.press("escape")
        await trainer.hears(Games(played=9, never=("who-goes-where",), over=True))
        await trainer.sees("no way here")
        await trainer.press("enter")
        await trainer.sees("No game can come to 'who-goes-where'")


async def test_an_ending_is_played_from_as_its_debrief(tmp_path: Path) -> None:
    """A game to an ending shows what a player reads of it then, and leads back to the map."""
    async with previewed(tmp_path) as trainer:
        await trainer.hears(Games(played=1, ways={"gate-open": Way(1, WHOLE)}))
        await trainer.press("end", "up", "enter")
        await trainer.sees("Which decision would you change?")
        await trainer.press("escape", "escape")
        await trainer.sees("Scenes, by the fewest decisions")


async def test_a_saved_file_keeps_the_place_in_a_game(tmp_path: Path) -> None:
    """The same moves are played again on what was saved, and the screen shows its new words."""
    async with previewed(tmp_path) as trainer:
        await trainer.press("enter", "1", "enter")
        await trainer.sees("WHO GOES WHERE")
        await trainer.saves(("You have nine soldiers.", "You have nine tired soldiers."))
        await trainer.sees("You have nine tired soldiers.", "1 move fits")
        assert trainer.scene == "who-goes-where"


async def test_a_move_that_no_longer_fits_is_told(tmp_path: Path) -> None:
    """Where an option is gone, the game stands before it, and what did not fit is said."""
    async with previewed(tmp_path) as trainer:
        await trainer.hears(AFTER_THREE)
        await trainer.press("down", "down", "enter")
        await trainer.saves(("      gas:\n", "      smoke:\n"))
        await trainer.sees("2 of 3 moves still fit. Number", "'gas' is not on offer")
        await trainer.press("escape")
        await trainer.sees("STONES")
        assert trainer.scene == "stones"


async def test_a_broken_file_leaves_the_game_as_it_is(tmp_path: Path) -> None:
    """While the file cannot be used, the game goes on on the last version, and its first line says what is wrong."""
    async with previewed(tmp_path) as trainer:
        await trainer.press("enter", "1", "enter")
        await trainer.saves(BROKEN)
        await trainer.sees("saved with 2 problems", "WHO GOES WHERE")
        await trainer.press("1", "0")
        await trainer.sees("They take their places.")
        await trainer.saves()
        await trainer.sees("nothing changed")


async def test_a_game_that_was_left_goes_on_with_the_file_as_it_is_now(tmp_path: Path) -> None:
    """Also a game that is not looked at is played again when it is gone on with."""
    async with previewed(tmp_path) as trainer:
        await trainer.press("enter", "1", "enter", "escape")
        await trainer.saves(("You have nine soldiers.", "You have nine tired soldiers."))
        await trainer.press("c")
        await trainer.sees("You have nine tired soldiers.")


async def test_ways_of_earlier_versions_serve_until_there_are_new_ones(tmp_path: Path) -> None:
    """Straight after a save a scene can be played from by a game of before; one that no longer fits is told."""
    async with previewed(tmp_path) as trainer:
        await trainer.hears(AFTER_THREE)
        await trainer.saves(("You have nine soldiers.", "You have nine tired soldiers."))
        await trainer.press("down", "down", "enter")
        await trainer.sees("THE REPORT")
        await trainer.press("escape")
        await trainer.saves(("      gas:\n", "      smoke:\n"))
        await trainer.press("enter")
        await trainer.sees("do not fit the file any more")


@pytest.mark.parametrize("text", [b"", b"\xff\xfe\x00", "format: 1", "[" * 5_000, "a: &a [*a]", "scenes: {}\n" * 300])
async def test_whatever_is_saved_the_preview_goes_on(tmp_path: Path, text: str | bytes) -> None:
    """Something that is no scenario at all shows its problems over the last good map, and the next save is read."""
    async with previewed(tmp_path) as trainer:
        await trainer.hears(played())
        await trainer.saves(text=text)
        await trainer.sees("problem", "This is the last map that could.", "At the gate (at-the-gate)")
        await trainer.saves()
        await trainer.sees("no problems")


async def test_a_file_that_is_gone_is_told(tmp_path: Path) -> None:
    """A file that was removed is a problem, not a crash; when it is there again, it is read."""
    async with previewed(tmp_path) as trainer:
        trainer.app.taken.clear()
        trainer.file.unlink()
        await trainer.reads()
        await trainer.sees("there is no such file")
        await trainer.saves()
        await trainer.sees("no problems")


async def test_a_problem_of_the_mission_area_names_its_file(tmp_path: Path) -> None:
    """The mission area beside the file is looked after too, and a problem says that it stands there."""
    async with previewed(tmp_path) as trainer:
        trainer.app.taken.clear()
        area = trainer.file.with_name("area.yaml")
        area.write_text(area.read_text(encoding="utf-8").replace("id: lowland", "id: Lowland"), encoding="utf-8")
        await trainer.reads()
        await trainer.sees("area.yaml, line 2  S208")
