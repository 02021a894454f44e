"""Making a mistake in an example file, and seeing what is told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from simulator import limits
from simulator.compiling import from_data, to_data
from simulator.loading import load
from simulator.problems import LoadError, Problem, Problems
from simulator.scenario import ENGINE_SEMANTICS
from simulator.source import AREA_FILE
from simulator.vocabulary_file import load_vocabulary
from tui.commands.checked import check_files
from tui.explaining.mistakes import Mistake, folder
from tui.heads import PLANS, shipped_folder
from tui.planning.reading import plans_beside
from tui.planning.testing import plan_problems
from tui.policy import FOLDER as POLICY
from tui.policy import provisions, vocabulary
from tui.shelf import areas

NAME = "crowd-at-the-gate.yaml"
"""The scenario in which mistakes are made."""


TAB = "→"
"""Stands for a tab, which nobody could see."""


@dataclass(frozen=True, slots=True)
class Tried:
    """What is told of a mistake, and the lines that show it: as they are, and as they should be.

    `wrong` and `right` are empty where a file cannot be shown, or where nothing needs to stand there.
    """

    problem: Problem | None
    wrong: str = ""
    right: str = ""


def tried(mistake: Mistake) -> Tried:
    """Make the mistake and see. `problem` is None where it is not told, which a test forbids."""
    with TemporaryDirectory() as made:
        if mistake.where == "inject sheets":
            return _in_inject_sheets(mistake, Path(made))
        if mistake.made is not None:
            return Tried(_of(mistake, MADE[mistake.made](Path(made))))
        if mistake.cells is not None:
            return _in_workbook(mistake, mistake.cells, Path(made))
        good = example(mistake.where)
        bad = _changed(good, mistake)
        problem = _of(mistake, told(mistake.where, bad, Path(made), mistake.states))
    return Tried(problem, _wrong(good, bad, problem).replace("\t", TAB), _right(good, bad, mistake))


def _changed(text: str, mistake: Mistake) -> str:
    for instead, write in mistake.changes:
        text = text.replace(instead, write.replace(TAB, "\t"), 1)
    return text


def _in_workbook(mistake: Mistake, cells: Mapping[str, Any], made: Path) -> Tried:
    from tui.explaining.workbooks import cells_before, cells_in_words, told_in_workbook  # it reads workbooks

    known = areas(shipped_folder())
    (made / NAME).write_text(example("scenario"), encoding="utf-8")
    problem = _of(mistake, told_in_workbook(made / NAME, known, cells))
    right = mistake.right or cells_in_words(cells_before(made / NAME, known, cells))
    return Tried(problem, cells_in_words(cells), right)


def _in_inject_sheets(mistake: Mistake, made: Path) -> Tried:
    from tui.explaining.inject_lists import MADE, cells_of_list, told_in_list, with_cells  # it reads workbooks
    from tui.explaining.workbooks import cells_in_words

    text, cells = example(mistake.where), mistake.cells or {}
    problem = _of(mistake, told_in_list(text, made, MADE[mistake.made] if mistake.made else with_cells(cells)))
    right = mistake.right or cells_in_words(cells_of_list(text, cells))
    return Tried(problem, cells_in_words(cells) or mistake.write, right)


def example(where: str) -> str:
    """The file without any mistake."""
    files = {
        "scenario": folder() / "example.yaml",
        "rule": folder() / "rule.yaml",
        "plans": folder() / f"example{PLANS}",
        "proved": folder() / "proved.yaml",
        "inject sheets": folder() / "msel.yaml",
        "area": areas(shipped_folder())["ashara"],
        "words": POLICY / "vocabulary.yaml",
    }
    return files[where].read_text(encoding="utf-8")


def told(where: str, text: str, made: Path, states: int | None = None) -> list[Problem]:
    """All problems of a file of this kind. `states` is how much may be gone through of a scenario that is proved."""
    if where == "plans":
        return _of_plans(text, made)
    if where == "proved":
        from tui.explaining.proving_examples import told_of_proof  # it explores

        return told_of_proof(text, made, states)
    if where == "inject sheets":
        from tui.explaining.inject_lists import told_in_list  # it reads workbooks

        return told_in_list(text, made)
    name = {"area": AREA_FILE, "scenario": NAME}.get(where, f"{where}.yaml")
    (made / name).write_text(text, encoding="utf-8")
    if where in ("area", "scenario"):
        return list(check_files([made / name])[0].problems)
    problems = Problems()
    with suppress(LoadError):
        if where == "words":
            load_vocabulary(made / name, problems)
        else:
            from scoring.rule_files import load_rules

            load_rules(made, vocabulary(), provisions(), problems, examples=True)
    return problems.all


def _of_plans(text: str, made: Path) -> list[Problem]:
    """What is told of plans for the example, which stands beside them."""
    (made / NAME).write_text(example("scenario"), encoding="utf-8")
    file = plans_beside(made / NAME)
    if text:
        file.write_text(text, encoding="utf-8")
    return list(plan_problems(file))


def _of(mistake: Mistake, problems: list[Problem]) -> Problem | None:
    return next((problem for problem in problems if problem.code == mistake.code), None)


def _wrong(good: str, bad: str, problem: Problem | None) -> str:
    lines = bad.split("\n")
    changed = {n for tag, _, _, start, end in _changes(good, bad) for n in range(start, end)}
    if problem is not None and problem.place.line is not None:
        changed.add(problem.place.line - 1)
    return with_blocks(lines, changed)


def _right(good: str, bad: str, mistake: Mistake) -> str:
    if mistake.right is not None:
        return mistake.right.rstrip("\n")
    changed = {n for _, start, end, _, _ in _changes(good, bad) for n in range(start, end)}
    return with_blocks(good.split("\n"), changed)


def _changes(good: str, bad: str) -> list[tuple[str, int, int, int, int]]:
    """Where two files differ, by lines."""
    found = SequenceMatcher(None, good.split("\n"), bad.split("\n"), autojunk=False).get_opcodes()
    return [change for change in found if change[0] != "equal"]


def with_blocks(lines: list[str], shown: set[int]) -> str:
    """These lines, each with the keys of the blocks that it stands in."""
    wanted = {n for n in shown if n < len(lines) and lines[n].strip()}
    for number in sorted(wanted):
        inside = _indent(lines[number])
        for above in range(number - 1, -1, -1):
            if lines[above].strip() and _indent(lines[above]) < inside:
                inside = _indent(lines[above])
                wanted.add(above)
    return "\n".join(lines[n] for n in sorted(wanted))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _missing(made: Path) -> list[Problem]:
    return list(check_files([made / "crowd-at-the-gat.yaml"])[0].problems)


def _large(made: Path) -> list[Problem]:
    return told("scenario", "#" * (limits.FILE_BYTES + 1), made)


def _latin(made: Path) -> list[Problem]:
    (made / NAME).write_bytes("title: Médiation".encode("latin-1"))
    return list(check_files([made / NAME])[0].problems)


def _many(made: Path) -> list[Problem]:
    return told("scenario", f"sources: [{'1,' * (limits.NODES + 1)}]", made)


def _nothing(made: Path) -> list[Problem]:
    return told("scenario", "# nothing but this comment", made)


def _no_plans(made: Path) -> list[Problem]:
    return told("plans", "", made)


def _older(made: Path) -> list[Problem]:
    (made / NAME).write_text(example("scenario"), encoding="utf-8")
    data = to_data(load(made / NAME, vocabulary(), areas=areas(shipped_folder())))
    try:
        from_data({**data, "engine": ENGINE_SEMANTICS + 1})
    except LoadError as error:
        return list(error.problems)
    return []


def _variant(made: Path) -> list[Problem]:
    (made / NAME).write_text(example("scenario"), encoding="utf-8")
    try:
        load(made / NAME, vocabulary(), areas=areas(shipped_folder()), variant="host-state")
    except LoadError as error:
        return list(error.problems)
    return []


def _unseen(made: Path) -> list[Problem]:
    return told("scenario", example("scenario").replace("title: The ", "title: The\u200b", 1), made)


MADE: Mapping[str, Callable[[Path], list[Problem]]] = {
    "missing": _missing,
    "large": _large,
    "latin-1": _latin,
    "many": _many,
    "nothing": _nothing,
    "no-plans": _no_plans,
    "older": _older,
    "variant": _variant,
    "unseen": _unseen,
}
"""Files that are made, because nobody would want them written out."""
