"""`peacekeeper preview`: a scenario file beside the editor, read again whenever it is saved."""

from __future__ import annotations

from pathlib import Path

import click

from tui import collecting
from tui.words import say


@click.command(help=say("help.preview.long"), short_help=say("help.preview.short"))
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="FILE")
def preview(file: Path) -> None:
    """Show how a file stands, until it is left."""
    from tui.commands.terminal import require_terminal

    require_terminal()
    collecting.hold()
    from simulator.database import Database
    from tui.commands.lost_terminal import run_in_terminal
    from tui.preview.preview_app import PreviewApp
    from tui.settings import BadSettings, Settings, read_settings

    settings, problem = Settings(), None
    try:
        settings = read_settings()
    except BadSettings as error:
        problem = error
    with Database.in_memory(file.with_name("preview.db")) as database:
        app = PreviewApp(file, database, settings=settings, problem=problem)
        run_in_terminal(app)
        if app.failure is not None:
            raise app.failure
