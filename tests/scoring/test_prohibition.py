"""Prohibitions: what breaks one, when it is tested, and how choosing otherwise keeps it."""

from __future__ import annotations

import pytest

from tests.scoring.small_rules import Said, Story, found, rule_of, verdicts

NEVER = rule_of({"never": "force"})
NEAR_CHILDREN = rule_of({"never": "force", "if": "children"})


def test_a_forbidden_act_breaks_the_clause() -> None:
    """An act in W, in scope, breaks it, once for each time that it is done."""
    story = Story().after(2).do("force.push@crowd").after(3).do("talk").after(1).do("force.fire")
    assert found(NEVER, story) == [Said("not kept", 1, 2, "crowd"), Said("not kept", 3, 6, None)]


def test_a_forbidden_act_breaks_the_clause_only_where_its_condition_is_true() -> None:
    """An act in W, with C true in `held`, breaks it; with C false it is nothing to the clause."""
    assert verdicts(NEAR_CHILDREN, Story(children=True).do("force.push")) == ["not kept"]
    assert verdicts(NEAR_CHILDREN, Story(children=False).do("force.push")) == []


def test_the_condition_is_read_before_the_move() -> None:
    """`held` of an act is what held before the move: what the move itself brings about comes too late."""
    assert verdicts(NEAR_CHILDREN, Story(children=True).do("force.push").facts(children=False).end()) == ["not kept"]
    came = Story(children=False).do("talk").facts(children=True).closing("force.push")
    assert verdicts(NEAR_CHILDREN, came.end()) == []


@pytest.mark.parametrize(
    ("word", "acts"),
    [
        ("force.fire", {"force.fire"}),
        ("force", {"force.push", "force.fire"}),
        (["force.push", "leave"], {"force.push", "leave"}),
        ("report", {"report", "report.flash", "report.full"}),
    ],
)
def test_a_word_covers_itself_and_what_begins_with_it(word: str | list[str], acts: set[str]) -> None:
    """W is a word, a family, or a list of them (any of); `report` covers `report.flash`."""
    tried = ("force.push", "force.fire", "leave", "report", "report.flash", "report.full", "talk")
    assert {act for act in tried if verdicts(rule_of({"never": word}), Story().do(act))} == acts


def test_a_family_of_the_vocabulary_covers_its_members() -> None:
    """A family of the vocabulary covers its members, acts and events alike."""
    rule = rule_of({"when": "harsh", "must": "talk"})
    assert verdicts(rule, Story().do("force.fire")) == verdicts(rule, Story().event("attack")) == ["open"]
    assert verdicts(rule, Story().do("force.push")) == []


def test_a_condition_may_read_the_card() -> None:
    """Conditions are on facts and the card; a value that the card lacks is the vocabulary's."""
    rule = rule_of({"never": "force", "if": 'law == "war" and card.strict'})
    assert verdicts(rule, Story(card={"strict": True}, law="war").do("force.push")) == ["not kept"]
    assert verdicts(rule, Story(card={"strict": True}, law="peace").do("force.push")) == []
    assert verdicts(rule, Story(law="war").do("force.push")) == []


# Tested


def test_choosing_otherwise_keeps_what_an_option_would_have_broken() -> None:
    """Tested at decision n by an option that would break it; with no finding by the move, *kept* at decision n."""
    story = Story().do("wait").after(4).offer("force.push@crowd", "talk").after(3).answer("talk").after(1).offer("wait")
    assert found(NEVER, story) == [Said("kept", 2, 4)]


def test_nothing_offered_nothing_tested() -> None:
    """Where no option would break it, the clause is not tested."""
    assert found(NEVER, Story().offer("talk", "wait").answer("talk").end()) == []


def test_an_option_tests_by_any_of_its_acts() -> None:
    """The option's acts are played in order, *ends with* acts last; one of them is enough."""
    assert verdicts(NEVER, Story().offer("talk+force.push", "wait").answer("wait").end()) == ["kept"]


