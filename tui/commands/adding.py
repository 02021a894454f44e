"""Adding a pack to the library: what it holds, what changes against the shelf, and then all of it or nothing."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from tui.commands.database import writing
from tui.commands.output import put, put_json
from tui.exchange.adding import Coming, add, compare, lines_of_review
from tui.exchange.manifest import Review
from tui.exchange.unpacking import unpack
from tui.proof_sheets.claimed import claimed_lines
from tui.shelf import Shelf
from tui.words import say


def add_pack(file: Path, yes: bool, as_json: bool, db: str | None) -> None:
    """Check a pack, show what would change, and add it. What is on the shelf is replaced only if that was said."""
    pack = unpack(file, Shelf().load)
    with writing(db) as database:
        shelf = Shelf(database)
        coming = compare(pack, shelf, database)
        if not as_json:
            _tell(coming, pack.review)
        changed = sum(each.state == "changed" for each in coming)
        if changed and not yes and not _agreed(changed):
            return
        add(coming, pack, shelf, database)
    if as_json:
        put_json(added=[_data(each) for each in coming])
    else:
        count = sum(each.state in ("new", "changed") for each in coming)
        put(say("exchange.pack.added", count=count) if count else say("exchange.pack.nothing"))


def _agreed(count: int) -> bool:
    """Ask the person, if there is one. Raises ClickException where nobody can be asked."""
    if sys.stdin is None or not sys.stdin.isatty():
        raise click.ClickException(say("exchange.pack.needs-yes"))
    return click.confirm(say("exchange.pack.replace", count=count), err=True)


def _tell(coming: tuple[Coming, ...], review: Review) -> None:
    for line in lines_of_review(review):
        put(line)
    for each in coming:
        scenario = each.unpacked.scenario
        put(say(f"exchange.pack.state.{each.state}", id=scenario.id, title=scenario.title))
        for line in (*each.changes, *claimed_lines(each.unpacked, review)):
            put(say("exchange.pack.change", line=line))


def _data(each: Coming) -> dict[str, Any]:
    scenario = each.unpacked.scenario
    about = {"id": scenario.id, "title": scenario.title, "version": scenario.hash}
    return {**about, "state": each.state, "changes": list(each.changes)}
