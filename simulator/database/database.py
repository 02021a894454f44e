"""The database with the library, runs and exercises with their logs, and what is known of them.

It is one SQLite file, or on a PostgreSQL server.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from simulator.database.address import Place, Server
from simulator.database.connection import Connection
from simulator.database.erasure import erase, owed
from simulator.database.errors import ErasureUnfinished, NoDatabase, NoDriver, OlderDatabase, UnclosedDatabase, about
from simulator.database.exercises import Exercises
from simulator.database.file import beside, holds_something, prepare, require
from simulator.database.migrations import LATEST, migrate, version
from simulator.database.notes import Notes
from simulator.database.people import People
from simulator.database.runs import Runs
from simulator.database.scenarios import Scenarios
from simulator.database.sheets import Sheets
from simulator.database.sqlite import IN_MEMORY, SqliteConnection

WAIT = 5.0
"""Seconds to wait for another program to finish writing. Each of its writes takes milliseconds."""


class Database:
    """An open database, closed by leaving it as a context. For use in one thread; another opens its own.

    `lasting` says whether what is written stays.
    """

    def __init__(self, connection: Connection, *, lasting: bool = True) -> None:
        self.connection, self.lasting = connection, lasting
        self.scenarios = Scenarios(connection)
        self.people = People(connection)
        self.runs = Runs(connection)
        self.exercises = Exercises(connection)
        self.sheets = Sheets(connection)
        self.notes = Notes(connection)

    @classmethod
    def open(cls, place: Place, *, read_only: bool = False, wait: float = WAIT) -> Self:
        """Open the file or the database on the server, make it if it is missing and upgrade it if it is older.

        With `read_only` nothing is made, upgraded or written, and a folder that cannot be written will do. On a server
        only the tables are made. Raises DatabaseError; what is refused is left as it was.
        """
        if isinstance(place, Server):
            return cls(_on_server(place, wait, read_only=read_only))
        return cls(_for_reading(place, wait) if read_only else _for_writing(place, wait))

    @classmethod
    def in_memory(cls, path: Path, *, wait: float = WAIT) -> Self:
        """What the file holds, in memory, to go on with where it cannot be written: nothing of that stays.

        Where there is no file it is empty. Raises DatabaseError where it cannot be read.
        """
        return cls(_in_memory(path, wait), lasting=False)

    def close(self) -> None:
        """Close the file. What was acknowledged is on the disk already."""
        self.connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _on_server(server: Server, wait: float, *, read_only: bool) -> Connection:
    try:
        from simulator.database.postgres import PostgresConnection
    except ImportError as error:
        raise NoDriver(**about(server)) from error
    connection = PostgresConnection(server, wait, read_only=read_only)
    with _closed_on_error(connection):
        if read_only:
            _require_latest(connection)
        else:
            _bring_up_to_date(connection)
    return connection


def _for_writing(path: Path, wait: float) -> Connection:
    prepare(path)
    if holds_something(beside(path, "-wal")):
        _look(path, wait)
    connection = SqliteConnection(path, "mode=rw", wait)
    with _closed_on_error(connection):
        version(connection)
        connection.write_ahead()
        _bring_up_to_date(connection)
    return connection


def _bring_up_to_date(connection: Connection) -> None:
    migrate(connection)
    if owed(connection):
        # It is tried again at the next start, so a failure need not stop anyone now.
        with contextlib.suppress(ErasureUnfinished):
            erase(connection)


def _require_latest(connection: Connection) -> None:
    found = version(connection)
    if found == 0:
        raise NoDatabase(**about(connection.place))
    if found < LATEST:
        raise OlderDatabase(**about(connection.place))


def _look(path: Path, wait: float) -> None:
    # After a crash there is a log left, and closing a connection that may write would fold it into the file.
    # A file that is refused must stay as it is, so look through one that may not.
    connection = SqliteConnection(path, "mode=ro", wait)
    with contextlib.closing(connection):
        version(connection)


def _for_reading(path: Path, wait: float) -> Connection:
    require(path)
    connection = SqliteConnection(path, _reading_options(path), wait)
    with _closed_on_error(connection):
        _require_latest(connection)
    return connection


def _in_memory(path: Path, wait: float) -> Connection:
    memory = SqliteConnection(path, IN_MEMORY, wait)
    with _closed_on_error(memory):
        with contextlib.suppress(NoDatabase):
            require(path)
            with contextlib.closing(SqliteConnection(path, _reading_options(path), wait)) as file:
                version(file)
                file.copy_to(memory)
        migrate(memory)
    return memory


def _reading_options(path: Path) -> str:
    # In a folder that cannot be written SQLite reads only what it is told will not change. It does not, as long as
    # nobody has a write-ahead log there; and to read that, it needs the index beside it, which it cannot make there.
    if os.access(path.parent, os.W_OK):
        return "mode=ro"
    if not holds_something(beside(path, "-wal")):
        return "mode=ro&immutable=1"
    if not beside(path, "-shm").exists():
        raise UnclosedDatabase(**about(path))
    return "mode=ro"


@contextlib.contextmanager
def _closed_on_error(connection: Connection) -> Iterator[None]:
    try:
        yield
    except BaseException:
        connection.close()
        raise
