"""Telling proofs on the command line, with the progress of those that take more than a second."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scoring.proofs.prove import Asked
from scoring.proofs.sheet import ProofSheet, Weight
from simulator.block import plain
from simulator.compiling import with_variants
from simulator.exploration.budget import Budget
from simulator.problems import SimulatorError
from simulator.scenario import Scenario
from simulator.source import Source
from tui.claim_problems import claim_problems, whole_source, worth_telling
from tui.commands.checked import Checked, Format, tell_checked
from tui.commands.database import writing
from tui.commands.output import put
from tui.commands.shapes import problem_data
from tui.commands.sheets import end_progress, looked_up, tell_progress
from tui.commands.workflow import Level, note_of
from tui.proof_sheets.document import verdict
from tui.proof_sheets.kept import KeptSheet, keep
from tui.proof_sheets.making import made, was_stopped
from tui.proving import proof_lines
from tui.words import say

LEVELS: Mapping[Weight, Level] = {"error": "error", "warning": "warning", "note": "notice"}


@dataclass(frozen=True)
class How:
    """Which scenarios are proved where no sheet is kept, and how patiently.

    `files` are those that somebody named, None stands for all; `again` proves anew; `whole` asks for variants and
    values as well.
    """

    seconds: int
    files: frozenset[Path] | None = None
    again: bool = False
    whole: bool = False
    db: str | None = None

    def proves(self, found: Checked) -> bool:
        """Whether this file is proved, if need be."""
        return self.files is None or found.file in self.files


def prove_all(checked: list[Checked], form: Format, how: How) -> int:
    """Tell what a check found and what is proved of each scenario without a problem; the exit status."""
    sound = [found for found in checked if found.scenario is not None and not found.problems]
    if form == "json":
        sheets = [(kept, found) for found in sound for _, kept in _sheets(found, how) if kept is not None]
        proofs = [_data(kept, whole_source(found.file)) for kept, found in sheets]
        return max(tell_checked(checked, form, proofs=proofs), _status(kept for kept, _ in sheets))
    status = tell_checked(checked, form)
    for found in sound:
        source = whole_source(found.file)
        for scenario, kept in _sheets(found, how):
            put()
            if kept is None:
                put(say("sheet.none", file=shlex.quote(str(found.file))))
                continue
            if form == "github":
                _annotate(kept.sheet, source)
            _tell(scenario, kept, source)
            status = max(status, _status([kept]))
    return status


def _tell(scenario: Scenario, kept: KeptSheet, source: Source | None) -> None:
    put(scenario.title)
    if scenario.variant:
        put(say("sheet.variant", title=scenario.file.variants[scenario.variant].title))
    for line in proof_lines(scenario, kept.sheet, source, kept.seeds):
        put(line)
    put(verdict(kept))


def _sheets(found: Checked, how: How) -> Iterator[tuple[Scenario, KeptSheet | None]]:
    """Each variant that is asked for with its sheet; None where there is none and none is to be made."""
    assert found.scenario is not None
    for scenario in with_variants(found.scenario) if how.whole else [found.scenario]:
        yield scenario, _sheet(scenario, how, how.proves(found))


def _sheet(scenario: Scenario, how: How, proves: bool) -> KeptSheet | None:
    kept = None if how.again else looked_up(scenario, how.db)
    if not proves or (kept is not None and (kept.is_whole or kept.seconds >= how.seconds)):
        return kept
    tell = tell_progress if sys.stderr.isatty() else None
    kept = made(scenario, Asked(Budget(seconds=how.seconds), values=how.whole), tell)
    if tell is not None:
        end_progress()
    if not was_stopped(kept):
        _keep(scenario, kept, how.db)
    return kept


def _keep(scenario: Scenario, kept: KeptSheet, db: str | None) -> None:
    """Keep a sheet; where that does not work, it is told all the same."""
    with suppress(SimulatorError), writing(db) as database:
        keep(database, scenario, kept)


def _data(kept: KeptSheet, source: Source | None) -> dict[str, Any]:
    """A sheet for programs, with what it says told as problems are."""
    told = claim_problems(worth_telling(kept.sheet), source, "")
    findings = [
        {**problem_data(each.problem), "weight": each.claim.weight, "status": each.claim.status} for each in told
    ]
    return {**plain(kept.sheet, whole=True), "standing": kept.standing, "findings": findings}


def _annotate(sheet: ProofSheet, source: Source | None) -> None:
    """Notes of a GitHub workflow, where the file says what they are about."""
    for told in claim_problems(worth_telling(sheet), source, ""):
        put(note_of(told.problem, LEVELS[told.claim.weight]))


def _status(sheets: Iterable[KeptSheet]) -> int:
    return 1 if any(kept.standing == "mend" for kept in sheets) else 0
