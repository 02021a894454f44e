"""`peacekeeper schema`: the form of scenario files, for editors."""

from __future__ import annotations

import click

from simulator.schema import FILES, schema_text
from tui.words import say


@click.command(help=say("help.schema.long"), short_help=say("help.schema.short"))
@click.argument("kind", type=click.Choice(list(FILES)), default="scenario")
def schema(kind: str) -> None:
    """Print a JSON Schema."""
    click.echo(schema_text(kind), nl=False)
