"""What the app opens at: its first screen, the briefing of a scenario, or a run that is carried on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui import collecting, keeping

if TYPE_CHECKING:
    from simulator.database import Database
    from simulator.scenario import Scenario
    from tui.commands.play import Wishes
    from tui.keeping import Kept, Mode
    from tui.shelf import Shelf


@dataclass(frozen=True)
class Opening:
    """Where to open, and how to play. `seed` is for the scenario named here; others get one of their own.

    Without `clock`, decisions take as long as they take.
    """

    scenario: Scenario | None = None
    kept: Kept | None = None
    seed: int | None = None
    mode: Mode = "coached"
    name: str = ""
    clock: bool = True


def opening(database: Database, shelf: Shelf, wishes: Wishes | None) -> Opening:
    """The opening that was wished for on the command line. Raises SimulatorError where it cannot be had."""
    if wishes is None:
        return Opening()
    from tui.commands.play import LAST

    scenario = kept = None
    with collecting.loading():
        if wishes.resume is not None:
            row = keeping.find_run(database, None if wishes.resume == LAST else wishes.resume)
            kept = keeping.resume(database, row.id)
        elif wishes.what is not None:
            scenario = shelf.find(wishes.what, wishes.variant)
    return Opening(scenario, kept, wishes.seed, wishes.mode, wishes.name or "", wishes.clock)
