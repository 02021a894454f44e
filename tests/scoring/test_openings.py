"""What opened a duty, and what was kept only by not choosing otherwise."""

from __future__ import annotations

from typing import Any

import pytest

from scoring.assessment import FindingView
from scoring.evaluation import automata, play
from scoring.from_log import trace_of
from scoring.openings import play_with_openings
from scoring.rules import Rule
from tests.scoring.small_rules import rule_of
from tests.scoring.small_runs import assessed, book_of, played, scenario
from tests.small import scene

FIRST = scene(
    {
        "fire": {"acts": ["force.fire"], "takes": 5, "then": "second"},
        "warn": {"acts": ["warn"], "takes": 5, "then": "second"},
        "warned": {"acts": ["warn", "force.fire"], "takes": 5, "then": "second"},
    },
    events=["alert"],
)
SECOND = scene({"go": {"then": "third"}, "fire": {"acts": ["force.fire"], "then": "third"}}, events=["arrival"])
THIRD = scene({"stop": {"then": "end"}})
HURT: dict[str, Any] = {"injects": {"hurt": {"at": 2, "title": "Somebody is hurt", "events": ["casualty"]}}}


def findings(*moves: str, rule: Rule, **more: Any) -> list[FindingView]:
    """The findings of one rule over a run of the small scenario."""
    made = scenario({"first": FIRST, "second": SECOND, "third": THIRD}, **more)
    return [view for view in assessed(played(made, *moves), rule).findings if view.rule == rule.id]


@pytest.mark.parametrize(
    ("trigger", "decision", "by"),
    [("alert", 0, "scene"), ("force.fire", 1, "act"), ("casualty", 1, "event"), ("arrival", 1, "scene")],
)
def test_a_duty_says_what_opened_it(trigger: str, decision: int, by: str) -> None:
    """The player's act, what came of the move, or the scene that followed, which nobody has read at that decision."""
    duty = rule_of({"when": trigger, "must": "report", "within": 60})
    (found,) = findings("fire", rule=duty, **HURT)
    assert (found.opened, found.opened_by) == (decision, by)


def test_what_is_no_duty_was_opened_by_nothing() -> None:
    """A prohibition has no beginning to name."""
    (found,) = findings("fire", rule=rule_of({"never": "force.fire"}))
    assert (found.opened, found.opened_by) == (None, None)


def test_not_choosing_otherwise_is_told_apart_from_doing_right() -> None:
    """Fire after the warning is kept by what was done; no fire at all only by what was left undone."""
    warn_first = rule_of({"when": "force.fire", "only after": "warn"})
    assert [view.refrained for view in findings("warn", "go", "stop", rule=warn_first)] == [True]
    assert [view.refrained for view in findings("warned", "go", "stop", rule=warn_first)] == [False]
    assert [view.refrained for view in findings("warn", "go", "stop", rule=rule_of({"never": "force.fire"}))] == [
        True,
        True,
    ]


def test_piece_by_piece_finds_the_same() -> None:
    """Looking for what opened duties changes no finding, and no use of an exception."""
    rules = [
        rule_of({"never": "force.fire"}, unless={"near": "children.present"}),
        rule_of({"when": "exception.used", "must": "report"}, id="T02"),
        rule_of({"when": "casualty", "must": "aid", "within": 0}, id="T03"),
    ]
    made = scenario({"first": {**FIRST, "set": {"children.present": True}}, "second": SECOND, "third": THIRD}, **HURT)
    trace = trace_of(made, played(made, "warned", "fire", "stop").records)
    compiled = automata(book_of(*rules), trace)
    whole = play(compiled, [rule.start() for rule in compiled], trace.entries)
    assert play_with_openings(compiled, trace).played == whole
    assert len(whole.entries) > len(trace.entries)
