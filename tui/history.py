"""What was played, as views, pure: one entry for each run, with how it went."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from simulator.database import Database
from simulator.database.runs import RunRow
from simulator.database.sheets import run_subject
from tui.words import say

KIND = "assessment"
"""The kind under which a run's assessment is kept."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One run in the list. `met` says how many objectives were met, of how many tested; None where that is not known.

    `begun` is a date and time where this laptop is; `name` that of a guest where nobody gave one.
    """

    id: str
    scenario_id: str
    title: str
    begun: str
    mode: str
    status: str
    ending: str | None
    met: tuple[int, int] | None
    name: str
    origin: str | None

    @property
    def over(self) -> bool:
        """Whether the run has ended, and so has a debrief."""
        return self.status != "open"


def entries(database: Database) -> list[Entry]:
    """All runs, the last begun first. Raises DatabaseError."""
    names = {person.id: person.name for person in database.people.list()}
    rows = database.runs.list()
    endings = _endings(database, {row.scenario for row in rows})
    return [_entry(database, row, names, endings) for row in rows]


def scenarios(found: Iterable[Entry]) -> list[tuple[str, str]]:
    """The scenarios that were played, id and title, the last played first."""
    titles: dict[str, str] = {}
    for entry in found:
        titles.setdefault(entry.scenario_id, entry.title)
    return list(titles.items())


def local_time(time: str) -> str:
    """A time of the database as a day and a time where this laptop is."""
    return f"{datetime.fromisoformat(time).astimezone():%Y-%m-%d %H:%M}"


def label(entry: Entry) -> str:
    """One run in one line: when, what, how, by whom, and what came of it."""
    mode = say("history.exam") if entry.mode == "exam" else say(f"mode.{entry.mode}")
    again = [say("history.again")] if entry.origin else []
    parts = [entry.title, mode, *again, _state(entry), entry.name]
    return say("history.entry", begun=entry.begun, told=" · ".join(parts))


def _state(entry: Entry) -> str:
    """How a run stands: its ending, with the objectives that were met; or that it is open or was given up."""
    if entry.ending is None or entry.status != "finished":
        return say(f"runs.status.{entry.status}")
    if entry.met is None:
        return entry.ending
    met, of = entry.met
    return say("history.met", ending=entry.ending, met=met, of=of)


def _entry(database: Database, row: RunRow, names: Mapping[int, str], endings: Mapping[tuple[str, str], str]) -> Entry:
    return Entry(
        id=row.id,
        scenario_id=row.scenario_id,
        title=row.title,
        begun=local_time(row.begun),
        mode=row.mode,
        status=row.status,
        ending=endings.get((row.scenario, row.ending), row.ending) if row.ending else None,
        met=_met(database, row) if row.status == "finished" else None,
        name=names.get(row.person, say("history.guest")) if row.person is not None else say("history.guest"),
        origin=row.forked_from[0] if row.forked_from else None,
    )


def _endings(database: Database, versions: Iterable[str]) -> dict[tuple[str, str], str]:
    """The titles of endings, by version and scene: read from the files as data, without loading any."""
    found: dict[tuple[str, str], str] = {}
    for hash in versions:
        version = database.scenarios.get(hash)
        scenes = version.data["scenario"].get("scenes", {}) if version else {}
        for id, scene in scenes.items():
            if isinstance(scene, Mapping) and isinstance(scene.get("ending"), Mapping):
                found[hash, id] = str(scene["ending"].get("title", id))
    return found


def _met(database: Database, row: RunRow) -> tuple[int, int] | None:
    """Objectives that were met, and how many were put to the test, from a kept assessment; None where none was kept."""
    kept = next((s.data for s in database.sheets.list(run_subject(row.id)) if s.kind == KIND), None)
    if kept is None:
        return None
    results = [objective.get("result") for objective in kept.get("objectives", ())]
    tested = [result for result in results if result != "not tested"]
    return sum(result == "met" for result in tested), len(tested)
