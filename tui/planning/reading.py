"""Reading files of test plans, and finding those that a person means."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from simulator.loading import validated
from simulator.plan import PlanFile
from simulator.problems import LoadError, Place, Problems
from simulator.source import Source, read_source
from tui.heads import PLANS, scenario_files
from tui.planning.problem_codes import CODES, NO_PLANS


@dataclass(frozen=True, slots=True)
class Plans:
    """One file of plans as it was read, with the scenario's file that stands beside it."""

    file: Path
    scenario: Path
    plans: PlanFile
    source: Source


def plan_files(paths: Iterable[Path]) -> list[Path]:
    """The files of plans that are meant: each by itself, by its scenario, or all in a folder."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += [plans_beside(file) for file in scenario_files(path) if plans_beside(file).is_file()]
        else:
            found.append(path if path.name.endswith(PLANS) else plans_beside(path))
    return list(dict.fromkeys(found))


def plans_beside(scenario: Path) -> Path:
    """Where the plans of a scenario's file stand."""
    return scenario.with_name(scenario.name.removesuffix(".yaml") + PLANS)


def read_plans(file: Path, *, text: str | None = None) -> Plans:
    """The plans in a file; `text` is its content where it comes from an editor. Raises LoadError with all problems."""
    problems = Problems(codes=CODES)
    scenario = file.with_name(file.name.removesuffix(PLANS) + ".yaml")
    if text is None and not file.exists() and scenario.exists():
        problems.add(NO_PLANS, Place(str(scenario)), name=file.name)
        problems.raise_any()
    source = read_source(file, problems, text=text)
    plans = validated(PlanFile, source, problems)
    if plans is None or source is None or problems:
        raise LoadError(problems)
    return Plans(file, scenario, plans, source)
