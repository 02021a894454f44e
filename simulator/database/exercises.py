"""Tabletop exercises and their logs. Entries are on the disk before `append` returns: nobody is told of them sooner.

Names of participants, and answers that are to stay anonymous, stand apart from the log and can be erased.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from simulator.database.connection import Connection
from simulator.database.erasure import erasing
from simulator.database.errors import (
    DatabaseError,
    ExerciseConflict,
    ExerciseExists,
    ExerciseIsClosed,
    NotFound,
)

Lines = list[str]


@dataclass(frozen=True)
class ExerciseRow:
    """What is known of an exercise besides its log. Times are ISO 8601 in UTC; `closed` is None while it is open.

    `scenario` is the hash of the version. `forked_from` is the exercise and the number of entries that were taken over
    from it; None where there is none, or it was deleted. `length` counts entries.
    """

    id: str
    scenario: str
    scenario_id: str
    title: str
    forked_from: tuple[str, int] | None
    opened: str
    closed: str | None
    length: int


@dataclass(frozen=True)
class Door:
    """How people come to an exercise: six digits to join with, and the secret that seats are signed with."""

    code: str
    secret: str


Rows = list[ExerciseRow]

EXERCISES = """
    select e.id, e.scenario, s.scenario_id, s.title, e.forked_exercise, e.forked_entry, e.opened, e.closed,
           (select count(*) from exercise_entries where exercise = e.id)
    from exercises e join scenarios s on s.hash = e.scenario"""

OPEN = "insert into exercises (id, scenario, forked_exercise, forked_entry, opened) values (?, ?, ?, ?, ?)"

APPEND = "insert into exercise_entries (exercise, number, entry) values (?, ?, ?)"

CALL = """
    insert into participants (exercise, number, name) values (?, ?, ?)
    on conflict (exercise, number) do update set name = excluded.name"""


class Exercises:
    """Every exercise, with its log."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def open(
        self, id: str, scenario: str, opened: str, entries: Sequence[str], forked_from: tuple[str, int] | None = None
    ) -> None:
        """Open an exercise with its first entries: those that a fork takes over too, all of it or nothing.

        Raises ExerciseExists, and NotFound for a scenario version or exercise that is not there.
        """
        forked = forked_from or (None, None)
        with self._connection.write(lambda: self._why_not_opened(id, scenario, forked[0])) as statements:
            statements.execute(OPEN, (id, scenario, *forked, opened))
            statements.executemany(APPEND, [(id, n, entry) for n, entry in enumerate(entries)])

    def append(self, id: str, number: int, entries: Sequence[str]) -> None:
        """Add entries to the log, all or none, durable when this returns; `number` is that of the first.

        It counts from 0 and must be the next one: ExerciseConflict otherwise, so that two facilitators are noticed.
        Raises ExerciseIsClosed, NotFound.
        """
        with self._connection.write(lambda: self._why_not_added(id, number), beside=True) as statements:
            statements.executemany(APPEND, [(id, number + n, entry) for n, entry in enumerate(entries)])

    def entries(self, id: str) -> Lines:
        """The log, first entry first; empty for an exercise that is not there."""
        return self._connection.read(str, "select entry from exercise_entries where exercise = ? order by number", id)

    def row(self, id: str) -> ExerciseRow | None:
        """What is known of one exercise."""
        return self._connection.read_one(_row, f"{EXERCISES} where e.id = ?", id)

    def list(self) -> Rows:
        """All exercises, the last opened first."""
        return self._connection.read(_row, f"{EXERCISES} order by e.rowid desc")

    def close(self, id: str, at: str) -> None:
        """Add nothing to the log any more, and shut the door. Doing it twice changes nothing. Raises NotFound."""
        with self._connection.write() as statements:
            statements.execute("delete from exercise_doors where exercise = ?", (id,))
            statements.execute("update exercises set closed = ? where id = ? and closed is null", (at, id))
        if self.row(id) is None:
            raise NotFound(kind="exercise", name=id)

    def delete(self, id: str) -> None:
        """Delete an exercise with its log, names and answers, and erase every trace from the file.

        Forks of it stay and forget where they came from. Raises NotFound, ErasureUnfinished.
        """
        with erasing(self._connection) as statements:
            if not statements.execute("delete from exercises where id = ?", (id,)).rowcount:
                raise NotFound(kind="exercise", name=id)

    def set_door(self, id: str, door: Door) -> None:
        """Open a door to an exercise, in place of an earlier one; a door that led to another exercise leads here now.

        Raises NotFound; ExerciseExists where another door has the code.
        """
        with self._connection.write(lambda: self._why_no_door(id)) as statements:
            statements.execute(
                "delete from exercise_doors where exercise = ? or (code = ? and secret = ?)",
                (id, door.code, door.secret),
            )
            statements.execute("insert into exercise_doors values (?, ?, ?)", (id, door.code, door.secret))

    def door(self, id: str) -> Door | None:
        """The door to an exercise; None where nobody may come in."""
        return self._connection.read_one(Door, "select code, secret from exercise_doors where exercise = ?", id)

    def call(self, id: str, number: int, name: str) -> None:
        """Keep the name of a participant. Raises NotFound."""
        with self._connection.write(lambda: NotFound(kind="exercise", name=id)) as statements:
            statements.execute(CALL, (id, number, name))

    def names(self, id: str) -> dict[int, str]:
        """The names of participants by their numbers; those who were forgotten have none."""
        query = "select number, name from participants where exercise = ? order by number"
        return dict(self._connection.read(lambda number, name: (int(number), str(name)), query, id))

    def forget(self, id: str, number: int) -> None:
        """Erase the name of a participant from the file; the log goes on with the number. Raises NotFound."""
        with erasing(self._connection) as statements:
            gone = statements.execute("delete from participants where exercise = ? and number = ?", (id, number))
            if not gone.rowcount:
                raise NotFound(kind="participant", name=number)

    def answer(self, id: str, key: str, answer: str) -> None:
        """Keep an anonymous answer under a random key, which nobody else knows. Raises NotFound."""
        with self._connection.write(lambda: NotFound(kind="exercise", name=id)) as statements:
            statements.execute("insert into survey_answers (exercise, key, answer) values (?, ?, ?)", (id, key, answer))

    def answers(self, id: str) -> Lines:
        """All anonymous answers, in an order that tells nothing."""
        return self._connection.read(str, "select answer from survey_answers where exercise = ? order by key", id)

    def _why_not_added(self, id: str, number: int) -> DatabaseError:
        row = self.row(id)
        if row is None:
            return NotFound(kind="exercise", name=id)
        if row.closed is not None:
            return ExerciseIsClosed(exercise=id)
        return ExerciseConflict(exercise=id, number=number, expected=row.length)

    def _why_no_door(self, id: str) -> DatabaseError:
        return NotFound(kind="exercise", name=id) if self.row(id) is None else ExerciseExists(exercise=id)

    def _why_not_opened(self, id: str, scenario: str, forked: str | None) -> DatabaseError:
        if not self._connection.read(bool, "select 1 from scenarios where hash = ?", scenario):
            return NotFound(kind="scenario", name=scenario)
        if forked is not None and self.row(forked) is None:
            return NotFound(kind="exercise", name=forked)
        return ExerciseExists(exercise=id)


def _row(
    id: str,
    scenario: str,
    scenario_id: str,
    title: str,
    forked: str | None,
    entry: int,
    opened: str,
    closed: str | None,
    length: int,
) -> ExerciseRow:
    # One argument for each column of EXERCISES, in their order.
    return ExerciseRow(
        id, scenario, scenario_id, title, (forked, entry) if forked is not None else None, opened, closed, length
    )
