"""A real terminal: tmux runs the program, keys go in as bytes, and the screen comes out as plain text."""

from __future__ import annotations

import os
import select
import shlex
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
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
        """Wait until all of these stand on the screen; that screen."""
        self._wait(lambda: all(word in self.screen for word in words), words)
        return self.screen

    def status(self) -> str:
        """Wait until the program has ended of itself; its exit status."""
        asked = ("display-message", "-p", "#{pane_dead_status}")
        self._wait(lambda: self.tmux(*asked) != "", "its end")
        return self.tmux(*asked)

    def _wait(self, happened: Callable[[], bool], what: object) -> None:
        """Look whenever the program has written, and now and then."""
        given_up = time.monotonic() + PATIENCE
        while not happened():
            assert time.monotonic() < given_up, f"{what} did not come:\n{self.screen}"
            if select.select([self._output], [], [], 0.2)[0]:
                os.read(self._output, 1 << 16)

    def kill(self) -> None:
        """End the program as a power cut does."""
        os.kill(int(self.tmux("display-message", "-p", "#{pane_pid}")), signal.SIGKILL)


@contextmanager
def terminal(folder: Path, *arguments: str | Path, width: int = 80, height: int = 24) -> Iterator[Terminal]:
    """The program with these arguments in a terminal of this size. `folder` is new and this terminal's own."""
    folder.mkdir()
    pipe = folder / "output"
    os.mkfifo(pipe)
    output = os.open(pipe, os.O_RDWR)  # also for writing, so that opening waits for nobody
    server = ("tmux", "-S", str(folder / "tmux"), "-f", "/dev/null")
    settings = [f"{name}={value}" for name, value in environment(TERM="screen-256color", LANG="C.UTF-8").items()]
    program = shlex.join(["env", "-i", *settings, *PROGRAM, *map(str, arguments)])
    size = ("-x", str(width), "-y", str(height))
    found = Terminal(server, output)
    found.tmux("new-session", "-d", *size, "cat", ";", "set", "remain-on-exit", "on")
    try:
        found.tmux("pipe-pane", "-O", f"exec cat >{shlex.quote(str(pipe))}")
        found.tmux("respawn-pane", "-k", f"exec {program}")
        yield found
    finally:
        found.tmux("kill-server")
        os.close(output)
