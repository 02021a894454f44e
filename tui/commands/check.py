"""`peacekeeper check`: what is wrong with scenario files."""

from __future__ import annotations

from pathlib import Path

import click

from tui.commands.checked import check_files, files_in, tell_checked
from tui.commands.database import json_option
from tui.words import say


@click.command(help=say("help.check.long"), short_help=say("help.check.short"))
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH...")
@json_option
@click.pass_context
def check(ctx: click.Context, paths: tuple[Path, ...], as_json: bool) -> None:
    """List all problems of the files, and of the files in the folders."""
    ctx.exit(tell_checked(check_files(files_in(paths)), as_json))
