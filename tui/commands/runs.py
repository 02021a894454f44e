"""`peacekeeper runs`: what was played."""

from __future__ import annotations

from pathlib import Path

import click

from simulator.block import plain
from simulator.database import Database
from simulator.database.runs import RunRow
from simulator.problems import shown
from simulator.run import Record, Run
from simulator.scenario import Scenario
from tui import compare_lines, comparing, exporting, keeping, story
from tui.commands.database import db_option, json_option, reading, writing
from tui.commands.output import out_page, put, put_json, put_table
from tui.commands.shapes import comparison_data, record_data, run_data
from tui.commands.transcript import transcript
from tui.exporting import imprint
from tui.judging import assessment_of, debrief_of_run
from tui.report import markdown
from tui.words import say


@click.group(help=say("help.runs.long"), short_help=say("help.runs.short"))
def runs() -> None:
    """Commands about runs."""


@runs.command("list", help=say("help.runs.list"))
@json_option
@db_option
def list_(as_json: bool, db: str | None) -> None:
    """List runs, the last begun first."""
    with reading(db) as database:
        rows = database.runs.list() if database else []
    if as_json:
        put_json(runs=[run_data(row) for row in rows])
        return
    put_table([_row(row) for row in rows])
    if not rows:
        put(say("runs.nothing"))


@runs.command(help=say("help.runs.show"))
@click.argument("run")
@json_option
@db_option
def show(run: str, as_json: bool, db: str | None) -> None:
    """Show a run, decision by decision."""
    with reading(db) as database:
        row, scenario, records = _found(database, run)
        notes = database.notes.list(row.id) if database else []
    if as_json:
        texts = [{"record": note.number, "field": note.field, "text": note.text} for note in notes]
        put_json(run=run_data(row), records=[record_data(record) for record in records], notes=texts)
        return
    put(say("runs.about", id=row.id, title=row.title, mode=say(f"mode.{row.mode}"), status=_status(row), seed=row.seed))
    for record in records[1:]:
        time = story.moment(scenario, record.minute).time
        put(say("runs.decision", n=record.n, time=time, done=_done(scenario, record)))


@runs.command(help=say("help.runs.replay"))
@click.argument("run")
@json_option
@db_option
def replay(run: str, as_json: bool, db: str | None) -> None:
    """Play a log again and tell it; a log that comes out otherwise is an error."""
    with reading(db) as database:
        row, scenario, records = _found(database, run)
    again = Run.replay(scenario, row.seed, records)
    if as_json:
        put_json(run=run_data(row), same=True, records=[record_data(record) for record in again.records])
        return
    page = out_page()
    transcript(page, again)
    page.line(say("runs.same", count=max(0, len(records) - 1)))


@runs.command(help=say("help.runs.report"))
@click.argument("run")
@click.option("--html", "as_html", is_flag=True, help=say("help.runs.html"))
@json_option
@db_option
def report(run: str, as_html: bool, as_json: bool, db: str | None) -> None:
    """The debrief of a run as Markdown, or as one HTML file."""
    with reading(db) as database:
        row, scenario, records = _found(database, run)
        assert database is not None  # without one, no run has been found
        found = assessment_of(database, row.id, scenario, row.seed, records)
        view = debrief_of_run(database, row)
    if as_json:
        put_json(run=run_data(row), assessment=plain(found, whole=True))
    elif as_html:
        from tui.report_html import debrief_html

        click.echo(debrief_html(view, imprint(row)))
    else:
        click.echo(markdown(view, imprint(row)), nl=False)


@runs.command(help=say("help.runs.export"))
@click.argument("run")
@click.option("--folder", type=click.Path(file_okay=False, path_type=Path), help=say("help.runs.folder"))
@json_option
@db_option
def export(run: str, folder: Path | None, as_json: bool, db: str | None) -> None:
    """Write the debrief and the completion sheet of a run to files."""
    with reading(db) as database:
        row, _, _ = _found(database, run)
        assert database is not None  # without one, no run has been found
        files = exporting.export(database, row.id, folder)
    if as_json:
        put_json(run=run_data(row), files=[str(file) for file in files])
    else:
        for file in files:
            put(str(file))


@runs.command(help=say("help.runs.compare"))
@click.argument("a")
@click.argument("b")
@json_option
@db_option
def compare(a: str, b: str, as_json: bool, db: str | None) -> None:
    """Two runs of one scenario side by side."""
    with reading(db) as database:
        row_a, row_b = _found(database, a)[0], _found(database, b)[0]
        assert database is not None  # without one, no run has been found
        view = comparing.compare(database, row_a, row_b)
    if as_json:
        put_json(a=run_data(row_a), b=run_data(row_b), **comparison_data(view))
    else:
        out_page().show(compare_lines.lines(view))


@runs.command(help=say("help.runs.delete"))
@click.argument("run")
@click.option("--yes", is_flag=True, help=say("help.runs.yes"))
@json_option
@db_option
def delete(run: str, yes: bool, as_json: bool, db: str | None) -> None:
    """Delete a run for good."""
    with writing(db) as database:
        row = keeping.find_run(database, run)
        if not yes and not click.confirm(say("runs.delete", id=row.id, title=row.title), err=True):
            return
        database.runs.delete(row.id)
    if as_json:
        put_json(deleted={"id": row.id})
    else:
        put(say("runs.deleted", id=row.id))


def _found(database: Database | None, run: str) -> tuple[RunRow, Scenario, list[Record]]:
    if database is None:
        raise keeping.RunNotFound(say("runs.unknown", id=shown(run)))
    row = keeping.find_run(database, run)
    return row, keeping.version_of(database, row), keeping.records_of(database, row.id)


def _row(row: RunRow) -> tuple[str, ...]:
    begun = row.begun[:16].replace("T", " ")
    decisions = say("runs.decisions", count=max(0, row.length - 1))
    return row.id, begun, row.title, say(f"mode.{row.mode}"), decisions, _status(row)


def _status(row: RunRow) -> str:
    return say(f"runs.status.{row.status}")


def _done(scenario: Scenario, record: Record) -> str:
    labels = " + ".join(story.labels(scenario, record.scene, record.move))
    if record.move[0] == "@timeout":
        return say("runs.timeout", done=labels)
    return labels or say(f"runs.move.{record.move[0].removeprefix('@') if record.move else 'nothing'}")
