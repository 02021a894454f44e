"""A durable decision: from the move to the commit, beside a bare insert of the same bytes and its commit."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import story_as_scenario
from benchmarks.peers.install import ENVIRONMENTS
from benchmarks.row import Row, Target, measured
from benchmarks.story import generate, numbers
from benchmarks.timing import interleaved, median, ratio, timed
from simulator.database.database import Database
from simulator.database.sqlite import SETTINGS
from simulator.play import Play
from simulator.run import Record, Run
from simulator.scenario import Scenario

ROW = Row("durable decision", "a durable decision", "a bare sqlite3 insert and commit, same pragmas", "µs")
TARGET = Target("at most", 1.5)
RUN = "run-1"
NOW = "2026-01-01T00:00:00+00:00"
PIECE = 10  # decisions in a round
ROUNDS = 90


class Decisions:
    """A play whose records go to the database before the next decision."""

    def __init__(self, scenario: Scenario, database: Database) -> None:
        self.records: list[Record] = []
        self._database = database
        self._play = Play(Run(scenario, 1), self._keep)
        self._numbers = iter(numbers(1, 1000))
        database.scenarios.add(scenario.hash, scenario.id, scenario.title, {}, words="", added=NOW)
        database.runs.begin(RUN, scenario.hash, 1, None, "practice", None, None, NOW)
        self._play.begin()

    def _keep(self, record: Record) -> None:
        self._database.runs.append(RUN, record.n, record.to_json())
        self.records.append(record)

    def take(self) -> None:
        """Decide as often as a round asks for."""
        for _ in range(PIECE):
            offered = self._play.run.offered
            self._play.decide((offered[next(self._numbers) % len(offered)],))


class Bare:
    """The least that keeps the same bytes: one table, one insert, one commit."""

    def __init__(self, file: Path, like: Decisions) -> None:
        self._like = like
        self._sqlite = sqlite3.connect(file, isolation_level=None)
        for pragma in ("pragma journal_mode = wal", *SETTINGS):
            self._sqlite.execute(pragma)
        self._sqlite.execute("create table records (run text, number integer, record text)")
        self._lines: list[tuple[str, int, str]] = []

    def copy(self) -> None:
        """Have what was decided last ready to be written: making the bytes is no part of a bare insert."""
        self._lines = [(RUN, record.n, record.to_json()) for record in self._like.records[-PIECE:]]

    def take(self) -> None:
        """Insert and commit each."""
        for line in self._lines:
            self._sqlite.execute("begin immediate")
            self._sqlite.execute("insert into records values (?, ?, ?)", line)
            self._sqlite.execute("commit")

    def close(self) -> None:
        """Close the file."""
        self._sqlite.close()


def rows(quick: bool) -> Iterator[Row]:
    """The one row. Both files lie on the disk that holds the project, not in memory."""
    ENVIRONMENTS.mkdir(exist_ok=True)
    with TemporaryDirectory(dir=ENVIRONMENTS) as name:
        folder = Path(name)
        scenario = story_as_scenario.read(story_as_scenario.write(generate(), folder))
        with Database.open(folder / "ours.db") as database:
            seconds = _measure(Decisions(scenario, database), folder, 10 if quick else ROUNDS)
    ours, bare = (median(seconds[name]) * 1e6 for name in ("ours", "bare"))
    yield measured(ROW, TARGET, ours, bare, ratio(seconds["ours"], seconds["bare"]))


def _measure(decisions: Decisions, folder: Path, rounds: int) -> dict[str, list[float]]:
    bare = Bare(folder / "bare.db", decisions)
    insert = timed(bare.take, PIECE)

    def copied() -> float:
        bare.copy()
        return insert()

    try:
        return interleaved({"ours": timed(decisions.take, PIECE), "bare": copied}, rounds, warm_up=3)
    finally:
        bare.close()
