"""From exercise control's key until every seat has it, beside one HTTP round trip to the same host; and memory a seat.

A key is a byte into the terminal of a real `tabletop host`; each seat is a stream of its own, read on a bare socket by
this process. A round trip is a seat's page, asked for on a connection that stays open. Both in turns.
"""

from __future__ import annotations

import asyncio
import http.client
import time
from collections.abc import Callable, Iterator

from benchmarks.row import Row, Target, measured
from benchmarks.tabletop_host import Door, Pass, Streams, held, seat_ids

SEATS = 50
KEYS = 200
PAUSE = 0.2
"""Seconds between two keys: exercise control's own screen is drawn by then, and is in nobody's way."""

KEY = Row(
    "tabletop key",
    "from exercise control's key until every one of 50 seats has it, 95th percentile",
    "one HTTP round trip (a seat's page) to the same host, 95th percentile",
    "ms",
)
MIDDLE = Row("tabletop key, median", "for comparison: the same, medians", "one HTTP round trip, median", "ms")
AT_ONCE = Row(
    "tabletop key, polling",
    "for comparison: the same as the first row",
    "50 round trips at once, as seats that ask again and again would make, 95th percentile",
    "ms",
)
MEMORY = Row(
    "tabletop memory",
    "memory of the host for each connected seat, of 240",
    "a browser terminal for each seat (textual-serve: 34 MB, measured before)",
    "MB",
)
SERVED_TERMINAL = 34.0
TARGETS = Target("at most", 5), Target("at most", 0.05)


def rows(quick: bool) -> Iterator[Row]:
    """The key, then memory."""
    keys, trips, many = _keys(20 if quick else KEYS)
    late, trip = _at(keys, 0.95), _at(trips, 0.95)
    yield measured(KEY, TARGETS[0], late, trip, late / trip)
    yield measured(MIDDLE, None, _at(keys, 0.5), _at(trips, 0.5), _at(keys, 0.5) / _at(trips, 0.5))
    yield measured(AT_ONCE, None, late, _at(many, 0.95), late / _at(many, 0.95))
    each = _memory(4 if quick else 20)
    yield measured(MEMORY, TARGETS[1], each, SERVED_TERMINAL, each / SERVED_TERMINAL)


def _at(found: list[float], share: float) -> float:
    """A percentile, in milliseconds."""
    return sorted(found)[min(int(len(found) * share), len(found) - 1)] * 1000


def _keys(count: int) -> tuple[list[float], list[float], list[float]]:
    """Seconds for keys, for round trips, and for fifty round trips at once."""
    keys, trips, many = [], [], []
    with held(SEATS, full=True) as host:
        (door,) = host.doors
        passes = host.seated(door, seat_ids(SEATS))
        streams = Streams()
        streams.add(door, passes)
        for key in (b"n", b"n"):
            time.sleep(1)
            host.press(key)
        time.sleep(1)
        ask = _asking(door, passes[0])
        for _ in range(count):
            trips.append(ask())
            streams.forget()
            begun = time.perf_counter()
            host.press(b"p")
            if not streams.all_heard.wait(20):
                raise RuntimeError("A seat has not heard of the key.")
            keys.append(time.perf_counter() - begun)
            time.sleep(PAUSE)
        streams.close()
        many += [asyncio.run(_polled(door, passes)) for _ in range(max(10, count // 4))]
    return keys, trips, many


def _asking(door: Door, one: Pass) -> Callable[[], float]:
    """Asks for a seat's page on a connection that stays open; seconds."""
    connection = http.client.HTTPConnection(door.address.removeprefix("http://"))

    def ask() -> float:
        begun = time.perf_counter()
        connection.request("GET", f"/seat/{one.seat}", headers={"Cookie": f"peacekeeper-pass={one.cookie}"})
        connection.getresponse().read()
        return time.perf_counter() - begun

    ask()
    return ask


async def _polled(door: Door, passes: list[Pass]) -> float:
    """Every seat asks for its page at the same moment, on open connections; seconds until all have it."""
    host, _, port = door.address.removeprefix("http://").partition(":")
    open_ones = [await asyncio.open_connection(host, int(port), limit=1 << 20) for _ in passes]

    async def ask(n: int) -> None:
        reader, writer = open_ones[n]
        cookie = f"Cookie: peacekeeper-pass={passes[n].cookie}"
        writer.write("\r\n".join((f"GET /seat/{passes[n].seat} HTTP/1.1", f"Host: {host}", cookie, "", "")).encode())
        head = await reader.readuntil(b"\r\n\r\n")
        length = next(line for line in head.decode().splitlines() if line.lower().startswith("content-length"))
        await reader.readexactly(int(length.split(":")[1]))

    begun = time.perf_counter()
    await asyncio.gather(*(ask(n) for n in range(len(passes))))
    seconds = time.perf_counter() - begun
    for _, writer in open_ones:
        writer.close()
    return seconds


def _memory(groups: int) -> float:
    """MB that the host grows by for each seat that is connected, with twelve in each group."""
    with held(12, groups) as host:
        streams = Streams()
        before = host.memory
        for door in host.doors:
            streams.add(door, host.seated(door, seat_ids(12)))
        time.sleep(3)
        after = host.memory
        streams.close()
        return (after - before) / (12 * groups)
