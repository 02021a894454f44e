"""The process in the background: started for a version of the file, killed with the next, heard line by line."""

from __future__ import annotations

import asyncio
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from tui.preview.games import Games, read

QUIET = 0.4
"""Seconds without another save before a process is started: a machine with two cores has the editor to serve first."""

LONGEST_LINE = 1 << 24
"""Bytes of a line that are read."""


class Background:
    """At most one process at a time. `tell` is called with what it knows, as long as the version is the same."""

    def __init__(self, tell: Callable[[Games], None]) -> None:
        self._tell = tell
        self._task: asyncio.Task[None] | None = None
        self._process: Process | None = None

    def start(self, file: Path) -> None:
        """Play this file's games from now on, and nothing else any more."""
        self.stop()
        self._task = asyncio.create_task(self._run(file))

    def hold(self) -> None:
        """Let it wait: there is something more urgent to do."""
        self._send("SIGSTOP")

    def go_on(self) -> None:
        """Let it go on."""
        self._send("SIGCONT")

    def _send(self, name: str) -> None:
        """Send the signal of this name. Windows has none: the process does not wait there."""
        what = getattr(signal, name, None)
        if what is not None and self._process is not None and self._process.returncode is None:
            with suppress(ProcessLookupError):
                self._process.send_signal(what)

    def stop(self) -> None:
        """Kill the process at once."""
        if self._task is not None:
            self._task.cancel()
        if self._process is not None and self._process.returncode is None:
            with suppress(ProcessLookupError):
                self._process.kill()
        self._task = self._process = None

    async def ended(self) -> None:
        """Kill the process and wait until it is gone."""
        process = self._process
        self.stop()
        if process is not None:
            await process.wait()

    async def _run(self, file: Path) -> None:
        await asyncio.sleep(QUIET)
        program = (sys.executable, "-P", "-m", "tui.preview.background", str(file))
        try:
            process = await asyncio.create_subprocess_exec(
                *program, stdin=DEVNULL, stdout=PIPE, stderr=DEVNULL, limit=LONGEST_LINE
            )
        except OSError:
            return  # no games, then; the file is checked all the same
        self._process = process
        try:
            await self._hear(process)
        finally:
            if process.returncode is None:
                with suppress(ProcessLookupError):
                    process.kill()

    async def _hear(self, process: Process) -> None:
        assert process.stdout is not None  # it was asked for
        games = Games()
        with suppress(ValueError):
            while line := await process.stdout.readline():
                games = read(line)
                self._tell(games)
        if not games.over:  # it came to grief: what it told holds, and no more is to be waited for
            self._tell(replace(games, over=True))
