"""Erasing: what is deleted leaves no bytes behind, in the file or in its write-ahead log."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from simulator.database.connection import Connection
from simulator.database.errors import DatabaseError, ErasureUnfinished, LockedDatabase, about, explained


@contextmanager
def erasing(connection: Connection) -> Iterator[sqlite3.Connection]:
    """A transaction that deletes, after which the bytes are erased too.

    Raises ErasureUnfinished when the rows are gone but another program, or a full disk, is in the way of the
    rest. That debt is on record with the deletion itself, so that a crash in between is made good later too.
    """
    with connection.write() as sqlite:
        yield sqlite
        sqlite.execute("insert or ignore into erasure values (1)")
    erase(connection)


def owed(connection: Connection) -> bool:
    """Whether something was deleted whose bytes may still be there."""
    return connection.read_one(bool, "select owed from erasure") is not None


def erase(connection: Connection) -> None:
    """Write the file anew from what is left in it, empty the write-ahead log, and settle the debt."""
    try:
        _rewrite(connection)
        with connection.write() as sqlite:
            sqlite.execute("delete from erasure")
    except DatabaseError as error:
        raise ErasureUnfinished(**about(connection.path, error.message)) from error


def _rewrite(connection: Connection) -> None:
    with explained(connection.path):
        # Overwriting what is deleted is not enough: rows that moved have left copies in free space.
        connection.sqlite.execute("vacuum")
        # Everything is in the log now. It can be folded into the file and emptied once nobody reads from it.
        busy, *_ = connection.sqlite.execute("pragma wal_checkpoint(truncate)").fetchone()
    if busy:
        raise LockedDatabase(**about(connection.path))
