"""Proofs beside an editor: what can be known of a scenario while somebody goes on writing it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from scoring.proofs.prove import Asked, Tell, prove
from scoring.proofs.seeds import seed_for
from scoring.proofs.sheet import Claim, ProofSheet
from simulator.exploration.budget import Budget
from simulator.problems import Problem
from simulator.scenario import Scenario
from tui.claim_problems import claim_problems, whole_source, worth_telling
from tui.commands.sheets import looked_up
from tui.policy import rulebook
from tui.proof_finding import Finding

BESIDE = Asked(Budget(states=1_000_000, seconds=15.0, megabytes=1_000), games=60)
"""What each part of a proof may take beside an editor; options are weighed in scenes to which every other game comes.

What it does not suffice for, `check` finds out.
"""


def quick_findings(scenario: Scenario, file: Path | None, tell: Tell | None = None) -> tuple[Finding, ...]:
    """What proofs find in a scenario, the gravest first: those that are kept of this version, else in a short time.

    `tell` is told of the progress.
    """
    kept = looked_up(scenario, None)
    sheet = kept.sheet if kept is not None else prove(scenario, rulebook(), BESIDE, "", tell)
    return findings(scenario, sheet, file)


def findings(scenario: Scenario, sheet: ProofSheet, file: Path | None) -> tuple[Finding, ...]:
    """What a sheet says, at its places in the file if there is one, each with a seed for its game."""
    source = whole_source(file) if file else None
    told = claim_problems(_known(sheet), source, str(file or scenario.id))
    return tuple(_finding(scenario, each.claim, each.problem) for each in told)


def _known(sheet: ProofSheet) -> Iterator[Claim]:
    """What is known; and in one note that there is more, where the budget ended before all was."""
    for claim in worth_telling(sheet):
        if claim.status != "unknown":
            yield claim
    if sheet.unknown:
        ended = sheet.games.ended or sheet.compliant_games.ended or "seconds"
        yield Claim(code="P200", status="unknown", weight="note", fill={"ended": ended})


def _finding(scenario: Scenario, claim: Claim, problem: Problem) -> Finding:
    moves = None if claim.game is None else tuple(step.move for step in claim.game)
    return Finding(
        problem.code,
        problem.message,
        problem.place,
        problem.advice,
        weight=claim.weight,
        scene=claim.scene,
        option=claim.option,
        moves=moves,
        seed=None if claim.game is None else seed_for(scenario, claim.game),
    )
