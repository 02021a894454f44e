"""Putting a pack on the shelf: what would change is known first, and either all of it is added or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from simulator.block import plain, read
from simulator.database import Database
from simulator.database.sheets import scenario_subject
from simulator.model import ScenarioFile
from tui.exchange.authored import authored
from tui.exchange.changes import changes
from tui.exchange.manifest import Review
from tui.exchange.unpacking import Pack, Unpacked
from tui.shelf import Shelf, UnknownScenario
from tui.words import say

PACK = "pack"
"""Kind and producer of the sheet that says what came along with a scenario in its pack."""

State = Literal["new", "same", "changed", "ships"]


@dataclass(frozen=True, slots=True)
class Coming:
    """A scenario of a pack against the shelf: new, the same, changed and how, or one that ships and stays as it is."""

    unpacked: Unpacked
    state: State
    ships: bool = False
    changes: tuple[str, ...] = ()


def compare(pack: Pack, shelf: Shelf, database: Database) -> tuple[Coming, ...]:
    """What adding the pack would do."""
    return tuple(_coming(unpacked, shelf, database) for unpacked in pack.scenarios)


def add(coming: tuple[Coming, ...], pack: Pack, shelf: Shelf, database: Database) -> None:
    """Add everything that is new or changed, in one transaction. Raises DatabaseError; then nothing was added."""
    with database.connection.write():
        for each in coming:
            if each.ships:
                continue
            scenario = each.unpacked.scenario
            shelf.put(scenario)
            database.sheets.put(scenario_subject(scenario.hash), PACK, PACK, _company(each.unpacked, pack))


def _coming(unpacked: Unpacked, shelf: Shelf, database: Database) -> Coming:
    scenario = unpacked.scenario
    try:
        item = shelf.item(scenario.id)
    except UnknownScenario:
        return Coming(unpacked, "new")
    if item.hash is None:
        same = shelf.find(scenario.id).hash == scenario.hash
        return Coming(unpacked, "same" if same else "ships", ships=True)
    if item.hash == scenario.hash:
        return Coming(unpacked, "same")
    version = database.scenarios.get(item.hash)
    assert version is not None  # the shelf has just found it
    before = authored(read(ScenarioFile, version.data["scenario"]))
    found = changes(before, authored(scenario.file))
    if version.data["area"] != plain(scenario.area):
        found.append(say("exchange.pack.area"))
    return Coming(unpacked, "changed", changes=tuple(found))


def lines_of_review(review: Review) -> list[str]:
    """Who reviewed what came in a pack, and the terms of use, in sentences."""
    found = [say(f"exchange.pack.review.{review.status}", reviewer=review.reviewer, date=review.date)]
    return [*found, say("exchange.pack.licence", licence=review.licence)] if review.licence else found


def review_kept(database: Database, hash: str) -> Review | None:
    """The review of a scenario version as its pack told it; None where it came in none."""
    company = company_of(database, hash)
    return read(Review, company["review"]) if company else None


def company_of(database: Database, hash: str) -> dict[str, Any]:
    """What came along with a scenario version in its pack; nothing where it came in none."""
    return database.sheets.get(scenario_subject(hash), PACK, PACK) or {}


def _company(unpacked: Unpacked, pack: Pack) -> dict[str, object]:
    return {
        "review": plain(pack.review),
        "note": unpacked.note,
        "plans": unpacked.plans,
        "proof": unpacked.sheets,
    }
