"""Runs and their logs. A record is on the disk before `append` returns: a screen may move on then."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from simulator.database.connection import Connection
from simulator.database.erasure import erasing
from simulator.database.errors import Conflict, DatabaseError, NotFound, RunExists, RunIsOver

Over = Literal["finished", "abandoned"]
Status = Literal["open"] | Over
Lines = list[str]  # the class below has a method of that name


@dataclass(frozen=True)
class RunRow:
    """What is known of a run besides its log. Times are ISO 8601 in UTC.

    `scenario` is the hash of the version that is played. `person` is None for a guest. `forked_from` is the
    run and the decision at which this one left it; None where there is none, or it was deleted. `length`
    counts records.
    """

    id: str
    scenario: str
    scenario_id: str
    title: str
    seed: int
    variant: str | None
    mode: str
    person: int | None
    forked_from: tuple[str, int] | None
    begun: str
    status: Status
    ending: str | None
    ended: str | None
    length: int


Rows = list[RunRow]

RUNS = """
    select r.id, r.scenario, s.scenario_id, s.title, r.seed, r.variant, r.mode, r.person, r.forked_run,
           r.forked_decision, r.begun, r.status, r.ending, r.ended,
           (select count(*) from records where run = r.id)
    from runs r join scenarios s on s.hash = r.scenario"""

BEGIN = """
    insert into runs (id, scenario, seed, variant, mode, person, forked_run, forked_decision, begun)
    values (?, ?, ?, ?, ?, ?, ?, ?, ?)"""

APPEND = "insert into records (run, number, record) values (?, ?, ?)"

FINISH = "update runs set status = ?, ending = ?, ended = ? where id = ? and status = 'open'"

IS_THERE = {
    "scenario": "select 1 from scenarios where hash = ?",
    "person": "select 1 from people where id = ?",
    "run": "select 1 from runs where id = ?",
}


class Runs:
    """Every playthrough, with its log."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def begin(
        self,
        run_id: str,
        scenario_hash: str,
        seed: int,
        variant: str | None,
        mode: str,
        person: int | None,
        forked_from: tuple[str, int] | None,
        begun: str,
        *,
        records: Sequence[str] = (),
    ) -> None:
        """Begin a run, with the records that a fork takes over, all of it or nothing.

        `run_id` is the caller's: random, and never used before. Raises RunExists, and NotFound for a scenario
        version, person or forked run that is not there.
        """
        forked = forked_from or (None, None)
        row = (run_id, scenario_hash, str(seed), variant, mode, person, *forked, begun)
        wanted = (("scenario", scenario_hash), ("person", person), ("run", forked[0]))
        with self._connection.write(lambda: self._why_not_begun(run_id, wanted)) as statements:
            statements.execute(BEGIN, row)
            statements.executemany(APPEND, [(run_id, n, record) for n, record in enumerate(records)])

    def append(self, run_id: str, number: int, record: str) -> None:
        """Add one line to the log. It is durable when this returns, and not there when this raises.

        `number` counts from 0 and must be the next one: Conflict otherwise, so that a run that is open in two
        windows is noticed. Raises RunIsOver, NotFound.
        """
        with self._connection.write(lambda: self._why_not_added(run_id, number), beside=True) as statements:
            statements.execute(APPEND, (run_id, number, record))

    def records(self, run_id: str) -> Lines:
        """The log, first record first; empty for a run that is not there."""
        return self._connection.read(str, "select record from records where run = ? order by number", run_id)

    def row(self, run_id: str) -> RunRow | None:
        """What is known of one run."""
        return self._connection.read_one(_row, f"{RUNS} where r.id = ?", run_id)

    def list(self, person: int | None = None, scenario_id: str | None = None) -> Rows:
        """Runs of everybody, guests too, or of one person, of all scenarios or one; the last begun first.

        That is the order in which they were written: a clock that was set back puts none in the wrong place.
        """
        asked = {"r.person = ?": person, "s.scenario_id = ?": scenario_id}
        values = {condition: value for condition, value in asked.items() if value is not None}
        where = f"where {' and '.join(values)}" if values else ""
        return self._connection.read(_row, f"{RUNS} {where} order by r.rowid desc", *values.values())

    def finish(self, run_id: str, ending: str | None, status: Over, at: str) -> None:
        """Close the log of a run. Doing it twice the same way changes nothing. Raises RunIsOver, NotFound."""
        with self._connection.write() as statements:
            if statements.execute(FINISH, (status, ending, at, run_id)).rowcount:
                return
        row = self._existing(run_id)
        if (row.status, row.ending) != (status, ending):
            raise RunIsOver(run=run_id, status=row.status)

    def delete(self, run_id: str) -> None:
        """Delete a run with its log, notes and assessments, and erase every trace from the file.

        Forks of it stay and forget where they came from. Raises NotFound, ErasureUnfinished.
        """
        with erasing(self._connection) as statements:
            if not statements.execute("delete from runs where id = ?", (run_id,)).rowcount:
                raise NotFound(kind="run", name=run_id)

    def _existing(self, run_id: str) -> RunRow:
        row = self.row(run_id)
        if row is None:
            raise NotFound(kind="run", name=run_id)
        return row

    def _why_not_added(self, run_id: str, number: int) -> DatabaseError:
        row = self.row(run_id)
        if row is None:
            return NotFound(kind="run", name=run_id)
        if row.status != "open":
            return RunIsOver(run=run_id, status=row.status)
        return Conflict(run=run_id, number=number, expected=row.length)

    def _why_not_begun(self, run_id: str, wanted: Iterable[tuple[str, object]]) -> DatabaseError:
        for kind, name in wanted:
            if name is not None and not self._connection.read(bool, IS_THERE[kind], name):
                return NotFound(kind=kind, name=name)
        return RunExists(run=run_id)


def _row(
    id: str,
    scenario: str,
    scenario_id: str,
    title: str,
    seed: str,
    variant: str | None,
    mode: str,
    person: int | None,
    forked_run: str | None,
    forked_decision: int,
    begun: str,
    status: Status,
    ending: str | None,
    ended: str | None,
    length: int,
) -> RunRow:
    # One argument for each column of RUNS, in their order.
    forked = (forked_run, forked_decision) if forked_run is not None else None
    return RunRow(
        id,
        scenario,
        scenario_id,
        title,
        int(seed),
        variant,
        mode,
        person,
        forked,
        begun,
        status,
        ending,
        ended,
        length,
    )
