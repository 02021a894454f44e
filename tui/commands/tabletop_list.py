"""`peacekeeper tabletop list`: the exercises that were held."""

from __future__ import annotations

import click

from simulator.database.exercises import ExerciseRow
from tui.commands.database import db_option, json_option, reading
from tui.commands.output import put, put_json, put_table
from tui.words import say


@click.command("list", help=say("help.tabletop.list.long"), short_help=say("help.tabletop.list.short"))
@json_option
@db_option
def list_(as_json: bool, db: str | None) -> None:
    """List exercises, the last opened first."""
    with reading(db) as database:
        rows = database.exercises.list() if database else []
    if as_json:
        put_json(exercises=[exercise_data(row) for row in rows])
        return
    put_table([_row(row) for row in rows])
    if not rows:
        put(say("tabletop.list.nothing"))


def exercise_data(row: ExerciseRow) -> dict[str, object]:
    """An exercise as JSON has it."""
    origin = {"exercise": row.forked_from[0], "entry": row.forked_from[1]} if row.forked_from else None
    return {
        "id": row.id,
        "scenario": row.scenario_id,
        "version": row.scenario,
        "title": row.title,
        "opened": row.opened,
        "closed": row.closed,
        "entries": row.length,
        "forked_from": origin,
    }


def _row(row: ExerciseRow) -> tuple[str, ...]:
    stands = say("tabletop.list.closed" if row.closed else "tabletop.list.open", count=row.length)
    return row.id, row.opened[:16].replace("T", " "), stands, row.title
