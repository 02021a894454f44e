"""The connection to a database: what the tables of this package need of it, whether it is a file or a server.

There is one set of statements. Values stand in it as `?` or `:name`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Literal, Protocol, TypeVar

from simulator.database.address import Place
from simulator.database.errors import DamagedDatabase, DatabaseError, about

Row = TypeVar("Row")
Kind = Literal["sqlite", "postgresql"]


class Cursor(Protocol):
    """What a statement did."""

    @property
    def rowcount(self) -> int:
        """How many rows it wrote."""
        ...

    def fetchone(self) -> Any:
        """The next row of the answer, or None."""
        ...

    def fetchall(self) -> list[Any]:
        """All further rows of the answer."""
        ...


class Statements(Protocol):
    """Executes statements inside a transaction."""

    def execute(self, statement: str, values: Any = ..., /) -> Cursor:
        """Execute one statement."""
        ...

    def executemany(self, statement: str, rows: Iterable[Any], /) -> Cursor:
        """Execute it once for each row of values."""
        ...


@dataclass(frozen=True)
class Found:
    """What a database says of its tables: whether they are ours, or there are none at all; which steps made them."""

    ours: bool
    empty: bool
    number: int
    steps: frozenset[str]


class Tables(Protocol):
    """What a step of the migrations makes tables with."""

    def execute(self, statement: str, /) -> object:
        """Execute a statement that both kinds of database have, in SQLite's words."""
        ...

    def either(self, *, sqlite: str = "", postgres: str = "") -> None:
        """Execute what only one kind of database needs, or what they say in different ways."""
        ...

    def search(self, columns: Sequence[str]) -> None:
        """Let these columns of scenarios be searched."""
        ...


Step = Callable[[Tables], None]


class Connection(Protocol):
    """One connection, for use in one thread. All that it raises is DatabaseError."""

    @property
    def kind(self) -> Kind:
        """Which kind of database it is, for the few statements in which they differ."""
        ...

    @property
    def place(self) -> Place:
        """Where the database is; as text, it holds no password."""
        ...

    def close(self) -> None:
        """Close it. What was acknowledged is on the disk already."""
        ...

    def read(self, build: Callable[..., Row], query: str, /, *values: object) -> list[Row]:
        """Each row of the answer, built from its columns."""
        ...

    def read_one(self, build: Callable[..., Row], query: str, /, *values: object) -> Row | None:
        """The first row of the answer, or None where there is none."""
        ...

    def write(
        self, refused: Callable[[], DatabaseError] | None = None, *, beside: bool = False
    ) -> AbstractContextManager[Statements]:
        """A transaction that may write from its first statement. It ends on the disk, whole, or is undone.

        Inside another one it is a part of that, which ends for all. Where a constraint refuses a statement, the error
        that `refused` makes is raised. One waits for the other, except that those which only add to a log may go on
        `beside` others, where the database can do that: the log itself keeps its order.
        """
        ...

    def add(self, insert: str, *values: object) -> int:
        """Insert one row in a transaction; the number that its column `id` was given."""
        ...

    def at_one_moment(self) -> AbstractContextManager[None]:
        """Read inside as everything was at one moment, whatever others write meanwhile."""
        ...

    def rewrite(self) -> None:
        """Leave no bytes of what was deleted, as far as the database can."""
        ...

    def found(self) -> Found:
        """What the database says of its tables."""
        ...

    def migrate(self, steps: Sequence[Step]) -> None:
        """Make the steps that were not made yet, and note down that they were. Inside `write`."""
        ...


def built(place: object, build: Callable[..., Row], found: Iterable[Sequence[Any]]) -> list[Row]:
    """Rows built from their columns. Raises DamagedDatabase where they make no sense."""
    try:
        return [build(*columns) for columns in found]
    except (ValueError, TypeError) as error:
        raise DamagedDatabase(**about(place, error)) from error
