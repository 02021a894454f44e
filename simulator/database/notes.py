"""Notes: what people wrote in their own words. They stay outside the log, so that it never holds a name."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.database.connection import Connection
from simulator.database.errors import NotFound


@dataclass(frozen=True)
class Note:
    """One text, at a decision of a run. `field` is the form's field, or None for a player's own note."""

    number: int
    field: str | None
    text: str


class Notes:
    """Free text of forms and the players' own notes."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, run_id: str, number: int, field: str | None, text: str) -> None:
        """Keep a text. Earlier ones at the same place stay. Raises NotFound for a run that is gone."""
        with self._connection.write(lambda: NotFound(kind="run", name=run_id)) as statements:
            insert = "insert into notes (run, number, field, text) values (?, ?, ?, ?)"
            statements.execute(insert, (run_id, number, field, text))

    def list(self, run_id: str) -> list[Note]:
        """The notes of a run, by decision, then in the order in which they were written."""
        query = "select number, field, text from notes where run = ? order by number, id"
        return self._connection.read(Note, query, run_id)
