"""`peacekeeper database`: everything that is kept, from a file to a server and back."""

from __future__ import annotations

import click

from simulator.database.address import place_of
from simulator.database.copying import copy
from tui.commands.database import json_option
from tui.commands.output import put, put_json, put_table
from tui.words import say


@click.group(help=say("help.database.long"), short_help=say("help.database.short"))
def database() -> None:
    """Commands about the database as a whole."""


@database.command("copy", help=say("help.database.copy"))
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
@json_option
def copy_(source: str, target: str, as_json: bool) -> None:
    """Copy everything to a database that is new or empty; the first one stays as it is."""
    origin, copied = place_of(source), place_of(target)
    counts = copy(origin, copied)
    if as_json:
        put_json(copied=counts, source=str(origin), target=str(copied))
        return
    put_table([[str(count), say(f"database.table.{table}")] for table, count in counts.items()])
    put(say("database.copied", source=str(origin), target=str(copied)))
