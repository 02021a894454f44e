"""Scope: what `after` opens and `until` closes, for each kind of clause."""

from __future__ import annotations

from tests.scoring.small_rules import Story, findings, rule_of, verdicts

AFTER = rule_of({"never": "force", "after": "calm"})
UNTIL = rule_of({"never": "force", "until": "attack"})
BETWEEN = rule_of({"never": "force", "after": "calm", "until": "attack"})
DUTY = rule_of({"when": "alert", "must": "report", "within": 10, "until": "dusk"})


def test_with_after_a_clause_is_live_only_once_the_word_has_occurred() -> None:
    """With `after: A`, a clause is live only once A has occurred."""
    assert verdicts(AFTER, Story().do("force.push")) == []
    assert verdicts(AFTER, Story().event("calm").do("force.push")) == ["not kept"]


def test_with_until_a_clause_is_live_from_the_start_and_no_longer_once_the_word_has_occurred() -> None:
    """With `until: B`, no longer once B has; `until` without `after`: live from the start."""
    assert verdicts(UNTIL, Story().do("force.push")) == ["not kept"]
    assert verdicts(UNTIL, Story().event("attack").do("force.push")) == []


def test_after_until_a_new_after_opens_the_scope_again() -> None:
    """After `until`, a new `after` opens it again."""
    story = Story().event("calm").event("attack").do("force.push").event("calm").do("force.fire")
    assert [(f.verdict.value, f.decision) for f in findings(BETWEEN, story)] == [("not kept", 2)]


def test_scope_is_a_matter_of_entries_before_this_one() -> None:
    """Judge first: an act that opens its own scope is not in it, one that closes it still is."""
    opens_itself = rule_of({"never": "force", "after": "force.push"})
    closes_itself = rule_of({"never": "force", "until": "force.push"})
    assert verdicts(opens_itself, Story().do("force.push").do("force.fire")) == ["not kept"]
    assert verdicts(closes_itself, Story().do("force.push").do("force.fire")) == ["not kept"]
    assert findings(opens_itself, Story().do("force.push")) == ()


def test_an_entry_closes_before_it_opens() -> None:
    """A word that both closes and opens leaves the scope open."""
    rule = rule_of({"never": "force", "after": "calm", "until": "calm"})
    assert verdicts(rule, Story().event("calm").do("force.push")) == ["not kept"]


def test_out_of_scope_a_precedence_is_neither_broken_nor_kept() -> None:
    """A guarded act is an activation only in scope; what was done out of scope is remembered all the same."""
    rule = rule_of({"when": "force", "only after": "warn", "after": "calm"})
    assert verdicts(rule, Story().do("force.push")) == []
    assert verdicts(rule, Story().do("warn").event("calm").do("force.push")) == ["kept"]


def test_out_of_scope_nothing_is_tested() -> None:
    """Tested is what would break the clause; out of scope nothing would."""
    assert verdicts(AFTER, Story().offer("force.push", "wait").answer("wait").end()) == []
    assert verdicts(AFTER, Story().event("calm").offer("force.push", "wait").answer("wait").end()) == ["kept"]


def test_an_option_that_opens_the_scope_first_tests() -> None:
    """What an option opens before it acts counts in the play."""
    rule = rule_of({"never": "force", "after": "leave"})
    assert verdicts(rule, Story().offer("leave+force.push", "wait").answer("wait").end()) == ["kept"]
    assert verdicts(rule, Story().offer("force.push+leave", "wait").answer("wait").end()) == []


def test_an_act_of_a_timeout_opens_scopes_and_closes_none() -> None:
    """An act of a timeout opens scopes, and closes no scope."""
    opened = rule_of({"never": "force", "after": "leave"})
    closed = rule_of({"never": "force", "until": "leave"})
    assert verdicts(opened, Story().time_out("leave").do("force.push")) == ["not kept"]
    assert verdicts(closed, Story().time_out("leave").do("force.push")) == ["not kept"]


# Duties


def test_a_trigger_out_of_scope_opens_no_duty() -> None:
    """A trigger in scope opens a duty; one before `after` or after `until` does not."""
    rule = rule_of({"when": "alert", "must": "report", "after": "calm"})
    assert verdicts(rule, Story().event("alert")) == []
    assert verdicts(rule, Story().event("calm").event("alert")) == ["open"]
    assert verdicts(DUTY, Story().event("dusk").event("alert")) == []


def test_a_duty_that_is_open_when_its_scope_closes_is_withdrawn() -> None:
    """*Kept* is not claimed: the activation is *not due*."""
    assert verdicts(DUTY, Story().event("alert").after(5).event("dusk").do("report")) == ["not due"]


def test_a_timeout_withdraws_no_duty() -> None:
    """An act of a timeout closes no scope, so what it would have withdrawn stays open."""
    rule = rule_of({"when": "alert", "must": "report", "until": "leave"})
    assert verdicts(rule, Story().event("alert").time_out("leave")) == ["open"]
    assert verdicts(rule, Story().event("alert").do("leave")) == ["not due"]


def test_a_trigger_that_is_the_until_word_too_opens_a_duty_that_a_later_one_withdraws() -> None:
    """Judge, close, open: the duty is open; a later `until` word withdraws it."""
    rule = rule_of({"when": "alert", "must": "report", "until": "alert"})
    assert verdicts(rule, Story().event("alert")) == ["open"]
    assert verdicts(rule, Story().event("alert").event("alert")) == ["not due"]


def test_before_is_judged_ahead_of_until() -> None:
    """An entry that is both the `before:` event and the `until` word: `before:` is judged first."""
    rule = rule_of({"when": "alert", "must": "report", "before": "attack", "until": "attack"})
    assert verdicts(rule, Story().event("alert").event("attack")) == ["not kept"]


def test_an_overdue_duty_whose_scope_closes_is_withdrawn_all_the_same() -> None:
    """An overdue duty whose scope closes is *not due*."""
    late = Story().event("alert").do("wait").after(20).do("wait").after(1).do("wait")
    assert verdicts(DUTY, late.event("dusk").end()) == ["not due"]
