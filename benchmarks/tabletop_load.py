"""Twenty exercises of twelve seats at once, on one host, for five minutes: errors, what was lost, memory over time."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import httpx

from benchmarks.row import Row, alone
from benchmarks.tabletop_host import Door, HeldHost, Pass, Streams, held, seat_ids
from simulator.database import Database
from simulator.exercise.entries import Entry, Said

GROUPS, SEATS = 20, 12
SECONDS = 300
EVERY = 8.0
"""Seconds after which a seat writes again: a lively table."""

STEP = 10.0
"""Seconds after which exercise control takes a step in each group."""

FAILED = Row("tabletop load, errors", "20 exercises of 12 seats for five minutes: requests that failed", "none", "")
LOST = Row(
    "tabletop load, lost",
    "the same: acknowledged messages that are not in the logs, and streams that ended",
    "none",
    "",
)
GROWN = Row("tabletop load, memory", "the same: memory at the end, over memory after the first minute", "1, flat", "")
TRIP = Row("tabletop load, answer", "the same: until a message is acknowledged, median", "-", "ms")


class Table:
    """What seats of one exercise did."""

    def __init__(self) -> None:
        self.acknowledged: list[str] = []
        self.failed = 0
        self.trips: list[float] = []


def rows(quick: bool) -> Iterator[Row]:
    """One run, four figures."""
    tables, lost, memory = asyncio.run(_run(20 if quick else SECONDS, 4 if quick else GROUPS))
    sent = sum(len(table.acknowledged) for table in tables)
    yield alone(FAILED, sum(table.failed for table in tables), f"of {sent} messages")
    yield alone(LOST, lost)
    early = memory[min(len(memory) - 1, 6)]
    yield alone(GROWN, memory[-1] / early, f"from {early:.0f} to {memory[-1]:.0f} MB, logs included")
    yield alone(TRIP, median(trip for table in tables for trip in table.trips) * 1000)


async def _run(seconds: float, groups: int) -> tuple[list[Table], int, list[float]]:
    with held(SEATS, groups) as host:
        streams, tables, memory = Streams(), [Table() for _ in host.doors], list[float]()
        passes = []
        for door in host.doors:
            passes.append(await asyncio.to_thread(host.seated, door, seat_ids(SEATS)))
            streams.add(door, passes[-1])
        until = time.monotonic() + seconds
        limits = httpx.Limits(max_connections=None)
        async with httpx.AsyncClient(
            base_url=host.doors[0].address, trust_env=False, timeout=30, limits=limits
        ) as client:
            seats = [
                _write(client, each, table, f"{door.code} {each.seat}", until)
                for door, found, table in zip(host.doors, passes, tables, strict=True)
                for each in found
            ]
            await asyncio.gather(*seats, _lead(host, until), _weigh(host, memory, until))
        ended = streams.lost
        streams.close()
        missing = sum(_missing(host.database, door, table) for door, table in zip(host.doors, tables, strict=True))
        return tables, missing + ended, memory


async def _write(client: httpx.AsyncClient, one: Pass, table: Table, name: str, until: float) -> None:
    """A seat that writes now and then."""
    chance, n = random.Random(name), 0
    headers = {"accept": "application/json", "cookie": f"peacekeeper-pass={one.cookie}"}
    while time.monotonic() < until:
        await asyncio.sleep(chance.uniform(0, 2 * EVERY))
        text = f"{name} {n}"
        begun = time.perf_counter()
        try:
            form = {"action": "say", "text": text, "key": text}
            answer = await client.post(f"/seat/{one.seat}", data=form, headers=headers)
        except httpx.HTTPError:
            table.failed += 1
            continue
        if answer.status_code == 200:
            table.acknowledged.append(text)
            table.trips.append(time.perf_counter() - begun)
            n += 1
        else:
            table.failed += 1


async def _lead(host: HeldHost, until: float) -> None:
    """Exercise control goes round: a step, an inject, a note."""
    for group in range(1, len(host.doors) + 1):
        host.press(f"group {group}\nnext\nnext\n".encode())
    while time.monotonic() < until:
        await asyncio.sleep(STEP)
        for group in range(1, len(host.doors) + 1):
            host.press(f"group {group}\ninject A call: The governor calls.\npause\npause\n".encode())


async def _weigh(host: HeldHost, memory: list[float], until: float) -> None:
    while time.monotonic() < until:
        await asyncio.sleep(10)
        memory.append(host.memory)


def _missing(database: Path, door: Door, table: Table) -> int:
    """Acknowledged messages that are not in the log."""
    with Database.open(database, read_only=True) as opened:
        kept = [Entry.from_json(line).what for line in opened.exercises.entries(door.id)]
    said = {each.text for each in kept if isinstance(each, Said)}
    return len(set(table.acknowledged) - said)
