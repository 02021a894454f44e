"""The values of a proof sheet: from the start, and at each decision of the shortest game that keeps everything."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from scoring.proofs.claims.compliance_claims import Kept
from scoring.proofs.losing import replayed
from scoring.proofs.paths import ended, game_along, way
from scoring.proofs.sheet import (
    MOST_CHOICES,
    ChoiceShown,
    DecisionShown,
    GameStep,
    KeepingShown,
    LineShown,
    ValuesShown,
)
from scoring.proofs.values.induction import Backwards, Values
from scoring.proofs.values.keeping import Keeping, keeping
from scoring.proofs.values.ledger import Ledger, Line, gauge_line
from simulator.exploration.budget import Budget
from simulator.exploration.explored import Played, each_branch
from simulator.exploration.observing import glimpsed
from simulator.moves import moves
from simulator.scenario import Scenario
from simulator.state import State

MOST = Budget(states=1_000_000, seconds=60.0, megabytes=1_000)
"""What each look at the ledger may take, if not less is allowed: it is worth less than the proofs."""

ALL = "all lines"

NOTHING = KeepingShown(best=0.0, worst=0.0, expected=0.0)


def values_shown(kept: Kept, budget: Budget) -> ValuesShown:
    """The values by an exploration with all rules watching; for the ledger all games are gone through anew."""
    scenario = kept.found.scenario
    lines, not_known = ledger_shown(scenario, _at_most(budget))
    if not kept.found.complete or not kept.found.count:
        return ValuesShown(ledger=lines, not_known=not_known)
    backwards = Backwards(kept.found)
    worth = keeping(kept.found, backwards)
    return ValuesShown(
        keeping=_at(worth, 0),
        decisions=tuple(_along(kept, backwards, worth)),
        ledger=lines,
        not_known=not_known,
    )


def _at_most(budget: Budget) -> Budget:
    return replace(
        MOST,
        states=min(MOST.states, budget.states),
        seconds=min(MOST.seconds, budget.seconds),
        megabytes=min(MOST.megabytes, budget.megabytes),
    )


def ledger_shown(scenario: Scenario, budget: Budget) -> tuple[tuple[LineShown, ...], tuple[str, ...]]:
    """Each line of the ledger over a whole game, and those that are not known."""
    ledger = Ledger.of(scenario, budget)
    found = dict(ledger.lines()) if ledger.found.complete else {}
    lines = [_line(name, each, ledger.counting.begun[name]) for name, each in found.items()]
    not_known = [] if ledger.found.complete else [ALL]
    for gauge in scenario.file.ledger_gauges:
        one = gauge_line(scenario, gauge, budget)
        lines += [_line(gauge, one, 0)] if one else []
        not_known += [] if one else [gauge]
    return tuple(lines), tuple(not_known)


def _line(name: str, found: Line, begun: int) -> LineShown:
    least, most, expected_least, expected_most = (round(float(values[0]) + begun, 6) for values in found)
    return LineShown(line=name, least=least, most=most, expected_least=expected_least, expected_most=expected_most)


def _at(worth: Keeping, at: int) -> KeepingShown:
    best, worst, expected = (round(float(values[at]), 6) for values in worth)
    return KeepingShown(best=best, worst=worst, expected=expected)


def _along(kept: Kept, backwards: Backwards, worth: Keeping) -> Iterator[DecisionShown]:
    """The decisions of the shortest game that keeps everything."""
    edges = kept.choices.edges
    along = way(edges, 0, ended(kept.found), kept.sure if kept.sure[0] else kept.lucky)
    if along is None:
        return
    game = game_along(kept.found, edges, along)
    luck: tuple[Values, ...] = (
        backwards.of_choices(worth.best, "most"),
        backwards.of_choices(worth.worst, "least"),
        backwards.of_choices(worth.expected, "expected"),
    )
    for n, (edge, played) in enumerate(zip(along, game, strict=True)):
        node = int(edges.source[edge])
        choices = _choices(backwards, Keeping(*luck), node)
        yield DecisionShown(
            scene=kept.found.scene_of(node),
            taken=played.move,
            keeping=_at(worth, node),
            choices=tuple(_on_offer(kept, node, game[:n], choices)),
        )


def _choices(backwards: Backwards, worth: Keeping, node: int) -> dict[int, KeepingShown]:
    """What each move is worth that some step of the exploration takes, by its number."""
    return {int(backwards.choice_move[n]): _at(worth, n) for n in backwards.choices_at(node)}


def _on_offer(
    kept: Kept, node: int, game: tuple[GameStep, ...], worth: dict[int, KeepingShown]
) -> Iterator[ChoiceShown]:
    """The moves on offer after a game. Of moves that nothing tells apart only one is shown."""
    scenario, choices = kept.found.scenario, {kept.found.moves[n]: shown for n, shown in worth.items()}
    state, _ = replayed(scenario, game)
    for move in islice(moves(scenario, state), MOST_CHOICES):
        if move in choices:
            yield ChoiceShown(move=move, keeping=choices[move])
        elif all(_breaks(kept, node, state, played) for played in each_branch(scenario, state, move)):
            yield ChoiceShown(move=move, keeping=NOTHING)


def _breaks(kept: Kept, node: int, state: State, played: Played) -> bool:
    """Whether a rule is broken at once."""
    seen = glimpsed(kept.found.scenario, state, played)
    return kept.watch.after(int(kept.found.memories[node]), kept.watch.label(seen)) < 0
