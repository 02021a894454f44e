"""`peacekeeper check`: what is wrong with scenario files, and what a problem means."""

from __future__ import annotations

from pathlib import Path

import click

from tui.commands.checked import FORMATS, Checked, Format, check_files, files_in, tell_checked
from tui.commands.database import db_option, json_option, reading
from tui.commands.output import put, put_json
from tui.shelf import Shelf, UnknownScenario
from tui.words import say

SECONDS, PATIENT_SECONDS = 60, 300
"""What each part of a proof may take: without being asked for, and where somebody asked for it."""


@click.command(help=say("help.check.long"), short_help=say("help.check.short"))
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="PATH...")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", help=say("help.check.format"))
@click.option("--proofs/--no-proofs", default=None, help=say("help.check.proofs"))
@click.option("--again", is_flag=True, help=say("help.check.again"))
@click.option("--seconds", type=click.IntRange(1, 86_400), help=say("help.check.seconds"))
@click.option("--explain", metavar="CODE", help=say("help.check.explain"))
@json_option
@db_option
@click.pass_context
def check(
    ctx: click.Context,
    paths: tuple[Path, ...],
    form: Format,
    proofs: bool | None,
    again: bool,
    seconds: int | None,
    explain: str | None,
    as_json: bool,
    db: str | None,
) -> None:
    """List all problems of the files, and of the files in the folders."""
    form = "json" if as_json else form
    if explain is not None:
        tell_page(explain, form)
        return
    if not paths:
        raise click.MissingParameter(ctx=ctx, param=ctx.command.params[0])
    at = {path: checked_at(path, db) for path in paths}
    checked = list({found.file: found for each in at.values() for found in each}.values())
    if are_versions(paths, checked):
        from tui.commands.compared import compare_files  # it explores, with libraries that nothing else needs

        ctx.exit(compare_files(checked, form, seconds or SECONDS, db))
    if proofs is False or all(found.scenario is None for found in checked):
        ctx.exit(tell_checked(checked, form, **({} if proofs is False else {"proofs": []})))
    from tui.commands.proved import How, prove_all

    named = (found.file for path, each in at.items() if not path.is_dir() for found in each)
    files = None if proofs else frozenset(named)
    patience = seconds or (PATIENT_SECONDS if proofs else SECONDS)
    ctx.exit(prove_all(checked, form, How(patience, files, again, whole=bool(proofs), db=db)))


def checked_at(path: Path, db: str | None) -> list[Checked]:
    """What is at a path; where there is nothing and a scenario of the library has this id, that."""
    if path.exists() or path.suffix:
        return check_files(files_in([path]))
    try:
        with reading(db) as database:
            shelf = Shelf(database)
            file, scenario = shelf.file_of(str(path)), shelf.find(str(path))
    except UnknownScenario:
        return check_files([path])
    if file is not None:
        return check_files([file])
    return [Checked(path, (), id=scenario.id, title=scenario.title, scenario=scenario)]


def are_versions(paths: tuple[Path, ...], checked: list[Checked]) -> bool:
    """Whether two files were named that hold two versions of one scenario."""
    ids = {found.id for found in checked if found.scenario is not None}
    return len(paths) == len(checked) == 2 and len(ids) == 1 and all(found.scenario is not None for found in checked)


def tell_page(code: str, form: Format) -> None:
    """Tell what a problem means. Raises UnknownCode."""
    from tui.explaining.pages import as_text, page  # it needs all that can be wrong

    found = page(code)
    if form == "json":
        put_json(
            problem={
                "code": found.code,
                "title": found.title,
                "about": found.about,
                "wrong": found.wrong,
                "said": list(found.said),
                "right": found.right or None,
            }
        )
        return
    for line in as_text(found).split("\n"):
        put(line)
