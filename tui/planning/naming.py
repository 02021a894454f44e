"""The names in a plan: scenes, options, injects, rules and what conditions read must be there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from itertools import chain

from simulator.expressions import ExpressionError
from simulator.moves import TIMEOUT
from simulator.plan import Plan
from simulator.problems import Problems
from simulator.scenario import Scenario
from simulator.source import Path, Source
from tui.commands.checked import UNKNOWN_RULE
from tui.planning.conditions import Held, condition
from tui.policy import rulebook

Conditions = Mapping[int, Held]
"""The condition after each move that has one, by the move's number from 0."""


def check_names(plan: Plan, path: Path, scenario: Scenario, source: Source, problems: Problems) -> Conditions:
    """Report every name of a plan that there is not; the conditions of its moves, ready to be played."""
    options = list(dict.fromkeys(chain.from_iterable(scene.options for scene in scenario.scenes.values())))
    by_hand = [inject.id for inject in scenario.injects if inject.file.by_hand is not None]
    held: dict[int, Held] = {}

    def known(code: str, names: Iterable[str | None], among: Iterable[str], *at: str | int) -> None:
        for name in names:
            if name is not None and name not in among:
                problems.add(code, source.place((*path, *at)), name=name, near=among)

    for n, move in enumerate(plan.moves):
        here = ("moves", n)
        known("S302", () if move.do == TIMEOUT else move.do or (), options, *here, "do")
        known("S303", [move.inject], by_hand, *here, "inject")
        known("S301", [move.then_at], scenario.scenes, *here, "then at")
        known("S302", move.offers, options, *here, "offers")
        if move.holds is not None:
            try:
                held[n] = condition(scenario, move.holds)
            except ExpressionError as error:
                problems.add_expression(error, partial(source.place_at, (*path, *here, "holds")))
    known("S301", [plan.ends], scenario.scenes, "ends")
    rules = [rule.id for rule in rulebook().rules]
    for key, named in (("kept", plan.kept), ("late", plan.late), ("not kept", plan.not_kept)):
        known(UNKNOWN_RULE, named, rules, key)
    return held
