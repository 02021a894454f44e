"""The process in the background: one at a time, and none that stays."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path

import pytest

from tests.tui.app.terminal import terminal
from tests.tui.playing import peacekeeper
from tests.tui.preview import changed
from tui.preview.games import Games
from tui.preview.listening import Background

PATIENCE = 60
"""Seconds for a process to start and tell something: a busy machine is slow."""


class Listener:
    """Hears what a process tells."""

    def __init__(self) -> None:
        self.heard: list[Games] = []
        self.told, self.over = asyncio.Event(), asyncio.Event()

    def __call__(self, games: Games) -> None:
        self.heard.append(games)
        self.told.set()
        if games.over:
            self.over.set()


async def test_games_come_until_all_is_known(tmp_path: Path) -> None:
    """The process tells more and more, and says when it is over."""
    listener = Listener()
    background = Background(listener)
    background.start(changed.file_in(tmp_path))
    await asyncio.wait_for(listener.over.wait(), PATIENCE)
    await background.ended()
    counts = [games.played for games in listener.heard]
    assert counts == sorted(counts)
    assert set(listener.heard[-1].ways) == {"gate-open", "relieved", *listener.heard[-1].scenes}


async def test_the_process_is_killed(tmp_path: Path) -> None:
    """When the file is saved or the preview is left, the process goes at once, and is heard no more."""
    listener = Listener()
    background = Background(listener)
    background.start(changed.file_in(tmp_path))
    await asyncio.wait_for(listener.told.wait(), PATIENCE)
    process = background._process
    assert process is not None
    background.hold()
    await background.ended()
    heard = len(listener.heard)
    assert process.returncode == -9
    background.go_on()
    assert len(listener.heard) == heard


async def test_a_broken_file_is_over_at_once(tmp_path: Path) -> None:
    """Where no games can be played, nobody waits for them."""
    file = changed.file_in(tmp_path)
    file.write_text("format: [", encoding="utf-8")
    listener = Listener()
    background = Background(listener)
    background.start(file)
    await asyncio.wait_for(listener.over.wait(), PATIENCE)
    await background.ended()
    assert listener.heard == [Games(over=True)]


@pytest.mark.skipif(shutil.which("tmux") is None, reason="needs tmux, to read a real screen")
def test_in_a_real_terminal(tmp_path: Path) -> None:
    """The program shows what is saved, plays games, lets one be played, and ends well."""
    file = changed.file_in(tmp_path / "work")
    with terminal(tmp_path / "terminal", "preview", file) as screen:
        screen.sees("no problems", "silent games came to 7 of 7 scenes")
        file.write_text(changed.text(("then: who-goes-where", "then: who-goes-were")), encoding="utf-8")
        screen.sees("2 problems", "S301 There is no scene 'who-goes-were'.")
        file.write_text(changed.text(), encoding="utf-8")
        screen.sees("no problems", "silent games came to 7 of 7 scenes")
        screen.press("Down", "Down", "Enter")
        screen.sees("THE REPORT", "not kept")
        screen.press("Escape")
        screen.sees("c go on")
        screen.press("q")
        screen.sees("status 0")


def test_what_cannot_be_previewed(tmp_path: Path) -> None:
    """A file that is not there, a folder, and output that is no terminal are said in one message, with status 2."""
    file = changed.file_in(tmp_path)
    for given, words in (
        (tmp_path / "nothing.yaml", "does not exist"),
        (tmp_path, "is a directory"),
        (file, "terminal"),
    ):
        done = peacekeeper("preview", given)
        assert (done.returncode, done.stdout) == (2, "")
        assert words in done.stderr
