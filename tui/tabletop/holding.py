"""Holding exercises: the server and exercise control on one event loop, until exercise control leaves."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Awaitable, Callable
from contextlib import suppress

from starlette.types import ASGIApp

from simulator.database.changes import listening
from simulator.database.errors import DatabaseError
from tui import collecting
from tui.tabletop.hosting.host import Host
from tui.tabletop.web.serving import Certificate, server

WATCH = 1.0
"""Seconds after which the watcher looks whether it is still wanted."""


async def hold(
    host: Host,
    app: ASGIApp,
    listener: socket.socket,
    certificate: Certificate | None,
    face: Callable[[], Awaitable[None]],
) -> None:
    """Serve the pages as long as exercise control's `face` runs. Raises what ended either of them."""
    served = server(app, certificate)
    collecting.stay()
    serving = asyncio.create_task(served.serve(sockets=[listener]))
    ended = threading.Event()
    watcher = threading.Thread(target=_watch, args=(host, asyncio.get_running_loop(), ended), daemon=True)
    watcher.start()
    facing = asyncio.ensure_future(face())
    try:
        await asyncio.wait({serving, facing}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        ended.set()
        served.should_exit = True
        if not facing.done():
            facing.cancel()
        with suppress(asyncio.CancelledError):
            await asyncio.gather(serving, facing)


def _watch(host: Host, loop: asyncio.AbstractEventLoop, ended: threading.Event) -> None:
    """Hear of what others add: another window, another laptop on the same server. Where a server is away, try again."""
    while not ended.is_set():
        with suppress(DatabaseError), listening(host.database.connection.place) as changes:
            while not ended.is_set():
                news = changes.wait(WATCH)
                if news and not ended.is_set():
                    with suppress(RuntimeError):  # the loop has ended in between
                        loop.call_soon_threadsafe(_take_in, host, news)
        ended.wait(WATCH)


def _take_in(host: Host, lengths: dict[str, int]) -> None:
    """Take in what is longer elsewhere than here."""
    for room in tuple(host.rooms.values()):
        if lengths.get(room.id, 0) > room.standing.length:
            with suppress(DatabaseError):  # it is told again with the next entry, and refused with the next own one
                room.catch_up()
