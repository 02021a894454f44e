"""A seat in a terminal for tests: against a real host, in the full screen, line by line, or with the client alone."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import aclosing, asynccontextmanager
from operator import methodcaller
from pathlib import Path
from typing import TypeVar

from textual.pilot import Pilot

from simulator.database import Database
from simulator.scenario import Scenario
from tests.tui.app.person import Person, Watch
from tests.tui.tabletop.served import PATIENCE, Served
from tui.settings import Settings
from tui.tabletop.hosting.host import Host
from tui.tabletop.terminal.address import Address, address
from tui.tabletop.terminal.door import Door
from tui.tabletop.terminal.page_stream import News, Shown
from tui.tabletop.terminal.seat_client import SeatClient, connected
from tui.tabletop.terminal.seat_screen import SeatScreen
from tui.tabletop.terminal.table_app import TableApp
from tui.tabletop.web.app import application
from tui.tabletop.web.serving import listening, names_of, server

Kind = TypeVar("Kind")

SOON = 0.01
"""Seconds between two tries of a client that nobody waits for."""

SNAPSHOTS = Path(__file__).with_name("snapshots")


def goes(table: Served, *steps: str) -> None:
    """Exercise control takes these steps."""
    for step in steps:
        table.act(methodcaller(step))


def kept(table: Served, kind: type[Kind]) -> list[Kind]:
    """What of this kind was done, as the log has it."""
    return [entry.what for entry in table.entries if isinstance(entry.what, kind)]


def known_in(where: Address, code: str, seat: str) -> str:
    """Come in and take a seat; the pass."""
    with Door(where) as door:
        door.join(code, "")
        door.take(seat)
        return door.known


@asynccontextmanager
async def sitting(table: Served, seat: str) -> AsyncIterator[SeatClient]:
    """Somebody in a seat, who leaves it in the end."""
    where = address(table.address)
    known = await asyncio.to_thread(known_in, where, table.room.door.code, seat)
    async with connected(where, known=known) as client:
        try:
            yield SeatClient(client, seat, SOON)
        finally:
            await asyncio.to_thread(_leave, table, seat)


def _leave(table: Served, seat: str) -> None:
    if seat in table.room.standing.seats and table.room.standing.phase != "closed":
        table.act(lambda exercise: exercise.vacate(seat))


class Hearing:
    """What a client hears of its page, one after the other."""

    def __init__(self, stream: AsyncIterator[News]) -> None:
        self._stream = stream

    async def until(self, wanted: Callable[[News], bool]) -> News:
        """The next news that is wanted."""
        async with asyncio.timeout(PATIENCE):
            async for news in self._stream:
                if wanted(news):
                    return news
        raise AssertionError("the stream ended")

    async def shows(self, phase: str) -> Shown:
        """The next page in this phase."""
        found = await self.until(lambda news: isinstance(news, Shown) and news.page.head.state == phase)
        assert isinstance(found, Shown)
        return found


@asynccontextmanager
async def hearing(client: SeatClient) -> AsyncIterator[Hearing]:
    """Listen to a page."""
    async with aclosing(client.pages()) as stream:  # type: ignore[type-var]
        yield Hearing(stream)


class Participant(Person):
    """Somebody at the full screen."""

    def sees_as(self, name: str) -> None:
        """Compare the screen with a snapshot of this folder."""
        (SNAPSHOTS / name).parent.mkdir(parents=True, exist_ok=True)
        super().sees_as(str(SNAPSHOTS / name))

    async def sees(self, *words: str) -> None:
        """Wait until all of these stand on the screen, also where a host has to answer first."""
        given_up = time.monotonic() + PATIENCE
        while not all(word in self.screen for word in words) and time.monotonic() < given_up:
            await self.settled()
        await super().sees(*words)


@asynccontextmanager
async def shown(app: TableApp, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Participant]:
    """An app in a terminal of this size."""
    async with app.run_test(size=size) as pilot:
        found: Pilot[None] = pilot
        person = Participant(app, found)  # type: ignore[arg-type]
        await person.settled()
        yield person


@asynccontextmanager
async def seated(table: Served, seat: str, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Participant]:
    """Somebody at the full screen in a seat; no time passes there."""
    async with sitting(table, seat) as client:
        app = TableApp(lambda: SeatScreen(client), Settings(), Watch())
        async with shown(app, size) as person:
            yield person


class Coming:
    """A host that goes and comes back, at the same address, with the same exercise."""

    def __init__(self, database: Database, host: Host, scenario: Scenario) -> None:
        self._database, self._scenario = database, scenario
        self.host, self.room = host, host.open(scenario)
        self._listener = listening("127.0.0.1", 0)
        self.port = self._listener.getsockname()[1]
        self.where = address(f"http://127.0.0.1:{self.port}")

    async def comes(self) -> None:
        """Serve."""
        self._server = server(application(self.host, names_of("127.0.0.1")))
        self._task = asyncio.create_task(self._server.serve(sockets=[self._listener]))
        while not self._server.started:
            await asyncio.sleep(0)

    async def goes(self) -> None:
        """Be gone, as after a power cut."""
        self._server.should_exit = self._server.force_exit = True
        for connection in list(self._server.server_state.connections):
            connection.transport.abort()
        await self._task

    async def comes_back(self) -> None:
        """Start again from what is in the database."""
        self.host = Host(self._database)
        id = self.room.id
        self.room = self.host.open_again(id)
        self._listener = listening("127.0.0.1", self.port)
        await self.comes()


@asynccontextmanager
async def coming(folder: Path, scenario: Scenario) -> AsyncIterator[Coming]:
    """A host on the loop of the test."""
    with Database.open(folder / "held.db") as database:
        found = Coming(database, Host(database), scenario)
        await found.comes()
        try:
            yield found
        finally:
            await found.goes()
