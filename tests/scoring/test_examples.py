"""The examples beside rules: each that ships comes out as listed, and what each item says is what happens."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import scoring
from scoring.examples import (
    BadExample,
    Disagreement,
    check_examples,
    check_rule_examples,
    evaluated,
    trace_of_example,
)
from scoring.provisions import load_provisions
from scoring.rule_files import load_rules
from scoring.rules import Rule, RuleBook
from scoring.trace import Entry, Trace
from scoring.verdicts import Verdict
from simulator.vocabulary_file import load_vocabulary
from tests.scoring.small_rules import VOCABULARY, rule_of

FOLDER = Path(scoring.__file__).parent
SHIPPED = load_rules(FOLDER / "rules", load_vocabulary(FOLDER / "vocabulary.yaml"), load_provisions())
EXAMPLES = [(rule, name) for rule in SHIPPED.rules for name in rule.examples]
VERDICTS = {verdict.value for verdict in Verdict}


@pytest.mark.parametrize(("rule", "name"), EXAMPLES, ids=[f"{rule.id}-{name}" for rule, name in EXAMPLES])
def test_an_example_comes_out_as_listed(rule: Rule, name: str) -> None:
    """Under a verdict's name with that verdict; under an exception's name *kept under exception*, by that exception."""
    trace = trace_of_example(rule.examples[name], SHIPPED.vocabulary)
    verdict, findings = evaluated(rule, trace, SHIPPED.vocabulary)
    if name in VERDICTS:
        assert verdict.value == name
    else:
        assert verdict is Verdict.EXCEPTION
        assert name in {finding.exception for finding in findings}


@pytest.mark.parametrize("rule", SHIPPED.rules, ids=lambda rule: rule.id)
def test_a_rule_has_examples_of_what_it_says(rule: Rule) -> None:
    """One that is kept, one that is not kept, one that is not tested, and one for each exception."""
    asked = {"kept", "not kept", "not tested", *(exception.id for exception in rule.unless)}
    assert asked <= rule.examples.keys()


@pytest.mark.parametrize("rule", SHIPPED.rules, ids=lambda rule: rule.id)
def test_each_clause_has_an_example_that_puts_it_to_the_test(rule: Rule) -> None:
    """No clause is there that no example reaches."""
    traces = [trace_of_example(items, SHIPPED.vocabulary) for items in rule.examples.values()]
    reached = {finding.clause for trace in traces for finding in evaluated(rule, trace, SHIPPED.vocabulary)[1]}
    assert reached == set(range(1, len(rule.clauses) + 1))


# Examples that disagree

NEVER = rule_of({"never": "force"}, unless={"dark": "night", "war": 'law == "war"'})


def disagreements(name: str, *items: Any) -> list[Disagreement]:
    """What is wrong with one example of a rule that forbids force."""
    return list(check_rule_examples(NEVER.replaced(examples={name: items}), VOCABULARY))


def test_an_example_that_comes_out_otherwise_is_told() -> None:
    """With what it says and what came out; one that comes out as listed is not told."""
    assert disagreements("not kept", "force.push") == []
    assert disagreements("kept", "force.push") == [Disagreement("T01", "kept", "kept", "not kept")]
    assert disagreements("not tested", "talk") == []


def test_an_example_named_for_an_exception_must_use_it() -> None:
    """Another exception that excuses the act is not enough."""
    dark = ({"fact": {"night": True}}, "force.push")
    assert disagreements("dark", *dark) == []
    (found,) = disagreements("war", *dark)
    assert (found.expected, found.found) == ("kept under exception", "kept under exception")


def test_an_example_named_for_nothing_is_told() -> None:
    """A name is that of a verdict or of an exception."""
    (found,) = disagreements("dawn", "force.push")
    assert found.unreadable
    assert "'dawn'" in found.found


def test_all_rules_of_a_book_are_checked() -> None:
    """Each rule's disagreements are listed under its id."""
    wrong = NEVER.replaced(examples={"kept": ("force.push",)})
    book = RuleBook((wrong, wrong.replaced(id="T02")), VOCABULARY)
    assert [found.rule for found in check_examples(book)] == ["T01", "T02"]


# What items say


def told(*items: Any) -> Trace:
    """The trace of an example."""
    return trace_of_example(items, VOCABULARY)


def words(trace: Trace) -> list[tuple[str, int, int, str, str | None]]:
    """The acts and events of a trace: kind, minute, decision, word, target."""
    return [(e.kind, e.minute, e.decision, e.word, e.target) for e in trace.entries if e.kind in ("act", "event")]


