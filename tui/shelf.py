"""The library: scenarios that ship, and those that were added to the database; found by id or by file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.database import Database
from simulator.database.scenarios import ScenarioVersion
from simulator.database.sheets import scenario_subject
from simulator.problems import Problems, SimulatorError, nearest, shown
from simulator.source import AREA_FILE
from tui import keeping
from tui.ahead import AHEAD
from tui.heads import Item, added_item, in_order, scenario_files, shipped_folder, shipped_item
from tui.words import say

if TYPE_CHECKING:
    from simulator.scenario import Scenario

SHELF = "shelf"
"""Kind and producer of the sheet that marks a version as added to the library; playing a file does not add it."""


class UnknownScenario(SimulatorError):
    """Nothing in the library has this id, and there is no such file."""


class NotAdded(SimulatorError):
    """The library keeps the scenario as it is: it ships with the program."""


class Shelf:
    """All scenarios that can be played. Without a database only those that ship.

    With `apart`, another process checks their files, see `tui.ahead`.
    """

    def __init__(self, database: Database | None = None, shipped: Path | None = None, *, apart: bool = False) -> None:
        self._database, self._apart = database, apart
        self._shipped = shipped_folder() if shipped is None else shipped

    def items(self) -> list[Item]:
        """Everything in the library: what ships first, then what was added, each from the ground up."""
        shipped = [shipped_item(file) for file in scenario_files(self._shipped)]
        added = [added_item(version) for version in self._added()]
        return [*sorted(shipped, key=in_order), *sorted(added, key=in_order)]

    def search(self, text: str) -> list[Item]:
        """Scenarios in which each word of the text begins some word: of the head, or of any text of an added one."""
        wanted = text.casefold().split()
        inside = {row.hash for row in self._database.scenarios.search(text)} if self._database and wanted else set()
        return [item for item in self.items() if item.hash in inside or matches(item, wanted)]

    def item(self, id: str) -> Item:
        """The scenario with this id as a list shows it. Raises UnknownScenario."""
        items = self.items()
        found = next((item for item in items if item.id == id), None)
        if found is None:
            raise _unknown(id, [item.id for item in items])
        return found

    def find(self, given: str, variant: str | None = None) -> Scenario:
        """The scenario with this id, or in this file, ready to run. Raises UnknownScenario, LoadError."""
        if not _is_file(given):
            item = self.item(given)
            if item.file is None:
                return keeping.stored_version(self._open(), item.hash or "", variant)
            return self._load(item.file, variant)
        return self._load(Path(given), variant)

    def file_of(self, given: str) -> Path | None:
        """The file of the scenario that `find` finds; None where it is only in the database. Raises UnknownScenario."""
        return Path(given) if _is_file(given) else self.item(given).file

    def has_changed(self, scenario: Scenario) -> bool:
        """Whether the library has another version now; not where it has none, or none that can be read."""
        try:
            return self.find(scenario.id, scenario.variant).hash != scenario.hash
        except SimulatorError:
            return False

    def add(self, file: Path, problems: Problems | None = None) -> Scenario:
        """Load a file and put it on the shelf, in place of an earlier version. Raises LoadError, NotAdded."""
        scenario = self.load(file, problems=problems)
        self.put(scenario)
        return scenario

    def put(self, scenario: Scenario) -> None:
        """Put a scenario on the shelf, in place of an earlier version. Raises NotAdded."""
        from simulator.compiling import to_data

        if any(other.stem == scenario.id for other in scenario_files(self._shipped)):
            raise NotAdded(say("library.ships", id=scenario.id))
        database = self._open()
        words = keeping.words_of(scenario)
        data = to_data(scenario)
        database.scenarios.add(scenario.hash, scenario.id, scenario.title, data, words=words, added=keeping.now())
        for version in database.scenarios.versions(scenario.id):
            self._mark(version.hash, added=version.hash == scenario.hash)

    def remove(self, id: str) -> None:
        """Take a scenario off the shelf; versions that were played stay with their runs.

        Raises UnknownScenario, NotAdded.
        """
        item = self.item(id)
        if item.hash is None:
            raise NotAdded(say("library.ships", id=id))
        self._mark(item.hash, added=False)
        played = {row.scenario for row in self._open().runs.list(scenario_id=id)}
        for version in self._open().scenarios.versions(id):
            if version.hash not in played:
                self._open().scenarios.remove(version.hash)

    def _load(self, file: Path, variant: str | None = None) -> Scenario:
        """What another process has checked, else what is checked now."""
        if self._apart:
            AHEAD.begin([file])
        return AHEAD.scenario(file, variant) or self.load(file, variant=variant)

    def load(self, file: Path, *, variant: str | None = None, problems: Problems | None = None) -> Scenario:
        """Check a file, whatever is known of it, with the mission areas that ship. Raises LoadError."""
        from simulator.loading import load  # only now: a list of scenarios, and a game, do without
        from tui.policy import vocabulary

        return load(file, vocabulary(), problems=problems, variant=variant, areas=areas(self._shipped))

    def _open(self) -> Database:
        assert self._database is not None  # commands that change the library open the database first
        return self._database

    def _mark(self, hash: str, *, added: bool) -> None:
        if added or self._is_marked(hash):
            self._open().sheets.put(scenario_subject(hash), SHELF, SHELF, {"added": added})

    def _is_marked(self, hash: str) -> bool:
        sheet = self._open().sheets.get(scenario_subject(hash), SHELF, SHELF)
        return bool(sheet and sheet["added"])

    def _added(self) -> Iterable[ScenarioVersion]:
        if self._database is None:
            return
        scenarios = self._database.scenarios
        for latest in scenarios.list():
            marked = next((v.hash for v in scenarios.versions(latest.scenario_id) if self._is_marked(v.hash)), None)
            version = scenarios.get(marked) if marked else None
            if version is not None:
                yield version


@cache
def areas(folder: Path) -> Mapping[str, Path]:
    """The mission areas that ship, by id, for scenario files that have none beside them."""
    return {file.parent.name: file for file in folder.rglob(AREA_FILE)}


def _is_file(given: str) -> bool:
    return "/" in given or "\\" in given or given.endswith((".yaml", ".yml"))


def _unknown(given: str, ids: Iterable[str]) -> UnknownScenario:
    meant = nearest(given, ids)
    words = say("library.unknown-meant" if meant else "library.unknown", id=shown(given), meant=meant)
    return UnknownScenario(words)


def matches(item: Item, wanted: Iterable[str]) -> bool:
    """Whether each of these words, casefolded, begins some word of the head of a scenario."""
    text = " ".join([item.id, item.title, item.summary, item.level, item.role, *item.themes, item.content_note or ""])
    words = ["".join(c for c in word if c.isalnum()) for word in text.casefold().replace("-", " ").split()]
    return all(any(word.startswith(part) for word in words) for part in wanted) or all(p in item.id for p in wanted)
