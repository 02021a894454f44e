"""A real terminal: tmux runs the program, keys go in as bytes, and the screen comes out as plain text."""

from __future__ import annotations

import os
import select
import shlex
import signal
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.tui.playing import PROGRAM, environment

PATIENCE = 30
"""Seconds until a screen is given up for lost; a busy machine starts slowly."""


class Terminal:
    """One program in a terminal of its own. `output` is a pipe to which the program's output is copied."""

    def __init__(self, server: Sequence[str], output: int) -> None:
        self._server, self._output = server, output

    def tmux(self, *arguments: str) -> str:
        """What tmux answers."""
        done = subprocess.run([*self._server, *arguments], capture_output=True, text=True, check=True)
        return done.stdout.rstrip("\n")

    def press(self, *keys: str) -> None:
        """Press keys by tmux's names."""
        self.tmux("send-keys", *keys)

    @property
    def screen(self) -> str:
        """What stands on the screen."""
        return self.tmux("capture-pane", "-p")

    def sees(self, *words: str) -> str:
        """Wait until all of these stand on the screen; that screen. Looks whenever the program has written."""
        given_up = time.monotonic() + PATIENCE
        while not all(word in (screen := self.screen) for word in words):
            assert time.monotonic() < given_up, f"{[word for word in words if word not in screen]} not in:\n{screen}"
            if select.select([self._output], [], [], 0.2)[0]:
                os.read(self._output, 1 << 16)
        return screen

    def resize(self, width: int, height: int) -> None:
        """Make the terminal another size."""
        self.tmux("resize-window", "-x", str(width), "-y", str(height))

    def kill(self) -> None:
        """End the program as a power cut does."""
        os.killpg(int(self.tmux("display-message", "-p", "#{pane_pid}")), signal.SIGKILL)


@contextmanager
def terminal(
    folder: Path, *arguments: str | Path, width: int = 80, height: int = 24, inside: Sequence[str] = (), **env: str
) -> Iterator[Terminal]:
    """The program with these arguments in a terminal of this size; at its end `status` and its exit status stand there.

    `folder` is new and this terminal's own. `inside` is a command that runs commands, `env` more of the
    environment.
    """
    folder.mkdir()
    pipe = folder / "output"
    os.mkfifo(pipe)
    output = os.open(pipe, os.O_RDWR)  # also for writing, so that opening waits for nobody
    server = ("tmux", "-S", str(folder / "tmux"), "-f", "/dev/null")
    settings = [f"{name}={value}" for name, value in environment(TERM="screen-256color", LANG="C.UTF-8", **env).items()]
    program = shlex.join([*inside, "env", "-i", *settings, *PROGRAM, *map(str, arguments)])
    size = ("-x", str(width), "-y", str(height))
    found = Terminal(server, output)
    found.tmux("new-session", "-d", *size, "cat", ";", "set", "remain-on-exit", "on")
    try:
        found.tmux("pipe-pane", "-O", f"exec cat >{shlex.quote(str(pipe))}")
        found.tmux("respawn-pane", "-k", f"{program}; echo status $?; exec cat")
        yield found
    finally:
        found.tmux("kill-server")
        os.close(output)