def test_a_word_alone_or_with_a_target_is_an_act_one_minute_on() -> None:
    """A decision is offered (with exactly this act), and the act is done, 1 minute after the last item."""
    trace = told("talk", {"warn": "crowd"})
    assert words(trace) == [("act", 1, 1, "talk", None), ("act", 2, 2, "warn", "crowd")]
    assert [(e.kind, e.minute, e.decision) for e in trace.entries] == [
        ("facts", 0, 0), ("offer", 1, 1), ("move", 1, 1), ("act", 1, 1), ("offer", 2, 2), ("move", 2, 2), ("act", 2, 2),
        ("end", 2, 2),
    ]  # fmt: skip
    assert [e.offered for e in trace.entries if e.kind == "offer"] == [((("talk", None),),), ((("warn", "crowd"),),)]


def test_an_event_word_occurs_one_minute_on() -> None:
    """An event word occurs 1 minute after the last item, and belongs to the decision before it."""
    assert words(told("talk", {"alert": "crowd"}, "dusk"))[1:] == [
        ("event", 2, 1, "alert", "crowd"), ("event", 3, 1, "dusk", None)
    ]  # fmt: skip


def test_facts_change_now_for_a_group_and_its_parts() -> None:
    """No minute passes; what is true of a group is true of its parts."""
    trace = told({"groups": {"front": "crowd", "thrower": "front"}}, {"fact": {"night": True, "threat(front)": True}})
    (facts,) = [entry for entry in trace.entries if entry.kind == "facts"][1:]
    assert facts.minute == 0
    assert facts.held == {("night", None): True, ("threat", "front"): True, ("threat", "thrower"): True}
    assert trace.reach["crowd"] == ("crowd", "front", "thrower")


def test_what_is_offered_joins_the_next_decision() -> None:
    """The next act's decision also offers these, each as an option of one act; the one after it does not."""
    trace = told({"offered": ["warn", {"aid": "crowd"}]}, "talk", "wait")
    first, second = [entry.offered for entry in trace.entries if entry.kind == "offer"]
    assert first == ((("warn", None),), (("aid", "crowd"),), (("talk", None),))
    assert second == ((("wait", None),),)


def test_acts_together_are_one_move() -> None:
    """Several acts in one move, at one minute, offered as one option."""
    trace = told({"together": ["talk", {"aid": "crowd"}]})
    assert words(trace) == [("act", 1, 1, "talk", None), ("act", 1, 1, "aid", "crowd")]
    assert [e.offered for e in trace.entries if e.kind == "offer"] == [((("talk", None), ("aid", "crowd")),)]


def test_a_closing_act_belongs_to_the_move_before_at_the_minute_reached() -> None:
    """An *ends with* act of the move before, at the minute reached so far, judged by what held before the move."""
    trace = told({"fact": {"night": True}}, "talk", {"minutes": 4}, {"fact": {"night": False}}, {"closing": "leave"})
    closing = [entry for entry in trace.entries if entry.closing]
    assert closing == [Entry("act", 5, 1, "leave", held={("night", None): True}, closing=True)]


def test_a_timeout_marks_its_move_and_act() -> None:
    """An act done by a timeout."""
    trace = told({"timeout": {"leave": "crowd"}})
    assert [(e.kind, e.timeout) for e in trace.entries] == [
        ("facts", False), ("offer", False), ("move", True), ("act", True), ("end", False)
    ]  # fmt: skip


def test_minutes_pass() -> None:
    """So many minutes pass, and a word still takes its own."""
    assert [entry[1] for entry in words(told("talk", {"minutes": 40}, "talk"))] == [1, 42]


def test_a_decision_can_be_answered_with_none_of_its_options() -> None:
    """A decision is offered with these options, and answered with none of them (an act `wait`), 1 minute later."""
    trace = told({"decision": ["warn", {"force.push": "crowd"}]})
    assert words(trace) == [("act", 1, 1, "wait", None)]
    (offer,) = [entry for entry in trace.entries if entry.kind == "offer"]
    assert offer.offered == ((("warn", None),), (("force.push", "crowd"),))


def test_the_card_is_given_first() -> None:
    """Card values, before anything happens."""
    assert told({"card": {"limit": 5, "strict": True}}, "talk").card == {"limit": 5, "strict": True}


