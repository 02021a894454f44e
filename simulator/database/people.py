"""People who play under a name. This is the only place with names; a guest is nobody here."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.database.connection import Connection
from simulator.database.erasure import erasing
from simulator.database.errors import NotFound


@dataclass(frozen=True)
class Person:
    """Someone's name, and the number by which runs refer to it. A number is never given twice."""

    id: int
    name: str


class People:
    """The names of those who wanted to keep their runs under one."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, name: str) -> int:
        """Keep a name and return its number. Two people may have the same name."""
        return self._connection.add("insert into people (name) values (?)", name)

    def get(self, id: int) -> Person | None:
        """The person with this number."""
        return self._connection.read_one(Person, "select id, name from people where id = ?", id)

    def list(self) -> list[Person]:
        """Everybody, by name."""
        return self._connection.read(Person, "select id, name from people order by lower(name), id")

    def rename(self, id: int, name: str) -> None:
        """Keep another name for the same person. Raises NotFound."""
        with self._connection.write() as statements:
            if not statements.execute("update people set name = ? where id = ?", (name, id)).rowcount:
                raise NotFound(kind="person", name=id)

    def delete(self, id: int) -> None:
        """Delete a person with their runs, logs, notes and assessments, and erase every trace from the file.

        Raises NotFound, and ErasureUnfinished when the rows are gone but the last bytes must wait.
        """
        with erasing(self._connection) as statements:
            if not statements.execute("delete from people where id = ?", (id,)).rowcount:
                raise NotFound(kind="person", name=id)
