"""SQLite: the connection to the database file, how it is opened, read and written."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.database.connection import Found, Kind, Row, Step, built
from simulator.database.errors import DatabaseError, LockedDatabase, about, explain, explained
from simulator.database.file import Use

if TYPE_CHECKING:
    import sqlite_utils

APPLICATION = 0x50454143
"""Marks the file as ours: `PEAC`."""

# What SQLite does not remember in the file.
SETTINGS = (
    "pragma synchronous = full",  # a commit is on the disk before it returns
    "pragma fullfsync = on",  # and on macOS not only in the drive's memory
    "pragma foreign_keys = on",
    "pragma secure_delete = on",  # what is deleted is overwritten
    "pragma temp_store = memory",  # sorting and rewriting leave no copies elsewhere on the disk
)

IN_MEMORY = "mode=memory"
"""The option for a database that is in no file."""

PAUSE = 0.02
"""Seconds between two attempts at what SQLite itself does not wait for."""


class SqliteConnection:
    """One connection to one existing file."""

    kind: Kind = "sqlite"

    def __init__(self, path: Path, options: str, wait: float) -> None:
        """Connect with SQLite's own URI options, `mode=rw` for one; `wait` seconds for other programs.

        With `IN_MEMORY` the database is in memory, and the path only names it.
        """
        self.path = path
        self._wait = wait
        self._use = Use(path)
        with explained(path):
            with nullcontext() if options == IN_MEMORY else self._use.begins():
                self.sqlite = sqlite3.connect(
                    f"{path.absolute().as_uri()}?{options}", uri=True, timeout=wait, isolation_level=None
                )
            try:
                for setting in SETTINGS:
                    self.sqlite.execute(setting)
            except BaseException:
                self.close()
                raise

    @property
    def place(self) -> Path:
        """The file."""
        return self.path

    def close(self) -> None:
        """Close it. The last program to do so folds the write-ahead log into the file."""
        self.sqlite.close()
        self._use.ends()

    def read(self, build: Callable[..., Row], query: str, *values: object) -> list[Row]:
        """Each row of the answer, built from its columns."""
        with explained(self.path):
            found = self.sqlite.execute(query, values).fetchall()
        return built(self.path, build, found)

    def copy_to(self, other: SqliteConnection) -> None:
        """Copy everything into another connection's database, whose content is replaced."""
        with explained(self.path):
            self.sqlite.backup(other.sqlite)

    def read_one(self, build: Callable[..., Row], query: str, *values: object) -> Row | None:
        """The first row of the answer, or None where there is none."""
        return next(iter(self.read(build, query, *values)), None)

    @contextmanager
    def write(
        self, refused: Callable[[], DatabaseError] | None = None, *, beside: bool = False
    ) -> Iterator[sqlite3.Connection]:
        """A transaction, which locks the file, whether or not it could go on beside others."""
        try:
            with explained(self.path), self._transaction():
                yield self.sqlite
        except sqlite3.IntegrityError as error:
            raise (refused() if refused else explain(error, self.path)) from error

    def add(self, insert: str, *values: object) -> int:
        """Insert one row; its number."""
        with self.write() as sqlite:
            number = sqlite.execute(insert, values).lastrowid
        assert number is not None  # an insert has one
        return number

    @contextmanager
    def at_one_moment(self) -> Iterator[None]:
        """Begin with the first reading."""
        with explained(self.path):
            self.sqlite.execute("begin")
        try:
            yield
        finally:
            self.sqlite.execute("rollback")

    def rewrite(self) -> None:
        """Write the file anew from what is left in it, and empty the write-ahead log."""
        with explained(self.path):
            # Overwriting what is deleted is not enough: rows that moved have left copies in free space.
            self.sqlite.execute("vacuum")
            # Everything is in the log now. It can be folded into the file and emptied once nobody reads from it.
            busy, *_ = self.sqlite.execute("pragma wal_checkpoint(truncate)").fetchone()
        if busy:
            raise LockedDatabase(**about(self.path))

    def found(self) -> Found:
        """By the marks in the file's first bytes, and the list of migrations."""
        application = self.read_one(int, "pragma application_id")
        number = self.read_one(int, "pragma user_version") or 0
        if application != APPLICATION:
            tables = self.read(str, "select name from sqlite_master where type = 'table'")
            # Tables without the mark: another program may have made both between the two looks.
            if not tables or self.read_one(int, "pragma application_id") != APPLICATION:
                return Found(ours=False, empty=not (application or number or tables), number=0, steps=frozenset())
            number = self.read_one(int, "pragma user_version") or 0
        query = "select name from _sqlite_migrations where migration_set = 'peacekeeper'"
        return Found(ours=True, empty=False, number=number, steps=frozenset(self.read(str, query)))

    def migrate(self, steps: Sequence[Step]) -> None:
        """Make the steps, and mark the file."""
        # Imported here, because it takes longer than all else that this package does at a start.
        import sqlite_utils

        migrations = sqlite_utils.Migrations("peacekeeper")
        for step in steps:
            migrations()(_with_tables(step))
        self.sqlite.execute(f"pragma application_id = {APPLICATION}")
        migrations.apply(sqlite_utils.Database(self.sqlite, recursive_triggers=False, execute_plugins=False))
        self.sqlite.execute(f"pragma user_version = {len(steps)}")

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


class SqliteTables:
    """Makes tables in the file."""

    def __init__(self, db: sqlite_utils.Database) -> None:
        self._db = db

    def execute(self, statement: str) -> object:
        """Execute it as it is."""
        return self._db.execute(statement)

    def either(self, *, sqlite: str = "", postgres: str = "") -> None:
        """Execute what SQLite needs."""
        if sqlite:
            self._db.execute(sqlite)

    def search(self, columns: Sequence[str]) -> None:
        """Full-text search, kept up to date by triggers."""
        tokens = "unicode61 remove_diacritics 2"
        self._db.table("scenarios").enable_fts(columns, create_triggers=True, tokenize=tokens)


def _with_tables(step: Step) -> Callable[[sqlite_utils.Database], None]:
    @wraps(step)
    def make(db: sqlite_utils.Database) -> None:
        step(SqliteTables(db))

    return make
