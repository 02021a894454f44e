"""`peacekeeper library`: the scenarios that can be played."""

from __future__ import annotations

from pathlib import Path

import click

from simulator.database import Database
from simulator.prose import plain
from simulator.scenario import Scenario
from tui.commands.checked import check_files, tell_checked
from tui.commands.database import db_option, json_option, reading, writing
from tui.commands.output import out_page, put, put_json, put_table
from tui.commands.shapes import item_data
from tui.durations import in_words
from tui.heads import Item, scenario_files, shipped_folder
from tui.shelf import Shelf
from tui.words import say


@click.group(help=say("help.library.long"), short_help=say("help.library.short"))
def library() -> None:
    """Commands about the library."""


@library.command("list", help=say("help.library.list"))
@json_option
@db_option
def list_(as_json: bool, db: str | None) -> None:
    """List everything."""
    with reading(db) as database:
        _put_items(Shelf(database).items(), as_json)


@library.command(help=say("help.library.search"))
@click.argument("words", nargs=-1, required=True)
@json_option
@db_option
def search(words: tuple[str, ...], as_json: bool, db: str | None) -> None:
    """List what holds all these words."""
    with reading(db) as database:
        _put_items(Shelf(database).search(" ".join(words)), as_json)


@library.command(help=say("help.library.show"))
@click.argument("id")
@json_option
@db_option
def show(id: str, as_json: bool, db: str | None) -> None:
    """Show one scenario without giving its story away."""
    with reading(db) as database:
        shelf = Shelf(database)
        scenario, item = shelf.find(id), shelf.item(id)
        review = _review(database, item)
    variants = {name: variant.title for name, variant in scenario.file.variants.items()}
    objectives = {objective.id: objective for objective in scenario.file.objectives}
    if as_json:
        trained = [{"id": o.id, "text": o.text, "rules": list(o.rules)} for o in objectives.values()]
        put_json(scenario={**item_data(item), "version": scenario.hash, "variants": variants, "objectives": trained})
        return
    _put_item(item)
    for objective in objectives.values():
        put(say("library.objective", text=objective.text, rules=", ".join(objective.rules)))
    for name, title in variants.items():
        put(say("library.variant", id=name, title=title))
    for line in review:
        put(line)


@library.command("add", help=say("help.library.add"))
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help=say("help.library.add-yes"))
@json_option
@db_option
def add_(file: Path, yes: bool, as_json: bool, db: str | None) -> None:
    """Put a scenario file, or a pack, on the shelf."""
    if file.suffix.lower() == ".peacepack":
        from tui.commands.adding import add_pack

        add_pack(file, yes, as_json, db)
        return
    with writing(db) as database:
        scenario = Shelf(database).add(file)
    if as_json:
        put_json(added={"id": scenario.id, "title": scenario.title, "version": scenario.hash})
    else:
        put(say("library.added", title=scenario.title, id=scenario.id))


@library.command(help=say("help.library.remove"))
@click.argument("id")
@json_option
@db_option
def remove(id: str, as_json: bool, db: str | None) -> None:
    """Take a scenario off the shelf."""
    with writing(db) as database:
        Shelf(database).remove(id)
    if as_json:
        put_json(removed={"id": id})
    else:
        put(say("library.removed", id=id))


@library.command(help=say("help.library.check"))
@json_option
@click.pass_context
def check(ctx: click.Context, as_json: bool) -> None:
    """Check the scenarios that ship, and that their proof sheets fit."""
    from tui.proof_sheets.shipping import unproved

    checked = check_files(scenario_files(shipped_folder()))
    wrong = unproved(found.scenario for found in checked if found.scenario is not None)
    names = [_named(scenario) for scenario, _ in wrong]
    if as_json:
        ctx.exit(max(tell_checked(checked, "json", unproved=names), int(bool(names))))
    status = tell_checked(checked)
    for name, (_, kept) in zip(names, wrong, strict=True):
        put(say("library.unproved" if kept is None else f"library.not-fair.{kept.standing}", id=name))
    ctx.exit(max(status, int(bool(names))))


def _named(scenario: Scenario) -> str:
    """A scenario and its variant, as `peacekeeper proof` is given them."""
    return f"{scenario.id} --variant {scenario.variant}" if scenario.variant else scenario.id


def _review(database: Database | None, item: Item) -> list[str]:
    """What the pack of a scenario says about its review; nothing where it came in none."""
    if database is None or item.hash is None:
        return []
    from tui.exchange.adding import lines_of_review, review_kept

    review = review_kept(database, item.hash)
    return lines_of_review(review) if review else []


def _put_items(items: list[Item], as_json: bool) -> None:
    if as_json:
        put_json(scenarios=[item_data(item) for item in items])
        return
    put_table([_row(item) for item in items])
    if not items:
        put(say("library.nothing"))


def _row(item: Item) -> tuple[str, ...]:
    minutes = in_words(item.minutes)
    return item.id, item.title, say(f"level.{item.level}"), minutes, ", ".join(item.themes)


def _put_item(item: Item) -> None:
    page = out_page()
    page.line(item.title)
    page.line(plain(item.summary))
    page.line(say("library.about", role=item.role, level=say(f"level.{item.level}"), count=item.minutes))
    if item.content_note:
        page.line(item.content_note, say("plain.content"))
