"""Duties: what opens one, what does it, what settles it. Deadlines have a file of their own."""

from __future__ import annotations

from scoring.verdicts import Finding, Verdict
from tests.scoring.small_rules import Said, Story, findings, found, rule_of, verdicts

REPORT = rule_of({"when": "alert", "must": "report", "within": 10})
SOME_DAY = rule_of({"when": "alert", "must": "report"})
BECOMES = rule_of({"when becomes": "children and not night", "must": "aid"})
BEFORE = rule_of({"when": "alert", "must": "warn", "before": "attack"})


# What opens one


def test_an_act_or_an_event_opens_a_duty() -> None:
    """A trigger (act or event) opens it."""
    rule = rule_of({"when": ["alert", "force"], "must": "report"})
    assert verdicts(rule, Story().event("alert")) == verdicts(rule, Story().do("force.push")) == ["open"]
    assert verdicts(rule, Story().event("calm").do("wait")) == []


def test_a_duty_opens_at_the_entrys_minute_and_decision() -> None:
    """It opens at the entry's minute τ, decision *o*."""
    story = Story().do("wait").after(4).event("alert@crowd")
    assert findings(REPORT, story) == (Finding("T01", 1, Verdict.OPEN, "crowd", 1, 4, opened=1, due=14),)


def test_a_condition_that_turns_true_opens_a_duty() -> None:
    """`when becomes: C`: C turned from false to true at a `facts` entry."""
    assert verdicts(BECOMES, Story(children=False)) == []
    assert found(BECOMES, Story(children=False).after(3).facts(children=True)) == [Said("open", 0, 3)]


def test_a_condition_that_is_true_from_the_start_opens_a_duty_at_minute_0() -> None:
    """Or true at the first entry."""
    assert found(BECOMES, Story(children=True)) == [Said("open", 0, 0)]


def test_a_condition_that_stays_true_opens_nothing_more() -> None:
    """Only turning true opens; once done, the duty opens again when the condition turns true again."""
    story = Story(children=True).do("aid").facts(law="war").end()
    assert verdicts(BECOMES, story) == ["kept"]
    again = Story(children=True).do("aid").facts(night=True).facts(night=False)
    assert verdicts(BECOMES, again) == ["kept", "open"]


def test_a_trigger_opens_a_duty_only_if_its_condition_holds() -> None:
    """A trigger in scope with `if` true opens it; `if` is read in what held at the trigger."""
    rule = rule_of({"when": ["alert", "talk"], "must": "report", "if": "night"})
    assert verdicts(rule, Story(night=False).event("alert").facts(night=True)) == []
    assert verdicts(rule, Story(night=True).event("alert").facts(night=False)) == ["open"]
    assert verdicts(rule, Story(night=True).do("talk")) == ["open"]


def test_a_further_trigger_joins_an_open_duty() -> None:
    """While it is open a further trigger joins it: no new activation, and the time of the first one runs."""
    story = Story().event("alert@crowd").after(6).event("alert@elder").do("wait").after(6).do("wait").do("report")
    assert found(REPORT, story) == [Said("late", 3, 12, "crowd")]


def test_a_trigger_after_the_duty_is_done_opens_a_new_one() -> None:
    """Findings are per activation."""
    story = Story().event("alert").do("report").event("alert").after(1).do("report")
    assert found(REPORT, story) == [Said("kept", 1, 0), Said("kept", 2, 1)]


def test_an_act_that_does_the_duty_and_triggers_it_opens_it_again() -> None:
    """Judge, then open: doing it closes what was open, and the same act opens the next."""
    rule = rule_of({"when": ["alert", "report.full"], "must": "report"})
    assert verdicts(rule, Story().event("alert").do("report.full")) == ["kept", "open"]


def test_an_act_of_a_timeout_opens_duties_and_does_none() -> None:
    """An act of a timeout opens duties, and does no duty."""
    rule = rule_of({"when": "force", "must": "report"})
    assert verdicts(rule, Story().time_out("force.push")) == ["open"]
    assert verdicts(rule, Story().do("force.push").time_out("report")) == ["open"]


# What does it


def test_done_in_time_is_kept() -> None:
    """Done in time → *kept*, at the act."""
    assert found(REPORT, Story().event("alert").after(9).do("report.full@elder")) == [Said("kept", 1, 9)]


def test_only_what_comes_after_the_trigger_does_the_duty() -> None:
    """A report from before the alert does not count."""
    assert verdicts(REPORT, Story().do("report").event("alert")) == ["open"]


