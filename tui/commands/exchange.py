"""`peacekeeper export` and `peacekeeper import`: a scenario to a workbook for people who review in Excel, and back.

Lists of injects, in Excel or Word, go the same ways: `tui.commands.inject_sheets`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tui.commands.database import db_option, json_option, reading
from tui.commands.output import put, put_json
from tui.words import say

if TYPE_CHECKING:
    from tui.exchange.workbook_reading import Imported

WORKBOOK, DOCUMENT = ".xlsx", ".docx"


@click.command(help=say("help.export.long"), short_help=say("help.export.short"))
@click.argument("scenario", metavar="ID|FILE")
@click.option("-o", "--output", type=click.Path(path_type=Path), help=say("help.export.output"))
@click.option("--injects", is_flag=True, help=say("help.export.injects"))
@click.option("--yes", is_flag=True, help=say("help.export.yes"))
@json_option
@db_option
def export(scenario: str, output: Path | None, injects: bool, yes: bool, as_json: bool, db: str | None) -> None:
    """Write the workbook of a scenario, or its list of injects."""
    from tui.exchange.files import replaceable, write
    from tui.exchange.left_behind import calls_parts, comment_lines
    from tui.exchange.workbook_writing import workbook_of
    from tui.shelf import Shelf

    with reading(db) as database:
        shelf = Shelf(database)
        found, source = shelf.find(scenario), shelf.file_of(scenario)
    file = output or Path(f"{found.id}-injects{WORKBOOK}" if injects else f"{found.id}{WORKBOOK}")
    if injects or file.suffix.lower() == DOCUMENT:
        from tui.commands.inject_sheets import export_sheets

        export_sheets(found.file, file, yes, as_json)
        return
    if file.suffix.lower() != WORKBOOK:
        raise click.UsageError(say("exchange.format", file=file))
    replaceable(file, yes)
    write(file, workbook_of(found.file))
    comments, filled = (comment_lines(source), calls_parts(source)) if source else (0, False)
    if as_json:
        about = {"id": found.id, "version": found.hash, "file": str(file)}
        put_json(exported={**about, "comments": comments, "parts_filled": filled})
        return
    put(say("exchange.exported", file=file, yaml=f"{found.id}.yaml"))
    if comments:
        put(say("exchange.comments", count=comments))
    if filled:
        put(say("exchange.parts"))


@click.command("import", help=say("help.import.long"), short_help=say("help.import.short"))
@click.argument("file", type=click.Path(path_type=Path))
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help=say("help.import.output"))
@click.option("--yes", is_flag=True, help=say("help.import.yes"))
@json_option
def import_(file: Path, output: Path, yes: bool, as_json: bool) -> None:
    """Write the scenario file that a workbook holds, or that a list of injects makes."""
    from simulator.problems import LoadError
    from tui.commands.checked import Checked, tell_checked
    from tui.commands.inject_sheets import import_sheets
    from tui.exchange.files import replaceable
    from tui.exchange.workbook_reading import imported
    from tui.heads import shipped_folder
    from tui.inject_sheets.opening import is_scenario_workbook
    from tui.policy import vocabulary
    from tui.shelf import areas

    if file.suffix.lower() not in (WORKBOOK, DOCUMENT):
        raise click.UsageError(say("exchange.suffix", suffix=file.suffix))
    replaceable(output, yes)
    if not is_scenario_workbook(file):
        import_sheets(file, output, as_json)
        return
    try:
        found = imported(file, vocabulary(), areas(shipped_folder()), output)
    except LoadError as error:
        click.get_current_context().exit(
            tell_checked([Checked(file, tuple(error.problems))], "json" if as_json else "text")
        )
    _write(found, output, as_json)


def _write(found: Imported, output: Path, as_json: bool) -> None:
    """Write the file, and say what is other in it than in the one that it replaces."""
    from tui.exchange.authored import authored
    from tui.exchange.files import changed_from, write
    from tui.exchange.left_behind import comment_lines
    from tui.exchange.yaml_text import yaml_text

    lost = comment_lines(output) if output.exists() else 0
    changed = changed_from(output, found.file)
    write(output, yaml_text(authored(found.file)).encode())
    if as_json:
        about = {"id": found.file.id, "version": found.hash, "file": str(output)}
        put_json(imported={**about, "notices": list(found.notices), "changes": changed})
        return
    for line in [*found.notices, *(changed or [])]:
        put(line)
    if changed == []:
        put(say("exchange.same"))
    if lost:
        put(say("exchange.lost-comments", count=lost))
    put(say("exchange.imported", file=output, version=found.hash[:12]))
