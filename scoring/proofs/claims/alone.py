"""One rule alone, watched to the end of every game: the verdicts that it can come to, with a shortest game to each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

import numpy as np

from scoring.evaluation import EXCEPTION_USED
from scoring.proofs.observers.interest import testable
from scoring.proofs.observers.watching import Watch
from scoring.proofs.paths import game_to
from scoring.proofs.sheet import Claim, GameStep, RuleShown, Weight
from scoring.rule import Rule
from scoring.rules import RuleBook
from scoring.verdicts import Verdict
from simulator.exploration.budget import Budget
from simulator.exploration.explored import Layer
from simulator.exploration.explorer import Explorer
from simulator.scenario import Scenario

KEPT = (Verdict.KEPT, Verdict.EXCEPTION)
BROKEN = (Verdict.LATE, Verdict.NOT_KEPT)


@dataclass(frozen=True)
class Alone:
    """The verdicts of a rule at the endings of all games; `complete` if all were gone through."""

    verdicts: Mapping[Verdict, tuple[GameStep, ...]]
    complete: bool


def alone(
    scenario: Scenario, book: RuleBook, rule: Rule, budget: Budget, tell: Callable[[int, float], None] | None = None
) -> Alone:
    """Watch one rule in all games, or until games kept it and others broke it.

    A rule that answers the use of exceptions is watched with those that have some.
    """
    watch = Watch(scenario, book, _with_it(scenario, book, rule), stops=False)
    explorer = Explorer(scenario, watch, budget, tell, with_edges=False)
    shown: dict[Verdict, int] = {}

    def enough(new: Sequence[Layer]) -> bool:
        for layer in new:
            if scenario.scenes[layer.scene].kind == "ending":
                memories, first = np.unique(explorer.memories_of(layer), return_index=True)
                for memory, at in sorted(zip(memories.tolist(), first.tolist(), strict=True), key=itemgetter(1)):
                    shown.setdefault(watch.verdicts(memory)[rule.id], layer.first + at)
        return all(shown.keys() & wanted for wanted in (KEPT, BROKEN))

    found = explorer.run(enough)
    enough(found.layers)  # where the budget ended in the middle of a layer, it was not told of all
    return Alone({verdict: game_to(found, node) for verdict, node in shown.items()}, found.complete)


def _with_it(scenario: Scenario, book: RuleBook, rule: Rule) -> tuple[Rule, ...]:
    if not any(EXCEPTION_USED in book.vocabulary.members(word) for clause in rule.clauses for word in clause.when):
        return (rule,)
    return (*(other for other in testable(scenario, book) if other.unless and other.id != rule.id), rule)


def settled(shown: RuleShown, found: Alone) -> RuleShown:
    """What these games tell of a rule that was not known before: *proved* says that it cannot be."""
    kept, broken = _game(found, KEPT), _game(found, BROKEN)
    none = "proved" if found.complete else "unknown"
    return shown.replaced(
        kept="shown" if shown.kept_game or kept else none,
        not_kept="shown" if shown.not_kept_game or broken else none,
        kept_game=shown.kept_game or kept,
        not_kept_game=shown.not_kept_game or broken,
    )


def rule_claims(rules: tuple[RuleShown, ...], variant: str | None = None) -> Iterator[Claim]:
    """Rules of objectives that cannot be kept, or cannot be broken, or of which that is not known.

    What a variant does not put to the test at all is worth knowing there, and no mistake.
    """
    for shown in rules:
        if shown.kept != "shown":
            untested = shown.kept == shown.not_kept == "proved"
            weight: Weight = "note" if variant is not None and untested else "error"
            yield Claim(code="P201", status=shown.kept, weight=weight, rule=shown.rule)
        elif shown.not_kept != "shown":
            yield Claim(code="P202", status=shown.not_kept, weight="warning", rule=shown.rule)


def _game(found: Alone, wanted: tuple[Verdict, ...]) -> tuple[GameStep, ...] | None:
    return next((found.verdicts[verdict] for verdict in wanted if verdict in found.verdicts), None)
