"""The values on a proof sheet: from the start, and at each decision of the shortest game that keeps everything."""

from __future__ import annotations

from scoring.proofs.prove import Asked, prove
from scoring.proofs.sheet import KeepingShown, ProofSheet, ValuesShown
from scoring.rules import RuleBook
from simulator.block import plain, read
from simulator.exploration.budget import Budget
from simulator.scenario import Scenario
from tests.scoring.test_compliance import rule
from tests.small import VOCABULARY, scene, small

BOOK = RuleBook((rule("A01", {"never": "force.fire"}), rule("A06", {"when": "alert", "must": "report"})), VOCABULARY)

ALWAYS, NEVER = KeepingShown(best=1, worst=1, expected=1), KeepingShown(best=0, worst=0, expected=0)


def story() -> Scenario:
    """A report is sure, a toss comes out well once in four; a shot hurts two, and the gas one in two."""
    start = {
        "report": {"acts": ["report"], "then": "b", "takes": 1},
        "toss": {"takes": 1, "then": "b", "chance": [{"weight": 3}, {"weight": 1, "then": "c"}]},
    }
    late = {
        "go": {"then": "end", "takes": 1},
        "gas": {"then": "end", "takes": 1, "chance": [{"weight": 1, "ledger": {"men.hurt": 1}}, {"weight": 1}]},
        "fire": {"acts": ["force.fire"], "ledger": {"men.hurt": 2}, "then": "end", "takes": 1},
    }
    report = {"report": {"acts": ["report"], "then": "d", "takes": 1}}
    drive = {"drive": {"then": "b", "takes": 1}}
    return small({"a": scene(start, events=["alert"]), "b": scene(late), "c": scene(report), "d": scene(drive)})


def proved(*, values: bool = True, budget: Budget | None = None) -> ProofSheet:
    """The sheet of the story."""
    return prove(story(), BOOK, Asked(budget or Budget(), games=5, values=values), "today")


def test_a_sheet_tells_what_games_are_worth() -> None:
    """Everything can surely be kept from the start; before and after each option it is told how far."""
    values = proved().values
    assert values is not None
    assert values.keeping == ALWAYS
    first = values.decisions[0]
    assert (first.scene, first.taken, first.keeping) == ("a", ("report",), ALWAYS)
    toss = next(choice.keeping for choice in first.choices if choice.move == ("toss",))
    assert toss == KeepingShown(best=1, worst=0, expected=0.25)


def test_a_move_that_breaks_a_rule_at_once_is_worth_nothing() -> None:
    """It is shown among the others."""
    values = proved().values
    assert values is not None
    (late,) = [decision for decision in values.decisions if decision.scene == "b"]
    assert {choice.move: choice.keeping for choice in late.choices}["fire",] == NEVER


def test_the_ledger_is_told_line_by_line() -> None:
    """The least and the most that can come of it, and both means."""
    values = proved().values
    assert values is not None
    (line,) = values.ledger
    assert (line.line, line.least, line.most) == ("men.hurt", 0, 2)
    assert (line.expected_least, line.expected_most) == (0, 2)


def test_what_the_budget_does_not_suffice_for_is_not_known() -> None:
    """No line is told then, and that is said."""
    values = proved(budget=Budget(states=1)).values
    assert values is not None
    assert (values.keeping, values.ledger, values.not_known) == (None, (), ("all lines",))


def test_values_are_made_where_they_are_asked_for_and_kept_with_the_sheet() -> None:
    """A sheet is read back as it was; one without values has none."""
    sheet = proved()
    assert read(ProofSheet, plain(sheet, whole=True)) == sheet
    assert isinstance(sheet.values, ValuesShown)
    assert proved(values=False).values is None
