"""A bad network for tests: it stands before a host, delays what passes, and cuts connections anywhere."""

from __future__ import annotations

import asyncio
import random
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

PATIENCE = 20.0
PIECE = 512
"""Bytes that pass at once: a page takes several, and may be cut within."""


class BadNetwork:
    """Cuts a connection after each piece with this chance, in either direction, and waits up to `delay` seconds."""

    def __init__(self, port: int, chance: random.Random, cut: float, delay: float) -> None:
        self._port, self._chance, self.cut, self._delay = port, chance, cut, delay
        self.address = ""
        self.cuts = 0

    async def serve(self, ready: threading.Event, ended: asyncio.Event) -> None:
        """Pass on until the end."""
        server = await asyncio.start_server(self._pass_on, "127.0.0.1", 0)
        self.address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        ready.set()
        await ended.wait()
        server.close()

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            behind, before = await asyncio.open_connection("127.0.0.1", self._port)
        except OSError:
            writer.close()
            return
        ways = [asyncio.ensure_future(self._way(reader, before)), asyncio.ensure_future(self._way(behind, writer))]
        try:
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for way in ways:
                way.cancel()
            for end in (writer, before):
                end.transport.abort()

    async def _way(self, source: asyncio.StreamReader, to: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while data := await source.read(PIECE):
                await asyncio.sleep(self._chance.uniform(0, self._delay))
                if self._chance.random() < self.cut:
                    self.cuts += 1
                    return
                to.write(data)
                await to.drain()


@contextmanager
def bad_network(port: int, seed: int, *, cut: float, delay: float) -> Iterator[BadNetwork]:
    """A bad network before a port of this machine, as long as the context lasts."""
    loop, ready = asyncio.new_event_loop(), threading.Event()
    ended = asyncio.Event()
    network = BadNetwork(port, random.Random(seed), cut, delay)

    def run() -> None:
        loop.run_until_complete(network.serve(ready, ended))
        left = asyncio.all_tasks(loop)
        for task in left:
            task.cancel()
        if left:
            loop.run_until_complete(asyncio.wait(left))
        loop.close()

    thread = threading.Thread(target=run)
    thread.start()
    assert ready.wait(PATIENCE)
    try:
        yield network
    finally:
        loop.call_soon_threadsafe(ended.set)
        thread.join(PATIENCE)
