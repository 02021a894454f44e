"""For each code a mistake that has it, as the catalogue holds them: `catalogue/en/problems/*.yaml`.

To add a code: a row in its table of codes, and an entry here, in the file named by the first signs of its codes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from scoring.problem_codes import CODES as RULE_CODES
from simulator.problem_codes import CODES as FILE_CODES
from simulator.problem_codes import Code
from simulator.problems import Problems
from simulator.source import read_source
from tui.claim_codes import CODES as CLAIM_CODES
from tui.commands.checked import CODES as CHECK_CODES
from tui.inject_sheets.codes import codes as sheet_codes
from tui.planning.problem_codes import CODES as PLAN_CODES
from tui.words import DEFAULT, FOLDER, language

ORDER = "SPXR"
"""Scenario files first, then what is proved of them, workbooks and inject sheets, and rules."""

Where = Literal["scenario", "area", "words", "rule", "plans", "workbook", "inject sheets", "proved"]


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake: `write` stands instead of `instead` in a file of the kind `where`.

    `right` is how it should be written, where that is not what stood there before. `made` names a file that is too
    large or too strange to be written out; of a list of injects, `write` then says what it holds. `cells` of a workbook
    are written over. `more` are further changes, and `states` is how much of a scenario may be gone through where it
    is proved.
    """

    code: str
    where: Where
    instead: str = ""
    write: str = ""
    right: str | None = None
    about: str | None = None
    made: str | None = None
    cells: Mapping[str, Any] | None = None
    more: tuple[tuple[str, str], ...] = ()
    states: int | None = None

    @property
    def changes(self) -> tuple[tuple[str, str], ...]:
        """What is changed, and into what."""
        return ((self.instead, self.write), *self.more)


@dataclass(frozen=True, slots=True)
class Group:
    """Codes that belong together, with the title of their part of the list."""

    title: str
    about: str | None
    mistakes: tuple[Mistake, ...]


@cache
def all_codes() -> Mapping[str, Code]:
    """Every code that any file can be told."""
    from tui.exchange.workbook_reading import codes  # it brings what reads workbooks

    books = {**codes(), **sheet_codes()}
    return {**FILE_CODES, **RULE_CODES, **CHECK_CODES, **PLAN_CODES, **books, **CLAIM_CODES}


@cache
def groups() -> tuple[Group, ...]:
    """All mistakes, group by group."""
    files = sorted(folder().glob("[A-Z]*.yaml"), key=lambda file: (ORDER.find(file.name[0]), file.name))
    return tuple(_group(file) for file in files)


@cache
def mistakes() -> Mapping[str, Mistake]:
    """All mistakes by code."""
    return {mistake.code: mistake for group in groups() for mistake in group.mistakes}


def folder() -> Path:
    """Where the mistakes and the files that they are made in stand."""
    translated = FOLDER / language() / "problems"
    return translated if translated.is_dir() else FOLDER / DEFAULT / "problems"


def _group(file: Path) -> Group:
    source = read_source(file, Problems(stop_at_first=True))
    assert source is not None  # the catalogue ships with the program
    data = source.data
    usual = data.get("in", "scenario")
    return Group(
        data["title"],
        data.get("about"),
        tuple(_mistake(code, {"in": usual, **entry}) for code, entry in data["codes"].items()),
    )


def _mistake(code: str, entry: Mapping[str, Any]) -> Mistake:
    known = all_codes().get(code)
    return Mistake(
        code=code,
        where=entry["in"],
        instead=entry.get("instead of", ""),
        write=entry.get("write", known.example if known else ""),
        right=entry.get("right"),
        about=entry.get("about"),
        made=entry.get("made"),
        cells=entry.get("cells"),
        more=tuple((each["instead of"], each["write"]) for each in entry.get("and", ())),
        states=entry.get("states"),
    )
