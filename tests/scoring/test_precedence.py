"""Precedences: one act only after another, what is remembered and what is forgotten."""

from __future__ import annotations

from tests.scoring.small_rules import Said, Story, found, rule_of, verdicts

WARN_FIRST = rule_of({"when": "force", "only after": "warn", "forget on": "calm"})


def test_a_guarded_act_with_nothing_remembered_breaks_the_clause() -> None:
    """An act in W, in scope, with C true, and nothing remembered, breaks it."""
    assert found(WARN_FIRST, Story().after(1).do("force.push@crowd")) == [Said("not kept", 1, 1, "crowd")]


def test_a_guarded_act_with_something_remembered_is_kept() -> None:
    """With something remembered it is an activation that is *kept*."""
    story = Story().do("warn@elder").after(1).do("force.push@crowd")
    assert found(WARN_FIRST, story) == [Said("kept", 2, 1, "crowd")]


def test_each_guarded_act_is_an_activation() -> None:
    """Findings are per activation; one that was broken stays broken."""
    story = Story().do("force.push").do("warn").do("force.push").do("force.fire")
    assert verdicts(WARN_FIRST, story) == ["not kept", "kept", "kept"]


def test_with_its_condition_false_a_guarded_act_is_no_activation() -> None:
    """With C false the act neither breaks nor keeps the clause."""
    rule = rule_of({"when": "force", "only after": "warn", "if": "children"})
    assert verdicts(rule, Story().do("force.push")) == []
    assert verdicts(rule, Story().do("warn").do("force.push")) == []


def test_what_was_done_earlier_in_the_same_move_is_remembered() -> None:
    """Acts of one move come in order: a warning before the force counts, one after it does not."""
    assert verdicts(WARN_FIRST, Story().do("warn", "force.push")) == ["kept"]
    assert verdicts(WARN_FIRST, Story().do("force.push", "warn")) == ["not kept"]


def test_forgetting_ends_what_was_remembered() -> None:
    """`forget on` ends an episode: one warning does not license force three days later."""
    assert verdicts(WARN_FIRST, Story().do("warn").event("calm").do("force.push")) == ["not kept"]
    assert verdicts(WARN_FIRST, Story().do("warn").event("calm").do("warn").do("force.push")) == ["kept"]


def test_an_event_can_be_guarded() -> None:
    """Events can be guarded words too: judged in what held at the event, for the event's own target."""
    rule = rule_of({"when": "attack", "only after": "warn", "if": "children"})
    assert found(rule, Story(children=True).after(3).event("attack@crowd")) == [Said("not kept", 0, 3, "crowd")]
    assert verdicts(rule, Story(children=True).do("warn").event("attack")) == ["kept"]
    assert verdicts(rule, Story(children=False).event("attack")) == []


def test_an_event_can_be_what_is_needed_first() -> None:
    """`only after` takes any word, an event too."""
    rule = rule_of({"when": "force", "only after": "attack"})
    assert verdicts(rule, Story().event("attack").do("force.push")) == ["kept"]


def test_a_finding_at_a_guarded_event_is_not_one_of_the_move() -> None:
    """It does not stop *kept* by test."""
    rule = rule_of({"when": ["attack", "force"], "only after": "warn"})
    story = Story().offer("force.push", "wait").answer("wait").event("attack").end()
    assert verdicts(rule, story) == ["not kept", "kept"]


# Tested


def test_choosing_otherwise_keeps_a_precedence() -> None:
    """An option that would do the guarded act with nothing remembered tests the clause."""
    assert found(WARN_FIRST, Story().after(2).offer("force.push", "talk").answer("talk").end()) == [Said("kept", 1, 2)]


def test_an_option_is_played_in_order_from_the_memory_at_the_offer() -> None:
    """An option that warns first would not break the clause, nor would any after a warning."""
    assert verdicts(WARN_FIRST, Story().offer("warn+force.push", "talk").answer("talk").end()) == []
    assert verdicts(WARN_FIRST, Story().offer("force.push+warn", "talk").answer("talk").end()) == ["kept"]
    assert verdicts(WARN_FIRST, Story().do("warn").offer("force.push", "talk").answer("talk").end()) == []


def test_an_option_that_would_forget_first_tests() -> None:
    """What an option forgets before it acts counts in the play."""
    rule = rule_of({"when": "force", "only after": "warn", "forget on": "leave"})
    assert verdicts(rule, Story().do("warn").offer("leave+force.push", "talk").answer("talk").end()) == ["kept"]


def test_one_decision_can_test_a_clause_once() -> None:
    """However many options would break it, the decision gives one finding."""
    assert verdicts(WARN_FIRST, Story().offer("force.push", "force.fire", "wait").answer("wait").end()) == ["kept"]


# Timeouts


def test_an_act_of_a_timeout_is_judged() -> None:
    """An act of a timeout is judged: it can break the clause."""
    assert verdicts(WARN_FIRST, Story().time_out("force.push")) == ["not kept"]


def test_an_act_of_a_timeout_is_never_kept() -> None:
    """The guarded act, done rightly by a timeout, gives no finding."""
    assert verdicts(WARN_FIRST, Story().do("warn").time_out("force.push").end()) == []


def test_an_act_of_a_timeout_is_not_remembered() -> None:
    """A warning that only the timeout gave does not count."""
    assert verdicts(WARN_FIRST, Story().time_out("warn").do("force.push")) == ["not kept"]


def test_an_act_of_a_timeout_makes_forget() -> None:
    """What a timeout does still ends the episode."""
    rule = rule_of({"when": "force", "only after": "warn", "forget on": "leave"})
    assert verdicts(rule, Story().do("warn").time_out("leave").do("force.push")) == ["not kept"]


# The order at one entry


def test_an_entry_is_judged_before_it_is_remembered() -> None:
    """A word that is both guarded and needed first does not license itself."""
    rule = rule_of({"when": "force", "only after": ["warn", "force.fire"]})
    assert verdicts(rule, Story().do("force.fire").do("force.push")) == ["not kept", "kept"]


def test_an_entry_is_judged_before_it_makes_forget() -> None:
    """A word that is both guarded and forgets is judged by what was remembered until then."""
    rule = rule_of({"when": "force", "only after": "warn", "forget on": "force.fire"})
    assert verdicts(rule, Story().do("warn").do("force.fire").do("force.push")) == ["kept", "not kept"]


def test_an_entry_forgets_before_it_remembers() -> None:
    """A word that both forgets and is needed first is remembered."""
    rule = rule_of({"when": "force", "only after": "warn", "forget on": "warn"})
    assert verdicts(rule, Story().do("warn").do("force.push")) == ["kept"]
