"""Which ending is the best, and whether a game with a critical finding comes to it: also where no random game does."""

from __future__ import annotations

from typing import Any

import pytest

from scoring.proofs.playing.forgiving import best_ending, strays
from scoring.proofs.playing.games import BROKEN, Game, Table, is_critical, replay
from scoring.proofs.prove import Asked, prove
from scoring.proofs.sheet import Claim, GameStep
from scoring.rules import RuleBook
from simulator.exploration.budget import Budget
from simulator.scenario import Scenario
from tests.scoring.test_compliance import rule
from tests.small import ENDING, VOCABULARY, scene, small

NEVER_FIRE = rule("C01", {"never": "force.fire"}, severity="critical")
BOOK = RuleBook((NEVER_FIRE,), VOCABULARY)
SCENES = 8


def narrow(*, forgiving: bool, first: str = "end") -> Scenario:
    """A good end behind eight scenes, of whose four options one leads on; in the fourth perhaps one that fires too."""
    scenes: dict[str, Any] = {}
    for n in range(SCENES):
        on: dict[str, Any] = {"then": f"s{n + 1}" if n + 1 < SCENES else "end"}
        ways = {"on": on, **{f"off{k}": {"then": "bad"} for k in range(3)}}
        if n == 3:
            ways["off1"] = {"acts": ["force.fire"], **(on if forgiving else {"then": "bad"})}
        scenes[f"s{n}"] = scene(ways)
    bad = {"title": "Bad", "text": "It went badly.", "ending": {"title": "Bad"}}
    endings = {"end": ENDING, "bad": bad} if first == "end" else {"bad": bad, "end": ENDING}
    return small({**scenes, **endings})


def forgiven(scenario: Scenario) -> list[Claim]:
    sheet = prove(scenario, BOOK, Asked(Budget(), 100), "today")
    return [claim for claim in sheet.claims if claim.code == "P208"]


def good(table: Table) -> Game:
    game = replay(table, [GameStep(move=("on",))] * SCENES)
    assert game is not None
    return game


@pytest.mark.parametrize("forgiving", [True, False])
def test_the_best_ending_is_tried_though_no_random_game_comes_there(*, forgiving: bool) -> None:
    """A good game that was proved is followed, but for one answer that breaks a critical rule."""
    claims = forgiven(narrow(forgiving=forgiving))
    assert [(claim.scene, claim.rule) for claim in claims] == ([("end", "C01")] if forgiving else [])


def test_the_game_that_is_shown_can_be_played_and_is_one() -> None:
    """It ends in the best ending, with the critical finding."""
    scenario = narrow(forgiving=True)
    (claim,) = forgiven(scenario)
    assert claim.game is not None
    game = replay(Table(scenario, BOOK), claim.game)
    assert game is not None
    assert game.ending == "end"
    assert any(is_critical(BOOK, found) for found in game.found)


def test_strays_leave_by_what_is_critical_alone() -> None:
    """Other wrong answers are not followed: only the fourth decision differs, and it fires."""
    table = Table(narrow(forgiving=True), BOOK)
    moves = {game.turns[4].record.move for game in strays(table, good(table))}
    assert moves == {("off1",)}


@pytest.mark.parametrize("best", ["end", "bad"])
def test_where_all_else_is_alike_the_file_tells_the_best_ending(best: str) -> None:
    """Both ends are reached with nothing broken and no objective met; the first in the file counts as the best."""
    table = Table(narrow(forgiving=False, first=best), BOOK)
    bad = replay(table, [GameStep(move=("off2",))])
    assert bad is not None
    games = (bad, good(table))
    assert not any(found.verdict in BROKEN for game in games for found in game.found)
    assert best_ending(table, games) == best


def test_where_all_games_end_alike_none_is_better() -> None:
    """Then there is nothing to forgive."""
    table = Table(narrow(forgiving=False), BOOK)
    assert best_ending(table, [good(table)] * 2) is None
