"""Checking scenario files: every problem of every file, listed together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, get_args

import click

from simulator.loading import load, load_area
from simulator.model import ScenarioFile
from simulator.part_files import read_part
from simulator.problem_codes import Code
from simulator.problems import LoadError, Place, Problem, Problems
from simulator.scenario import Scenario
from simulator.source import AREA_FILE, PARTS_FOLDER, Source, read_source
from tui.commands.output import put, put_json
from tui.commands.shapes import problem_data
from tui.commands.workflow import tell_workflow
from tui.heads import is_plans, scenario_files, shipped_folder
from tui.policy import rulebook, vocabulary
from tui.shelf import areas
from tui.words import say, template

UNKNOWN_RULE = "R901"

Format = Literal["text", "json", "github"]
FORMATS: tuple[Format, ...] = get_args(Format)


def _codes() -> dict[str, Code]:
    title, message, advice = (template(f"check.unknown-rule.{key}") for key in ("title", "message", "advice"))
    return {UNKNOWN_RULE: Code(title, message, advice, "rules: [T999]")}


CODES = _codes()
"""What is told of a scenario beyond what the simulator can know."""


@dataclass(frozen=True, slots=True)
class Checked:
    """One file with its problems; `id` and `title` are None where it could not be loaded.

    `scenario` is what was loaded, where the file is a scenario and can be used.
    """

    file: Path
    problems: tuple[Problem, ...]
    left_out: int = 0
    id: str | None = None
    title: str | None = None
    scenario: Scenario | None = field(default=None, repr=False, compare=False)


def files_in(paths: Iterable[Path]) -> list[Path]:
    """The files that were named, and those in the folders that were named, mission areas included."""
    found: list[Path] = []
    for path in paths:
        found += [*sorted(path.rglob(AREA_FILE)), *scenario_files(path)] if path.is_dir() else [path]
    return list(dict.fromkeys(found))


def check_files(files: Iterable[Path]) -> list[Checked]:
    """Load each file, collecting all its problems."""
    return [_check(file) for file in files]


def check_text(file: Path, text: str) -> Checked:
    """Check a file as it stands in an editor; `file` says what it is called and what stands beside it."""
    return _check(file, text)


def tell_checked(checked: list[Checked], form: Format = "text", **more: object) -> int:
    """Say what was found, with `more` for programs; the exit status."""
    if form == "json":
        put_json(files=[_data(found) for found in checked], **more)
    else:
        for found in checked:
            if form == "github":
                tell_workflow(found.problems)
                _tell_left_out(found)
            else:
                _tell(found)
        problems = sum(len(found.problems) for found in checked)
        put(say("check.files", count=len(checked)) + " " + say("check.problems", count=problems))
    return 1 if any(found.problems for found in checked) else 0


def _check(file: Path, text: str | None = None) -> Checked:
    """Check a file as what its name and folder say that it is."""
    if file.name == AREA_FILE:
        return _check_area(file, text)
    if file.parent.name == PARTS_FOLDER:
        problems = Problems()
        part = read_part(file, problems, text=text)
        return Checked(file, tuple(problems), problems.left_out, part.id if part else None, part.id if part else None)
    if is_plans(file):
        from tui.planning.testing import plan_problems  # it plays, and names what is checked here

        return Checked(file, plan_problems(file, text), id=file.stem, title=file.stem)
    return _check_scenario(file, text)


def _check_scenario(file: Path, text: str | None = None) -> Checked:
    problems = Problems(codes=CODES)
    try:
        scenario = load(file, vocabulary(), problems=problems, text=text, areas=areas(shipped_folder()))
    except LoadError as error:
        return Checked(file, tuple(error.problems), problems.left_out)
    _check_rules(scenario, lambda: read_source(file, Problems(), text=text), problems)
    return Checked(file, tuple(problems), problems.left_out, scenario.id, scenario.title, scenario)


def _check_area(file: Path, text: str | None = None) -> Checked:
    problems = Problems()
    area = load_area(file, problems, vocabulary(), text=text)
    return Checked(file, tuple(problems), problems.left_out, area.id if area else None, area.title if area else None)


def _check_rules(scenario: Scenario, reread: Callable[[], Source | None], problems: Problems) -> None:
    """Objectives rest on rules that there are, and dilemmas are about such rules.

    The file is read once more only where one is not there: its place is wanted then.
    """
    known = [rule.id for rule in rulebook().rules]
    named = [((*path, "rules", n), rule) for path, rules in _named_rules(scenario.file) for n, rule in enumerate(rules)]
    unknown = [(path, rule) for path, rule in named if rule not in known]
    source = reread() if unknown else None
    for path, rule in unknown:
        problems.add(UNKNOWN_RULE, source.place(path) if source else Place(scenario.id), name=rule, near=known)


def _named_rules(file: ScenarioFile) -> Iterator[tuple[tuple[str | int, ...], tuple[str, ...]]]:
    """Each block that names rules: where it stands, and the rules."""
    yield from ((("objectives", n), objective.rules) for n, objective in enumerate(file.objectives))
    yield from ((("dilemmas", id), dilemma.rules) for id, dilemma in file.dilemmas.items())


def _tell(found: Checked) -> None:
    for problem in found.problems:
        put(str(problem))
    _tell_left_out(found)
    if not found.problems:
        click.echo(say("check.good", file=found.file, title=found.title))


def _tell_left_out(found: Checked) -> None:
    if found.left_out:
        put(say("check.left-out", count=found.left_out))


def _data(found: Checked) -> dict[str, object]:
    return {
        "file": str(found.file),
        "id": found.id,
        "title": found.title,
        "problems": [problem_data(problem) for problem in found.problems],
        "left_out": found.left_out,
    }
