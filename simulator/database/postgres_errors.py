"""What PostgreSQL says, in our words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from simulator.database.address import Server
from simulator.database.errors import (
    DamagedDatabase,
    DatabaseError,
    FailingDisk,
    FullDisk,
    LockedDatabase,
    ReadOnlyDatabase,
    RefusedByServer,
    ServerAway,
    Unstorable,
    about,
)

# Our statements are fixed. Where the server finds one wrong, the tables are not as we made them.
_BY_STATE: dict[str, type[DatabaseError]] = {
    "08": ServerAway,
    "57P": ServerAway,
    "53300": ServerAway,  # too many connections
    "57014": LockedDatabase,  # a time limit that the server's owner has set
    "28": RefusedByServer,
    "3D": RefusedByServer,
    "3F": RefusedByServer,  # nowhere to make tables
    "42501": RefusedByServer,
    "25006": ReadOnlyDatabase,
    "53": FullDisk,
    "55P03": LockedDatabase,
    "40": LockedDatabase,
    "22": Unstorable,
    "54000": Unstorable,
    "42": DamagedDatabase,
    "23": DamagedDatabase,
    "XX": DamagedDatabase,
    "58": FailingDisk,
}
"""By the longest beginning of the five signs that PostgreSQL gives each error."""


@contextmanager
def explained(server: Server) -> Iterator[None]:
    """Raise what psycopg raises as a DatabaseError, except what a constraint refuses: the caller knows why."""
    try:
        yield
    except psycopg.IntegrityError:
        raise
    except (psycopg.Error, UnicodeError, OverflowError) as error:
        raise explain(error, server) from error


def explain(error: Exception, server: Server) -> DatabaseError:
    """The same error in our words, without any part of a password."""
    kind = _kind(error)
    if kind is Unstorable:
        return Unstorable()
    first = (str(error).strip().splitlines() or [type(error).__name__])[0]
    return kind(**about(server, server.without_secrets(first)))


def _kind(error: Exception) -> type[DatabaseError]:
    state = getattr(error, "sqlstate", None)
    if state is None:
        if isinstance(error, UnicodeDecodeError):
            return DamagedDatabase
        if isinstance(error, UnicodeError | OverflowError | psycopg.DataError):
            return Unstorable
        # The connection broke, or was never made.
        return _unmade(error) if isinstance(error, psycopg.OperationalError) else DatabaseError
    for length in (5, 3, 2):
        if found := _BY_STATE.get(state[:length]):
            return found
    return DatabaseError


def _unmade(error: Exception) -> type[DatabaseError]:
    # While connecting, the library passes on the server's words and not its signs.
    refusals = ("password", "authentication", "does not exist", "pg_hba.conf", "not permitted", "permission denied")
    return RefusedByServer if any(each in str(error) for each in refusals) else ServerAway
