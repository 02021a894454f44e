"""A proof sheet as it is kept: in the database with the version, or in a file beside a scenario that ships.

It belongs to one version, one variant and one state of the rules; for any other it says nothing, and is not found.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

from scoring.assessment import Block
from scoring.proofs.sheet import GameStep, ProofSheet
from simulator.block import Misread, plain, read
from simulator.database import Database, DatabaseError
from simulator.database.sheets import scenario_subject
from simulator.scenario import Scenario
from tui.heads import shipped_folder
from tui.proof_sheets.told import FOLDER, KIND, file_name

FILED = 40
"""Sheets that are kept of versions that are not in the library: those of the file that is being written."""

Standing = Literal["fair", "mend", "unknown"]
"""Nothing to be mended and all known; something to be mended; or nothing to be mended as far as is known."""


class KeptSheet(Block):
    """A proof sheet, and for each game in it that a person can play, the seed with which chance comes out so.

    `seconds` is what each part of the proof was allowed: a sheet on which something is unknown may be made again with
    more.
    """

    format: Literal[1] = 1
    standing: Standing
    seconds: int
    sheet: ProofSheet
    seeds: dict[str, int] = {}

    @property
    def is_whole(self) -> bool:
        """Whether more time would tell no more."""
        parts = (self.sheet.games, self.sheet.compliant_games)
        return not self.sheet.unknown and all(part.ended in (None, "errors") for part in parts)

    def seed(self, game: Sequence[GameStep]) -> int | None:
        """The seed to play a game with; None where there is none."""
        return self.seeds.get(written(game))


def written(game: Sequence[GameStep]) -> str:
    """A game on one line: the moves as they are typed, each with the branch that chance takes, if any."""
    return ",".join("+".join(step.move) + ("" if step.branch is None else f":{step.branch}") for step in game)


def standing(sheet: ProofSheet) -> Standing:
    """What a sheet comes to."""
    if sheet.problems or any(claim.code == "P302" for claim in sheet.properties):
        return "mend"
    all_gone_through = sheet.games.ended is None and sheet.compliant_games.ended is None
    return "fair" if all_gone_through and not sheet.unknown and sheet.compliance.from_start != "never" else "unknown"


def fits(kept: KeptSheet, scenario: Scenario, rules: str) -> bool:
    """Whether a sheet is about this version and variant, under these rules."""
    sheet = kept.sheet
    return (sheet.version, sheet.variant, sheet.rules) == (scenario.hash, scenario.variant, rules)


def kept_sheet(scenario: Scenario, rules: str, database: Database | None) -> KeptSheet | None:
    """The sheet of a version that was proved here, or that ships with the program."""
    return _of_database(scenario, rules, database) or shipped_sheet(scenario, rules)


def shipped_sheet(scenario: Scenario, rules: str) -> KeptSheet | None:
    """The sheet that ships with a scenario, where it fits."""
    file = shipped_file(scenario)
    try:
        found = from_data(json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return None
    return found if found is not None and fits(found, scenario, rules) else None


def shipped_file(scenario: Scenario, folder: Path | None = None) -> Path:
    """Where the sheet of a scenario that ships stands."""
    name = file_name(scenario.id, scenario.variant)
    return (folder or shipped_folder()) / scenario.area.id / FOLDER / name


def keep(database: Database, scenario: Scenario, kept: KeptSheet) -> None:
    """Keep a sheet in the database, in place of an earlier one. Raises DatabaseError."""
    producer = _producer(scenario, kept.sheet.rules)
    database.sheets.put(scenario_subject(scenario.hash), KIND, producer, plain(kept, whole=True))
    database.sheets.forget_unfiled(KIND, FILED)


def as_text(kept: KeptSheet) -> str:
    """A sheet as the text of a file; the same sheet gives the same text."""
    return json.dumps(plain(kept, whole=True), ensure_ascii=False, indent=1) + "\n"


def from_data(data: Any) -> KeptSheet | None:
    """A sheet from plain data; None where it is none that this program reads."""
    try:
        return read(KeptSheet, data)
    except (Misread, KeyError, TypeError, AttributeError):
        return None


def _of_database(scenario: Scenario, rules: str, database: Database | None) -> KeptSheet | None:
    if database is None:
        return None
    try:
        data = database.sheets.get(scenario_subject(scenario.hash), KIND, _producer(scenario, rules))
    except DatabaseError:
        return None
    found = from_data(data) if data is not None else None
    return found if found is not None and fits(found, scenario, rules) else None


def _producer(scenario: Scenario, rules: str) -> str:
    return f"{rules}:{scenario.variant}" if scenario.variant else rules
