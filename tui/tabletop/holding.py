"""Holding exercises: the server and exercise control on one event loop, until exercise control leaves."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable
from contextlib import suppress

from starlette.types import ASGIApp

from tui.tabletop.hosting.host import Host
from tui.tabletop.web.serving import Certificate, server

WATCH = 2.0
"""Seconds between two looks at whether somebody else has added to an exercise: another window, another laptop."""


async def hold(
    host: Host,
    app: ASGIApp,
    listener: socket.socket,
    certificate: Certificate | None,
    face: Callable[[], Awaitable[None]],
) -> None:
    """Serve the pages as long as exercise control's `face` runs. Raises what ended either of them."""
    served = server(app, certificate)
    serving = asyncio.create_task(served.serve(sockets=[listener]))
    watching = asyncio.create_task(_watch(host))
    facing = asyncio.ensure_future(face())
    try:
        await asyncio.wait({serving, facing}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        watching.cancel()
        served.should_exit = True
        if not facing.done():
            facing.cancel()
        with suppress(asyncio.CancelledError):
            await asyncio.gather(serving, facing)


async def _watch(host: Host) -> None:
    """Take in what others add."""
    while True:
        await asyncio.sleep(WATCH)
        for room in tuple(host.rooms.values()):
            room.catch_up()
