"""A kept proof sheet in one line, read without the models of proofs: for lists and first screens, which must be quick.

Whether it fits the rules of today is not looked at here; the sheet itself says so when it is opened.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulator.database import Database, DatabaseError
from simulator.database.sheets import scenario_subject
from tui.heads import Item, shipped_folder
from tui.words import say

if TYPE_CHECKING:
    from simulator.scenario import Scenario

KIND = "proof"
"""Kind of the sheets of the database that were proved here; what comes in a pack is kept apart, as a claim."""

FOLDER = "proofs"
"""Where the sheets of scenarios that ship stand, in the folder of their mission area."""

STANDINGS = ("fair", "mend", "unknown")


def file_name(id: str, variant: str | None = None) -> str:
    """How the file of a sheet is called."""
    return f"{id}.{variant}.json" if variant else f"{id}.json"


def told_of_item(item: Item, database: Database) -> str | None:
    """The sheet of a scenario as a list shows it, in one line; None where there is none."""
    if item.file is not None:
        return _line(_read(item.file.parent / FOLDER / file_name(item.id)))
    return told_of_version(item.hash or "", database)


def told_of(scenario: Scenario, database: Database) -> str | None:
    """The sheet of this version and variant in one line; None where there is none."""
    file = shipped_folder() / scenario.area.id / FOLDER / file_name(scenario.id, scenario.variant)
    return told_of_version(scenario.hash, database, file, scenario.variant)


def told_of_version(hash: str, database: Database, file: Path | None = None, variant: str | None = None) -> str | None:
    """The sheet of a version and variant in one line; `file` is where it would ship."""
    found = [_read(file)] if file is not None else []
    with contextlib.suppress(DatabaseError):
        found += [sheet.data for sheet in database.sheets.list(scenario_subject(hash)) if sheet.kind == KIND]
    return next((line for data in reversed(found) if _is_about(data, hash, variant) and (line := _line(data))), None)


def _read(file: Path) -> Any:
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def _is_about(data: Any, hash: str, variant: str | None) -> bool:
    sheet = data.get("sheet") if isinstance(data, Mapping) else None
    return isinstance(sheet, Mapping) and (sheet.get("version"), sheet.get("variant")) == (hash, variant)


def _line(data: Any) -> str | None:
    try:
        day, states, standing = data["sheet"]["made"][:10], data["sheet"]["games"]["states"], data["standing"]
    except (KeyError, TypeError):
        return None
    return say(f"sheet.short.{standing}", day=day, states=states) if standing in STANDINGS else None
