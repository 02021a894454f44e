"""Playing all plans of a file, each for its variant of the scenario."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from simulator.loading import load
from simulator.problems import LoadError, Problem, Problems
from simulator.scenario import Scenario
from tui.commands.checked import CODES as CHECK_CODES
from tui.heads import shipped_folder
from tui.planning.playing import Played, play_plan
from tui.planning.problem_codes import CODES
from tui.planning.reading import Plans, read_plans
from tui.policy import vocabulary
from tui.shelf import areas


@dataclass(frozen=True, slots=True)
class PlayedFile:
    """One file of plans with what came of each."""

    file: Path
    scenario: str
    plans: tuple[Played, ...]


def played_file(plans: Plans) -> PlayedFile:
    """Play all plans of a file. Raises LoadError where its scenario cannot be used."""
    scenarios: dict[str | None, Scenario] = {}
    played = []
    for id, plan in plans.plans.plans.items():
        problems = Problems(codes={**CODES, **CHECK_CODES})
        base = _scenario(plans, None, scenarios)
        if plan.variant is not None and plan.variant not in base.file.variants:
            place = plans.source.place(("plans", id, "variant"))
            problems.add("S314", place, name=plan.variant, near=base.file.variants)
            played.append(Played(id, plan.text, tuple(problems)))
            continue
        played.append(play_plan(id, plan, _scenario(plans, plan.variant, scenarios), plans.source, problems))
    return PlayedFile(plans.file, _scenario(plans, None, scenarios).id, tuple(played))


def _scenario(plans: Plans, variant: str | None, loaded: dict[str | None, Scenario]) -> Scenario:
    if variant not in loaded:
        collected = Problems()
        loaded[variant] = load(
            plans.scenario, vocabulary(), problems=collected, variant=variant, areas=areas(shipped_folder())
        )
    return loaded[variant]


def plan_problems(file: Path, text: str | None = None) -> tuple[Problem, ...]:
    """All that is wrong with a file of plans, played too; `text` is its content where it comes from an editor."""
    try:
        played = played_file(read_plans(file, text=text))
    except LoadError as error:
        return error.problems
    return tuple(problem for plan in played.plans for problem in plan.problems)
