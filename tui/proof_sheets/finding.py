"""The proof sheet of a scenario for somebody who wants to see it: proved here, shipped, or claimed by a pack."""

from __future__ import annotations

import shlex

from simulator.database import Database
from simulator.problems import SimulatorError
from simulator.scenario import Scenario
from tui.policy import rulebook
from tui.proof_sheets.claimed import claimed_sheet
from tui.proof_sheets.kept import KeptSheet, kept_sheet
from tui.words import say


class NotProved(SimulatorError):
    """There is no proof sheet of this version under the rules of today."""


def found_sheet(scenario: Scenario, given: str, database: Database | None) -> tuple[KeptSheet, bool]:
    """The sheet, and whether it is only claimed. `given` is how the scenario was named. Raises NotProved."""
    rules = rulebook().hash
    kept = kept_sheet(scenario, rules, database)
    if kept is not None:
        return kept, False
    claimed = claimed_sheet(scenario, rules, database)
    if claimed is None:
        raise NotProved(say("sheet.none-of", title=scenario.title, file=shlex.quote(given)))
    return claimed, True
