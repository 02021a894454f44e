"""Erasing: what is deleted leaves no bytes behind, as far as the database can see to that."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from simulator.database.connection import Connection, Statements
from simulator.database.errors import DatabaseError, ErasureUnfinished, about


@contextmanager
def erasing(connection: Connection) -> Iterator[Statements]:
    """A transaction that deletes, after which the bytes are erased too.

    Raises ErasureUnfinished when the rows are gone but another program, or a full disk, is in the way of the
    rest. That debt is on record with the deletion itself, so that a crash in between is made good later too.
    """
    with connection.write() as statements:
        yield statements
        statements.execute("insert into erasure values (1) on conflict do nothing")
    erase(connection)


def owed(connection: Connection) -> bool:
    """Whether something was deleted whose bytes may still be there."""
    return connection.read_one(bool, "select owed from erasure") is not None


def erase(connection: Connection) -> None:
    """Write anew what is left, and settle the debt."""
    try:
        connection.rewrite()
        with connection.write() as statements:
            statements.execute("delete from erasure")
    except DatabaseError as error:
        raise ErasureUnfinished(**about(connection.place, error.message)) from error
