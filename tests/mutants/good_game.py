"""The good game of a scenario, as its author planned it: the first plan that wants no critical finding."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from simulator.moves import in_file_order
from simulator.scenario import Move, Scenario
from tui.planning.game import Game
from tui.planning.reading import plans_beside, read_plans


class GoodGame(NamedTuple):
    """Each decision, as scene and what is answered, and the scene in which it ends."""

    decisions: tuple[tuple[str, Move], ...]
    ending: str


def good_game(file: Path, scenario: Scenario) -> GoodGame | None:
    """The game of a plan beside a file, played on; None where no plan is meant to be a good one."""
    if not plans_beside(file).exists():
        return None
    plans = [plan for plan in read_plans(plans_beside(file)).plans.plans.values() if plan.no_critical_finding]
    if not plans or plans[0].variant is not None:
        return None
    game, decisions = Game(scenario, plans[0].seed), []
    for each in plans[0].moves:
        if each.inject is not None:
            game.inject(each.inject)
            continue
        scene = game.state.scene
        answer = in_file_order(scenario.scenes[scene], set(each.do or ()))
        decisions.append((scene, answer))
        game.decide(answer, None if each.draw is None else each.draw - 1)
    return GoodGame(tuple(decisions), game.state.scene) if game.finished else None
