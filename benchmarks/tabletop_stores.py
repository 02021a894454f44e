"""The same exercise in a SQLite file and on a PostgreSQL server: the same log, and what an entry costs on each."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.row import Absent, Row, absent, alone, measured
from benchmarks.timing import median
from simulator.database import Database
from simulator.database.address import Place
from simulator.exercise.entries import CONTROL, Opened
from simulator.exercise.exercise import Exercise
from simulator.exercise.lasting import begin
from simulator.loading import load
from simulator.scenario import Scenario
from tui import keeping
from tui.policy import vocabulary

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "tests" / "fixtures" / "tabletop" / "the-table.yaml"
ENTRIES = 500
ENTRY = Row("tabletop stores", "an entry that lasts, on a PostgreSQL server on this machine", "in a SQLite file", "ms")
SAME = Row("tabletop stores, log", "lines of the log that differ between the two", "none", "")


def rows(quick: bool) -> Iterator[Row]:
    """Both stores, one after the other."""
    try:
        with TemporaryDirectory() as folder, _server() as place:
            on_file, lines = _held(Path(folder) / "held.db", 50 if quick else ENTRIES)
            on_server, others = _held(place, 50 if quick else ENTRIES)
    except Absent as reason:
        yield absent(ENTRY, None, str(reason))
        return
    mine, theirs = median(on_server) * 1000, median(on_file) * 1000
    yield measured(ENTRY, None, mine, theirs, mine / theirs, "medians; both on this machine's disk, flushed")
    yield alone(SAME, sum(one != other for one, other in zip(lines, others, strict=True)), f"of {len(lines)}")


@contextmanager
def _server() -> Iterator[Place]:
    """The PostgreSQL of the tests, as long as the context lasts. Raises Absent where there is none."""
    try:
        from tests.postgres import real_server

        with real_server() as found:
            yield found.address()
    except BaseException as error:
        if type(error).__name__ not in ("Skipped", "ImportError", "ModuleNotFoundError"):
            raise
        raise Absent(f"a PostgreSQL for tests: {error}") from error


def _held(place: Place, count: int) -> tuple[list[float], list[str]]:
    """Seconds for each entry, and the log."""
    scenario = load(TABLE, vocabulary())
    with Database.open(place) as database:
        keeping.keep_version(database, scenario)
        exercise = _begun(database, scenario)
        seconds = []
        for n in range(count):
            begun = time.perf_counter()
            exercise.say(CONTROL, "head", f"Message {n} of exercise control, as long as such messages are.")
            seconds.append(time.perf_counter() - begun)
        return seconds, database.exercises.entries("bench")


def _begun(database: Database, scenario: Scenario) -> Exercise:
    opened = Opened(exercise="bench", scenario=scenario.hash, seed=1)
    exercise = begin(database.exercises, scenario, opened, lambda: (0.0, "2026-01-01T00:00:00Z"))
    exercise.seat("head", 1)
    exercise.brief()
    exercise.begin()
    return exercise
