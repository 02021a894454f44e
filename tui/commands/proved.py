"""Telling proofs on the command line, with the progress of those that take more than a second."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from typing import Any

import click

from scoring.proofs.prove import Asked
from scoring.proofs.sheet import ProofSheet, Weight
from simulator.block import plain
from simulator.exploration.budget import Budget
from simulator.scenario import Scenario
from simulator.source import Source
from tui.claim_problems import claim_problems, whole_source
from tui.commands.checked import Checked, Format, tell_checked
from tui.commands.output import put
from tui.commands.shapes import problem_data
from tui.commands.workflow import Level, note_of
from tui.proving import proof_lines, proof_sheet
from tui.words import say

LEVELS: Mapping[Weight, Level] = {"error": "error", "warning": "warning", "note": "notice"}

SHOWS_AFTER = 1.0
"""Seconds after which the progress is told."""


def prove_all(checked: list[Checked], form: Format, seconds: int) -> int:
    """Tell what a check found and what is proved of each scenario; the exit status."""
    scenarios = [(found.scenario, whole_source(found.file)) for found in checked if found.scenario is not None]
    if form == "json":
        sheets = [(_sheet(scenario, seconds), source) for scenario, source in scenarios]
        status = tell_checked(checked, form, proofs=[_data(*each) for each in sheets])
        return max(status, _status(sheet for sheet, _ in sheets))
    status = tell_checked(checked, form)
    for scenario, source in scenarios:
        sheet = _sheet(scenario, seconds)
        if form == "github":
            _annotate(sheet, source)
        put()
        put(scenario.title)
        for line in proof_lines(scenario, sheet, source):
            put(line)
        status = max(status, _status([sheet]))
    return status


def _data(sheet: ProofSheet, source: Source | None) -> dict[str, Any]:
    """A sheet for programs, with what it says told as problems are."""
    told = claim_problems((*sheet.properties, *sheet.claims), source, "")
    findings = [
        {**problem_data(each.problem), "weight": each.claim.weight, "status": each.claim.status} for each in told
    ]
    return {**plain(sheet, whole=True), "findings": findings}


def _annotate(sheet: ProofSheet, source: Source | None) -> None:
    """Notes of a GitHub workflow, where the file says what they are about."""
    for told in claim_problems((*sheet.properties, *sheet.claims), source, ""):
        put(note_of(told.problem, LEVELS[told.claim.weight]))


def _sheet(scenario: Scenario, seconds: int) -> ProofSheet:
    return proof_sheet(scenario, Asked(Budget(seconds=seconds)), _progress if sys.stderr.isatty() else None)


def _status(sheets: Iterable[ProofSheet]) -> int:
    return 1 if any(sheet.problems for sheet in sheets) else 0


def _progress(what: str, states: int, seconds: float) -> None:
    if seconds >= SHOWS_AFTER:
        told = say("proofs.working", what=say(f"proofs.what.{what}"), states=states, seconds=seconds)
        click.echo(f"\r{told}\x1b[K", nl=False, err=True)