def test_a_plain_ending_follows_if_the_example_says_nothing_else() -> None:
    """`hands over` is the ending with its list; `abandoned` is no ending."""
    assert told("talk").entries[-1] == Entry("end", 1, 1)
    assert told("talk", {"hands over": ["report"]}).entries[-1].hands_over == ("report",)
    assert told("talk", {"abandoned": True}).entries[-1].abandoned
    assert [entry.kind for entry in told({"abandoned": True}).entries] == ["facts", "end"]


def test_targets_are_whatever_names_the_example_uses() -> None:
    """Each target that is named anywhere has its reach."""
    trace = told({"fact": {"threat(elder)": True}}, {"offered": [{"aid": "boy"}]}, {"warn": "crowd"})
    assert set(trace.reach) == {"elder", "boy", "crowd"}


@pytest.mark.parametrize(
    ("item", "why"),
    [
        ("warm", "no 'warm'"),
        ({"warm": "crowd"}, "no 'warm'"),
        (5, "is no item"),
        (["talk"], "is no item"),
        ({}, "is no item"),
        ({"talk": "crowd", "warn": "crowd"}, "is no item"),
        ({"talk": 5}, "'talk' is no word, and nothing that an example may say"),
        ({"at": 5}, "'at' is no word"),
        ({"fact": "night"}, "'fact' takes facts"),
        ({"fact": {"nihgt": True}}, "no fact 'nihgt'"),
        ({"fact": {"(": True}}, "no fact '('"),
        ({"fact": {"night": 5}}, "'night' cannot be 5"),
        ({"fact": {"law": "piece"}}, "'law' cannot be 'piece'"),
        ({"fact": {"night(crowd)": True}}, "'night' is a fact about nobody"),
        ({"fact": {"threat": True}}, "'threat' is a fact about a target"),
        ({"offered": "warn"}, "'offered' takes a list"),
        ({"offered": ["warm"]}, "no act 'warm'"),
        ({"offered": ["alert"]}, "no act 'alert'"),
        ({"together": ["talk", {"warn": 5}]}, "is no act"),
        ({"closing": ["talk"]}, "'closing' takes an act"),
        ({"closing": "warm"}, "no act 'warm'"),
        ({"timeout": {"talk": "crowd", "warn": "crowd"}}, "is no act"),
        ({"minutes": "soon"}, "'minutes' takes a number"),
        ({"minutes": True}, "'minutes' takes a number"),
        ({"minutes": -5}, "time does not go back"),
        ({"decision": {"warn": "crowd"}}, "'decision' takes a list"),
        ({"card": ["limit"]}, "'card' takes keys"),
        ({"card": {"limt": 5}}, "the card has no 'limt'"),
        ({"card": {"limit": True}}, "the card has no 'limit' that could be True"),
        ({"groups": {"front": "crowd", "crowd": "front"}}, "inside itself"),
        ({"groups": {"front": ["crowd"]}}, "'front' is part of one group"),
        ({"groups": {"front": None}}, "'front' is part of one group"),
        ({"hands over": "report"}, "'hands over' takes a list"),
        ({"hands over": ["reprot"]}, "no 'reprot'"),
        ({"hands over": [{"report": "crowd"}]}, "is no word"),
        ({"abandoned": "yes"}, "'abandoned' takes true"),
        ({"abandoned": False}, "'abandoned' takes true"),
        ({"closing": "talk"}, "'closing' comes after a move"),
    ],
)
def test_what_an_example_may_not_say(item: Any, why: str) -> None:
    """An item that docs/rules.md does not list, or that says something impossible, is refused with the reason."""
    with pytest.raises(BadExample) as caught:
        told(item)
    assert why in str(caught.value)


def test_an_act_that_ends_a_timeout_is_a_timeouts() -> None:
    """`closing` is of the move before: after a timeout the act can break a rule, never keep one."""
    timeout = told({"timeout": "talk"}, {"closing": "report"}).entries
    chosen = told("talk", {"closing": "report"}).entries
    assert [entry.timeout for entry in timeout if entry.closing] == [True]
    assert [entry.timeout for entry in chosen if entry.closing] == [False]


@pytest.mark.parametrize("item", [{"card": {"limit": 5}}, {"groups": {"front": "crowd"}}])
def test_card_and_groups_come_first(item: Any) -> None:
    """First items only: they do not change while the example goes on."""
    with pytest.raises(BadExample, match="before anything happens"):
        told("talk", item)


@pytest.mark.parametrize("end", [{"hands over": ["report"]}, {"abandoned": True}])
def test_nothing_follows_the_ending(end: Any) -> None:
    """The ending, or that the run was abandoned, is the last item."""
    with pytest.raises(BadExample, match="follows the ending"):
        told(end, "talk")
