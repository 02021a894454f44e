"""Durable plays: every record is in the database before anything of it is shown.

A play can be stopped at any moment, by its player or by a power cut, and resumed where it stood.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from simulator.database import Database, DatabaseError
from simulator.database.address import Place, place_of
from simulator.database.errors import DamagedDatabase, NotFound, about
from simulator.database.runs import Over, RunRow
from simulator.problems import SimulatorError, shown
from tui.words import say

if TYPE_CHECKING:  # imported where a run is played: a list of runs does without the models
    from simulator.play import Play
    from simulator.run import Record, Run
    from simulator.scenario import Scenario

Mode = Literal["coached", "exam"]

DATABASE = "peacekeeper.db"
VARIABLE = "PEACEKEEPER_DB"
SEEDS = 1_000_000
"""Seeds that are chosen for a player: short enough to read out to somebody else."""

CHANGE = "@change"
"""The field under which a note keeps which decision the player would change."""


class RunNotFound(SimulatorError):
    """No run has this id, or more than one begins so."""


@dataclass(frozen=True)
class Kept:
    """A play whose run is in the database under `id`. `person` is None for a guest, who leaves no name."""

    id: str
    mode: Mode
    person: int | None
    play: Play
    database: Database

    @property
    def run(self) -> Run:
        """The run that is played."""
        return self.play.run

    @property
    def scenario(self) -> Scenario:
        """The scenario version that the run stays on."""
        return self.play.run.scenario

    def note(self, text: str, *, field: str | None = None, decision: int | None = None) -> None:
        """Keep free text outside the log: a player's own note, or a field of a form at the decision it answers."""
        self.database.notes.add(self.id, self.run.decision if decision is None else decision, field, text)


def database_place(given: str | None = None) -> Place:
    """The database that was asked for: by the option, by PEACEKEEPER_DB, or the one in the user's data folder."""
    named = given or os.environ.get(VARIABLE)
    if named:
        return place_of(named)
    return data_folder() / DATABASE


def data_folder() -> Path:
    """The user's data folder, for what has no place beside a file that was asked for."""
    from platformdirs import user_data_path

    return user_data_path("peacekeeper", appauthor=False)


def begin(
    database: Database, scenario: Scenario, *, seed: int | None = None, mode: Mode = "coached", name: str | None = None
) -> Kept:
    """Begin a run in its briefing. Without a seed one is chosen; without a name the player is a guest."""
    from simulator.run import Run

    chosen = secrets.randbelow(SEEDS) if seed is None else seed
    person = person_named(database, name) if name else None
    keep_version(database, scenario)
    run_id = _new_id()
    database.runs.begin(run_id, scenario.hash, chosen, scenario.variant, mode, person, None, now())
    return _kept(database, run_id, mode, person, Run(scenario, chosen))


def resume(database: Database, run_id: str) -> Kept:
    """The run as it stands in the database, ready to go on. A run that has ended comes back in its debrief.

    Raises NotFound, LoadError (the engine can no longer run this version) and Divergence (the log was changed).
    """
    from simulator.run import Run

    row = row_of(database, run_id)
    run = Run.replay(version_of(database, row), row.seed, records_of(database, run_id))
    kept = _kept(database, run_id, "exam" if row.mode == "exam" else "coached", row.person, run)
    if row.status == "open" and run.finished:
        _finish(database, run_id, run)
    return kept


def fork(database: Database, run_id: str, at: int) -> Kept:
    """A new run with the log of another before record `at`, ready to decide anew. The seed, and so the luck, stay."""
    from simulator.run import Run

    row = row_of(database, run_id)
    whole = Run.replay(version_of(database, row), row.seed, records_of(database, run_id))
    run = whole.fork(at)
    new_id, log = _new_id(), [record.to_json() for record in run.records]
    origin = (run_id, at)
    database.runs.begin(new_id, row.scenario, row.seed, row.variant, "coached", row.person, origin, now(), records=log)
    return _kept(database, new_id, "coached", row.person, run)


