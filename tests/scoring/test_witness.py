"""Witnesses: what broke a rule, and the last decision at which something on offer would have kept it."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.assessment import FindingView, Witness
from scoring.evaluation import evaluate
from scoring.from_log import is_decision, trace_of
from scoring.verdicts import Verdict
from scoring.witness import MOVES_SHOWN
from simulator.moves import STOP, TIMEOUT, course_of, moves
from simulator.run import Run, history
from tests.random_scenarios import walks
from tests.scoring.small_rules import rule_of
from tests.scoring.small_runs import assessed, book_of, broken, played, scenario, witness
from tests.small import scene

NEVER = rule_of({"never": "force"})
WARN_FIRST = rule_of({"when": "force", "only after": "warn"})
REPORT = rule_of({"when": "alert", "must": "report"})
REPORT_SOON = rule_of({"when": "alert", "must": "report", "within": 10})

FIRE, PUSH, TALK = {"acts": ["force.fire"]}, {"acts": ["force.push"]}, {"acts": ["talk"]}
REPORTS, WAITS = {"acts": ["report"]}, {"acts": ["wait"]}
ALERT = {"events": ["alert"]}


def to(where: str, option: dict[str, Any], **more: Any) -> dict[str, Any]:
    """An option that leads somewhere."""
    return {**option, "then": where, **more}


# A prohibition


def test_a_move_that_broke_a_rule_has_the_others_on_offer_for_its_witness() -> None:
    """The step that broke it, and the moves there that would have kept it."""
    run = played(
        scenario({"gate": scene({"fire": to("end", FIRE), "talk": to("end", TALK), "leave": to("end", {})})}), "fire"
    )
    assert witness(run, NEVER) == Witness(broke=1, decision=1, scene="gate", options=(("talk",), ("leave",)), count=2)


def test_a_move_that_breaks_the_rule_too_is_not_named() -> None:
    """Only moves whose step gives no new break."""
    options = {"fire": to("end", FIRE), "push": to("end", PUSH), "talk": to("end", TALK)}
    assert witness(played(scenario({"gate": scene(options)}), "fire"), NEVER).options == (("talk",),)


def test_a_move_that_would_have_been_right_is_named() -> None:
    """Force after a warning in the same move keeps a precedence."""
    options = {"fire": to("end", FIRE), "warned": to("end", {"acts": ["warn", "force.fire"]})}
    assert witness(played(scenario({"gate": scene(options)}), "fire"), WARN_FIRST).options == (("warned",),)


def test_where_everything_on_offer_broke_the_rule_the_search_goes_back() -> None:
    """To the last decision at which something on offer would still have kept it."""
    first = scene({"go": to("gate", {}), "leave": to("end", {})})
    gate = scene({"fire": to("end", FIRE), "push": to("end", PUSH)})
    run = played(scenario({"road": first, "gate": gate}), "go", "push")
    assert witness(run, NEVER) == Witness(broke=2, decision=1, scene="road", options=(("leave",),), count=1)


def test_where_nothing_on_offer_could_have_kept_it_the_witness_says_so() -> None:
    """*Nothing you were offered could have kept this.*"""
    run = played(scenario({"gate": scene({"fire": to("end", FIRE), "push": to("end", PUSH)})}), "fire")
    assert witness(run, NEVER) == Witness(broke=1, decision=None)


def test_what_a_timeout_broke_could_have_been_kept_by_an_answer() -> None:
    """All moves on offer are others than a timeout, the default among them."""
    options = {"fire": to("end", FIRE), "report": to("end", REPORTS), "wait": to("end", WAITS)}
    timed = {"decide within": "30 s", "by default": "report", **ALERT}
    run = played(scenario({"gate": scene(options, **timed)}), TIMEOUT)
    assert witness(run, REPORT).options == (("report",),)


# A duty


def test_a_duty_is_followed_back_to_the_last_decision_that_offered_to_do_it() -> None:
    """Later decisions did not offer it, earlier ones do not matter."""
    offers = {"report": to("end", REPORTS), "go": to("second", WAITS)}
    again = {"report": to("end", REPORTS), "go": to("third", WAITS)}
    last = scene({"go": to("end", WAITS)})
    made = scenario({"first": scene(offers, **ALERT), "second": scene(again), "third": last})
    run = played(made, "go", "go", "go")
    assert witness(run, REPORT) == Witness(broke=3, decision=2, scene="second", options=(("report",),), count=1)


def test_doing_it_too_late_would_not_have_kept_it() -> None:
    """A decision beyond the due time offers only to be late."""
    first = scene({"report": to("end", REPORTS), "go": to("second", WAITS, takes=20)}, **ALERT)
    second = scene({"report": to("end", REPORTS), "go": to("end", WAITS)})
    made = scenario({"first": first, "second": second})
    for move, verdict in (("go", "not kept"), ("report", "late")):
        run = played(made, "go", move)
        (view,) = broken(run, REPORT_SOON)
        assert view.verdict.value == verdict
        assert view.witness == Witness(broke=2, decision=1, scene="first", options=(("report",),), count=1)


def test_a_duty_that_never_opened_was_kept() -> None:
    """At the decision that opened it, a move that avoids the trigger counts."""
    aid = rule_of({"when": "force", "must": "aid"})
    options = {"push": to("second", PUSH), "talk": to("second", TALK), "fire": to("second", FIRE)}
    run = played(scenario({"gate": scene(options), "second": scene({"go": to("end", WAITS)})}), "push", "go")
    assert witness(run, aid) == Witness(broke=2, decision=1, scene="gate", options=(("talk",),), count=1)


def test_no_decision_before_the_one_that_opened_it_is_named() -> None:
    """The duty was not there yet; what might have led elsewhere is not a matter of this rule."""
    first = scene({"on": to("gate", {}), "report": to("end", REPORTS)})
    gate = scene({"go": to("second", WAITS), "rest": to("second", WAITS)})
    second = scene({"go": to("end", WAITS)}, **ALERT)
    run = played(scenario({"first": first, "gate": gate, "second": second}), "on", "go", "go")
    assert witness(run, REPORT) == Witness(broke=3, decision=None)


def test_ending_the_run_before_the_deadline_would_not_have_kept_it() -> None:
    """*Not due* is not *kept*: done in time, or never opened."""
    options = {"report": to("end", REPORTS), "leave": to("end", {}), "go": to("second", WAITS, takes=20)}
    second = scene({"go": to("end", WAITS)})
    run = played(scenario({"first": scene(options, **ALERT), "second": second}), "go", "go")
    assert witness(run, REPORT_SOON).options == (("report",),)


def test_an_ending_that_hands_the_duty_over_keeps_it_however_late() -> None:
    """An overdue duty that the ending hands over is *kept*: a move that leads there is named."""
    relief = {"title": "Relief", "text": "Relieved.", "ending": {"title": "Relief", "hands over": ["report"]}}
    first = scene({"go": to("second", WAITS, takes=20)}, **ALERT)
    second = scene({"leave": to("end", {}), "wait": to("relief", {}), "report": to("end", REPORTS)})
    run = played(scenario({"first": first, "second": second, "relief": relief}), "go", "leave")
    assert witness(run, REPORT_SOON) == Witness(broke=2, decision=2, scene="second", options=(("wait",),), count=1)


def test_an_exception_that_a_move_would_have_shown_keeps_an_overdue_duty() -> None:
    """*Kept under exception* at the next offer: a move that leads there is named."""
    excused = rule_of({"when": "alert", "must": "report", "within": 10}, unless={"near": "children.present"})
    first = scene({"go": to("second", WAITS, takes=20)}, **ALERT)
    second = scene({"leave": to("end", {}), "look": to("third", {"set": {"children.present": True}})})
    third = scene({"leave": to("end", {})})
    run = played(scenario({"first": first, "second": second, "third": third}), "go", "leave")
    assert witness(run, excused).options == (("look",),)


def test_a_duty_is_followed_for_its_own_target() -> None:
    """Aid to somebody else leaves it open."""
    aid = rule_of({"when": "casualty", "must": "aid", "about": "same"})
    options = {
        "elder": to("end", {"acts": [{"aid": "thrower"}]}),
        "all": to("end", {"acts": [{"aid": "crowd"}]}),
        "none": to("end", WAITS),
    }
    run = played(scenario({"gate": scene(options, events=[{"casualty": "front"}])}), "none")
    assert witness(run, aid).options == (("all",),)


# Chance


def test_what_some_draw_would_have_kept_is_named() -> None:
    """A move would have kept it if it does so under some draw."""
    aid = rule_of({"when": "casualty", "must": "aid"})
    lucky = [{"weight": 9, "then": "ambush"}, {"weight": 1, "then": "end"}]
    unlucky = [{"weight": 9, "then": "ambush"}, {"weight": 1, "then": "ambush"}]
    options = {
        "charge": to("ambush", WAITS),
        "rush": {**WAITS, "chance": lucky},
        "creep": {**WAITS, "chance": unlucky},
    }
    ambush = scene({"go": to("end", WAITS)}, events=["casualty"])
    run = played(scenario({"road": scene(options), "ambush": ambush}), "charge", "go")
    assert witness(run, aid).options == (("rush",),)


# Selections and forms


def test_in_a_selection_other_selections_are_named() -> None:
    """Each as its option ids, in the order of the file."""
    options = {"fire": {"label": "Fire", **FIRE}, "talk": {"label": "Talk", **TALK}, "wait": {"label": "Wait", **WAITS}}
    select = {"budget": 2, "unit": "teams", "then": "end", "options": options}
    run = played(scenario({"gate": {"title": "Teams", "text": "Send.", "select": select}}), ("fire", "talk"))
    assert witness(run, NEVER).options == (("talk",), ("talk", "wait"), ("wait",))


def test_a_witness_names_a_few_moves_and_counts_all() -> None:
    """At most a few of `count`."""
    options = {f"s{n}": {"label": f"Send {n}", "acts": ["force.fire" if n == 0 else "wait"]} for n in range(5)}
    select = {"budget": 5, "unit": "teams", "then": "end", "options": options}
    run = played(scenario({"gate": {"title": "Teams", "text": "Send.", "select": select}}), ("s0",))
    found = witness(run, NEVER)
    assert (len(found.options), found.count) == (MOVES_SHOWN, 2**4 - 1)


# Other grave rules


@pytest.mark.parametrize(("severity", "named"), [("critical", 1), ("major", 1), ("medium", 2), ("minor", 2)])
def test_a_move_that_breaks_another_grave_rule_is_not_named(severity: str, named: int) -> None:
    """A witness names only moves that break no other rule of severity critical or major."""
    talk_never = rule_of({"never": "talk"}, id="T02", severity=severity)
    run = played(
        scenario({"gate": scene({"fire": to("end", FIRE), "talk": to("end", TALK), "leave": to("end", {})})}), "fire"
    )
    assert len(witness(run, NEVER, talk_never).options) == named


def test_where_every_move_breaks_another_grave_rule_none_is_named() -> None:
    """The decision is named, and no move: keeping this rule would have broken a grave one."""
    talk_never = rule_of({"never": "talk"}, id="T02", severity="critical")
    run = played(scenario({"gate": scene({"fire": to("end", FIRE), "talk": to("end", TALK)})}), "fire")
    assert witness(run, NEVER, talk_never) == Witness(broke=1, decision=1, scene="gate", options=(), count=0)


def test_a_clauses_own_severity_counts() -> None:
    """A clause may differ in severity from its rule."""
    run = played(scenario({"gate": scene({"fire": to("end", FIRE), "talk": to("end", TALK)})}), "fire")
    minor = rule_of({"never": "talk", "severity": "minor"}, id="T02", severity="critical")
    grave = rule_of({"never": "talk", "severity": "critical"}, id="T02", severity="minor")
    assert len(witness(run, NEVER, minor).options) == 1
    assert len(witness(run, NEVER, grave).options) == 0


def test_a_move_that_leaves_a_grave_duty_undone_at_the_end_is_not_named() -> None:
    """A duty without a deadline is broken by the ending."""
    other = rule_of({"when": "alert", "must": "aid"}, id="T02")
    options = {
        "wait": to("end", WAITS), "report": to("end", REPORTS), "both": to("end", {"acts": ["report", "aid"]})
    }  # fmt: skip
    run = played(scenario({"gate": scene(options, **ALERT)}), "wait")
    assert witness(run, REPORT, other).options == (("both",),)


def test_what_was_overdue_before_is_not_a_moves_doing() -> None:
    """A grave duty whose time had run out breaks at the ending whatever is done: other moves are named all the same."""
    other = rule_of({"when": "alert", "must": "aid", "within": 5}, id="T02")
    first = scene({"go": to("second", WAITS, takes=20)}, **ALERT)
    second = scene({"report": to("end", REPORTS), "wait": to("end", WAITS)})
    run = played(scenario({"first": first, "second": second}), "go", "wait")
    assert [view.rule for view in broken(run, REPORT, other)] == ["T01", "T02"]
    assert witness(run, REPORT, other).options == (("report",),)


def test_the_draw_that_keeps_the_rule_is_the_one_that_breaks_no_other() -> None:
    """A move that keeps this rule only by breaking another is not named."""
    aid = rule_of({"when": "casualty", "must": "aid"})
    other = rule_of({"when": "arrival", "only after": "talk"}, id="T02")
    either = [{"weight": 1, "then": "ambush"}, {"weight": 1, "then": "meeting"}]
    road = scene({"charge": to("ambush", FIRE), "rush": {**WAITS, "chance": either}})
    ambush = scene({"go": to("end", WAITS)}, events=["casualty"])
    meeting = scene({"go": to("end", WAITS)}, events=["arrival"])
    run = played(scenario({"road": road, "ambush": ambush, "meeting": meeting}), "charge", "go")
    assert witness(run, aid).options == (("rush",),)
    assert witness(run, aid, other) == Witness(broke=2, decision=1, scene="road")
    fired = rule_of({"never": "force.fire"}, id="T03", severity="minor")
    assert witness(run, aid, other, fired) == Witness(broke=2, decision=1, scene="road")
    assert witness(run, aid, other, fired, rule="T03").options == (("rush",),)


# Exceptions


def test_a_move_that_would_use_an_exception_too_is_not_named_for_the_duty_to_log_it() -> None:
    """What rules would see of another move has the exceptions that would be used in it."""
    excused = rule_of({"never": "force"}, unless={"near": "children.present"}, id="T02")
    log = rule_of({"when": "exception.used", "must": "report"})
    options = {"fire": to("second", FIRE), "push": to("second", PUSH), "talk": to("second", TALK)}
    second = scene({"go": to("end", WAITS)})
    made = scenario({"gate": scene(options), "second": second}, facts={"children.present": True})
    run = played(made, "fire", "go")
    assert witness(run, log, excused) == Witness(broke=2, decision=1, scene="gate", options=(("talk",),), count=1)


def test_an_excused_move_keeps_the_rule() -> None:
    """*Kept under exception* is no break."""
    rule = rule_of({"never": "force"}, unless={"pushed": "threat"})
    options = {
        "fire": to("end", {"acts": [{"force.fire": "crowd"}]}),
        "push": to("end", {"acts": [{"force.push": "thrower"}]}),
    }
    run = played(scenario({"gate": scene(options)}, facts={"threat(thrower)": True}), "fire")
    assert witness(run, rule).options == (("push",),)


# Any run

RULES = [
    rule_of({"never": "force.fire"}, id="T01"),
    rule_of({"when": "force", "only after": "warn", "about": "same"}, id="T02"),
    rule_of({"when": "alert", "must": "report", "within": 10}, id="T03"),
    rule_of({"when": "casualty", "must": "aid", "about": "same"}, id="T04"),
    rule_of({"when becomes": "children.present", "must": "talk", "within": 0}, id="T05"),
    rule_of({"when": "arrival", "must": "talk", "before": "casualty", "within": "card.report"}, id="T06"),
]
"""None is grave, so that every move which keeps the rule is named."""
MINOR = [rule.replaced(severity="minor") for rule in RULES]


@settings(max_examples=30)
@given(walks(), st.data())
def test_what_a_witness_says_holds_when_it_is_played(run: Run, data: st.DataObject) -> None:
    """The last decision at which some other move would have kept it: there the moves named keep it, after it none does.

    Played again from each decision on, and judged as a whole run is. Only where no chance is involved, as a run cannot
    be told what to draw.
    """
    views = broken(run, *MINOR)
    if not views:
        return
    view = data.draw(st.sampled_from(views))
    answers = [r for r in run.records if is_decision(r) and r.move != STOP]
    states = history(run.scenario, run.seed, run.records)
    assert view.witness is not None
    first = max(view.witness.decision or 1, view.opened or 1)
    for n in range(first, view.decision + 1):
        record = answers[n - 1]
        others = [move for move in moves(run.scenario, states[record.n]) if move != record.move]
        certain = [m for m in others if not _draws(run, states[record.n].scene, states[record.n].values, m)]
        kept = {move for move in certain if _keeps(run, record.n, n, move, view)}
        if n == view.witness.decision:
            assert kept <= set(others)
            assert len(kept) <= view.witness.count
            assert {move for move in view.witness.options if move in certain} <= kept
        else:
            assert kept == set()


def _draws(run: Run, scene_id: str, values: Any, move: tuple[str, ...]) -> bool:
    return bool(course_of(run.scenario.scenes[scene_id], values, move).branches)


def _keeps(run: Run, at: int, n: int, move: tuple[str, ...], view: FindingView) -> bool:
    """Whether a fork of the run that takes this move has no new break of the clause, and no open or withdrawn duty."""
    fork = run.fork(at)
    before = evaluate(book_of(*MINOR), trace_of(fork.scenario, fork.records))
    fork.decide(move)
    new = [f for f in evaluate(book_of(*MINOR), trace_of(fork.scenario, fork.records)) if f not in before]
    mine = [f for f in new if (f.rule, f.clause) == (view.rule, view.clause)]
    still = [f for f in evaluate(book_of(*MINOR), trace_of(fork.scenario, fork.records)) if f.rule == view.rule]
    undone = (Verdict.OPEN, Verdict.NOT_DUE)
    return not any(f.verdict in (Verdict.NOT_KEPT, Verdict.LATE) for f in mine) and not any(
        (f.verdict is Verdict.OPEN or (f in new and f.verdict in undone)) and f.target == view.target for f in still
    )


@given(walks())
def test_every_finding_that_is_broken_has_a_witness_and_no_other(run: Run) -> None:
    """The step that broke it is the decision at which it was settled."""
    for view in assessed(run, *MINOR).findings:
        assert (view.witness is not None) is (view.verdict in (Verdict.NOT_KEPT, Verdict.LATE))
        if view.witness is not None:
            assert view.witness.broke == view.decision
            assert all(a != b for a, b in pairwise(view.witness.options))
