"""A real host for tests: a real server on a real socket, with a real database, in a thread of its own."""

from __future__ import annotations

import asyncio
import http.client
import socket
import threading
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

import httpx

from simulator.database import Database
from simulator.database.address import Place
from simulator.exercise.entries import Entry
from simulator.exercise.exercise import Exercise
from simulator.exercise.logged import Clock
from simulator.scenario import Scenario
from tui.tabletop.hosting.host import Host, system_clock
from tui.tabletop.hosting.room import Room
from tui.tabletop.web.app import application
from tui.tabletop.web.serving import Certificate, Server, listening, names_of, server

Done = TypeVar("Done")
PATIENCE = 20.0
"""Seconds after which something that should have come has not."""


class Served:
    """A host that serves one exercise. What touches it runs on its own loop, as exercise control does."""

    def __init__(self, loop: asyncio.AbstractEventLoop, host: Host, room: Room, address: str) -> None:
        self.loop, self.host, self.room, self.address = loop, host, room, address

    def on_loop(self, do: Callable[[], Done]) -> Done:
        """Do something where the host lives."""

        async def done() -> Done:
            return do()

        return asyncio.run_coroutine_threadsafe(done(), self.loop).result(PATIENCE)

    def act(self, do: Callable[[Exercise], Any]) -> Any:
        """Do something as exercise control."""
        return self.on_loop(lambda: self.room.act(do))

    @property
    def entries(self) -> list[Entry]:
        """The log so far."""
        return self.on_loop(lambda: list(self.room.exercise.entries))

    def client(self) -> httpx.Client:
        """Somebody with a phone, outside still."""
        return httpx.Client(base_url=self.address, trust_env=False, timeout=PATIENCE)

    @contextmanager
    def seated(self, seat: str, name: str = "") -> Iterator[httpx.Client]:
        """Somebody who has taken a seat, and leaves it in the end."""
        with self.client() as client:
            joined = client.post("/join", data={"code": self.room.door.code, "name": name})
            assert joined.status_code == 303, joined.text
            taken = client.post("/seats", data={"seat": seat})
            assert taken.status_code == 303, taken.text
            try:
                yield client
            finally:
                if seat in self.room.standing.seats and self.room.standing.phase != "closed":
                    self.act(lambda exercise: exercise.vacate(seat))


@contextmanager
def served(
    folder: Path,
    scenario: Scenario,
    *,
    again: str | None = None,
    port: int = 0,
    place: Place | None = None,
    clock: Clock = system_clock,
    certificate: Certificate | None = None,
    shown: str | None = None,
    **opened: Any,
) -> Iterator[Served]:
    """Serve an exercise in its lobby as long as the context lasts, or `again` one that was served before.

    It lasts in a file in `folder`, or in the database at `place`; pages tell people the address that is `shown`.
    """

    def opens(host: Host) -> Room:
        return host.open_again(again) if again else host.open(scenario, **opened)

    loop, begun = asyncio.new_event_loop(), threading.Event()
    ended, ready, failed = asyncio.Event(), list[Served](), list[BaseException]()

    async def serve() -> None:
        with Database.open(place or folder / "held.db") as database:
            host = Host(database, clock)
            room, listener = opens(host), listening("127.0.0.1", port)
            address = f"http://127.0.0.1:{listener.getsockname()[1]}"
            ready.append(Served(loop, host, room, address))
            running = server(application(host, names_of("127.0.0.1"), shown or address), certificate)
            await _serve(running, listener, begun, ended)

    thread = threading.Thread(target=_run, args=(loop, serve, begun, failed))
    thread.start()
    assert begun.wait(PATIENCE)
    try:
        yield ready[0]
    finally:
        if thread.is_alive():
            loop.call_soon_threadsafe(ended.set)
        thread.join(PATIENCE)
        loop.close()
        assert not failed, failed


async def _serve(running: Server, listener: socket.socket, begun: threading.Event, ended: asyncio.Event) -> None:
    """Serve until the end."""
    task = asyncio.create_task(running.serve(sockets=[listener]))
    while not running.started and not task.done():
        await asyncio.sleep(0.001)
    begun.set()
    await ended.wait()
    running.should_exit = True
    running.force_exit = True
    await task


def _run(
    loop: asyncio.AbstractEventLoop,
    serve: Callable[[], Coroutine[Any, Any, None]],
    begun: threading.Event,
    failed: list[BaseException],
) -> None:
    """The thread of a host, up to the last of its tasks."""
    try:
        loop.run_until_complete(serve())
        left = asyncio.all_tasks(loop)  # of the streams, which look now and then whether the server ends
        for task in left:
            task.cancel()
        if left:
            loop.run_until_complete(asyncio.wait(left))
    except BaseException as error:
        failed.append(error)
    finally:
        begun.set()


class Ear:
    """Reads every byte of a stream, from its beginning, in a thread of its own."""

    def __init__(self, client: httpx.Client, path: str) -> None:
        self.heard = b""
        self._new = threading.Condition()
        self._ended = False
        self._connection = http.client.HTTPConnection(client.base_url.host, client.base_url.port)
        cookies = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
        self._connection.request("GET", path, headers={"Cookie": cookies})
        self._thread = threading.Thread(target=self._listen)
        self._thread.start()

    def _listen(self) -> None:
        try:
            response = self._connection.getresponse()
            while part := response.read1(65536):
                with self._new:
                    self.heard += part
                    self._new.notify_all()
        except (OSError, http.client.HTTPException):
            pass
        finally:
            with self._new:
                self._ended = True
                self._new.notify_all()

    def __enter__(self) -> Ear:
        return self

    def __exit__(self, *error: object) -> None:
        with suppress(OSError):
            self._connection.sock.shutdown(socket.SHUT_RDWR)
        self._thread.join(PATIENCE)
        self._connection.close()

    def wait_for(self, text: str) -> None:
        """Wait until this has come."""
        with self._new:
            assert self._new.wait_for(lambda: text.encode() in self.heard, PATIENCE), self.heard[-2000:]

    def wait_for_end(self) -> None:
        """Wait until nothing more comes."""
        with self._new:
            assert self._new.wait_for(lambda: self._ended, PATIENCE)


def free_port() -> int:
    """A port that is free now."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
