"""What is proved of the example with a change: told as problems, so that each code of proofs has a page."""

from __future__ import annotations

from pathlib import Path

from scoring.proofs.prove import Asked, prove
from simulator.exploration.budget import Budget
from simulator.loading import load
from simulator.problems import LoadError, Problem, Problems
from tui.claim_problems import claim_problems, whole_source, worth_telling
from tui.heads import shipped_folder
from tui.policy import rulebook, vocabulary
from tui.shelf import areas

NAME = "the-morning-patrol.yaml"

STATES = 100_000
"""States that are gone through at most; the example has less than a thousand."""

GAMES = 100
"""Random games: enough for questions that are answered by playing."""


def told_of_proof(text: str, made: Path, states: int | None = None) -> list[Problem]:
    """All that is told of a scenario's proof; what is wrong with its file where it cannot be loaded."""
    file = made / NAME
    file.write_text(text, encoding="utf-8")
    problems = Problems()
    try:
        scenario = load(file, vocabulary(), problems=problems, areas=areas(shipped_folder()))
    except LoadError as error:
        return list(error.problems)
    sheet = prove(scenario, rulebook(), Asked(Budget(states=states or STATES), GAMES), "")
    told = claim_problems(worth_telling(sheet), whole_source(file), file.name)
    return [each.problem for each in told]
