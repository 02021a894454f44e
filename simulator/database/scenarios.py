"""Scenario versions by content hash, and the search over them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from simulator.database.connection import Connection
from simulator.database.data import Data, from_text, to_text
from simulator.database.errors import DatabaseError, InUse, NotFound
from simulator.database.searching import FOUND, IS_LATEST, expression, index, typed_words
from simulator.database.sheets import scenario_subject


@dataclass(frozen=True)
class ScenarioRow:
    """A scenario version as lists show it. `hash` names the version, `scenario_id` the scenario."""

    hash: str
    scenario_id: str
    title: str
    added: str


@dataclass(frozen=True)
class ScenarioVersion(ScenarioRow):
    """A scenario version with the data that was stored."""

    data: Data


Rows = list[ScenarioRow]  # the class below has a method of that name

ROW = "s.hash, s.scenario_id, s.title, s.added"
ADD = """
    insert into scenarios (hash, scenario_id, title, data, words, added, turn)
    values (:hash, :id, :title, :data, :words, :added,
            (select coalesce(max(turn), 0) + 1 from scenarios where scenario_id = :id))
    on conflict (hash) do update set turn = excluded.turn"""

COUNT_USES = """
    select (select count(*) from runs where scenario = ?) + (select count(*) from exercises where scenario = ?)"""


class Scenarios:
    """The library: every version of every scenario that was added."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, hash: str, scenario_id: str, title: str, data: Mapping[str, Any], *, words: str, added: str) -> None:
        """Keep a version and make it the latest of its scenario; nothing happens where it is that already.

        `words` is the text that search looks in, besides title and id. `added` is the time, ISO 8601 in UTC.
        """
        latest = f"select {ROW} from scenarios s where scenario_id = ? and {IS_LATEST}"
        found = self._connection.read_one(ScenarioRow, latest, scenario_id)
        if found and found.hash == hash:
            return
        values = {"hash": hash, "id": scenario_id, "title": title, "words": words, "added": added}
        with self._connection.write() as statements:
            statements.execute(ADD, values | {"data": to_text(data)})
            index(self._connection, statements, hash, title, scenario_id, words)

    def get(self, hash: str) -> ScenarioVersion | None:
        """The version with this hash."""
        query = f"select {ROW}, s.data from scenarios s where hash = ?"
        return self._connection.read_one(_version, query, hash)

    def latest(self, scenario_id: str) -> ScenarioVersion | None:
        """The version of this scenario that was added last."""
        query = f"select {ROW}, s.data from scenarios s where scenario_id = ? and {IS_LATEST}"
        return self._connection.read_one(_version, query, scenario_id)

    def versions(self, scenario_id: str) -> Rows:
        """All versions of this scenario, the latest first."""
        query = f"select {ROW} from scenarios s where scenario_id = ? order by turn desc"
        return self._connection.read(ScenarioRow, query, scenario_id)

    def search(self, text: str) -> Rows:
        """The latest version of each scenario with a word that begins like each one of the text, best first.

        Where there is nothing to look for, that is all of them.
        """
        words = typed_words(text)
        if not words:
            return self.list()
        query = f"select {ROW} {FOUND[self._connection.kind]}"
        return self._connection.read(ScenarioRow, query, expression(self._connection.kind, words))

    def list(self) -> Rows:
        """The latest version of each scenario, by title."""
        query = f"select {ROW} from scenarios s where {IS_LATEST} order by title, scenario_id"
        return self._connection.read(ScenarioRow, query)

    def remove(self, hash: str) -> None:
        """Remove a version and its proof sheets. Raises InUse while there are runs of it, NotFound."""
        with self._connection.write(lambda: self._in_use(hash)) as statements:
            if not statements.execute("delete from scenarios where hash = ?", (hash,)).rowcount:
                raise NotFound(kind="scenario", name=hash)
            statements.execute("delete from sheets where subject = ?", (scenario_subject(hash),))

    def _in_use(self, hash: str) -> DatabaseError:
        runs = self._connection.read_one(int, COUNT_USES, hash, hash)
        return InUse(hash=hash, runs=runs)


def _version(hash: str, scenario_id: str, title: str, added: str, data: str) -> ScenarioVersion:
    return ScenarioVersion(hash, scenario_id, title, added, from_text(data))
