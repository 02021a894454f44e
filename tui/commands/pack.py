"""`peacekeeper pack`: scenarios and all that belongs to them in one file, for a memory stick."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tui.commands.database import db_option, json_option, reading
from tui.commands.output import put, put_json
from tui.words import say

if TYPE_CHECKING:
    from simulator.database import Database
    from simulator.scenario import Scenario
    from tui.exchange.packing import Packed

PACK = ".peacepack"


def _day(context: click.Context, option: click.Parameter, value: str | None) -> str | None:
    from datetime import date

    try:
        return date.fromisoformat(value).isoformat() if value is not None else None
    except ValueError as error:
        raise click.BadParameter(say("exchange.pack.date")) from error


@click.command(help=say("help.pack.long"), short_help=say("help.pack.short"))
@click.argument("files", nargs=-1, required=True, metavar="ID|FILE...")
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help=say("help.pack.output"))
@click.option(
    "--status", type=click.Choice(["draft", "reviewed", "approved"]), default="draft", help=say("help.pack.status")
)
@click.option("--reviewer", metavar="NAME", help=say("help.pack.reviewer"))
@click.option("--date", callback=_day, metavar="YYYY-MM-DD", help=say("help.pack.date"))
@click.option("--licence", metavar="TEXT", help=say("help.pack.licence"))
@click.option("--yes", is_flag=True, help=say("help.pack.yes"))
@json_option
@db_option
def pack(files: tuple[str, ...], output: Path, yes: bool, as_json: bool, db: str | None, **review: Any) -> None:
    """Check the scenarios and write the pack."""
    from tui.exchange.files import replaceable, write
    from tui.exchange.manifest import review_of
    from tui.exchange.packing import pack as packed

    if output.suffix.lower() != PACK:
        raise click.UsageError(say("exchange.pack.suffix", file=output))
    if review["status"] != "draft" and not (review["reviewer"] and review["date"]):
        raise click.UsageError(say("exchange.pack.by-whom", status=review["status"]))
    replaceable(output, yes)
    about = review_of(review)
    with reading(db) as database:
        found = _found(files, database, as_json)
    write(output, packed([packed for _, belonging in found for packed in belonging], about))
    if as_json:
        scenarios = [{"id": scenario.id, "title": scenario.title, "version": scenario.hash} for scenario, _ in found]
        put_json(packed={"file": str(output), "scenarios": scenarios})
        return
    for scenario, _ in found:
        put(say("exchange.pack.holds", id=scenario.id, title=scenario.title))
    put(say("exchange.pack.written", file=output))


def _found(files: tuple[str, ...], database: Database | None, as_json: bool) -> list[tuple[Scenario, list[Packed]]]:
    """Each scenario with what belongs to it. Where files have problems, all are told and the command ends."""
    from simulator.problems import LoadError, Problems
    from tui.commands.checked import Checked, tell_checked
    from tui.exchange.adding import company_of
    from tui.exchange.belonging import of_file, of_shelf
    from tui.heads import shipped_folder
    from tui.shelf import Shelf, areas

    shelf, found, wrong = Shelf(database), [], []
    for given in dict.fromkeys(files):
        file = shelf.file_of(given)
        if file is None:
            assert database is not None  # it is on the shelf, and nowhere else
            scenario = shelf.find(given)
            found.append((scenario, list(of_shelf(scenario, company_of(database, scenario.hash), database))))
            continue
        try:
            scenario = shelf.load(file, problems=Problems())
            found.append((scenario, list(of_file(scenario, file, areas(shipped_folder()), database))))
        except LoadError as error:
            wrong.append(Checked(file, tuple(error.problems)))
    if wrong:
        click.get_current_context().exit(tell_checked(wrong, "json" if as_json else "text"))
    return found
