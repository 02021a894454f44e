"""PostgreSQL: the connection to a server, how it is made, made anew, read and written.

Only this module and those named like it import psycopg, and only an address of a server makes them be imported.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from math import ceil
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict

from simulator.database.address import Server
from simulator.database.connection import Cursor, Found, Kind, Row, Step, built
from simulator.database.errors import DatabaseError, LockedDatabase, ServerAway, UnknownServer, WrongEncoding, about
from simulator.database.postgres_errors import explain, explained
from simulator.database.postgres_words import PostgresTables, translated

# What it says there is said by our errors; without this it would come on the screen.
logging.getLogger("psycopg").addHandler(logging.NullHandler())

DEFAULTS = {"application_name": "peacekeeper", "keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 3}
"""Where the address does not say otherwise. A server whose cable was pulled is noticed in half a minute."""

SETTINGS = """
    select set_config('lock_timeout', %s, false),
           set_config('default_transaction_read_only', %s, false),
           set_config('default_transaction_isolation', 'read committed', false),
           set_config('synchronous_commit', case current_setting('synchronous_commit') when 'off' then 'on'
                      else current_setting('synchronous_commit') end, false)"""
"""A commit is on the disk before it returns. A server that waits for its copies too goes on doing that."""

ONE_AFTER_THE_OTHER = "select pg_advisory_xact_lock(1346715971)"

HELD = """
    select exists (select from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
                   and greatest(age(backend_xmin), age(backend_xid)) > age(cast(%s as xid)))"""
"""Whether somebody else still sees, or may see, what was there before this transaction."""

IDLE = psycopg.pq.TransactionStatus.IDLE

PAUSE = 0.05
LARGEST = 2**63


def connect(server: Server, wait: float, *, read_only: bool = False) -> psycopg.Connection[Any]:
    """A connection on which each statement is a transaction of its own. Raises psycopg's errors and UnknownServer.

    It waits so many seconds for the server, and for other programs that are writing.
    """
    try:
        given = conninfo_to_dict(server.url)
    except psycopg.Error:
        raise UnknownServer() from None  # what the library says quotes the address
    if not str(given.get("port", "")).replace(",", "").isdigit() and "port" in given:
        raise UnknownServer()
    settings: dict[str, Any] = {"connect_timeout": max(2, ceil(wait)), **DEFAULTS, **given, "client_encoding": "utf8"}
    live: psycopg.Connection[Any] = psycopg.connect(**settings, autocommit=True, prepare_threshold=None)
    try:
        encoding = live.info.parameter_status("server_encoding")
        if encoding != "UTF8":
            raise WrongEncoding(**about(server, encoding))
        live.execute(SETTINGS, (f"{ceil(wait * 1000)}ms", "on" if read_only else "off"))
    except BaseException:
        live.close()
        raise
    return live


class PostgresConnection:
    """One connection to a server. When it is lost, that is said once, and the next use makes another."""

    kind: Kind = "postgresql"

    def __init__(self, server: Server, wait: float, *, read_only: bool = False) -> None:
        self._server, self._wait, self._read_only = server, wait, read_only
        self._within = 0  # transactions that have begun and not ended
        self._shut = False
        self._listening: psycopg.Connection[Any] | None = None
        with explained(server):
            self._live = connect(server, wait, read_only=read_only)

    @property
    def place(self) -> Server:
        """The server."""
        return self._server

    def close(self) -> None:
        """Close it for good."""
        self._shut = True
        self._live.close()

    def read(self, build: Callable[..., Row], query: str, *values: object) -> list[Row]:
        """Each row of the answer, built from its columns."""
        with self._explained():
            found = _execute(self._connected(), query, values).fetchall()
        return built(self._server, build, found)

    def read_one(self, build: Callable[..., Row], query: str, *values: object) -> Row | None:
        """The first row of the answer, or None where there is none."""
        return next(iter(self.read(build, query, *values)), None)

    @contextmanager
    def write(
        self, refused: Callable[[], DatabaseError] | None = None, *, beside: bool = False
    ) -> Iterator[PostgresStatements]:
        """A transaction; a savepoint inside another one. It waits for all others, or only for those on the same log."""
        try:
            with self._explained():
                live = self._connected()
                with self._inside(), live.transaction():
                    if self._within == 1 and not beside:
                        live.execute(ONE_AFTER_THE_OTHER)
                    yield PostgresStatements(live, self._server)
        except psycopg.IntegrityError as error:
            raise (refused() if refused else explain(error, self._server)) from error

    def add(self, insert: str, *values: object) -> int:
        """Insert one row; its number."""
        with self.write() as statements:
            return int(statements.execute(f"{insert} returning id", values).fetchone()[0])

    @contextmanager
    def at_one_moment(self) -> Iterator[None]:
        """One snapshot, taken with the first reading."""
        with self._explained():
            live = self._connected()
            live.execute("begin isolation level repeatable read read only")
        try:
            with self._inside():
                yield
        finally:
            if not live.closed:
                live.execute("rollback")

    def hear(self, channel: str, seconds: float) -> list[str] | None:
        """What is said on the channel, as soon as there is something; empty after so many seconds.

        None, at once, where the connection has only now begun to listen.
        """
        with self._explained():
            live = self._connected()
            if live is not self._listening:
                live.execute(f"listen {channel}")
                self._listening = live
                return None
            return [said.payload for said in live.notifies(timeout=seconds, stop_after=1)]

    def rewrite(self) -> None:
        """Write each table anew from what is left in it, once nobody looks at what was there before."""
        skipped: list[str] = []
        with self._explained():
            live = self._connected()
            self._when_nobody_looks(live)
            names = ", ".join(name for (name,) in live.execute(OUR_TABLES).fetchall())
            note = skipped.append
            handler = lambda told: note(str(told.message_primary)) if told.severity == "WARNING" else None  # noqa: E731
            live.add_notice_handler(handler)
            try:
                live.execute(f"vacuum (full) {names}")
            finally:
                live.remove_notice_handler(handler)
        if skipped:
            raise DatabaseError(**about(self._server, skipped[0]))

    def found(self) -> Found:
        """By the table of migrations, in the schema where tables would be made."""
        if self.read_one(bool, "select to_regclass('peacekeeper_migrations') is null"):
            tables = set(self.read(str, "select tablename from pg_tables where schemaname = current_schema()"))
            if "peacekeeper_migrations" not in tables:  # otherwise another program has made it between the two looks
                return Found(ours=False, empty=not tables, number=0, steps=frozenset())
        steps = dict(self.read(lambda number, name: (int(number), str(name)), "select * from peacekeeper_migrations"))
        return Found(ours=True, empty=False, number=max(steps, default=0), steps=frozenset(steps.values()))

    def migrate(self, steps: Sequence[Step]) -> None:
        """Make the steps that are missing."""
        live = self._connected()
        live.execute(
            "create table if not exists peacekeeper_migrations (number bigint primary key, name text not null)"
        )
        done = {name for (name,) in live.execute("select name from peacekeeper_migrations").fetchall()}
        for number, step in enumerate(steps, start=1):
            if step.__name__ not in done:
                step(PostgresTables(live))
                live.execute("insert into peacekeeper_migrations values (%s, %s)", (number, step.__name__))

    def _connected(self) -> psycopg.Connection[Any]:
        if self._shut:
            raise DatabaseError(**about(self._server, "closed"))
        if self._within:
            if self._live.closed:  # what it had done is undone: the rest may not go on without it
                raise ServerAway(**about(self._server, "in between"))
            return self._live
        if self._live.info.transaction_status != IDLE:  # it was lost, or left in the middle of something
            self._live.close()
            self._live = connect(self._server, self._wait, read_only=self._read_only)
        return self._live

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            with explained(self._server):
                yield
        except ServerAway:
            # The library does not always notice by itself: one that was lost between two messages looks alive to it.
            self._live.close()
            raise

    @contextmanager
    def _inside(self) -> Iterator[None]:
        self._within += 1
        try:
            yield
        finally:
            self._within -= 1

    def _when_nobody_looks(self, live: psycopg.Connection[Any]) -> None:
        (now,) = live.execute("select cast(cast(pg_current_xact_id() as xid) as text)").fetchone() or ("0",)
        end = time.monotonic() + self._wait
        while live.execute(HELD, (now,)).fetchone() == (True,):
            if time.monotonic() > end:
                raise LockedDatabase(**about(self._server))
            time.sleep(PAUSE)


OUR_TABLES = """
    select quote_ident(tablename) from pg_tables
    where schemaname = current_schema() and tablename <> 'peacekeeper_migrations' order by tablename"""


class PostgresStatements:
    """Executes statements inside a transaction."""

    def __init__(self, live: psycopg.Connection[Any], server: Server) -> None:
        self._live, self._server = live, server

    def execute(self, statement: str, values: Any = (), /) -> Cursor:
        """Execute one statement."""
        with explained(self._server):
            return _execute(self._live, statement, values)

    def executemany(self, statement: str, rows: Iterable[Any], /) -> Cursor:
        """Execute it once for each row of values, without waiting in between."""
        cursor = self._live.cursor()
        with explained(self._server):
            cursor.executemany(translated(statement), [_storable(row) for row in rows])
        return cursor


def _execute(live: psycopg.Connection[Any], statement: str, values: Any) -> psycopg.Cursor[Any]:
    return live.execute(translated(statement), _storable(values) or None)


def _storable(values: Any) -> Any:
    # It would take larger numbers for something else, and find nothing.
    for value in values.values() if isinstance(values, dict) else values:
        if isinstance(value, int) and not -LARGEST <= value < LARGEST:
            raise OverflowError("a number is too large")
    return values
