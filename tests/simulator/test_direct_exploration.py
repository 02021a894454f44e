"""Of rules that watch all games the oracle says what a reader can count by hand, or what a whole trace says."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from scoring.automaton import Automaton
from scoring.evaluation import evaluate, rule_verdicts
from scoring.from_log import trace_of
from scoring.rules import Rule
from scoring.verdicts import Verdict
from simulator.run import Run, history
from simulator.scenario import Scenario
from tests.random_scenarios import walks
from tests.scoring.small_rules import rule_of
from tests.scoring.small_runs import VOCABULARY, book_of
from tests.simulator.direct_exploration import (
    NOT_COMPLIANT,
    Watched,
    begun,
    compliant_surely,
    compliant_with_luck,
    endings_with_verdicts,
    explore_with,
    seen,
    verdicts_at_endings,
    watched,
)
from tests.small import scene, small

END = {"then": "end"}
CHANCE = {"chance": [{"weight": 2, "then": "b"}, {"weight": 3, "then": "end"}], "then": "end"}
TIMED = {"decide within": "30 s", "by default": "hold"}


def automata(scenario: Scenario, *rules: Rule) -> list[Automaton]:
    start = scenario.file.start_of_day
    return [Automaton(rule, VOCABULARY, scenario.card, scenario.targets, start) for rule in rules]


WARNED = rule_of({"never": "force.fire"}, id="T01")
FIRST = rule_of({"when": "force.push", "only after": "warn"}, id="T02")
REPORT = rule_of({"when": "force", "must": "report", "within": 30}, id="T03")
RULES = (WARNED, FIRST, REPORT)
AT_ONCE: dict[str, Any] = {"acts": ["force.push"], "takes": 5, "then": "b"}
AT_LEISURE: dict[str, Any] = {"acts": ["warn", "force.push"], "takes": 5, "then": "b"}
AFTERWARDS = scene({"tell": {"acts": ["report"], **END}, "sleep": {"takes": 60, **END}, "go": END})


def watched_crowd(*rules: Rule) -> Any:
    made = small({"a": scene({"at-once": AT_ONCE, "at-leisure": AT_LEISURE}), "b": AFTERWARDS})
    return explore_with(made, automata(made, *rules))


def test_verdicts_at_endings_are_those_of_all_games() -> None:
    """Every verdict that a finished game can give a rule is there, and no other."""
    found = verdicts_at_endings(watched_crowd(*RULES))
    assert found["T01"] == {Verdict.NOT_TESTED}
    assert found["T02"] == {Verdict.KEPT, Verdict.NOT_KEPT}
    assert found["T03"] == {Verdict.KEPT, Verdict.NOT_KEPT, Verdict.NOT_DUE}


def test_verdicts_are_kept_together_for_each_ending() -> None:
    """Which verdicts go together can be read: two ways in and three ways out give six of them."""
    found = endings_with_verdicts(watched_crowd(FIRST, REPORT))
    assert len(found) == 6
    assert ("end", (Verdict.KEPT, Verdict.KEPT)) in found


def test_compliance_is_lost_where_a_rule_was_broken() -> None:
    """From the start a compliant game is possible; after the push without a warning it is not."""
    observed = watched_crowd(FIRST, REPORT)
    kept = compliant_surely(observed, ["T02", "T03"])
    at_once, at_leisure = (step.target for step in observed.steps if step.source == 0)
    assert 0 in kept
    assert at_leisure in kept
    assert at_once not in kept
    assert at_once in compliant_surely(observed, ["T03"])


def lucky(options: dict[str, Any], **more: Any) -> tuple[bool, bool]:
    """Whether the start is compliant surely, and with luck, for the rule that nobody may be fired at."""
    made = small({"a": scene(options, **more), "b": scene({"fire": {"acts": ["force.fire"], **END}})})
    observed = explore_with(made, automata(made, WARNED))
    return 0 in compliant_surely(observed, ["T01"]), 0 in compliant_with_luck(observed, ["T01"])


def test_sure_and_lucky_are_told_apart() -> None:
    """What only a good draw can keep is compliant with luck and not surely; a second, safe way makes it sure."""
    assert lucky({"go": CHANCE}) == (False, True)
    assert lucky({"go": CHANCE, "home": END}) == (True, True)
    assert lucky({"go": {"then": "b"}}) == (False, False)


def test_a_timeout_neither_helps_nor_harms() -> None:
    """The player never lets the time run out: not to keep a rule, and it counts against nobody."""
    hold = {"acts": ["force.fire"], **END}
    assert lucky({"hold": hold, "go": {"then": "b"}}, **TIMED) == (False, False)
    assert lucky({"hold": hold, "go": END, "b": {"then": "b"}}, **TIMED) == (True, True)


@pytest.mark.parametrize(("leads", "expected"), [("b", (False, True)), ("end", (True, True))])
def test_what_the_facilitator_may_do_is_reckoned_with(leads: str, expected: tuple[bool, bool]) -> None:
    """An inject by hand that leads into a break makes the start unsure, though not hopeless."""
    injects = {"call": {"by hand": {"from": 0, "to": 9, "at most": 1}, "then": leads}}
    made = small(
        {"a": scene({"go": END, "b": {"then": "b"}}), "b": scene({"fire": {"acts": ["force.fire"], **END}})},
        injects=injects,
    )
    observed = explore_with(made, automata(made, WARNED))
    assert (0 in compliant_surely(observed, ["T01"]), 0 in compliant_with_luck(observed, ["T01"])) == expected


def test_a_withdrawn_duty_is_not_compliant_though_a_later_one_is_kept() -> None:
    """*Not due* counts against compliance for good, also where the rule's worst verdict becomes *kept*."""
    rule = rule_of({"when": "alert", "must": "report", "after": "talk", "until": "wait"})
    opening = {"acts": ["talk"], "then": "b"}
    scenes = {
        "a": scene({"go": opening}),
        "b": scene({"drop": {"acts": ["wait", "talk"], "then": "c"}}, events=["alert"]),
        "c": scene({"tell": {"acts": ["report"], **END}}, events=["alert"]),
    }
    made = small(scenes)
    observed = explore_with(made, automata(made, rule))
    assert verdicts_at_endings(observed)["T01"] == {Verdict.KEPT}
    assert compliant_with_luck(observed, ["T01"]) == frozenset()


