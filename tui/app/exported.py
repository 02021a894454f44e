"""Writing a run to files from any screen, and saying where they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.problems import SimulatorError

if TYPE_CHECKING:
    from tui.app.app import PeacekeeperApp


def show_export(app: PeacekeeperApp, run_id: str) -> None:
    """Write the debrief and the completion sheet, then show where they are, or why they could not be written."""
    from tui.app.lines import drawn_lines
    from tui.app.looking_up import Paper
    from tui.exporting import export, written_to

    try:
        files = export(app.database, run_id)
    except SimulatorError as error:
        app.explain(error)
    else:
        app.look_up(Paper(drawn_lines(written_to(files))))
