"""A run as files to print or hand in: the debrief as Markdown and HTML, and the completion sheet."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from simulator.database import Database
from simulator.database.runs import RunRow
from simulator.problems import SimulatorError
from tui import keeping
from tui.completion import VERSION, completion, day_of
from tui.debrief_lines import Line
from tui.judging import debrief_of_run
from tui.report import markdown
from tui.words import say

VARIABLE = "PEACEKEEPER_EXPORTS"
FOLDER = "peacekeeper"


class NotWritten(SimulatorError):
    """A file could not be written; the sentence says which and why."""


def export_folder(given: str | None = None) -> Path:
    """The folder that was asked for: by an option, by PEACEKEEPER_EXPORTS, or one among the user's documents."""
    named = given or os.environ.get(VARIABLE)
    if named:
        return Path(named).expanduser()
    from platformdirs import user_documents_path

    return user_documents_path() / FOLDER


def export(database: Database, run_id: str, folder: Path | None = None) -> list[Path]:
    """Write all files of a run, in place of those of an earlier export, and return them.

    A run that did not come to its end has no completion sheet. Raises NotWritten, and what reading the run raises.
    """
    from tui.report_html import completion_html, debrief_html

    row = keeping.row_of(database, run_id)
    scenario = keeping.version_of(database, row)
    view, about = debrief_of_run(database, row), imprint(row)
    begin = f"{day_of(row.begun)}-{row.scenario_id}-{row.id}"
    texts = {
        f"{begin}-debrief.html": debrief_html(view, about),
        f"{begin}-debrief.md": markdown(view, about),
    }
    if row.status == "finished":
        texts[f"{begin}-completion.html"] = completion_html(completion(row, scenario, name_of(database, row)))
    return write_all(folder or export_folder(), texts)


def imprint(row: RunRow) -> str:
    """What a report was made of: scenario, version, run and day."""
    version = row.scenario[:VERSION]
    return say(
        "completion.imprint", id=row.scenario_id, version=version, seed=row.seed, run=row.id, day=day_of(row.begun)
    )


def name_of(database: Database, row: RunRow) -> str:
    """The name under which a run was played; empty for a guest."""
    person = database.people.get(row.person) if row.person is not None else None
    return person.name if person else ""


def written_to(files: Sequence[Path]) -> Iterator[Line]:
    """Where files are, to be shown."""
    yield Line("heading", say("completion.written"))
    yield Line("text", str(files[0].parent))
    yield from (Line("item", file.name) for file in files)
    yield Line("text", say("completion.how-to-print"))


def write_all(folder: Path, texts: dict[str, str]) -> list[Path]:
    """Write each text under its name, in place of an earlier one, and return the files. Raises NotWritten."""
    files = []
    for name, text in texts.items():
        file = folder / name
        try:
            folder.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        except OSError as error:
            raise NotWritten(say("completion.not-written", file=file, reason=error.strerror)) from error
        files.append(file)
    return files
