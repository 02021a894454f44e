"""Proof sheets that came with a scenario in its pack: a claim of whoever made it, until it is proved here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from simulator.compiling import of_variant
from simulator.database import Database, DatabaseError
from simulator.scenario import Scenario
from tui.exchange.adding import company_of
from tui.exchange.manifest import Review
from tui.exchange.unpacking import Unpacked
from tui.policy import rulebook
from tui.proof_sheets.kept import KeptSheet, fits, from_data
from tui.words import say


def claimed_sheet(scenario: Scenario, rules: str, database: Database | None) -> KeptSheet | None:
    """The sheet that came along with this version and variant, where it is about these rules."""
    if database is None:
        return None
    try:
        came = company_of(database, scenario.hash).get("proof")
    except DatabaseError:
        return None
    return claim_about(came, scenario, rules)


def claim_about(came: Any, scenario: Scenario, rules: str) -> KeptSheet | None:
    """Of the sheets that came in a pack, by variant, the one about this version, variant and rules."""
    found = from_data(came.get(scenario.variant or "")) if isinstance(came, dict) else None
    return found if found is not None and fits(found, scenario, rules) else None


def claimed_lines(unpacked: Unpacked, review: Review) -> Iterator[str]:
    """What the proof sheets of a pack claim, and whose word that is; that one is left out which does not fit."""
    for name in unpacked.sheets:
        found = claim_about(unpacked.sheets, of_variant(unpacked.scenario, name or None), rulebook().hash)
        who = review.reviewer or say("sheet.came.nobody")
        shown = " ".join(filter(None, (unpacked.scenario.id, name)))
        yield say(f"sheet.came.{found.standing if found else 'unfit'}", name=shown, who=who)
