"""Changes: hearing of entries that other programs add to the logs of exercises, once these are on the disk.

A server tells those who listen. A file is looked at often: SQLite says cheaply whether anybody has written.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from simulator.database.address import Place
from simulator.database.connection import Connection
from simulator.database.database import WAIT, Database

if TYPE_CHECKING:
    from simulator.database.postgres import PostgresConnection

Lengths = dict[str, int]

PAUSE = 0.05
"""Seconds between two looks at a file: less than anybody at a table notices."""

LENGTHS = """
    select id, coalesce((select max(number) + 1 from exercise_entries where exercise = id), 0) from exercises"""

CHANNEL = "peacekeeper"
"""Where the trigger on entries tells of them: see simulator/database/migrations.py."""


class Changes(Protocol):
    """Hears of entries. For use in one thread, which waits; it has a connection of its own."""

    def wait(self, seconds: float) -> Lengths:
        """The exercises whose logs have grown since the last call or the beginning, with their new lengths.

        It comes back as soon as there is one, or after so many seconds with none. What was appended while the
        connection was lost is told by the first call that has one again. Raises DatabaseError.
        """
        ...


@contextmanager
def listening(place: Place, *, wait: float = WAIT) -> Iterator[Changes]:
    """Hear of all entries that are added from now on, by whomever. Raises DatabaseError where there is no database."""
    with Database.open(place, read_only=True, wait=wait) as database:
        yield _Looking(database.connection) if database.connection.kind == "sqlite" else _Told(database.connection)


class _Known:
    """What is known of the lengths of logs."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known: Lengths = {}

    def look(self) -> Lengths:
        """What has grown, by looking at all."""
        return self.grown(dict(self._connection.read(lambda id, length: (str(id), int(length)), LENGTHS)))

    def grown(self, lengths: Lengths) -> Lengths:
        """Those that are new; from now on they are known."""
        news = {id: length for id, length in lengths.items() if length > self._known.get(id, 0)}
        self._known |= news
        return news


class _Looking:
    """Looks at a file again and again."""

    def __init__(self, connection: Connection) -> None:
        self._connection, self._known = connection, _Known(connection)
        self._seen = self._version()
        self._known.look()

    def wait(self, seconds: float) -> Lengths:
        """See Changes."""
        end = time.monotonic() + seconds
        while True:
            version = self._version()
            if version != self._seen and (news := self._known.look()):
                return news
            self._seen = version
            if (left := end - time.monotonic()) <= 0:
                return {}
            time.sleep(min(PAUSE, left))

    def _version(self) -> int | None:
        # Another number whenever another connection has committed something.
        return self._connection.read_one(int, "pragma data_version")


class _Told:
    """Is told by a server."""

    def __init__(self, connection: Connection) -> None:
        self._connection: PostgresConnection = connection  # type: ignore[assignment]  # the other kind is looked at
        self._known = _Known(connection)
        self._connection.hear(CHANNEL, 0)
        self._known.look()

    def wait(self, seconds: float) -> Lengths:
        """See Changes."""
        end = time.monotonic() + seconds
        while True:
            said = self._connection.hear(CHANNEL, max(0.0, end - time.monotonic()))
            # None: the connection is a new one, and nobody listened in between.
            news = self._known.look() if said is None else self._known.grown(_read(said))
            if news or time.monotonic() >= end:
                return news


def _read(said: list[str]) -> Lengths:
    lengths: Lengths = {}
    for each in said:
        length, _, id = each.partition(" ")
        lengths[id] = max(int(length), lengths.get(id, 0))
    return lengths
