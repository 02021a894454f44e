"""A terminal that goes away: the connection broke, its window was closed, the system shuts down.

Every decision is on the disk before the screen moves on, so the program may end at once, and it must: without a
terminal the app would wait for keys for ever and keep a processor busy with it.
"""

from __future__ import annotations

import asyncio
import os
import select
import signal
import threading
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.app import App

LOST = 129
"""Exit status after the terminal was lost: the one that a shell gives to what SIGHUP ended."""


def run_in_terminal(app: App[None]) -> None:
    """Run the app until it ends, is told to end, or its terminal is gone.

    SIGHUP ends the process as it ends any other. It does not come to every process whose terminal goes: not where it
    is ignored, and not where the terminal is not the process's own. So the terminal is watched, too.
    """
    leave_when_gone()
    asyncio.run(run_until_told(app))


def leave_when_gone() -> None:
    """End the process when its terminal goes, from now on."""
    if hasattr(select, "poll"):  # not on Windows, where the program goes with its window
        threading.Thread(target=_leave_when_gone, args=(0,), name="terminal", daemon=True).start()


async def run_until_told(app: App[None]) -> None:
    """Run the app until it ends, or is told to end: then it gives the terminal back as it was."""
    with suppress(NotImplementedError):  # as Windows says: it does not tell
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, app.exit)
    await app.run_async()


def _leave_when_gone(terminal: int) -> None:
    """Wait for the end of a terminal, then end the process, quietly: there is nobody to be told."""
    poll = select.poll()
    poll.register(terminal, 0)  # nothing is read here: only errors and the end are told
    for _, what in poll.poll():
        if what & (select.POLLHUP | select.POLLERR):
            os._exit(LOST)