def test_an_option_whose_break_would_be_excused_does_not_test() -> None:
    """An option tests only if it would break the clause with no exception holding."""
    rule = rule_of({"never": "force"}, unless={"night-falls": "night"})
    assert verdicts(rule, Story(night=True).offer("force.push", "wait").answer("wait").end()) == []
    assert verdicts(rule, Story(night=False).offer("force.push", "wait").answer("wait").end()) == ["kept"]


def test_an_option_is_judged_by_what_held_at_the_offer() -> None:
    """The options are played from `held` at the offer."""
    assert verdicts(NEAR_CHILDREN, Story(children=False).offer("force.push", "wait").answer("wait").end()) == []
    assert verdicts(NEAR_CHILDREN, Story(children=True).offer("force.push", "wait").answer("wait").end()) == ["kept"]


def test_a_move_that_breaks_the_clause_does_not_keep_it_too() -> None:
    """With a finding by an act of the move, no *kept* is added."""
    assert verdicts(NEVER, Story().offer("force.push", "wait").answer("force.push").end()) == ["not kept"]


def test_all_acts_of_the_move_count_closing_ones_included() -> None:
    """A closing act that breaks the clause belongs to the same decision: nothing was kept there."""
    story = Story().offer("force.push", "talk+force.fire").answer("talk").after(5).closing("force.fire").end()
    assert found(NEVER, story) == [Said("not kept", 1, 5)]


def test_an_excused_act_is_a_finding_too() -> None:
    """A move that gives *kept under exception* is not *kept* by test as well."""
    rule = rule_of({"never": "force"}, unless={"at-crowd": "threat"})
    story = Story(threat={"crowd": True}).offer("force.push@elder", "force.push@crowd").answer("force.push@crowd")
    assert verdicts(rule, story.end()) == ["kept under exception"]


def test_kept_is_settled_when_the_next_decision_is_offered() -> None:
    """Until decision n + 1 is offered nothing is said: a closing act may still break the clause."""
    story = Story().offer("force.push", "wait").answer("wait")
    assert found(NEVER, story) == []
    assert found(NEVER, story.after(1).offer("wait")) == [Said("kept", 1, 0)]


def test_kept_is_settled_at_an_ending() -> None:
    """At an ending, too, what was tested and not broken is *kept*."""
    assert verdicts(NEVER, Story().offer("force.push", "wait").answer("wait").end()) == ["kept"]


def test_abandoning_a_run_settles_no_test() -> None:
    """An abandoned end is no ending."""
    assert verdicts(NEVER, Story().offer("force.push", "wait").answer("wait").end(abandoned=True)) == []


def test_a_timeout_keeps_nothing() -> None:
    """A timeout never gives *kept* by test."""
    story = Story().offer("force.push", "wait").answer("wait", timeout=True).end()
    assert verdicts(NEVER, story) == []


def test_stopping_keeps_nothing() -> None:
    """`@stop` never gives *kept*: the decision on offer was not answered."""
    assert verdicts(NEVER, Story().offer("force.push", "wait").end(abandoned=True)) == []


def test_an_ending_by_a_move_of_the_world_keeps_nothing() -> None:
    """*Kept* by test at n needs a `move` entry of n that is no timeout."""
    assert verdicts(NEVER, Story().offer("force.push", "wait").event("attack").end()) == []


def test_only_the_last_offer_before_the_move_counts() -> None:
    """The same decision may be offered again, when a world move came between; only the last offer counts."""
    safe_in_the_end = Story().offer("force.push").event("calm").offer("wait").answer("wait").end()
    assert verdicts(NEVER, safe_in_the_end) == []
    risky_in_the_end = Story().offer("wait").event("alert").after(2).offer("force.push", "wait").answer("wait").end()
    assert found(NEVER, risky_in_the_end) == [Said("kept", 1, 2)]


def test_a_finding_that_was_kept_by_test_names_nobody_and_the_minute_of_the_offer() -> None:
    """It has no target, the decision n, and the minute of the last offer of n."""
    story = Story().after(7).offer("force.push@crowd", "wait").after(2).answer("wait").after(9).end()
    assert found(NEVER, story) == [Said("kept", 1, 7, None)]
