"""What was still possible around each decision of a run is what the oracle says, and is told apart from luck."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.proofs.observers import interest
from scoring.proofs.values.possible import GOOD, Choice, Hope, Possible, judged
from scoring.proofs.values.possible_search import possible
from scoring.rule import Rule
from scoring.rules import RuleBook
from simulator.errors import NothingOffered, RangeLeft
from simulator.exploration.budget import Budget
from simulator.moves import INJECT, TIMEOUT
from simulator.run import Run
from simulator.scenario import Move, Scenario
from tests.scoring.tense_scenarios import tense_scenarios
from tests.scoring.test_compliance import RULES, observed, rule
from tests.simulator import direct_exploration as oracle
from tests.small import VOCABULARY, scene, small

NOTHING = Budget(seconds=0.0)
"""Ends after the first look."""


def book(*rules: Rule) -> RuleBook:
    """A rule book of these rules, over the words of small scenarios."""
    return RuleBook(tuple(rules), VOCABULARY)


def around(run: Run, *rules: Rule, budget: Budget | None = None) -> list[Possible]:
    """What was possible around each decision of a run, in order."""
    more = () if budget is None else (budget,)
    found = possible(run.scenario, book(*rules), run.seed, run.records, *more)
    return sorted(found, key=lambda each: each.record)


def played(scenario: Scenario, seed: int) -> Run | None:
    """A random run; None where it meets an author's error."""
    run, chance = Run.start(scenario, seed), Random(seed)
    try:
        while not run.finished:
            every = list(oracle.every_move(scenario, run.state))
            run._advance(chance.choice(every))
    except (RangeLeft, NothingOffered):
        return None
    return run


@settings(max_examples=15, deadline=None)
@given(tense_scenarios(), st.lists(st.sampled_from(RULES), min_size=1, max_size=3, unique_by=str), st.integers(1, 99))
def test_what_was_possible_is_what_the_oracle_says(scenario: Scenario, rules: list[Rule], seed: int) -> None:
    """For every decision of a random run: after what was chosen, after what came, and after each other choice."""
    truth, run = observed(scenario, rules), played(scenario, seed)
    if truth is None or run is None:
        return
    told = {each.record: each for each in around(run, *rules)}
    node, walked = 0, _walked(truth, run)
    for record, step in zip(run.records[1:], walked, strict=True):
        if record.n in told:
            _agrees(truth, told[record.n], node, step)
        elif record.move[:1] != (INJECT,):
            count = {each.id for each in interest.testable(scenario, book(*rules))} - truth.nodes[node].broken
            assert not count or node not in oracle.compliant_with_luck(truth, count), (
                "all is lost where nothing is said"
            )
        node = step.target


def _walked(truth: oracle.Observed, run: Run) -> list[oracle.Step]:
    """The steps of the oracle that a run takes."""
    node, found = 0, []
    for record in run.records[1:]:
        steps = [s for s in truth.steps if s.source == node and s.edge.move == record.move]
        (step,) = [s for s in steps if s.edge.entries == record.entries][:1]
        found.append(step)
        node = step.target
    return found


def _agrees(truth: oracle.Observed, told: Possible, node: int, taken: oracle.Step) -> None:
    rules = set(told.rules)
    assert not rules & truth.nodes[node].broken
    lucky, sure = oracle.compliant_with_luck(truth, rules), oracle.compliant_surely(truth, rules)
    after: dict[Move, set[int]] = {}
    for step in truth.steps:
        if step.source == node:
            after.setdefault(step.edge.move, set()).add(step.target)

    def fits(hope: Hope, nodes: set[int]) -> bool:
        truly = "surely" if nodes <= sure else "with luck" if nodes & lucky else "never"
        return hope == truly or (hope == "some way" and truly != "never")

    assert fits(told.after, {taken.target})
    assert fits(told.taken, after[taken.edge.move])
    assert all(fits(other.hope, after[other.move]) for other in told.others)
    if judged(told) in ("unlucky", "gambled"):
        assert (judged(told) == "gambled") == any(after[other.move] <= sure for other in told.others)
    player = {move for move in after if move[:1] != (INJECT,) and move != TIMEOUT}
    if taken.edge.move != TIMEOUT:
        assert {other.move for other in told.others} == player - {taken.edge.move}


ALERT = rule("A06", {"when": "alert", "must": "report"})
FIRE = rule("A01", {"never": "force.fire"})