def test_memories_stay_few_where_a_game_goes_round() -> None:
    """A duty that stays open while decisions pass brings no new memory with each decision."""
    made = small({"a": scene({"push": {"acts": ["force.push"], "then": "b"}}), "b": scene({"go": {"then": "b"}})})
    observed = explore_with(made, automata(made, rule_of({"when": "force", "must": "report"})))
    assert len(observed.nodes) == len(observed.explored.states)


MANY = (
    WARNED,
    rule_of({"when": "force", "only after": "warn", "about": "same", "forget on": "talk"}, id="T02"),
    rule_of({"when": "alert", "must": "report", "within": 7, "pauses while": 'regime == "war"'}, id="T03"),
    rule_of({"when": "force", "must": "aid", "within": 0, "about": "same"}, id="T04"),
    rule_of({"when becomes": "children.present", "must": "talk", "within": 20}, id="T05"),
    rule_of({"when": "arrival", "must": "report", "before": "casualty"}, id="T06"),
    rule_of({"never": "force.push", "after": "alert", "until": "aid"}, unless={"war": 'regime == "war"'}, id="T07"),
    rule_of({"when": "casualty", "must": "aid"}, unless={"gone": "children.present"}, id="T08"),
    rule_of({"when": "exception.used", "must": "report", "within": 5}, id="T09"),
    rule_of({"when": "alert", "must": "warn", "within": 9, "after": "arrival", "until": "talk"}, id="T10"),
)


@given(walks(20))
def test_relative_memories_say_what_the_whole_trace_says(run: Run) -> None:
    """After every step of a random game, memories with relative decisions give the verdicts of the whole trace."""
    book, rules, states = book_of(*MANY), automata(run.scenario, *MANY), history(run.scenario, run.seed, run.records)
    node: Watched = begun(run.scenario, run.records[0].entries, rules)
    for n, record in enumerate(run.records[1:], 1):
        node, _ = watched(rules, node, 0, seen(run.scenario, states[n], record.move, record.entries))
        found = evaluate(book, trace_of(run.scenario, run.records[: n + 1]))
        said = {rule.rule.id: rule.verdict(memory) for rule, memory in zip(rules, node.memories, strict=True)}
        assert said == rule_verdicts(book, found)
        assert node.broken == {finding.rule for finding in found if finding.verdict in NOT_COMPLIANT}
