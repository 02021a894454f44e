"""Proof sheets for commands: the one that is kept, wherever that is, and the progress of those that are made."""

from __future__ import annotations

import click

from simulator.problems import SimulatorError
from simulator.scenario import Scenario
from tui.commands.database import reading
from tui.policy import rulebook
from tui.proof_sheets.kept import KeptSheet, kept_sheet
from tui.words import say

SHOWS_AFTER = 1.0
"""Seconds after which the progress is told."""


def looked_up(scenario: Scenario, db: str | None) -> KeptSheet | None:
    """The sheet that is kept of a version; what is wrong with a database is told where it is needed."""
    rules = rulebook().hash
    try:
        with reading(db) as database:
            return kept_sheet(scenario, rules, database)
    except SimulatorError:
        return kept_sheet(scenario, rules, None)


def tell_progress(what: str, states: int, seconds: float) -> None:
    """What is gone through, on a line that the next one replaces."""
    if seconds >= SHOWS_AFTER:
        told = say("proofs.working", what=say(f"proofs.what.{what}"), states=states, seconds=seconds)
        click.echo(f"\r{told}\x1b[K", nl=False, err=True)


def end_progress() -> None:
    """Take the line away."""
    click.echo("\r\x1b[K", nl=False, err=True)
