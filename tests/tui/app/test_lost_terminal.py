"""The connection breaks, the window is closed, the system shuts down: the program ends, and the run goes on later."""

from __future__ import annotations

import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from simulator.database import Database
from tests.tui.app.test_path import moves_of
from tests.tui.playing import GATE, peacekeeper
from tests.tui.test_terminal import Terminal

GONE = (129, -signal.SIGHUP)
"""How a program ends whose terminal is gone: by itself or by the signal."""

PATIENCE = 20
"""Seconds until a program counts as one that does not end; it takes a tenth of one."""


def broken(terminal: Terminal) -> None:
    """The other side is gone."""
    terminal.hang_up()


def told(terminal: Terminal) -> None:
    """The shell passes on that it goes away, while the terminal still stands."""
    terminal.process.send_signal(signal.SIGHUP)


def decided(terminal: Terminal, mode: str) -> None:
    """Play the app or plain mode up to the consequence of the first decision."""
    terminal.read_until("commander")
    if mode == "app":
        terminal.type("\r")
        terminal.read_until("AT THE GATE")
    terminal.type("1" if mode == "app" else "1\n")
    terminal.read_until("convoy")


@pytest.mark.parametrize("mode", ["app", "plain"])
@pytest.mark.parametrize(("lose", "controlling"), [(broken, True), (broken, False), (told, True)])
def test_a_lost_terminal_ends_the_program_and_loses_nothing(
    mode: str, lose: Callable[[Terminal], None], controlling: bool, tmp_path: Path
) -> None:
    """It ends at once, also where no signal tells it of the loss; the decision is kept, and the run is carried on."""
    db = tmp_path / "a.db"
    how = () if mode == "app" else ("--plain",)
    with Terminal("play", GATE, *how, "--no-clock", "--db", db, controlling=controlling) as terminal:
        decided(terminal, mode)
        lose(terminal)
        status = terminal.process.wait(PATIENCE)
    assert status in GONE or mode == "plain"  # it reads the end of its input, and may find nobody to say so to
    with Database.open(db) as database:
        assert moves_of(database) == [("@begin",), ("talk",)]
        assert database.runs.list()[0].status == "open"
    assert peacekeeper("play", "--resume", "--moves", "medic+water,gas", "--db", db).returncode == 0
    with Database.open(db) as database:
        assert len(moves_of(database)) == 4


def test_a_program_that_is_told_to_end_gives_the_terminal_back(tmp_path: Path) -> None:
    """On SIGTERM, as at a shutdown, the app leaves the full screen as after `q`: with status 0, and nothing lost."""
    db = tmp_path / "a.db"
    with Terminal("play", GATE, "--no-clock", "--db", db) as terminal:
        decided(terminal, "app")
        terminal.process.terminate()
        assert terminal.end() == 0
        assert "\x1b[?1049l" in terminal.text
        assert "Traceback" not in terminal.text
    with Database.open(db) as database:
        assert moves_of(database) == [("@begin",), ("talk",)]
