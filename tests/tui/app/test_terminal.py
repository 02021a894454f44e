"""In a real terminal of 80x24: played to the end by keys, and carried on after the program was killed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from simulator.database import Database
from tests.tui.app.terminal import terminal
from tests.tui.app.test_path import WHOLE_BY_KEYS, moves_of
from tests.tui.playing import GATE, WHOLE

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="needs tmux, to read a real screen")

TMUX_NAMES = {"enter": "Enter", "escape": "Escape"}


def test_a_scenario_is_played_to_its_end(tmp_path: Path) -> None:
    """From the briefing to the debrief and the library, and then out: every screen is read as it stands."""
    file = tmp_path / "peacekeeper.db"
    with terminal(tmp_path / "first", "--db", file, "play", GATE, "--no-clock") as screen:
        screen.sees("You are: Section commander")
        for keys, seen in WHOLE_BY_KEYS[2:-1]:
            screen.press(*(TMUX_NAMES.get(key, key) for key in keys.split()))
            shown = screen.sees(*(words for words in seen if "read first" not in words and "time runs" not in words))
            assert len(shown.splitlines()) == 24
        screen.press("Escape")
        screen.sees("PEACEKEEPER", "Enter play")
        screen.press("q")
        assert "Traceback" not in screen.sees("status 0")
    with Database.open(file) as database:
        assert moves_of(database) == [("@begin",), *WHOLE]


def test_a_killed_program_is_carried_on_at_the_same_decision(tmp_path: Path) -> None:
    """The log has every decision whose consequence was shown; the library offers the run, and it goes on there."""
    file = tmp_path / "peacekeeper.db"
    with terminal(tmp_path / "first", "--db", file, "play", GATE) as screen:
        screen.sees("You are: Section commander")
        screen.press("Enter")
        screen.sees("AT THE GATE")
        screen.press("1")
        screen.sees("She says that the last convoy sold the food.")
        screen.press("Enter")
        screen.sees("WHO GOES WHERE")
        screen.press("1")
        screen.sees("[x] Medic")
        screen.kill()
    with terminal(tmp_path / "second", "--db", file) as screen:
        screen.sees("Carry on: The gate", "decision 2")
        screen.press("Enter")
        screen.sees("WHO GOES WHERE", "06:33  Radio", "9 of 9 soldiers left")
        screen.press("2", "0")
        screen.sees("They take their places.")
    with Database.open(file) as database:
        assert moves_of(database) == [("@begin",), ("talk",), ("water",)]
