"""The full-screen app. `run_app` opens it; nothing of it is imported before."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.commands.play import Wishes


def run_app(file: Path, wishes: Wishes | None = None) -> None:
    """Open the app on the database in this file, at what was wished for; return when the person leaves it.

    Raises SimulatorError before the screen opens where that cannot be found or played, and whatever went wrong
    unexpectedly in the app after the screen has been given back.
    """
    from simulator.database import Database
    from tui.app.app import PeacekeeperApp
    from tui.app.opening import opening
    from tui.shelf import Shelf

    with Database.open(file) as database:
        shelf = Shelf(database)
        app = PeacekeeperApp(database, shelf, opening(database, shelf, wishes))
        app.run()
        if app.failure is not None:
            raise app.failure
