"""Lists of injects and inject sheets, written from a scenario and read into one."""

from __future__ import annotations

from pathlib import Path

import click

from simulator.model import ScenarioFile
from simulator.problems import LoadError
from tui.commands.checked import Checked, tell_checked
from tui.commands.output import put, put_json
from tui.commands.shapes import problem_data
from tui.exchange.authored import authored
from tui.exchange.files import changed_from, replaceable, write
from tui.exchange.yaml_text import yaml_text
from tui.heads import shipped_folder
from tui.inject_sheets.importing import ImportedSheets, imported_sheets
from tui.inject_sheets.listing import listed
from tui.policy import vocabulary
from tui.shelf import areas
from tui.words import say

DOCUMENT, WORKBOOK = ".docx", ".xlsx"


def export_sheets(scenario: ScenarioFile, file: Path, yes: bool, as_json: bool) -> None:
    """Write the list of injects: a document, or a workbook. Raises AlreadyThere, NoInjects, TooLong, OSError."""
    if file.suffix.lower() not in (DOCUMENT, WORKBOOK):
        raise click.UsageError(say("exchange.injects-format", file=file))
    replaceable(file, yes)
    found = listed(scenario)
    if file.suffix.lower() == DOCUMENT:
        from tui.inject_sheets.word_writing import word_sheets

        content = word_sheets(found)
    else:
        from tui.inject_sheets.excel_writing import excel_sheets

        content = excel_sheets(found)
    write(file, content)
    if as_json:
        put_json(exported={"id": scenario.id, "file": str(file), "injects": len(found.injects)})
        return
    put(say("inject-sheets.exported", file=file, count=len(found.injects), yaml=f"{scenario.id}.yaml"))
    put(say("inject-sheets.stays"))


def import_sheets(file: Path, output: Path, as_json: bool) -> None:
    """Write the scenario that is in a file with inject sheets, and tell what somebody should look at.

    Ends with status 1 where there is anything of that kind.
    """
    try:
        found = imported_sheets(file, vocabulary(), areas(shipped_folder()), output)
    except LoadError as error:
        checked = [Checked(file, tuple(error.problems))]
        click.get_current_context().exit(tell_checked(checked, "json" if as_json else "text"))
    changed = changed_from(output, found.file)
    write(output, yaml_text(authored(found.file)).encode())
    if as_json:
        about = {"id": found.file.id, "version": found.hash, "file": str(output)}
        told = {"notices": list(found.notices), "problems": [problem_data(problem) for problem in found.problems]}
        put_json(imported={**about, **told, "left_out": found.left_out, "changes": changed})
    else:
        _tell(found, output, changed)
    if found.problems:
        click.get_current_context().exit(1)


def _tell(found: ImportedSheets, output: Path, changed: list[str] | None) -> None:
    for line in [*found.notices, *(str(problem) for problem in found.problems), *(changed or [])]:
        put(line)
    if found.left_out:
        put(say("check.left-out", count=found.left_out))
    if found.problems:
        put(say("check.problems", count=len(found.problems) + found.left_out))
    put(say("inject-sheets.imported", file=output, count=len(found.file.injects), seats=len(found.file.seats)))
