"""Telling proofs on the command line, with the progress of those that take more than a second."""

from __future__ import annotations

import sys
from collections.abc import Iterable

import click

from scoring.proofs.prove import Asked
from simulator.block import plain
from simulator.exploration.budget import Budget
from simulator.scenario import Scenario
from tui.commands.checked import Format
from tui.commands.output import put, put_json
from tui.proving import proof_lines, proof_sheet
from tui.words import say

SHOWS_AFTER = 1.0
"""Seconds after which the progress is told."""


def tell_proofs(scenarios: Iterable[Scenario], form: Format, seconds: int) -> int:
    """Prove each scenario and tell it; the exit status."""
    status = 0
    for scenario in scenarios:
        sheet = proof_sheet(scenario, Asked(Budget(seconds=seconds)), _progress if sys.stderr.isatty() else None)
        status = max(status, 1 if sheet.problems else 0)
        if form == "json":
            put_json(proofs=plain(sheet, whole=True))
            continue
        put()
        put(scenario.title)
        for line in proof_lines(scenario, sheet):
            put(line)
    return status


def _progress(what: str, states: int, seconds: float) -> None:
    if seconds >= SHOWS_AFTER:
        told = say("proofs.working", what=say(f"proofs.what.{what}"), states=states, seconds=seconds)
        click.echo(f"\r{told}\x1b[K", nl=False, err=True)
