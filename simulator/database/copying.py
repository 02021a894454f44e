"""Copying everything from one database to another: from a file to a server, and back.

It is all there afterwards, or nothing is. The one that is copied stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from simulator.database.address import Place
from simulator.database.connection import Connection, Kind, Statements
from simulator.database.database import WAIT, Database
from simulator.database.errors import Occupied, Uncopied, Unstorable, about
from simulator.database.searching import index


@dataclass(frozen=True)
class Table:
    """A table: its columns, the order in which its rows were written, and which column names the row it belongs to.

    Columns that come `later` are set when everything else is there: a log takes nothing more once its run is over.
    """

    name: str
    columns: tuple[str, ...]
    order: str
    of: tuple[str, str] | None = None
    later: tuple[str, ...] = ()


TABLES = (
    Table("scenarios", ("hash", "scenario_id", "title", "data", "words", "added", "turn"), "number"),
    Table("people", ("id", "name"), "id"),
    Table(
        "runs",
        ("id", "scenario", "seed", "variant", "mode", "person", "forked_decision", "begun"),
        "rowid",
        later=("forked_run", "status", "ending", "ended"),
    ),
    Table("records", ("run", "number", "record"), "number", of=("run", "runs")),
    Table("notes", ("run", "number", "field", "text"), "id"),
    Table("sheets", ("subject", "kind", "producer", "data"), "rowid"),
    Table(
        "exercises",
        ("id", "scenario", "forked_entry", "opened"),
        "rowid",
        later=("forked_exercise", "closed"),
    ),
    Table("exercise_entries", ("exercise", "number", "entry"), "number", of=("exercise", "exercises")),
    Table("exercise_doors", ("exercise", "code", "secret"), "exercise"),
    Table("participants", ("exercise", "number", "name"), "exercise, number"),
    Table("survey_answers", ("exercise", "key", "answer"), "exercise, key"),
)

LAST_PERSON: dict[Kind, str] = {
    "sqlite": "select coalesce(max(seq), 0) from sqlite_sequence where name = 'people'",
    "postgresql": "select case when is_called then last_value else 0 end from people_id_seq",
}
"""The highest number that a person was ever given: nobody gets it again, not even in the copy."""

NEXT_PERSON: dict[Kind, tuple[str, ...]] = {
    "sqlite": (
        "delete from sqlite_sequence where name = 'people'",
        "insert into sqlite_sequence (name, seq) values ('people', :last)",
    ),
    "postgresql": ("select setval('people_id_seq', greatest(cast(:last as bigint), 1), cast(:last as bigint) > 0)",),
}

Counts = dict[str, int]


def copy(source: Place, target: Place, *, wait: float = WAIT) -> Counts:
    """Copy everything; how many rows of each table.

    Raises NoDatabase and OlderDatabase of the source, Occupied of the target, Uncopied where the target cannot keep
    something, and what else a database may say.
    """
    with (
        Database.open(source, read_only=True, wait=wait) as origin,
        Database.open(target, wait=wait) as copied,
        origin.connection.at_one_moment(),
        copied.connection.write() as statements,
    ):
        _require_empty(copied.connection)
        counts = {table.name: _copy(table, origin.connection, copied.connection, statements) for table in TABLES}
        for table in TABLES:
            _finish(table, origin.connection, statements)
        last = origin.connection.read_one(int, LAST_PERSON[origin.connection.kind])
        for statement in NEXT_PERSON[copied.connection.kind]:
            statements.execute(statement, {"last": last})
    return counts


def _require_empty(connection: Connection) -> None:
    for table in TABLES:
        if connection.read(bool, f"select 1 from {table.name} limit 1"):
            raise Occupied(**about(connection.place))


def _copy(table: Table, origin: Connection, copied: Connection, statements: Statements) -> int:
    values = ", ".join("?" * len(table.columns))
    insert = f"insert into {table.name} ({', '.join(table.columns)}) values ({values})"
    count = 0
    try:
        for rows in _rows(table, origin):
            statements.executemany(insert, rows)
            count += len(rows)
            if table.name == "scenarios":
                for hash, scenario_id, title, _data, words, *_rest in rows:
                    index(copied, statements, str(hash), str(title), str(scenario_id), str(words))
    except Unstorable as error:
        raise Uncopied(**about(copied.place, error.message), table=table.name) from error
    return count


def _rows(table: Table, origin: Connection) -> Iterator[list[tuple[object, ...]]]:
    """The rows, for each log by itself: of all logs together there may be more than fits into the memory."""
    query = f"select {', '.join(table.columns)} from {table.name}"
    if table.of is None:
        yield origin.read(_row, f"{query} order by {table.order}")
        return
    column, owners = table.of
    for owner in origin.read(str, f"select id from {owners} order by rowid"):
        yield origin.read(_row, f"{query} where {column} = ? order by {table.order}", owner)


def _finish(table: Table, origin: Connection, statements: Statements) -> None:
    if table.later:
        rows = origin.read(_row, f"select {', '.join(table.later)}, id from {table.name} order by {table.order}")
        settings = ", ".join(f"{column} = ?" for column in table.later)
        statements.executemany(f"update {table.name} set {settings} where id = ?", rows)


def _row(*columns: object) -> tuple[object, ...]:
    return columns
