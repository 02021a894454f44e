"""Plain mode in a real terminal: no drawing, lines that fit, and leaving at any moment."""

from __future__ import annotations

import fcntl
import os
import pty
import struct
import subprocess
import termios
import time
from pathlib import Path
from types import TracebackType
from typing import Self

import pytest

from tests.tui.playing import GATE, PROGRAM, environment

END_OF_INPUT, INTERRUPT = "\x04", "\x03"

REACTS = 0.5
"""Seconds after which a quick person has seen a prompt. An interrupt that comes between the prompt and the read is
heard only with the next key: Python looks for it before it waits."""


class Terminal:
    """A process in a terminal of its own. Where it is not `controlling`, the process is not told when it goes away."""

    def __init__(self, *arguments: str | Path, columns: int = 80, controlling: bool = True, **env: str) -> None:
        self._ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        self.process = subprocess.Popen(
            [*PROGRAM, *map(str, arguments)],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=environment(**{"TERM": "xterm", "LC_ALL": "C.UTF-8", **env}),
            start_new_session=True,
            preexec_fn=(lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0)) if controlling else None,
        )
        os.close(theirs)
        self.text = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        self.hang_up()

    def hang_up(self) -> None:
        """Take the terminal away, as a connection that breaks or a window that is closed does."""
        if self._ours >= 0:
            os.close(self._ours)
        self._ours = -1

    def type(self, keys: str) -> None:
        os.write(self._ours, keys.encode())

    def read_until(self, text: str) -> str:
        """Everything up to this text, which must come."""
        while text not in self.text:
            self.text += self._read()
        return self.text

    def end(self) -> int:
        """Everything to the end, and the exit status."""
        try:
            while True:
                self.text += self._read()
        except OSError:  # the other side has closed the terminal
            return self.process.wait()

    def _read(self) -> str:
        data = os.read(self._ours, 4096)
        if not data:
            raise OSError("closed")
        return data.decode("utf-8", "replace").replace("\r\n", "\n")


def plain(tmp_path: Path, *more: str, columns: int = 80) -> Terminal:
    return Terminal("play", GATE, "--plain", "--seed", "1", "--db", tmp_path / "a.db", *more, columns=columns)


def test_a_terminal_gets_text_and_nothing_else(tmp_path: Path) -> None:
    """No escape sequence is written, in a play, a lookup and a debrief."""
    with plain(tmp_path, "--no-clock") as terminal:
        for key in ("1", "1 2", "c", "", "2", "2", "1", "A boy.", "1", "", "3", "", "q"):
            terminal.type(f"{key}\n")
        assert terminal.end() == 0
        assert "WHAT HAPPENED TO PEOPLE" in terminal.text
        assert "\x1b" not in terminal.text


def test_lines_fit_a_narrow_terminal(tmp_path: Path) -> None:
    """In forty columns no line of prose is longer."""
    with plain(tmp_path, columns=40) as terminal:
        text = terminal.read_until("? help:")
        assert max(map(len, text.splitlines())) <= 40


def test_the_clock_is_announced_before_it_counts(tmp_path: Path) -> None:
    """A timed decision says how long it gives, with time to read, and what happens if it runs out."""
    with plain(tmp_path) as terminal:
        terminal.type("1\n1 2\n")
        text = terminal.read_until("Hold behind the wall\nChoose 1 to 3")
        assert "You have 30 seconds to decide" in text
        terminal.type("2\n")
        assert "You: Fire tear gas" in terminal.read_until("THE REPORT")


@pytest.mark.parametrize(("key", "status"), [(END_OF_INPUT, 0), (INTERRUPT, 130), ("q\n", 0)])
def test_leaving_says_how_to_carry_on(key: str, status: int, tmp_path: Path) -> None:
    """Ctrl-D, Ctrl-C and q keep the run and name the command that goes on with it."""
    with plain(tmp_path) as terminal:
        terminal.type("1\n")
        terminal.read_until("Choose numbers from 1 to 3")
        terminal.read_until("? help: ")
        time.sleep(REACTS)
        terminal.type(key)
        assert terminal.end() == status
        assert "peacekeeper play --plain --resume " in terminal.text
        assert "Traceback" not in terminal.text


@pytest.mark.parametrize("term", ["dumb", "unknown"])
def test_a_terminal_that_cannot_draw_is_told_of_plain_mode(term: str, tmp_path: Path) -> None:
    """The app does not open where it could not be read, and plain mode is named."""
    with Terminal("play", GATE, "--db", tmp_path / "a.db", TERM=term) as terminal:
        assert terminal.end() == 2
        assert terminal.text == "This terminal cannot show the full screen. Use plain mode: peacekeeper play --plain\n"


def test_a_scenario_is_chosen_from_a_list(tmp_path: Path) -> None:
    """Without a scenario, plain mode lists what there is, and takes a number or an id."""
    with Terminal("play", "--plain", "--db", tmp_path / "a.db") as terminal:
        terminal.read_until("Choose 1 to ")
        assert "\n1: " in terminal.text
        terminal.type("none\n1\n")
        assert "You are: " in terminal.read_until("You are: ")
        terminal.type(END_OF_INPUT)
        assert terminal.end() == 0
