"""`peacekeeper proof`: the proof sheet of a scenario, to read or to print."""

from __future__ import annotations

import click

from tui.commands.database import db_option, json_option, reading
from tui.commands.output import put_json
from tui.words import say


@click.command(help=say("help.proof.long"), short_help=say("help.proof.short"))
@click.argument("scenario", metavar="ID|FILE")
@click.option("--variant", metavar="NAME", help=say("help.proof.variant"))
@click.option("--html", "as_html", is_flag=True, help=say("help.proof.html"))
@json_option
@db_option
def proof(scenario: str, variant: str | None, as_html: bool, as_json: bool, db: str | None) -> None:
    """Show the sheet that is kept."""
    from simulator.block import plain
    from tui.proof_sheets.document import document, imprint
    from tui.proof_sheets.finding import found_sheet
    from tui.report import markdown_of
    from tui.report_html import html_of
    from tui.shelf import Shelf

    with reading(db) as database:
        found = Shelf(database).find(scenario, variant)
        kept, claimed = found_sheet(found, scenario, database)
    if as_json:
        put_json(proof={**plain(kept, whole=True), "claimed": claimed})
        return
    lines = list(document(found, kept, claimed=claimed))
    made = html_of if as_html else markdown_of
    click.echo(made(lines, imprint(found, kept)), nl=False)
