"""The proof sheet of a scenario as a paper."""

from __future__ import annotations

from simulator.database import Database
from simulator.scenario import Scenario
from tui import acronyms
from tui.app.lines import drawn_lines
from tui.app.looking_up import Paper
from tui.proof_sheets.document import document
from tui.proof_sheets.finding import found_sheet


def proof_paper(scenario: Scenario, database: Database) -> Paper:
    """The sheet that is kept. Raises NotProved."""
    kept, claimed = found_sheet(scenario, scenario.id, database)
    return Paper(drawn_lines(document(scenario, kept, claimed=claimed)), terms=acronyms.terms(scenario))
