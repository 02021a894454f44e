"""Proving a scenario: all games, all games with the rules watching, and what is said of both, as one proof sheet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from scoring.proofs.claims.alone import Alone, alone, rule_claims, settled
from scoring.proofs.claims.arriving import never_coming
from scoring.proofs.claims.compliance_claims import Kept, compliance, compliance_claims
from scoring.proofs.claims.coverage import coverage
from scoring.proofs.claims.graph_claims import endings_shown, graph_claims
from scoring.proofs.claims.kept_games import kept_games
from scoring.proofs.claims.property_claims import property_claims, watched_slots
from scoring.proofs.claims.variants import in_other_variants
from scoring.proofs.observers.interest import testable
from scoring.proofs.observers.watching import Watch
from scoring.proofs.playing.questions import questions_by_playing
from scoring.proofs.playing.sampling import Sampled
from scoring.proofs.sheet import (
    Claim,
    Compliance,
    Coverage,
    EndingShown,
    Explored,
    GameStep,
    ProofSheet,
    RuleShown,
    ValuesShown,
)
from scoring.proofs.values.shown import values_shown
from scoring.rules import RuleBook
from scoring.verdicts import Verdict
from simulator.exploration import explored, explorer
from simulator.exploration.budget import Budget
from simulator.scenario import Scenario

NOTHING_PLAYED = Sampled(games=0, broken_off=0)

Tell = Callable[[str, int, float], None]
"""Told of the progress: what is gone through, states so far, seconds."""


@dataclass(frozen=True)
class Asked:
    """How thoroughly to prove: the budget of each exploration, games played at random, and whether values are told."""

    budget: Budget = field(default_factory=Budget)
    games: int = 200
    values: bool = False


def prove(scenario: Scenario, book: RuleBook, asked: Asked, made: str, tell: Tell | None = None) -> ProofSheet:
    """The proof sheet of one version, `made` at a time that the caller names.

    Ctrl-C ends it early, with what is known so far.
    """
    every = _every_game(scenario, asked, tell)
    kept = _everything_kept(scenario, book, asked, tell) if every.sound else NOT_ASKED
    stopped = "stopped" in (every.took.ended, kept.took.ended)
    games = 0 if stopped else asked.games
    played, more = NOTHING_PLAYED, tuple[Claim, ...]()
    if games:
        played, more = questions_by_playing(scenario, book, games=games, kept=kept.games)
    shown = _rules(scenario, played)
    if not stopped:
        shown = tuple(_known(scenario, book, each, asked.budget, tell) for each in shown)
    claims = [*every.claims, *kept.claims, *rule_claims(shown, scenario.variant)]
    absent = tuple(never_coming(scenario, played.injects, asked.budget)) if games and every.sound else ()
    settled_now = {each.rule for each in shown if "unknown" not in (each.kept, each.not_kept)}
    more = tuple(claim for claim in more if claim.code != "P209" or claim.rule not in settled_now)
    came = len(scenario.injects) - len(absent) if games and every.sound else sum(map(bool, played.injects.values()))
    return ProofSheet(
        scenario=scenario.id,
        title=scenario.title,
        variant=scenario.variant,
        version=scenario.hash,
        rules=book.hash,
        made=made,
        games=every.took,
        compliant_games=kept.took,
        coverage=every.coverage.replaced(injects=(came, len(scenario.injects))),
        endings=every.endings,
        tested_rules=shown,
        compliance=kept.summary,
        dilemmas=tuple(scenario.file.dilemmas),
        values=kept.values,
        properties=every.properties,
        claims=(*claims, *absent, *more),
    )


@dataclass(frozen=True)
class _EveryGame:
    """What is kept of all games, so that the states themselves need not be. `sound` if none ends in an error."""

    took: Explored
    claims: tuple[Claim, ...]
    coverage: Coverage
    endings: tuple[EndingShown, ...]
    properties: tuple[Claim, ...]
    sound: bool


@dataclass(frozen=True)
class _Keeping:
    """What is kept of the games with the rules watching: among it some that keep everything, and values."""

    took: Explored
    summary: Compliance
    claims: tuple[Claim, ...] = ()
    games: tuple[tuple[GameStep, ...], ...] = ()
    values: ValuesShown | None = None


NOT_ASKED = _Keeping(
    took=Explored(states=0, edges=0, seconds=0.0, ended="errors"),
    summary=Compliance(status="unknown", from_start=None),
)
"""Where numbers leave their range or nothing is on offer, that is mended first."""


def _every_game(scenario: Scenario, asked: Asked, tell: Tell | None) -> _EveryGame:
    all_games = explorer.Explorer(
        scenario, budget=asked.budget, tell=_part("games", tell), watched=watched_slots(scenario), with_edges=True
    )
    found = all_games.run()
    return _EveryGame(
        took=_took(found),
        claims=tuple(in_other_variants(scenario, graph_claims(found), asked.budget)),
        coverage=coverage(all_games, found),
        endings=endings_shown(found),
        properties=property_claims(all_games, found),
        sound=not (found.left or found.stuck or found.reason == "stopped"),
    )


def _everything_kept(scenario: Scenario, book: RuleBook, asked: Asked, tell: Tell | None) -> _Keeping:
    watch = Watch(scenario, book, testable(scenario, book), stops=True)
    watched = explorer.Explorer(scenario, watch, asked.budget, _part("compliance", tell)).run()
    kept, stopped = Kept.of(watch, watched), watched.reason == "stopped"
    return _Keeping(
        took=_took(watched),
        summary=compliance(kept),
        claims=tuple(compliance_claims(kept)),
        games=kept_games(kept) if asked.games and not stopped else (),
        values=values_shown(kept, asked.budget) if asked.values and not stopped else None,
    )


def _part(name: str, tell: Tell | None) -> Callable[[int, float], None] | None:
    return None if tell is None else lambda states, seconds: tell(name, states, seconds)


def _took(found: explored.Explored) -> Explored:
    edges = 0 if found.edges is None else len(found.edges.source)
    return Explored(states=found.count, edges=edges, seconds=round(found.seconds, 1), ended=found.reason)


def _rules(scenario: Scenario, played: Sampled) -> tuple[RuleShown, ...]:
    """The rules that objectives name, and whether games kept and broke them."""
    objectives: dict[str, list[str]] = {}
    for objective in scenario.file.objectives:
        for rule in objective.rules:
            objectives.setdefault(rule, []).append(objective.id)
    return tuple(_rule(id, tuple(named), played) for id, named in sorted(objectives.items()))


def _known(scenario: Scenario, book: RuleBook, shown: RuleShown, budget: Budget, tell: Tell | None) -> RuleShown:
    """A rule of which games did not show that it can be kept and broken, watched alone."""
    if (shown.kept, shown.not_kept) == ("shown", "shown"):
        return shown
    return settled(shown, alone(scenario, book, book.rule(shown.rule), budget, _part("alone", tell)))


def _rule(id: str, objectives: tuple[str, ...], played: Sampled) -> RuleShown:
    games = {Verdict(verdict): game for verdict, game in played.verdicts.get(id, {}).items()}
    asked = RuleShown(rule=id, objectives=objectives, kept="unknown", not_kept="unknown")
    return settled(asked, Alone(games, complete=False))