def test_an_event_does_no_duty() -> None:
    """`must` is something that the player does: an event that its words cover does not do it."""
    rule = rule_of({"when": "alert", "must": "harsh"})
    assert verdicts(rule, Story().event("alert").event("attack")) == ["open"]
    assert verdicts(rule, Story().event("alert").do("force.fire")) == ["kept"]


# `before:`


def test_a_before_event_while_the_duty_is_open_is_not_kept() -> None:
    """A `before:` event while open → *not kept*; the duty closes."""
    assert found(BEFORE, Story().event("alert").after(2).event("attack").do("warn").end()) == [Said("not kept", 0, 2)]


def test_done_before_the_event_is_kept() -> None:
    """Done first, the event is nothing to the duty any more."""
    assert verdicts(BEFORE, Story().event("alert").do("warn").event("attack").end()) == ["kept"]


def test_a_before_event_under_an_exception_is_kept_under_exception() -> None:
    """A `before:` event while open → *kept under exception* if one is noted."""
    rule = rule_of({"when": "alert", "must": "warn", "before": "attack"}, unless={"dark": "night"})
    assert verdicts(rule, Story(night=True).event("alert").event("attack")) == ["kept under exception"]


# At an ending


def test_at_an_ending_a_duty_that_was_handed_over_is_kept() -> None:
    """Covered by `hands over`: one of the `must` words is covered by one listed word, or the other way."""
    rule = rule_of({"when": "alert", "must": ["report.flash", "aid"]})
    opened = Story().event("alert").do("wait")
    assert verdicts(rule, opened.end("report")) == ["kept"]
    wide = rule_of({"when": "alert", "must": "report"})
    assert verdicts(wide, Story().event("alert").do("wait").end("talk", "report.flash")) == ["kept"]
    assert verdicts(rule, Story().event("alert").do("wait").end("report.full")) == ["not kept"]


def test_at_an_ending_a_noted_exception_counts_before_the_deadline() -> None:
    """Else exception noted → *kept under exception*, overdue or not; handing over counts first."""
    rule = rule_of({"when": "alert", "must": "report", "within": 10}, unless={"dark": "night"})
    assert verdicts(rule, Story(night=True).event("alert").after(1).end()) == ["kept under exception"]
    assert verdicts(rule, Story(night=True).event("alert").end("report")) == ["kept"]


def test_at_an_ending_a_duty_whose_time_has_not_run_out_is_not_due() -> None:
    """With a due time: overdue → *not kept*, else *not due*; at the due minute it is not overdue."""
    story = Story().event("alert").do("wait")
    assert verdicts(REPORT, story.after(10).end()) == ["not due"]
    assert verdicts(REPORT, Story().event("alert").do("wait").after(11).end()) == ["not kept"]


def test_at_an_ending_a_duty_without_a_time_is_not_kept_if_a_decision_was_offered() -> None:
    """Without a due time: *not kept* if a decision was offered after it opened, else *not due*."""
    assert verdicts(SOME_DAY, Story().event("alert").do("wait").end()) == ["not kept"]
    assert verdicts(SOME_DAY, Story().do("wait").event("alert").end()) == ["not due"]


def test_the_deadline_never_passes_at_an_ending_before_the_first_decision_was_answered() -> None:
    """A deadline never passes at the ending before *f* was offered and answered: then *not due*."""
    assert verdicts(REPORT, Story().event("alert").after(60).end()) == ["not due"]
    assert verdicts(REPORT, Story().event("alert").offer("report").after(60).end()) == ["not due"]
    answered = Story().event("alert").offer("report", "wait").answer("wait").after(60).end()
    assert verdicts(REPORT, answered) == ["not kept"]


def test_decision_f_is_answered_when_its_move_entry_has_come() -> None:
    """A timeout answers it; a world move that ends the run does not."""
    assert verdicts(REPORT, Story().event("alert").time_out("wait").after(60).end()) == ["not kept"]
    assert verdicts(REPORT, Story().event("alert").offer("wait").after(60).event("calm").end()) == ["not due"]


def test_an_overdue_duty_that_the_ending_hands_over_is_kept() -> None:
    """Handing over counts, however late."""
    story = Story().event("alert").do("wait").after(30).do("wait").after(1).do("wait")
    assert verdicts(REPORT, story.end("report")) == ["kept"]


def test_while_the_run_goes_on_and_when_it_was_abandoned_a_duty_is_open() -> None:
    """At an abandoned end and while the run goes on it is *open*."""
    overdue = Story().event("alert").do("wait").after(30).do("wait").after(1).offer("wait")
    assert verdicts(REPORT, overdue) == ["open"]
    assert verdicts(REPORT, overdue.end(abandoned=True)) == ["open"]