def story() -> Scenario:
    """A report that only the first scene offers surely; later it takes luck, and then a shot is all that is left."""
    start = {
        "report": {"acts": ["report"], "then": "end", "takes": 1},
        "wait": {"then": "b", "takes": 1},
        "toss": {"takes": 1, "then": "b", "chance": [{"weight": 1, "then": "c"}, {"weight": 1}]},
        "go": {"then": "c", "takes": 1},
    }
    late = {
        "toss": {"takes": 1, "then": "end", "chance": [{"weight": 1, "then": "c"}, {"weight": 1, "then": "d"}]},
        "leave": {"then": "end", "takes": 1},
    }
    last = {"fire": {"acts": ["force.fire"], "then": "end", "takes": 1}}
    report = {"report": {"acts": ["report"], "then": "end", "takes": 1}}
    return small(
        {"a": scene(start, events=["alert"]), "b": scene(late), "c": scene(last), "d": scene(report)},
    )


def moves_of(*moves: str, seed: int = 1) -> Run:
    """The story, played so; chance comes as the seed has it."""
    run = Run.start(story(), seed)
    for move in moves:
        run._advance((move,))
    return run


def ended_in(scene: str, *moves: str) -> Run:
    """The story with the first seed under which these moves lead to a scene."""
    return next(run for seed in range(1, 99) if (run := moves_of(*moves, seed=seed)).state.scene == scene)


def test_a_choice_after_which_no_way_on_kept_everything_is_wrong() -> None:
    """Others on offer kept it, and are counted."""
    (found,) = around(moves_of("go"), ALERT, FIRE)
    assert (found.taken, found.after, judged(found)) == ("never", "never", "wrong")
    assert found.keeping == 3


def test_chance_that_loses_all_after_a_choice_that_left_a_way_is_bad_luck() -> None:
    """Where no choice was sure, tossing was right, and what came of it was not the player's doing."""
    found = around(ended_in("c", "wait", "toss"), ALERT, FIRE)[-1]
    assert (found.taken, found.after, judged(found)) == ("with luck", "never", "unlucky")


def test_to_leave_to_chance_what_was_sure_otherwise_is_a_gamble() -> None:
    """The first toss may lose all, while a report would have been sure."""
    found = around(ended_in("c", "toss"), ALERT, FIRE)[-1]
    assert (found.taken, found.after, judged(found)) == ("with luck", "never", "gambled")


def test_a_choice_that_keeps_all_possible_where_another_lost_it_has_held_it() -> None:
    """What went well is said too."""
    found = around(moves_of("wait"), ALERT, FIRE)[-1]
    assert (found.after, judged(found), found.losing) == ("some way", "held", 1)


def test_after_a_break_everything_is_everything_else() -> None:
    """A shot is fired in the end; what came before is judged by all rules, what comes after by those unbroken."""
    made = small(
        {
            "a": scene({"fire": {"acts": ["force.fire"], "then": "b", "takes": 1}, "talk": {"then": "b", "takes": 1}}),
            "b": scene({"report": {"acts": ["report"], "then": "end"}, "go": {"then": "end"}}, events=["alert"]),
        }
    )
    run = Run.start(made, 1)
    for move in ("fire", "report"):
        run._advance((move,))
    first, second = around(run, ALERT, FIRE)
    assert (first.broken, judged(first)) == (False, "wrong")
    assert (second.broken, judged(second), second.after) == (True, "held", "some way")


def test_a_search_that_ends_early_says_what_it_found_and_no_more() -> None:
    """Single ways are found all the same; that there is none is not known, unless a rule was broken at once."""
    wrong = around(moves_of("go"), ALERT, FIRE, budget=NOTHING)[-1]
    assert wrong.taken in ("not known", "never")
    right = around(moves_of("wait"), ALERT, FIRE, budget=NOTHING)[-1]
    assert right.after in ("some way", "with luck")
    assert judged(right) in ("not known", "held", None)


HOPES: tuple[Hope, ...] = ("surely", "with luck", "some way", "never", "not known")


@given(st.sampled_from(HOPES), st.sampled_from(HOPES), st.sampled_from(HOPES), st.lists(st.sampled_from(HOPES)))
def test_what_is_not_known_is_never_told_as_good_or_bad(
    taken: Hope, after: Hope, before: Hope, others: list[Hope]
) -> None:
    """Nothing is held where the choice or what came of it is not known, and nothing wrong where no other is known."""
    choices = tuple(Choice(move=(str(n),), hope=hope) for n, hope in enumerate(others))
    found = Possible(record=1, rules=(), broken=False, before=before, taken=taken, after=after, others=choices)
    answer = judged(found)
    if answer == "held":
        assert {taken, after} <= GOOD
    if answer == "wrong":
        assert taken == "never"
        assert set(others) & GOOD
    if answer in ("gambled", "unlucky"):
        assert taken in GOOD
        assert after == "never"


@pytest.mark.parametrize("move", ["report", "wait", "toss", "go"])
def test_what_is_before_a_decision_is_the_best_that_a_choice_leaves(move: str) -> None:
    """At the first decision everything could still be kept, whatever was chosen then."""
    assert around(moves_of(move), ALERT, FIRE)[0].before == "some way"
