"""What proofs found, beside the problems: read, listed, and played from."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from simulator.problems import Place
from simulator.scenario import Move
from tests.tui.app.screens import SIZES
from tests.tui.playing import WHOLE
from tests.tui.preview.opened import previewed
from tui.preview import games as known
from tui.preview.games import Games
from tui.proof_finding import Finding


def finding(code: str, line: int | None, moves: tuple[Move, ...] | None = None, **more: object) -> Finding:
    """A finding of the gate."""
    place = Place("the-gate.yaml", line, None if line is None else 3)
    seed = None if moves is None else 1
    return Finding(code, f"Something ({code}).", place, "Look at it.", moves=moves, seed=seed, **more)  # type: ignore[arg-type]


LOST = finding("P206", 128, WHOLE[:3], weight="warning", scene="the-report")
STUCK = finding("P103", 96, (*WHOLE[:2], ("fly",)), scene="stones")
UNREAD = finding("P108", 38, weight="warning")
WHOLLY = finding("P205", None, weight="note")
FOUND = Games(played=9, scenes={"at-the-gate": 9}, found=(STUCK, LOST, UNREAD, WHOLLY), over=True)


async def test_findings_stand_with_their_lines(tmp_path: Path) -> None:
    """As soon as they are known: how grave, the line, the code; and they are counted at their scene."""
    async with previewed(tmp_path, size=(120, 60)) as trainer:
        assert "f findings" not in trainer.screen
        await trainer.hears(FOUND)
        await trainer.sees("no problems, 4 findings · saved")
        await trainer.sees("4 FINDINGS OF THE PROOFS", "line 96  Mend: P103 Something (P103). Look at it.")
        await trainer.sees("line 38  Think about: P108", "Note: P205", "1 finding", "f findings")


async def test_enter_plays_the_game_of_a_finding(tmp_path: Path) -> None:
    """F lists the findings; Enter plays the game to the state that is meant, and Escape leads back to the map."""
    async with previewed(tmp_path) as trainer:
        await trainer.hears(FOUND)
        await trainer.press("f")
        await trainer.sees("Findings: The gate", "P206")
        await trainer.press("down", "enter")
        await trainer.sees("not kept")
        assert trainer.scene == "the-report"
        await trainer.press("escape")
        await trainer.sees("f findings", "c go on")


async def test_a_mistake_is_shown_from_the_state_before_it(tmp_path: Path) -> None:
    """Where the game's last move runs into a mistake, one stands before it, and reads what would happen."""
    async with previewed(tmp_path) as trainer:
        await trainer.hears(FOUND)
        await trainer.press("f", "enter")
        await trainer.sees("The next move would be 'fly'")
        assert trainer.scene == "stones"


async def test_what_no_game_shows_is_said_to_be_so(tmp_path: Path) -> None:
    """Of a variable that nothing reads there is nothing to play."""
    async with previewed(tmp_path) as trainer:
        await trainer.hears(FOUND)
        await trainer.press("f", "down", "down", "enter")
        await trainer.sees("No game shows this")


async def test_findings_go_with_their_version(tmp_path: Path) -> None:
    """A save takes them away, and whoever looks at their list is led back to the map."""
    async with previewed(tmp_path) as trainer:
        await trainer.hears(FOUND)
        await trainer.press("f")
        await trainer.sees("Findings: The gate")
        await trainer.saves(("takes: 90", "takes: 80"))
        await trainer.sees("Preview: The gate")
        assert "f findings" not in trainer.screen


async def test_proofs_that_are_being_made_are_told(tmp_path: Path) -> None:
    """Who waits for them knows that the games are over and what goes on."""
    async with previewed(tmp_path, size=(120, 30)) as trainer:
        await trainer.hears(replace(FOUND, found=None, over=False, proving=True))
        await trainer.sees("Proofs are being made …")
        assert "They go on" not in trainer.screen


async def test_nothing_found_is_said(tmp_path: Path) -> None:
    """Where proofs find nothing, one need not wonder whether they were made."""
    async with previewed(tmp_path, size=(120, 30)) as trainer:
        await trainer.hears(replace(FOUND, found=()))
        await trainer.sees("Proofs found nothing.")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_list_of_findings(tmp_path: Path, size: tuple[int, int]) -> None:
    """The list looks as it did when somebody last looked at it."""
    async with previewed(tmp_path, size=size) as trainer:
        await trainer.hears(FOUND)
        await trainer.press("f")
        await trainer.sees("Findings: The gate", "esc to the map")
        text = trainer.screen
        assert [code for code in ("P103", "P206", "P108", "P205") if code in text] == ["P103", "P206", "P108", "P205"]


def test_findings_are_written_for_another_process() -> None:
    """With their places, games and weights, as they were."""
    assert known.read(known.written(FOUND)) == FOUND
