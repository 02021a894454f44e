"""The preview as a person has it beside the editor: a file that is saved, keys, and the screen as plain text."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path

from simulator.database import Database
from tests.tui.app.person import Person, Watch
from tests.tui.playing import gate
from tests.tui.preview import changed
from tui.preview.background import known_of
from tui.preview.games import Games
from tui.preview.preview_app import PreviewApp
from tui.preview.standing import Standing

PATIENCE = 60
"""Seconds for a version to be read: a busy machine is slow."""

SAVED = 1_767_323_045
"""The time at which every version of the file is said to be saved."""

SNAPSHOTS = Path(__file__).with_name("snapshots")


class Watched(PreviewApp):
    """Says when a version was taken. No process plays games here: a test tells what they came to."""

    def __init__(self, file: Path, database: Database) -> None:
        super().__init__(file, database, stopwatch=Watch())
        self.taken = asyncio.Event()

    def take(self, standing: Standing) -> None:
        super().take(standing)
        self.taken.set()

    def _go_on_playing(self, standing: Standing) -> None:
        pass


class Trainer(Person):
    """Somebody who writes a scenario."""

    app: Watched

    @property
    def file(self) -> Path:
        """The file that is written."""
        return self.app.file

    async def saves(self, *changes: tuple[str, str], text: str | bytes | None = None) -> None:
        """Save the gate with some changes, or something else, and wait until it was read."""
        written = changed.text(*changes) if text is None else text
        self.app.taken.clear()
        beside = self.file.with_name("beside")
        beside.write_bytes(written if isinstance(written, bytes) else written.encode())
        os.utime(beside, (SAVED, SAVED))
        beside.replace(self.file)
        await self.reads()

    async def reads(self) -> None:
        """Wait until a version was read and is shown."""
        await asyncio.wait_for(self.app.taken.wait(), PATIENCE)
        await self.settled()

    async def hears(self, games: Games) -> None:
        """Let silent games tell what they came to."""
        self.app.hear(games)
        await self.settled()

    @property
    def scene(self) -> str:
        """Where the game stands that is played."""
        assert self.app.practice is not None
        return self.app.practice.run.state.scene

    def sees_as(self, name: str) -> None:
        """Compare the screen with a snapshot of the preview's own."""
        (SNAPSHOTS / name).parent.mkdir(parents=True, exist_ok=True)
        super().sees_as(str(SNAPSHOTS / name))


@cache
def played() -> Games:
    """What some silent games of the gate came to, the same each time."""
    return list(known_of(gate(), 200))[-1]


@asynccontextmanager
async def previewed(
    folder: Path, *changes: tuple[str, str], size: tuple[int, int] = (80, 24)
) -> AsyncIterator[Trainer]:
    """The preview of the gate, read, in a terminal of this size."""
    file = changed.file_in(folder / "work", *changes)
    os.utime(file, (SAVED, SAVED))
    with Database.in_memory(folder / "preview.db") as database:
        app = Watched(file, database)
        async with app.run_test(size=size) as pilot:
            trainer = Trainer(app, pilot)
            await trainer.reads()
            yield trainer
