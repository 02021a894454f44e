"""Problems as the notes of a GitHub workflow: `::error file=...,line=...,col=...,title=...::message`.

GitHub shows each at its line of a pull request. A line feed or a comma in a name must not begin a command of its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import click

from simulator.problems import Problem
from tui.words import say

IN_MESSAGE = {"%": "%25", "\r": "%0D", "\n": "%0A"}
IN_PROPERTY = {**IN_MESSAGE, ":": "%3A", ",": "%2C"}


Level = Literal["error", "warning", "notice"]
"""How GitHub shows a note."""


def tell_workflow(problems: Iterable[Problem]) -> None:
    """One note for each problem."""
    for problem in problems:
        click.echo(note_of(problem))


def note_of(problem: Problem, level: Level = "error") -> str:
    """One problem as a workflow command, on one line whatever it holds."""
    place = problem.place
    properties = {"file": place.file, "line": place.line, "col": place.column, "title": problem.code}
    written = [f"{key}={escaped(str(value), IN_PROPERTY)}" for key, value in properties.items() if value is not None]
    meant = f" {say('explain.meant', name=problem.suggestion)}" if problem.suggestion is not None else ""
    return f"::{level} {','.join(written)}::{escaped(f'{problem.message}{meant} {problem.advice}', IN_MESSAGE)}"


def escaped(text: str, signs: dict[str, str]) -> str:
    """The text with these signs written as GitHub reads them back; what cannot be seen goes."""
    visible = "".join(character for character in text if character.isprintable() or character in signs)
    return "".join(signs.get(character, character) for character in visible)
