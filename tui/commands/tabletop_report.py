"""`peacekeeper tabletop report`: the after-action review of an exercise, as files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tui.commands.database import db_option, json_option, reading
from tui.commands.output import put, put_json
from tui.words import say

if TYPE_CHECKING:
    from simulator.database import Database
    from tui.tabletop.review.copy import Reader
    from tui.tabletop.review.files import Paper
    from tui.tabletop.review.reading import Read

READERS = ("participants", "control")


@click.command("report", help=say("help.tabletop.report.long"), short_help=say("help.tabletop.report.short"))
@click.argument("exercise", required=False)
@click.option("--beside", metavar="OTHER", help=say("help.tabletop.report.beside"))
@click.option(
    "--for", "reader", type=click.Choice(READERS), default="participants", help=say("help.tabletop.report.for")
)
@click.option("--hot", is_flag=True, help=say("help.tabletop.report.hot"))
@click.option("--to", "folder", metavar="FOLDER", help=say("help.tabletop.report.to"))
@json_option
@db_option
def report(
    exercise: str | None,
    beside: str | None,
    reader: Reader,
    hot: bool,
    folder: str | None,
    as_json: bool,
    db: str | None,
) -> None:
    """Write the review of an exercise, its hot debrief, or two forks side by side."""
    from tui.exporting import export_folder
    from tui.tabletop.review.files import write_paper
    from tui.tabletop.review.reading import find_exercise, read_exercise

    if hot and beside is not None:
        raise click.UsageError(say("review.not-both"))
    with reading(db) as database:
        row = find_exercise(database, exercise)
        assert database is not None  # without one, no exercise has been found
        other = read_exercise(database, find_exercise(database, beside)) if beside is not None else None
        paper = _paper(database, read_exercise(database, row), other, reader, hot=hot)
    files = write_paper(row, paper if as_json else paper.without_data(), reader, export_folder(folder))
    if as_json:
        put_json(exercise=row.id, files=[str(file) for file in files], **paper.data or {})
    else:
        for file in files:
            put(str(file))


def _paper(database: Database, this: Read, other: Read | None, reader: Reader, *, hot: bool) -> Paper:
    """What is to be written."""
    from tui.tabletop.review.papers import beside_paper, hot_paper, review_paper

    if other is not None:
        return beside_paper(database, this, other, reader)
    return hot_paper(database, this, reader) if hot else review_paper(database, this, reader)
