"""Deadlines of duties: when they are, what counts as in time, when they pass, and when they stand still."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.scoring.small_rules import Said, Story, findings, found, rule_of, verdicts

DAY = 24 * 60
WITHIN_10 = rule_of({"when": "alert", "must": "report", "within": 10})
AT_ONCE = rule_of({"when": "alert", "must": "report", "within": 0})
TODAY = rule_of({"when": "alert", "must": "report", "by": "end of day"})
PAUSES = rule_of({"when": "alert", "must": "report", "within": 10, "pauses while": "down"})
CLOSED_BY = rule_of({"when": "alert", "must": "report", "within": 10}, unless={"dark": "night"})


def due(story: Story, **clause: object) -> int | None:
    """The due time of the duty that a story leaves open."""
    (finding,) = findings(rule_of({"when": "alert", "must": "report", **clause}), story)
    return finding.due


# When a duty is due


def test_a_duty_is_due_so_many_minutes_after_its_trigger() -> None:
    """Due at τ + within."""
    assert due(Story().after(7).event("alert"), within=10) == 17


def test_a_time_may_come_from_the_card() -> None:
    """`within: card.limit` is the card's time, or the vocabulary's where the card says nothing."""
    assert due(Story(card={"limit": 45}).after(1).event("alert"), within="card.limit") == 46
    assert due(Story().after(1).event("alert"), within="card.limit") == 31


@given(starts=st.integers(0, DAY - 1), minute=st.integers(0, 3 * DAY))
def test_a_duty_by_the_end_of_the_day_is_due_at_24_00_of_the_day_of_its_trigger(starts: int, minute: int) -> None:
    """At 24:00 of the day of τ (`by: end of day`): a midnight, less than a day and more than nothing away."""
    time = due(Story(starts).after(minute).event("alert"), by="end of day")
    assert time is not None
    assert (starts + time) % DAY == 0
    assert 0 < time - minute <= DAY


def test_a_duty_without_a_time_is_never_due() -> None:
    """Or never (neither)."""
    assert due(Story().event("alert")) is None
    story = Story().event("alert").do("wait").after(5 * DAY).do("wait").after(1).do("report")
    assert verdicts(rule_of({"when": "alert", "must": "report"}), story) == ["kept"]


@pytest.mark.parametrize(("minute", "verdict"), [(9, "kept"), (10, "kept"), (11, "late"), (500, "late")])
def test_deadlines_are_closed_intervals(minute: int, verdict: str) -> None:
    """Closed: done *at* the due minute is in time; an act at a minute beyond it → *late*."""
    story = Story().event("alert").do("wait").after(minute).do("report")
    assert found(WITHIN_10, story) == [Said(verdict, 2, minute)]


# The first decision after the trigger


def test_acts_of_the_first_decision_count_as_in_time_whatever_their_minute() -> None:
    """The duty never passes before *f* is answered: acts of decision *f* count as in time whatever their minute."""
    assert verdicts(WITHIN_10, Story().event("alert").after(60).do("report")) == ["kept"]
    assert verdicts(WITHIN_10, Story().event("alert").offer("report").after(60).answer("report")) == ["kept"]


def test_within_0_is_the_players_next_decision() -> None:
    """`within: 0`: the next decision is in time, the one after it is late."""
    assert verdicts(AT_ONCE, Story().event("alert").after(5).do("report")) == ["kept"]
    assert verdicts(AT_ONCE, Story().event("alert").after(5).do("wait").after(1).do("report")) == ["late"]


def test_the_first_decision_is_offered_after_the_trigger_with_a_greater_number() -> None:
    """*f* is of the first `offer` after the trigger's own entry, with a number greater than the trigger's decision."""
    own = rule_of({"when": "talk", "must": "report", "within": 0})
    assert verdicts(own, Story().do("talk").after(9).do("report")) == ["kept"]
    offered_before = Story().offer("report").after(5).event("alert").answer("report")
    assert verdicts(AT_ONCE, offered_before) == ["kept"]  # at the due minute, and f is the decision after it
    assert verdicts(AT_ONCE, Story().offer("wait").event("alert").answer("wait").after(5).do("report")) == ["kept"]


def test_a_decision_that_is_offered_again_is_the_same_first_decision() -> None:
    """A world move in between does not use up the first decision."""
    story = Story().event("alert").offer("report").after(20).event("calm").offer("report").answer("report")
    assert verdicts(WITHIN_10, story) == ["kept"]


@pytest.mark.parametrize(("minutes", "verdict"), [(10, "kept"), (11, "late")])
def test_closing_acts_of_the_first_decision_count_only_if_in_time(minutes: int, verdict: str) -> None:
    """Closing acts only if their minute is not beyond the due time."""
    story = Story().event("alert").do("wait").after(minutes).closing("report")
    assert verdicts(WITHIN_10, story) == [verdict]


def test_a_closing_act_of_the_triggers_own_move_beyond_the_due_time_is_late() -> None:
    """The trigger's own move has no grace: it is not the first decision after the trigger."""
    rule = rule_of({"when": "force", "must": "report", "within": 0})
    assert verdicts(rule, Story().do("force.push").closing("report")) == ["kept"]
    assert verdicts(rule, Story().do("force.push").after(5).closing("report")) == ["late"]