def find_run(database: Database, given: str | None = None) -> RunRow:
    """The run whose id begins so; without one, the run last begun that is still open. Raises RunNotFound."""
    rows = database.runs.list()
    if given is None:
        matching = [row for row in rows if row.status == "open"][:1]
    else:
        matching = [row for row in rows if row.id == given] or [row for row in rows if row.id.startswith(given)]
    if not matching or given == "":
        words = say("runs.none-open") if given is None else say("runs.unknown", id=shown(given))
        raise RunNotFound(words)
    if len(matching) > 1:
        raise RunNotFound(say("runs.ambiguous", id=shown(given), count=len(matching)))
    return matching[0]


def ending_title(database: Database, row: RunRow) -> str | None:
    """The title of the ending that a run came to; None where it came to none, or its version cannot be read."""
    version = database.scenarios.get(row.scenario) if row.ending else None
    try:
        return str(version.data["scenario"]["scenes"][row.ending]["ending"]["title"]) if version else None
    except (KeyError, TypeError):
        return None


def row_of(database: Database, run_id: str) -> RunRow:
    """What is known of a run. Raises NotFound."""
    row = database.runs.row(run_id)
    if row is None:
        raise NotFound(kind="run", name=run_id)
    return row


def records_of(database: Database, run_id: str) -> list[Record]:
    """The log of a run. Raises Divergence where a line of it cannot be read."""
    from simulator.run import Record

    return [Record.from_json(line) for line in database.runs.records(run_id)]


def version_of(database: Database, row: RunRow) -> Scenario:
    """The scenario version that a run was begun on. Raises NotFound, and LoadError where it cannot be run any more."""
    return stored_version(database, row.scenario, row.variant)


def stored_version(database: Database, hash: str, variant: str | None = None) -> Scenario:
    """A scenario version of the database, ready to run. Raises NotFound, DamagedDatabase, LoadError."""
    from simulator.compiling import from_data

    found = database.scenarios.get(hash)
    if found is None:
        raise NotFound(kind="scenario", name=hash)
    try:
        return from_data(found.data, variant=variant, hash=hash)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise DamagedDatabase(**about(database.connection.place, type(error).__name__)) from error


def keep_version(database: Database, scenario: Scenario) -> None:
    """Keep everything that the scenario version consists of, so that its runs replay for ever."""
    from simulator.compiling import to_data

    if database.scenarios.get(scenario.hash) is None:
        words = words_of(scenario)
        database.scenarios.add(scenario.hash, scenario.id, scenario.title, to_data(scenario), words=words, added=now())


def words_of(scenario: Scenario) -> str:
    """The text of a scenario that a search looks in."""
    file = scenario.file
    scenes = (text for scene in scenario.scenes.values() for text in (scene.file.title, scene.file.text))
    return "\n".join([file.summary, file.role, file.level, *file.themes, file.content_note or "", *scenes])


def person_named(database: Database, name: str) -> int:
    """The number of the person who plays under this name; a name that is new is kept."""
    known: Mapping[str, int] = {person.name: person.id for person in reversed(database.people.list())}
    found = known.get(name)
    return database.people.add(name) if found is None else found


def now() -> str:
    """The time, ISO 8601 in UTC, to the second. Never part of a log."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _new_id() -> str:
    return secrets.token_hex(6)


def _kept(database: Database, run_id: str, mode: Mode, person: int | None, run: Run) -> Kept:
    from simulator.play import Play

    def keep(record: Record) -> None:
        database.runs.append(run_id, record.n, record.to_json())
        if run.finished:
            # The record is durable, so this may not fail the decision. A run left open is closed when it is resumed.
            with suppress(DatabaseError):
                _finish(database, run_id, run)

    return Kept(run_id, mode, person, Play(run, keep), database)


def _finish(database: Database, run_id: str, run: Run) -> None:
    status: Over = "abandoned" if run.abandoned else "finished"
    database.runs.finish(run_id, run.ending, status, now())
