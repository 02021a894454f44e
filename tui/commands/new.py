"""`peacekeeper new`: the beginning of a scenario, which already checks."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

import click

from simulator.problems import LoadError
from tui.commands.checked import check_files
from tui.commands.database import json_option
from tui.commands.output import out_page, put, put_json
from tui.heads import shipped_folder
from tui.plain.listening import Left, Listener
from tui.plain.page import Page
from tui.policy import vocabulary
from tui.shelf import areas
from tui.starting.answers import SUFFIX, Answers, NotPossible, file_of
from tui.starting.asking import Asker, Given, areas_for
from tui.starting.writing import begun, untested
from tui.words import say


@click.command(help=say("help.new.long"), short_help=say("help.new.short"))
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--title", help=say("help.new.title"))
@click.option("--role", help=say("help.new.role"))
@click.option("--component", help=say("help.new.component"))
@click.option("--level", help=say("help.new.level"))
@click.option("--minutes", help=say("help.new.minutes"))
@click.option("--area", help=say("help.new.area"))
@click.option("--rule", "rules", multiple=True, metavar="ID", help=say("help.new.rule"))
@click.option("--yes", is_flag=True, help=say("help.new.yes"))
@json_option
def new(file: Path | None, yes: bool, as_json: bool, **given: str | tuple[str, ...] | None) -> None:
    """Ask, write, check, and say what comes next."""
    if file is not None:
        file_of(file, "")  # before anything is asked
    listener = None if yes or as_json else Listener(_page(), sys.stdin)
    if listener is not None:
        listener.page.line(say("new.welcome"))
    where = areas_for(file or Path("x.yaml"), areas(shipped_folder()))
    try:
        answers = Asker(Given(**given), where, listener).answers(_usual_title(file))  # type: ignore[arg-type]
    except Left:
        raise NotPossible(say("new.left")) from None
    file = file_of(file, answers.title)
    _write(file, answers)
    _tell(file, answers, where, as_json=as_json)


def _page() -> Page:
    return out_page()


def _usual_title(file: Path | None) -> str:
    if file is None:
        return say("new.usual-title")
    return file.name.removesuffix(SUFFIX).replace("-", " ").capitalize()


def _write(file: Path, answers: Answers) -> None:
    """Write the file, if there is still none, and make sure that it checks."""
    text = begun(answers, file, vocabulary())
    try:
        with file.open("x", encoding="utf-8", newline="\n") as opened:
            opened.write(text)
    except FileExistsError:
        raise NotPossible(say("new.wrong.exists", file=file)) from None
    (checked,) = check_files([file])
    if checked.problems:
        raise LoadError(checked.problems)


def _tell(file: Path, answers: Answers, where: Mapping[str, Path], *, as_json: bool) -> None:
    rules = untested(answers, vocabulary())
    if as_json:
        put_json(new={"file": str(file), "id": file.stem, "title": answers.title, "untested": list(rules)})
        return
    put(say("new.written", file=file))
    for rule in rules:
        put(say("new.untested", rule=rule))
    for step in ("open", "check", "play"):
        put(say(f"new.next.{step}", file=file))