# When a deadline passes


def test_a_deadline_passes_at_the_offer_of_a_later_decision_beyond_the_due_time() -> None:
    """At an `offer` of a decision later than *f* beyond the due time the deadline has passed.

    It shows where an exception is noted: only then the duty is closed there.
    """
    story = Story(night=True).event("alert").do("wait").after(10).offer("wait")
    assert verdicts(CLOSED_BY, story) == ["open"]
    story = Story(night=True).event("alert").do("wait").after(11).offer("wait")
    assert found(CLOSED_BY, story) == [Said("kept under exception", 2, 11)]


def test_a_deadline_does_not_pass_at_the_offer_of_the_first_decision() -> None:
    """Beyond the due time, but *f* was not answered yet."""
    assert verdicts(CLOSED_BY, Story(night=True).event("alert").after(60).offer("wait")) == ["open"]


def test_without_an_exception_the_duty_stays_open_overdue() -> None:
    """Else the duty stays open, overdue: done later it is *late*, never done *not kept*."""
    overdue = Story().event("alert").do("wait").after(11).offer("wait", "report")
    assert verdicts(WITHIN_10, overdue) == ["open"]
    assert verdicts(WITHIN_10, overdue.answer("wait").do("report")) == ["late"]
    never = Story().event("alert").do("wait").after(11).do("wait").end()
    assert verdicts(WITHIN_10, never) == ["not kept"]


# Pauses


def test_a_pause_moves_the_due_time_by_its_minutes() -> None:
    """`pauses while: C` moves the due time by the minutes during which C held while the duty was open."""
    story = Story().event("alert").after(4).facts(down=True).after(20).facts(down=False)
    assert verdicts(PAUSES, story.do("wait").after(6).do("report")) == ["kept"]
    story = Story().event("alert").after(4).facts(down=True).after(20).facts(down=False)
    (finding,) = findings(PAUSES, story.do("wait").after(7).do("report"))
    assert (finding.verdict.value, finding.minute, finding.due) == ("late", 31, 30)


def test_several_pauses_add_up() -> None:
    """All the minutes during which the condition held count."""
    story = Story().event("alert").facts(down=True).after(3).facts(down=False).after(1).facts(down=True).after(4)
    (finding,) = findings(PAUSES, story.facts(down=False))
    assert finding.due == 17


def test_only_minutes_while_the_duty_was_open_count() -> None:
    """A pause that began before the trigger counts from the trigger."""
    story = Story(down=True).after(50).event("alert").after(5).facts(down=False)
    (finding,) = findings(PAUSES, story)
    assert finding.due == 65


def test_no_deadline_passes_during_a_pause() -> None:
    """While the time stands still the duty is not overdue, however long it takes."""
    story = Story().event("alert").do("wait").facts(down=True).after(500).do("wait").after(1)
    assert verdicts(PAUSES, story.do("report")) == ["kept"]


def test_during_a_pause_a_deadline_that_was_over_does_not_pass() -> None:
    """At an offer beyond the due time (not paused): a pause that came too late still keeps it from passing."""
    rule = rule_of({"when": "alert", "must": "report", "within": 10, "pauses while": "down"}, unless={"dark": "night"})
    story = Story(night=True).event("alert").do("wait").after(15).facts(down=True)
    assert verdicts(rule, story.offer("wait")) == ["open"]
    assert verdicts(rule, story.facts(down=False).offer("wait")) == ["kept under exception"]


def test_the_due_time_of_a_finding_has_all_pauses_up_to_the_entry_that_settled_it() -> None:
    """A pause that still lasts counts up to that entry."""
    story = Story().event("alert").do("wait").after(2).facts(down=True).after(6).do("report")
    (finding,) = findings(PAUSES, story)
    assert (finding.minute, finding.due) == (8, 16)


def test_at_an_ending_the_pauses_count_too() -> None:
    """Overdue is what is beyond the due time as the pauses have moved it."""
    story = Story().event("alert").do("wait").facts(down=True).after(30).facts(down=False)
    assert verdicts(PAUSES, story.after(10).end()) == ["not due"]
    story = Story().event("alert").do("wait").facts(down=True).after(30).facts(down=False)
    assert verdicts(PAUSES, story.after(11).end()) == ["not kept"]


def test_a_pause_is_read_for_the_duty_of_each_target() -> None:
    """Under `about: same` the condition is read for the target of the duty."""
    rule = rule_of({"when": "alert", "must": "report", "within": 10, "about": "same", "pauses while": "threat"})
    story = Story().event("alert@crowd").event("alert@elder").facts(threat={"elder": True}).after(5)
    assert {f.target: f.due for f in findings(rule, story.facts(threat={"elder": False}))} == {"crowd": 10, "elder": 15}
