"""Games judged in bulk come out as each would alone."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.evaluation import evaluate
from scoring.from_log import trace_of
from scoring.proofs.observers.judging import Found
from scoring.proofs.playing.games import Game, Table
from scoring.proofs.playing.sampling import random_games
from scoring.rule import Rule
from scoring.rules import RuleBook
from simulator.scenario import Scenario
from tests.scoring.tense_scenarios import tense_scenarios
from tests.scoring.test_compliance import RULES
from tests.small import VOCABULARY, scene, small


def book_of(rules: list[Rule]) -> RuleBook:
    return RuleBook(tuple(sorted(rules, key=lambda rule: rule.id)), VOCABULARY)


def alone(scenario: Scenario, rules: list[Rule], game: Game) -> Counter[Found]:
    """What all rules find in the game's log."""
    records = [turn.record for turn in game.turns]
    found = evaluate(book_of(rules), trace_of(scenario, records))
    return Counter(Found(each.rule, each.clause, each.verdict) for each in found)


@settings(max_examples=30, deadline=None)
@given(tense_scenarios(), st.lists(st.sampled_from(RULES), min_size=1, max_size=6, unique_by=lambda each: each.id))
def test_every_finding_is_found_in_bulk_too(scenario: Scenario, rules: list[Rule]) -> None:
    """Rules of every kind, over games in which time runs out and injects come: the same findings as by the log."""
    for game in random_games(Table(scenario, book_of(rules)), 12, 1):
        assert Counter(game.found) == alone(scenario, rules, game)


def test_the_end_of_the_day_is_that_of_the_clock() -> None:
    """A duty by the end of the day is due at midnight, whenever in the game it began."""
    rules = [rule for rule in RULES if rule.id == "A11"]
    late = {"label": "Later", "takes": 45, "then": "done"}
    scenario = small(
        {
            "wait": scene({"hold": {"takes": 30, "then": "push"}}),
            "push": scene({"use": {"acts": ["force.push"], "takes": 10, "then": "after"}}),
            "after": scene({"soon": {"takes": 5, "then": "done"}, "late": late}),
            "done": scene({"tell": {"acts": ["report"], "then": "end"}}),
        },
        starts="22:50",
    )
    games = random_games(Table(scenario, book_of(rules)), 12, 1)
    assert {verdict.value for game in games for verdict in game.verdicts.values()} == {"kept", "late"}
    assert all(Counter(game.found) == alone(scenario, rules, game) for game in games)
