"""Making a proof sheet to keep: proving, and finding the seeds with which its games can be played."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.proofs.prove import Asked, Tell
from scoring.proofs.seeds import seed_for
from scoring.proofs.sheet import GameStep, ProofSheet
from simulator.moves import INJECT
from simulator.scenario import Scenario
from tui.proof_sheets.kept import KeptSheet, standing, written
from tui.proving import proof_sheet

Game = tuple[GameStep, ...]


def made(scenario: Scenario, asked: Asked, tell: Tell | None = None) -> KeptSheet:
    """Prove a scenario under the rules that ship."""
    sheet = proof_sheet(scenario, asked, tell)
    seeds = {written(game): seed for game in _games(sheet) if (seed := _seed(scenario, game)) is not None}
    return KeptSheet(standing=standing(sheet), seconds=int(asked.budget.seconds), sheet=sheet, seeds=seeds)


def was_stopped(kept: KeptSheet) -> bool:
    """Whether a person ended the proof early: then it is told and not kept."""
    return "stopped" in (kept.sheet.games.ended, kept.sheet.compliant_games.ended)


def _games(sheet: ProofSheet) -> Iterator[Game]:
    """The games that a sheet shows to people."""
    shown = [ending.game for ending in sheet.endings] + [sheet.compliance.game]
    shown += [claim.game for claim in (*sheet.claims, *sheet.properties)]
    yield from dict.fromkeys(game for game in shown if game)


def _seed(scenario: Scenario, game: Game) -> int | None:
    """None too for games that nobody can play alone: somebody plays an inject by hand."""
    if any(step.move[:1] == (INJECT,) for step in game):
        return None
    return seed_for(scenario, game)
