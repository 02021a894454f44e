"""A person at the app: opens it, presses keys, and reads the screen as plain text."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from textual import events
from textual.pilot import Pilot

from simulator.database import Database
from tests.tui.playing import SMALL
from tui.app.app import PeacekeeperApp
from tui.app.opening import Opening
from tui.settings import Settings
from tui.shelf import Shelf

SNAPSHOTS = Path(__file__).with_name("snapshots")
DRAW = "DRAW_SNAPSHOTS"
"""The environment variable with which snapshots are drawn anew instead of compared."""
ROUNDS = 4
"""Rounds of messages until a key has had its effect: app, focused widget, screen, and the text's own line."""


class Watch:
    """A stopwatch that stands still until it is told how many seconds have passed."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class Person:
    """Presses keys and reads."""

    def __init__(self, app: PeacekeeperApp, pilot: Pilot[None]) -> None:
        self.app, self.pilot = app, pilot

    async def press(self, *keys: str) -> None:
        """Press keys by Textual's names, one after the other, each when the last has had its effect."""
        for key in keys:
            await self.press_at_once(key)

    async def press_at_once(self, *keys: str) -> None:
        """Press keys faster than the app answers."""
        for key in keys:
            self.app.post_message(events.Key(key, " " if key == "space" else key if len(key) == 1 else None))
        await self.settled()

    async def type(self, text: str) -> None:
        """Write into a line."""
        for letter in text:
            await self.press("space" if letter == " " else letter)

    async def resize(self, width: int, height: int) -> None:
        """Make the terminal another size."""
        await self.pilot.resize_terminal(width, height)
        await self.settled()

    async def settled(self) -> None:
        """Let every message have its effect."""
        for _ in range(ROUNDS):
            for pump in (self.app, self.app.screen):
                done = asyncio.Event()
                pump.call_after_refresh(done.set)
                with suppress(TimeoutError):  # a screen that was closed meanwhile answers no more
                    await asyncio.wait_for(done.wait(), 0.25)

    @property
    def screen(self) -> str:
        """What the terminal shows, without colours and without blanks at the ends of lines."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)

    async def sees(self, *words: str) -> None:
        """Wait until all of these stand on the screen."""
        for _ in range(20):
            if all(word in self.screen for word in words):
                return
            await self.settled()
        raise AssertionError(f"{[word for word in words if word not in self.screen]} not in:\n{self.screen}")

    def sees_as(self, name: str) -> None:
        """Compare the screen with the snapshot of this name; `make snapshots` draws it instead, to be looked at."""
        file = SNAPSHOTS / f"{name}.txt"
        if os.environ.get(DRAW):
            file.parent.mkdir(exist_ok=True)
            file.write_text(self.screen + "\n", encoding="utf-8")
        assert file.exists(), f"{name} has no snapshot: `make snapshots` draws it"
        assert self.screen + "\n" == file.read_text(encoding="utf-8")


@asynccontextmanager
async def opened(
    database: Database,
    opening: Opening | None = None,
    *,
    watch: Callable[[], float] | None = None,
    settings: Settings | None = None,
    size: tuple[int, int] = (80, 24),
) -> AsyncIterator[Person]:
    """The app on a library of small scenarios, in a terminal of this size; no time passes without a watch."""
    app = PeacekeeperApp(database, Shelf(database, SMALL), opening, settings=settings, stopwatch=watch or Watch())
    async with app.run_test(size=size) as pilot:
        person = Person(app, pilot)
        await person.settled()
        yield person
