"""Sheets: what was worked out about a run or a scenario version, kept so that it is worked out once.

Assessments and proof sheets are data of others. This package knows their subject, kind and producer, not
their shape.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from simulator.database.connection import Connection
from simulator.database.data import Data, from_text, to_text
from simulator.database.errors import NotFound

PUT = """
    insert into sheets (subject, kind, producer, data) values (?, ?, ?, ?)
    on conflict (subject, kind, producer) do update set data = excluded.data"""


UNFILED = """
    delete from sheets where kind = :kind and substr(subject, 1, 9) = 'scenario:'
    and substr(subject, 10) not in (select hash from scenarios)
    and rowid not in (select rowid from sheets where kind = :kind and substr(subject, 1, 9) = 'scenario:'
                      and substr(subject, 10) not in (select hash from scenarios) order by rowid desc limit :most)"""


def run_subject(run_id: str) -> str:
    """Subject of sheets about a run. They are deleted with it."""
    return f"run:{run_id}"


def scenario_subject(hash: str) -> str:
    """Subject of sheets about a scenario version. They are removed with it."""
    return f"scenario:{hash}"


@dataclass(frozen=True)
class Sheet:
    """One result: about what, of which kind, and the hash of the rules or program that produced it."""

    subject: str
    kind: str
    producer: str
    data: Data


class Sheets:
    """Assessments and proof sheets."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, subject: str, kind: str, producer: str, data: Mapping[str, Any]) -> None:
        """Keep a sheet, in place of one with the same key. Raises NotFound for a run that is gone."""
        with self._connection.write(lambda: NotFound(kind="run", name=subject.partition(":")[2])) as statements:
            statements.execute(PUT, (subject, kind, producer, to_text(data)))

    def get(self, subject: str, kind: str, producer: str) -> Data | None:
        """The data of one sheet."""
        query = "select data from sheets where subject = ? and kind = ? and producer = ?"
        return self._connection.read_one(from_text, query, subject, kind, producer)

    def forget_unfiled(self, kind: str, most: int) -> None:
        """Of this kind of sheets about scenario versions that are not in the database, keep only the last so many."""
        with self._connection.write() as statements:
            statements.execute(UNFILED, {"kind": kind, "most": most})

    def list(self, subject: str) -> list[Sheet]:
        """All sheets about one subject, by kind and producer."""
        query = "select subject, kind, producer, data from sheets where subject = ? order by kind, producer"
        return self._connection.read(_sheet, query, subject)


def _sheet(subject: str, kind: str, producer: str, data: str) -> Sheet:
    return Sheet(subject, kind, producer, from_text(data))
