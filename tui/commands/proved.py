"""Telling proofs on the command line, with the progress of those that take more than a second."""

from __future__ import annotations

import sys
from collections.abc import Iterable

import click

from scoring.proofs.prove import Asked
from scoring.proofs.sheet import ProofSheet
from simulator.block import plain
from simulator.exploration.budget import Budget
from simulator.scenario import Scenario
from tui.commands.checked import Checked, Format, tell_checked
from tui.commands.output import put
from tui.proving import proof_lines, proof_sheet
from tui.words import say

SHOWS_AFTER = 1.0
"""Seconds after which the progress is told."""


def prove_all(checked: list[Checked], form: Format, seconds: int) -> int:
    """Tell what a check found and what is proved of each scenario; the exit status."""
    scenarios = [found.scenario for found in checked if found.scenario is not None]
    if form == "json":
        sheets = [_sheet(scenario, seconds) for scenario in scenarios]
        status = tell_checked(checked, form, proofs=[plain(sheet, whole=True) for sheet in sheets])
        return max(status, _status(sheets))
    status = tell_checked(checked, form)
    for scenario in scenarios:
        sheet = _sheet(scenario, seconds)
        put()
        put(scenario.title)
        for line in proof_lines(scenario, sheet):
            put(line)
        status = max(status, _status([sheet]))
    return status


def _sheet(scenario: Scenario, seconds: int) -> ProofSheet:
    return proof_sheet(scenario, Asked(Budget(seconds=seconds)), _progress if sys.stderr.isatty() else None)


def _status(sheets: Iterable[ProofSheet]) -> int:
    return 1 if any(sheet.problems for sheet in sheets) else 0


def _progress(what: str, states: int, seconds: float) -> None:
    if seconds >= SHOWS_AFTER:
        told = say("proofs.working", what=say(f"proofs.what.{what}"), states=states, seconds=seconds)
        click.echo(f"\r{told}\x1b[K", nl=False, err=True)
