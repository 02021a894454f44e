"""What tests of the database tell it: a scenario, runs of it, logs that grow until something stops them."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from simulator.database import Database
from simulator.database.sqlite import SqliteConnection

BEGUN = "2024-05-01T09:00:00Z"
ENDED = "2024-05-01T09:20:00Z"


def add_scenario(db: Database, hash: str = "h1", scenario_id: str = "crowd", title: str = "The crowd") -> None:
    """One scenario version."""
    db.scenarios.add(hash, scenario_id, title, {"id": scenario_id}, words="women sit on the road", added=BEGUN)


def begin(db: Database, run_id: str = "r1", person: int | None = None, mode: str = "coached") -> None:
    """A run of the version `h1`."""
    db.runs.begin(run_id, "h1", 7, None, mode, person, None, BEGUN)


def line(number: int, size: int = 60) -> str:
    """One record of a log, at least so many characters long."""
    return f'{{"n":{number},"move":["hold"],"entries":"{"x" * size}"}}'


def files_of(path: Path) -> dict[str, bytes]:
    """The bytes of the database and of the files beside it, except the index, which holds no data."""
    return {
        file.name: file.read_bytes()
        for file in path.parent.iterdir()
        if file.name.startswith(path.name) and not file.name.endswith("-shm")
    }


def everything(db: Database) -> list[object]:
    """All that can be read from a database."""
    runs = db.runs.list()
    hashes = [version.hash for row in db.scenarios.list() for version in db.scenarios.versions(row.scenario_id)]
    return [
        runs,
        [db.runs.records(run.id) for run in runs],
        [db.notes.list(run.id) for run in runs],
        [db.sheets.list(f"run:{run.id}") for run in runs],
        [db.scenarios.get(hash) for hash in hashes],
        db.people.list(),
        [(row, db.exercises.entries(row.id)) for row in db.exercises.list()],
        [(db.exercises.names(row.id), db.exercises.answers(row.id)) for row in db.exercises.list()],
    ]


def sqlite_of(db: Database) -> sqlite3.Connection:
    """What is below an open database file, for what only tests do to it."""
    assert isinstance(db.connection, SqliteConnection)
    return db.connection.sqlite
