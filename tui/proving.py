"""Proofs in plain words: what has been proved of a scenario, what a game shows, and what is not known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from scoring.proofs.prove import Asked, Tell, prove
from scoring.proofs.seeds import seed_for
from scoring.proofs.sheet import GameStep, ProofSheet
from simulator.scenario import Scenario
from simulator.source import Source
from tui.claim_problems import Told, claim_problems, worth_telling
from tui.keeping import now
from tui.play_line import play_line
from tui.policy import rulebook
from tui.proof_sheets.document import compliance_lines
from tui.proof_sheets.kept import written
from tui.words import say


def proof_sheet(scenario: Scenario, asked: Asked, tell: Tell | None = None) -> ProofSheet:
    """The proof sheet of a scenario under the rules that ship, made now."""
    return prove(scenario, rulebook(), asked, now(), tell)


def proof_lines(
    scenario: Scenario, sheet: ProofSheet, source: Source | None = None, seeds: Mapping[str, int] | None = None
) -> Iterator[str]:
    """A proof sheet, line by line; what is found has its place in the file, where there is one.

    `seeds` are those of a kept sheet; without them they are looked for.
    """
    yield _explored(sheet)
    yield say("proofs.ends") if sheet.games.ended is None else say("proofs.not-all", states=sheet.games.states)
    covered = sheet.coverage
    yield say("proofs.coverage", **_of("scenes", covered.scenes), **_of("options", covered.options))
    yield from compliance_lines(sheet)
    for claim in sheet.properties:
        if claim.status == "proved":
            yield say("proofs.property.proved", **claim.fill)
    advised = set[str]()
    for told in claim_problems(worth_telling(sheet), source, ""):
        yield told_line(told, advises=told.problem.code not in advised)
        advised.add(told.problem.code)
        yield from _game(scenario, told.claim.game, seeds, source)
    yield say("proofs.errors", count=len(sheet.problems)) + " " + say("proofs.unknown", count=len(sheet.unknown))


def _explored(sheet: ProofSheet) -> str:
    return say("proofs.explored", states=sheet.games.states, watched=sheet.compliant_games.states)


def _of(name: str, counts: tuple[int, int]) -> dict[str, int]:
    return {name: counts[0], f"all_{name}": counts[1]}


def told_line(told: Told, *, advises: bool = True) -> str:
    """One claim: its place in the file if it has one, what it asks of the trainer, its code, what is so, what to do.

    Without the last where it has been said already.
    """
    where = f"{told.problem.place}: " if told.problem.place.file else ""
    said = f"{told.problem.code} {told.problem.message}"
    advice = f" {told.problem.advice}" if advises else ""
    return f"{where}{say(f'proofs.weight.{told.claim.weight}')}: {said}{advice}"


def _game(
    scenario: Scenario, game: Sequence[GameStep] | None, seeds: Mapping[str, int] | None, source: Source | None
) -> Iterator[str]:
    """How to play a game."""
    if game:
        seed = seed_for(scenario, game) if seeds is None else seeds.get(written(game))
        moves = tuple(step.move for step in game)
        yield "  " + play_line(scenario, moves, seed, source.file if source else None)
