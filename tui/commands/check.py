"""`peacekeeper check`: what is wrong with scenario files, and what a problem means."""

from __future__ import annotations

from pathlib import Path

import click

from tui.commands.checked import FORMATS, Format, check_files, files_in, tell_checked
from tui.commands.database import json_option
from tui.commands.output import put, put_json
from tui.words import say


@click.command(help=say("help.check.long"), short_help=say("help.check.short"))
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="PATH...")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", help=say("help.check.format"))
@click.option("--proofs", is_flag=True, help=say("help.check.proofs"))
@click.option(
    "--seconds", type=click.IntRange(1, 86_400), default=300, show_default=True, help=say("help.check.seconds")
)
@click.option("--explain", metavar="CODE", help=say("help.check.explain"))
@json_option
@click.pass_context
def check(
    ctx: click.Context,
    paths: tuple[Path, ...],
    form: Format,
    proofs: bool,
    seconds: int,
    explain: str | None,
    as_json: bool,
) -> None:
    """List all problems of the files, and of the files in the folders."""
    form = "json" if as_json else form
    if explain is not None:
        tell_page(explain, form)
        return
    if not paths:
        raise click.MissingParameter(ctx=ctx, param=ctx.command.params[0])
    checked = check_files(files_in(paths))
    if not proofs:
        ctx.exit(tell_checked(checked, form))
    from tui.commands.proved import prove_all  # it explores, with libraries that nothing else needs

    ctx.exit(prove_all(checked, form, seconds))


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
