"""Exceptions: for a prohibition read before the move, for a duty while it is open; named as the rule names them."""

from __future__ import annotations

import pytest

from scoring.verdicts import Finding
from tests.scoring.small_rules import Said, Story, findings, found, rule_of, verdicts

DARK = {"dark": "night"}
NEVER = rule_of({"never": "force"}, unless=DARK)
DUTY = rule_of({"when": "alert", "must": "report", "within": 10}, unless=DARK)


def used(finding: Finding) -> tuple[str, str | None]:
    """A finding's verdict and the exception that it names."""
    return finding.verdict.value, finding.exception


# For a prohibition or precedence


def test_broken_and_some_exception_holds_is_kept_under_exception() -> None:
    """An exception is read in `held` at the act: broken and some exception holds → *kept under exception*."""
    story = Story(night=True).after(2).do("force.push@crowd")
    (finding,) = findings(NEVER, story)
    assert used(finding) == ("kept under exception", "dark")
    assert (finding.decision, finding.minute, finding.target) == (1, 2, "crowd")
    assert verdicts(NEVER, Story(night=False).do("force.push")) == ["not kept"]


def test_an_exception_of_a_prohibition_is_read_before_the_move() -> None:
    """What the move itself makes true excuses nothing; what it makes false was still true."""
    assert verdicts(NEVER, Story().do("talk").facts(night=True).closing("force.push")) == ["not kept"]
    gone = Story(night=True).do("talk").facts(night=False).closing("force.push")
    assert verdicts(NEVER, gone) == ["kept under exception"]


def test_the_first_exception_in_file_order_that_holds_names_it() -> None:
    """The first in file order that holds names it."""
    rule = rule_of({"never": "force"}, unless={"war": 'law == "war"', "dark": "night", "near": "children"})
    (finding,) = findings(rule, Story(night=True, children=True).do("force.push"))
    assert used(finding) == ("kept under exception", "dark")


def test_what_is_kept_needs_no_exception() -> None:
    """An exception counts only where the clause would be broken."""
    rule = rule_of({"when": "force", "only after": "warn"}, unless=DARK)
    assert verdicts(rule, Story(night=True).do("warn").do("force.push")) == ["kept"]


def test_an_exception_excuses_the_clauses_that_it_names() -> None:
    """`clauses: [1]` says which clauses it excuses; without it, all of them."""
    clauses = ({"never": "force"}, {"never": ["force", "leave"]})
    for_all = rule_of(*clauses, unless=DARK)
    for_one = rule_of(*clauses).replaced(unless=(for_all.unless[0].replaced(clauses=(1,)),))
    story = Story(night=True).do("force.push")
    assert verdicts(for_all, story) == ["kept under exception", "kept under exception"]
    assert verdicts(for_one, story) == ["kept under exception", "not kept"]


def test_under_about_same_the_finding_names_the_first_in_file_order_that_holds_for_some_broken_target() -> None:
    """Each broken target has some exception: the first of the file that holds for one of them is named."""
    rule = rule_of({"never": "force", "about": "same"}, unless={"gave-up": "calmed", "in-danger": "threat"})
    (finding,) = findings(rule, Story(threat={"front": True}, calmed={"thrower": True}).do("force.push@front"))
    assert used(finding) == ("kept under exception", "gave-up")


def test_a_guarded_act_by_a_timeout_that_an_exception_excuses_is_kept_under_exception() -> None:
    """*Kept* is never a timeout's; *kept under exception* may be."""
    assert verdicts(NEVER, Story(night=True).time_out("force.push")) == ["kept under exception"]


# For a duty


def test_an_exception_of_a_duty_counts_only_if_the_duty_was_not_done_in_time() -> None:
    """The first seen is noted, and counts only if the duty was not done in time."""
    assert verdicts(DUTY, Story(night=True).event("alert").do("report")) == ["kept"]
    assert verdicts(DUTY, Story(night=True).event("alert").do("wait").end()) == ["kept under exception"]


def test_an_exception_of_a_duty_is_read_at_its_trigger() -> None:
    """Also at the trigger: what holds then is noted, though it ends before anything else happens."""
    story = Story(night=True).event("alert").facts(night=False).do("wait").after(20).do("wait")
    assert verdicts(DUTY, story) == ["kept under exception"]


def test_an_exception_of_a_duty_is_read_at_every_entry_while_it_is_open() -> None:
    """At every entry while the duty is open: one short moment is enough."""
    story = Story().event("alert").facts(night=True).facts(night=False).do("wait").after(20).do("wait")
    assert verdicts(DUTY, story) == ["kept under exception"]


def test_an_exception_of_a_duty_is_read_at_the_end() -> None:
    """And at the end."""
    story = Story().event("alert").do("wait").after(20)
    story.held = {("night", None): True}
    assert verdicts(DUTY, story.end()) == ["kept under exception"]


def test_an_exception_from_before_the_trigger_is_not_noted() -> None:
    """Only what is seen while the duty is open."""
    story = Story(night=True).facts(night=False).event("alert").do("wait").after(20).do("wait").end()
    assert verdicts(DUTY, story) == ["not kept"]


def test_the_first_exception_that_is_seen_is_noted() -> None:
    """A second one, seen later, does not take its place, whatever its order in the file."""
    rule = rule_of({"when": "alert", "must": "report", "within": 10}, unless={"war": 'law == "war"', "dark": "night"})
    story = Story(night=True).event("alert").facts(law="war").do("wait").after(20).do("wait")
    assert [used(finding) for finding in findings(rule, story)] == [("kept under exception", "dark")]


@pytest.mark.parametrize("same", [{}, {"about": "same"}])
def test_at_an_act_an_exception_of_a_duty_is_read_in_what_held_before_the_move(same: dict[str, str]) -> None:
    """An exception of a duty is read at an act in what held before the move, like everything at an act."""
    rule = rule_of({"when": "alert", "must": "report", "within": 10, **same}, unless=DARK)
    dawn = Story(night=True).do("talk").facts(night=False).event("alert@crowd")
    assert verdicts(rule, _overdue(dawn)) == ["open"]
    dawn = Story(night=True).do("talk").facts(night=False).event("alert@crowd")
    assert verdicts(rule, _overdue(dawn.closing("wait"))) == ["kept under exception"]


def _overdue(story: Story) -> Story:
    return story.do("wait").after(20).offer("wait")


def test_an_act_beyond_the_due_time_is_late_under_an_exception_too() -> None:
    """Also where an exception was noted but the deadline had not passed at an offer."""
    story = Story(night=True).event("alert").do("wait").after(20).closing("report")
    assert verdicts(DUTY, story) == ["late"]


def test_an_exception_first_seen_after_the_deadline_counts_at_the_next_offer() -> None:
    """With the deadline passed and no exception seen, a first exception seen later counts at the next offer."""
    story = Story().event("alert").do("wait").after(20).do("wait").facts(night=True)
    assert verdicts(DUTY, story) == ["open"]
    assert found(DUTY, story.after(1).offer("wait")) == [Said("kept under exception", 3, 21)]
