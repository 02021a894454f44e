"""The connection to the database file: how it is opened, read and written."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from simulator.database.errors import DamagedDatabase, DatabaseError, about, explain, explained

Row = TypeVar("Row")

# What SQLite does not remember in the file.
SETTINGS = (
    "pragma synchronous = full",  # a commit is on the disk before it returns
    "pragma fullfsync = on",  # and on macOS not only in the drive's memory
    "pragma foreign_keys = on",
    "pragma secure_delete = on",  # what is deleted is overwritten
    "pragma temp_store = memory",  # sorting and rewriting leave no copies elsewhere on the disk
)

PAUSE = 0.02
"""Seconds between two attempts at what SQLite itself does not wait for."""


class Connection:
    """One connection to one existing file, for use in one thread. All that it raises is DatabaseError."""

    def __init__(self, path: Path, options: str, wait: float) -> None:
        """Connect with SQLite's own URI options, `mode=rw` for one; `wait` seconds for other programs.

        With `mode=memory` the database is in memory, and the path only names it.
        """
        self.path = path
        self._wait = wait
        with explained(path):
            self.sqlite = sqlite3.connect(
                f"{path.absolute().as_uri()}?{options}", uri=True, timeout=wait, isolation_level=None
            )
            for setting in SETTINGS:
                self.sqlite.execute(setting)

    def close(self) -> None:
        """Close it. The last program to do so folds the write-ahead log into the file."""
        self.sqlite.close()

    def read(self, build: Callable[..., Row], query: str, *values: object) -> list[Row]:
        """Each row of the answer, built from its columns."""
        with explained(self.path):
            found = self.sqlite.execute(query, values).fetchall()
        try:
            return [build(*columns) for columns in found]
        except (ValueError, TypeError) as error:
            raise DamagedDatabase(**about(self.path, error)) from error

    def copy_to(self, other: Connection) -> None:
        """Copy everything into another connection's database, whose content is replaced."""
        with explained(self.path):
            self.sqlite.backup(other.sqlite)

    def read_one(self, build: Callable[..., Row], query: str, *values: object) -> Row | None:
        """The first row of the answer, or None where there is none."""
        return next(iter(self.read(build, query, *values)), None)

    @contextmanager
    def write(self, refused: Callable[[], DatabaseError] | None = None) -> Iterator[sqlite3.Connection]:
        """A transaction that may write from its first statement. It ends on the disk, whole, or is undone.

        Inside another one it is a part of that, which ends for all.
        Where a constraint refuses a statement, the error that `refused` makes is raised.
        """
        try:
            with explained(self.path), self._transaction():
                yield self.sqlite
        except sqlite3.IntegrityError as error:
            raise (refused() if refused else explain(error, self.path)) from error

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        within = self.sqlite.in_transaction
        if within:
            yield
            return
        # Immediate: one that begins by reading and then writes is refused at once when another has written.
        self.sqlite.execute("begin immediate")
        try:
            yield
            self.sqlite.execute("commit")
        except BaseException:
            if self.sqlite.in_transaction:
                self.sqlite.execute("rollback")
            raise

    def write_ahead(self) -> None:
        """Let readers go on while one program writes. The file remembers it."""
        with explained(self.path):
            if self.sqlite.execute("pragma journal_mode").fetchone() != ("wal",):
                self._patiently("pragma journal_mode = wal")

    def _patiently(self, statement: str) -> None:
        """Execute what fails at once, instead of waiting, while another program holds the file."""
        for _ in range(int(self._wait / PAUSE)):
            try:
                self.sqlite.execute(statement)
                return
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                    raise
                time.sleep(PAUSE)
        self.sqlite.execute(statement)
