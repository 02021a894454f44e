"""`python -m tui.proof_sheets`: prove the scenarios that ship, where their sheets no longer fit, for `make proofs`.

With ids only those; with `--again` all anew.
"""

from __future__ import annotations

import sys
import time

import click

from scoring.proofs.prove import Asked
from simulator.exploration.budget import Budget
from simulator.scenario import Scenario
from tui.exchange.files import write
from tui.heads import scenario_files, shipped_folder
from tui.policy import rulebook
from tui.proof_sheets.kept import as_text, shipped_file, shipped_sheet
from tui.proof_sheets.making import made, was_stopped
from tui.proof_sheets.shipping import each_variant, strays
from tui.shelf import Shelf
from tui.words import say

SECONDS = 7_200
"""What each part of a proof may take: all of it is wanted here."""


def main(arguments: list[str]) -> int:
    """Make what is missing; 1 where something is to be mended or is not known."""
    ids = [each for each in arguments if not each.startswith("-")]
    every = [Shelf().load(file) for file in scenario_files(shipped_folder())]
    wanted = [scenario for scenario in every if not ids or scenario.id in ids]
    statuses = [_make(scenario, "--again" in arguments) for scenario in each_variant(wanted)]
    for file in strays(every, shipped_folder()):
        file.unlink()
        click.echo(say("making.gone", name=file.name))
    return max(statuses, default=0)


def _make(scenario: Scenario, again: bool) -> int:
    file = shipped_file(scenario)
    kept = None if again else shipped_sheet(scenario, rulebook().hash)
    if kept is not None and kept.is_whole and (kept.sheet.values is not None or kept.standing == "mend"):
        click.echo(say("making.fits", name=file.name))
        return int(kept.standing != "fair")
    click.echo(say("making.proving", name=file.name))
    began = time.monotonic()
    kept = made(scenario, Asked(Budget(seconds=SECONDS), values=True))
    if was_stopped(kept):
        raise KeyboardInterrupt
    file.parent.mkdir(exist_ok=True)
    write(file, as_text(kept).encode())
    standing, seconds = say(f"making.standing.{kept.standing}"), time.monotonic() - began
    click.echo(say("making.made", name=file.name, standing=standing, seconds=seconds))
    return int(kept.standing != "fair")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
