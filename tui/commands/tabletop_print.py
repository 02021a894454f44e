"""`peacekeeper tabletop print`: what a facilitator prints, so that an exercise runs on paper."""

from __future__ import annotations

from pathlib import Path

import click

from tui.commands.database import db_option, json_option, reading
from tui.commands.output import put, put_json
from tui.exporting import export_folder
from tui.shelf import Shelf
from tui.tabletop.paper.printing import print_to, table_of, table_of_exercise
from tui.tabletop.paper.stacks import Stack
from tui.words import say

Files = tuple[tuple[Stack, Path], ...]


@click.command("print", help=say("help.tabletop.print.long"), short_help=say("help.tabletop.print.short"))
@click.argument("scenario", metavar="ID|FILE", required=False)
@click.option("--exercise", metavar="EXERCISE", help=say("help.tabletop.print.exercise"))
@click.option("--to", "folder", metavar="FOLDER", help=say("help.tabletop.print.to"))
@json_option
@db_option
def print_(scenario: str | None, exercise: str | None, folder: str | None, as_json: bool, db: str | None) -> None:
    """Write the stacks of a scenario, or of an exercise as it stands."""
    if scenario is None and exercise is None:
        raise click.UsageError(say("paper.error.nothing"))
    with reading(db) as database:
        shelf = Shelf(database)
        table = table_of_exercise(shelf, database, exercise, scenario) if exercise else table_of(shelf, scenario or "")
        found = print_to(table, export_folder(folder))
    if as_json:
        opened = table.standing.opened
        about = {"id": table.scenario.id, "version": table.scenario.hash, "exercise": opened and opened.exercise}
        put_json(printed={**about, "files": files_data(found)})
        return
    _tell(found)


def files_data(found: Files) -> list[dict[str, object]]:
    """The files as JSON has them."""
    return [
        {"file": str(file), "stack": stack.name, "title": stack.title, "sides": stack.pages, "copies": stack.copies}
        for stack, file in found
    ]


def _tell(found: Files) -> None:
    put(say("paper.told.written", folder=found[0][1].parent))
    for stack, file in found:
        put(say("paper.told.file", file=file.name, count=stack.pages, copies=stack.copies, whom=stack.whom))
    put(say("paper.told.all", count=sum(stack.pages * stack.copies for stack, _ in found)))
    put(say("paper.told.how"))
