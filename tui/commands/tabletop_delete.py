"""`peacekeeper tabletop delete`: an exercise, or only the names in it, erased for good."""

from __future__ import annotations

import click

from tui.commands.database import db_option, json_option, writing
from tui.commands.output import put, put_json
from tui.words import say


@click.command(help=say("help.tabletop.delete.long"), short_help=say("help.tabletop.delete.short"))
@click.argument("exercise")
@click.option("--names", is_flag=True, help=say("help.tabletop.delete.names"))
@click.option("--yes", is_flag=True, help=say("help.tabletop.delete.yes"))
@json_option
@db_option
def delete(exercise: str, names: bool, yes: bool, as_json: bool, db: str | None) -> None:
    """Delete an exercise, or the names in it."""
    from tui.tabletop.review.reading import find_exercise

    with writing(db) as database:
        id = find_exercise(database, exercise).id
        if names:
            erased = list(database.exercises.names(id))
            for number in erased:
                database.exercises.forget(id, number)
            told = say("tabletop.delete.names", count=len(erased), id=id)
        else:
            if not yes and not as_json:
                click.confirm(say("tabletop.delete.sure", id=id), abort=True)
            erased = []
            database.exercises.delete(id)
            told = say("tabletop.delete.deleted", id=id)
    if as_json:
        put_json(exercise=id, deleted=not names, names_erased=len(erased))
    else:
        put(told)
