"""What Windows lacks (signals, polling, niceness) is done without there; the rest goes on as everywhere.

These tests take those things away from the system that they run on: they say nothing of what else may differ.
"""

from __future__ import annotations

import asyncio
import os
import select
import signal
from typing import Any

import pytest
from textual.app import App

from tests.tui.playing import GATE
from tui.commands.lost_terminal import run_in_terminal
from tui.preview.games import Games
from tui.preview.listening import Background
from tui.stepping_back import step_back


class Short(App[None]):
    """Is over as soon as it has begun."""

    def on_mount(self) -> None:
        self.exit()

    async def run_async(self, **_: Any) -> None:
        await super().run_async(headless=True)


def test_the_app_runs_where_terminals_cannot_be_watched(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the lack of `poll` nor a loop that takes no signals keeps the app from running to its end."""

    def none(*_: object) -> None:
        raise NotImplementedError

    monkeypatch.delattr(select, "poll")
    monkeypatch.setattr(asyncio.SelectorEventLoop, "add_signal_handler", none)
    app = Short()
    run_in_terminal(app)
    assert app.return_code == 0


async def test_silent_games_end_where_no_signal_lets_them_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without signals to hold it, the process in the background goes on, and ends when it should."""
    heard: asyncio.Queue[Games] = asyncio.Queue()
    background = Background(heard.put_nowait)
    background.start(GATE)
    await heard.get()
    monkeypatch.delattr(signal, "SIGSTOP")
    monkeypatch.delattr(signal, "SIGCONT")
    background.hold()
    background.go_on()
    await asyncio.wait_for(background.ended(), 20)


def test_a_process_that_cannot_step_back_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is no niceness, nothing happens."""
    monkeypatch.delattr(os, "nice")
    step_back(5)
