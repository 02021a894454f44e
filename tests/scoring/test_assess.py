"""Assessing a run: findings explained, objectives, decisions, ledger, gauges, turning point."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import pytest
from hypothesis import given

from scoring.assess import assess
from scoring.assessment import Assessment
from scoring.from_log import decisions
from scoring.rules import Rule
from simulator.block import plain, read
from simulator.moves import STOP, TIMEOUT
from simulator.run import Run
from simulator.scenario import Move
from tests.random_scenarios import walks
from tests.scoring.small_rules import rule_of
from tests.scoring.small_runs import PROVISIONS, assessed, book_of, played, scenario
from tests.small import scene

NEVER = rule_of({"never": "force"})
REPORT = rule_of({"when": "alert", "must": "report", "within": 10}, id="T02", area="reports", rank="policy")
AID = rule_of({"when": "casualty", "must": "aid"}, id="T03", severity="critical", rank="guidance")
EXCUSED = {"unless": {"near": "children.present"}}

FIRST = scene(
    {
        "fire": {"acts": ["force.fire"], "then": "second"},
        "talk": {"acts": ["talk"], "then": "second"},
        "report": {"acts": ["report"], "then": "second"},
    },
    events=["alert"],
)
SECOND = scene(
    {
        "report": {"acts": ["report"], "takes": 2, "then": "end"},
        "wait": {"takes": 30, "then": "third"},
        "leave": {"then": "end"},
    }
)
THIRD = scene({"report": {"acts": ["report"], "then": "end"}, "leave": {"then": "end"}})
OBJECTIVES = [
    {"id": "restraint", "text": "Use no force.", "rules": ["T01"]},
    {"id": "reports", "text": "Report in time.", "rules": ["T02"]},
    {"id": "both", "text": "Do both.", "rules": ["T01", "T02"]},
    {"id": "aid", "text": "Give aid.", "rules": ["T03"]},
    {"id": "nothing", "text": "Train something that no rule is about.", "rules": []},
]


def run_of(*moves: str | Move, **more: Any) -> Run:
    """A run of three scenes: an alert, a decision on force, and time to report it or not."""
    objectives = [objective for objective in OBJECTIVES if objective["rules"]]
    made = scenario({"first": FIRST, "second": SECOND, "third": THIRD}, **{"objectives": objectives, **more})
    return played(made, *moves)


def assess_it(*moves: str | Move, **more: Any) -> Assessment:
    """The assessment of such a run by the three rules."""
    return assessed(run_of(*moves, **more), NEVER, REPORT, AID)


def verdicts(found: Assessment) -> list[tuple[str, str, int]]:
    """Rule, verdict and decision of each finding."""
    return [(view.rule, view.verdict.value, view.decision) for view in found.findings]


# Findings


def test_findings_stand_in_the_order_of_decisions() -> None:
    """By the decision that settled them, then minute, then rule."""
    assert verdicts(assess_it("fire", "wait", "report")) == [("T01", "not kept", 1), ("T02", "late", 3)]


def test_a_finding_carries_its_rule_and_what_it_rests_on() -> None:
    """Title, reason, area, rank, severity, when it was settled and opened, when it was due, and the provisions."""
    (_, view) = assess_it("talk", "wait", "report").findings
    assert (view.rule, view.title, view.why, view.area) == ("T02", "A rule", "Because.", "reports")
    assert (view.decision, view.minute, view.opened, view.due) == (3, 31, 0, 10)
    assert [citation.id for citation in view.citations] == ["bp.10"]


@pytest.mark.parametrize(
    ("rank", "standing"),
    [
        ("law", "breached"),
        ("policy", "not complied with"),
        ("guidance", "not followed"),
        ("commitment", "good practice missed"),
    ],
)
def test_only_law_is_breached(rank: str, standing: str) -> None:
    """Policy is *not complied with*, guidance *not followed*, commitments are *good practice missed*."""
    for rule in (rule_of({"never": "force"}, rank=rank), rule_of({"never": "force", "rank": rank}, rank="law")):
        (view,) = assessed(run_of("fire", "leave"), rule).findings
        assert (view.rank, view.standing) == (rank, standing)


def test_what_is_kept_has_no_standing_and_no_witness() -> None:
    """Nothing was breached."""
    for view in assess_it("report", "leave").findings:
        assert (view.standing, view.witness) == (None, None)


def test_a_clauses_own_severity_and_rank_are_shown() -> None:
    """A clause may differ from its rule."""
    rule = rule_of({"never": "force", "severity": "minor", "rank": "guidance"}, {"never": "talk"})
    fired, talked = (assessed(run_of(move, "leave"), rule).findings for move in ("fire", "talk"))
    assert [(v.clause, v.severity, v.rank) for v in (*fired, *talked) if v.witness] == [
        (1, "minor", "guidance"), (2, "major", "law")
    ]  # fmt: skip


def test_under_an_exception_the_provisions_are_those_that_grant_it() -> None:
    """The exception stands beside the provision that grants it."""
    rule = rule_of({"never": "force"}, **EXCUSED, provisions=["bp.9"])
    (view,) = assessed(run_of("fire", "leave", facts={"children.present": True}), rule).findings
    assert (view.verdict.value, view.exception) == ("kept under exception", "near")
    assert [citation.id for citation in view.citations] == ["bp.10"]


def test_areas_count_findings_by_verdict() -> None:
    """What was not tested is in no denominator: an area without a finding is not listed."""
    found = assess_it("fire", "wait", "report")
    assert {area.area: area.counts for area in found.areas} == {"force": {"not kept": 1}, "reports": {"late": 1}}


@pytest.mark.parametrize(("severity", "critical"), [("critical", 1), ("major", 0)])
def test_critical_findings_stand_apart(severity: str, critical: int) -> None:
    """They are never averaged away: positions of critical rules that were not kept, or late."""
    rules = rule_of({"never": "force"}, severity=severity), REPORT.replaced(severity=severity)
    found = assessed(run_of("fire", "wait", "report"), *rules)
    assert len(found.critical) == 2 * critical
    assert all(found.findings[n].critical for n in found.critical)


def test_a_critical_rule_that_was_kept_is_not_listed_there() -> None:
    """Kept, kept under exception, not due and open are no critical findings."""
    rules = [rule.replaced(severity="critical") for rule in (NEVER, REPORT)]
    assert assessed(run_of("report", "leave"), *rules).critical == ()


# Objectives


def results(found: Assessment) -> dict[str, str]:
    """The result of each objective."""
    return {objective.id: objective.result for objective in found.objectives}


def test_an_objective_is_met_met_late_not_met_or_not_tested() -> None:
    """By the worst verdict of the rules that it rests on."""
    met = {"restraint": "met", "reports": "met", "both": "met", "aid": "not tested"}
    assert results(assess_it("report", "leave")) == met
    assert results(assess_it("talk", "wait", "report")) == {**met, "reports": "met late", "both": "met late"}
    assert results(assess_it("talk", "wait", "leave")) == {**met, "reports": "not met", "both": "not met"}
    assert results(assess_it("fire", "report")) == {**met, "restraint": "not met", "both": "not met"}


def test_an_objective_is_met_under_an_exception() -> None:
    """*Kept under exception* keeps the rule."""
    excused = rule_of({"never": "force"}, **EXCUSED)
    run = run_of("fire", "leave", facts={"children.present": True})
    assert results(assessed(run, excused))["restraint"] == "met"


def test_what_never_came_due_was_not_tested() -> None:
    """A duty whose time had not run out at the ending says nothing of the objective."""
    assert results(assess_it("talk", "leave"))["reports"] == "not tested"


def test_an_objective_keeps_its_text_and_rules() -> None:
    """The debrief names what the objective rests on."""
    (both,) = [o for o in assess_it("report", "leave").objectives if o.id == "both"]
    assert (both.text, both.rules) == ("Do both.", ("T01", "T02"))


# How a run ended


def test_a_run_that_was_finished_is_complete() -> None:
    """With its ending and the minutes that it took."""
    found = assess_it("talk", "report")
    assert (found.complete, found.abandoned, found.ending, found.minutes) == (True, False, "end", 3)


def test_an_abandoned_run_has_findings_and_no_result() -> None:
    """What was broken stays; duties are open, and so are all objectives."""
    found = assess_it("fire", "wait", STOP)
    assert (found.complete, found.abandoned, found.ending) == (False, True, None)
    assert verdicts(found) == [("T02", "open", 0), ("T01", "not kept", 1)]
    assert set(results(found).values()) == {"open"}
    assert [decision.n for decision in found.decisions] == [1, 2]


def test_while_the_run_goes_on_nothing_is_complete() -> None:
    """Feedback after a decision sees what is settled so far."""
    found = assess_it("fire")
    assert (found.complete, found.abandoned, found.ending) == (False, False, None)
    assert verdicts(found) == [("T02", "open", 0), ("T01", "not kept", 1)]


def test_a_run_that_has_not_begun_can_be_assessed() -> None:
    """An empty log: nothing was found, nothing is complete."""
    made = run_of().scenario
    found = assess(made, 1, [], book_of(NEVER), PROVISIONS)
    assert (found.findings, found.decisions, found.complete, found.minutes) == ((), (), False, 0)


# Decisions


def test_each_decision_is_told() -> None:
    """Number, record, minute, scene, move, and what else was on offer."""
    first, second = assess_it("talk", "report").decisions
    assert (first.n, first.record, first.minute, first.scene) == (1, 1, 0, "first")
    assert (first.move, first.others, first.timeout) == (("talk",), ("fire", "report"), False)
    assert (second.n, second.minute, second.scene, second.move) == (2, 1, "second", ("report",))


def test_decisions_point_at_the_findings_that_they_settled_and_opened() -> None:
    """Positions in the list of findings; what was opened by a decision and settled by a later one stands under both."""
    again = rule_of({"when": "talk", "must": "report", "within": 5}, id="T04")
    found = assessed(run_of("talk", "report"), NEVER, again)
    assert verdicts(found) == [("T01", "kept", 1), ("T04", "kept", 2)]
    first, second = found.decisions
    assert (first.findings, first.opened, second.findings, second.opened) == ((0,), (1,), (1,), ())


def test_what_a_decision_opened_and_settled_itself_stands_there_once() -> None:
    """An *ends with* act of the move that opened a duty did it."""
    rule = rule_of({"when": "talk", "must": "report"})
    option = {"acts": ["talk"], "ends with": ["report"], "then": "end"}
    (decision,) = assessed(played(scenario({"first": scene({"talk": option})}), "talk"), rule).decisions
    assert (decision.findings, decision.opened) == ((0,), ())


def test_a_timeout_is_marked() -> None:
    """The move is the engine's own, and everything on offer stands under the others."""
    timed = {"decide within": "30 s", "by default": "hold"}
    made = scenario({"first": scene({"hold": {"then": "end"}, "go": {"then": "end"}}, **timed)})
    (decision,) = assessed(played(made, TIMEOUT), NEVER).decisions
    assert (decision.move, decision.timeout, decision.others) == (TIMEOUT, True, ("hold", "go"))


def test_a_facilitators_inject_takes_no_number() -> None:
    """It is a record of the log, and no decision."""
    injects = {"news": {"by hand": {"from": 0, "to": 60, "at most": 1}, "events": ["casualty"]}}
    found = assess_it(("@inject", "news"), "talk", "report", injects=injects)
    assert [(decision.n, decision.record) for decision in found.decisions] == [(1, 2), (2, 3)]


def test_what_chance_did_is_told() -> None:
    """The branch drawn, its weight and the total; nothing where nothing was drawn."""
    branches = [{"weight": 3, "then": "second"}, {"weight": 2, "then": "second"}]
    made = scenario({"first": scene({"dare": {"chance": branches}}), "second": scene({"go": {"then": "end"}})})
    seen = set()
    for seed in range(8):
        dared, went = assessed(played(made, "dare", "go", seed=seed), NEVER).decisions
        assert dared.outcome is not None
        assert (dared.outcome.weight, dared.outcome.total) == ((3, 2)[dared.outcome.branch], 5)
        assert went.outcome is None
        seen.add(dared.outcome.branch)
    assert seen == {0, 1}


def test_chance_after_a_timeout_is_that_of_the_default() -> None:
    """The default's branches, as it was the default that was played."""
    branches = [{"weight": 4, "then": "end"}, {"weight": 4, "then": "late"}]
    timed = {"decide within": "30 s", "by default": "dare"}
    made = scenario({"first": scene({"go": {"then": "end"}, "dare": {"chance": branches}}, **timed)})
    (decision,) = assessed(played(made, TIMEOUT), NEVER).decisions
    assert decision.outcome is not None
    assert (decision.outcome.weight, decision.outcome.total) == (4, 8)


def test_a_selection_of_nothing_can_be_assessed() -> None:
    """Where a scene asks for none at least, choosing none is a decision like any other."""
    options = {"north": {"label": "North", "acts": ["force.fire"]}}
    select = {
        "budget": 2, "unit": "teams", "at least": 0, "options": options,
        "chance": [{"weight": 1, "then": "end"}, {"weight": 1, "then": "end"}],
    }  # fmt: skip
    made = scenario({"first": {"title": "Teams", "text": "Send.", "select": select}})
    found = assessed(played(made, ()), NEVER)
    assert verdicts(found) == [("T01", "kept", 1)]
    assert (found.decisions[0].move, found.decisions[0].others) == ((), ("north",))
    assert found.decisions[0].outcome is not None


# Ledger and gauges


def test_the_ledger_counts_what_happened_to_people() -> None:
    """Over the whole run, by group and outcome; each decision has what its own step counted."""
    first = scene(
        {"go": {"ledger": {"women.hurt": 2}, "then": "second"}}, ledger={"women.hurt": 1, "peacekeepers.treated": 1}
    )
    second = scene({"go": {"ledger": {"women.treated": 1}, "then": "end"}}, ledger={"girls.hurt": 3})
    found = assessed(played(scenario({"first": first, "second": second}), "go", "go"), NEVER)
    assert found.ledger == {"women": {"hurt": 3, "treated": 1}, "peacekeepers": {"treated": 1}, "girls": {"hurt": 3}}
    assert [decision.ledger for decision in found.decisions] == [
        {"women.hurt": 2, "girls.hurt": 3},
        {"women.treated": 1},
    ]


def test_gauges_are_shown_from_start_to_end() -> None:
    """Those that the scenario lists, with their range."""
    state = {"trust": {"gauge": [0, 5], "start": 3, "title": "Trust"}, "tension": {"gauge": [0, 9], "start": 2}}
    made = scenario(
        {"first": scene({"go": {"add": {"trust": -2}, "then": "end"}})}, state=state, **{"ledger gauges": ["trust"]}
    )
    (gauge,) = assessed(played(made, "go"), NEVER).gauges
    assert (gauge.id, gauge.title, gauge.start, gauge.end, gauge.low, gauge.high) == ("trust", "Trust", 3, 1, 0, 5)


# The turning point


def test_the_turning_point_is_where_the_gravest_break_could_last_have_been_kept() -> None:
    """The decision of its witness; without one, the decision that broke it."""
    assert assess_it("talk", "wait", "leave").turning_point == 2
    forced = scenario(
        {"first": scene({"on": {"then": "gate"}}), "gate": scene({"fire": FIRST["options"]["fire"] | {"then": "end"}})}
    )
    assert assessed(played(forced, "on", "fire"), NEVER).turning_point == 2


def test_the_gravest_break_is_the_most_severe_then_the_highest_in_rank_then_not_kept_before_late() -> None:
    """A critical guideline comes before a major law; severity by severity, rank by rank."""

    def turned(**of_the_second: Any) -> int | None:
        second = rule_of({"when": "alert", "must": "report", "within": 10}, id="T02", **of_the_second)
        return assessed(run_of("fire", "wait", "leave"), NEVER, second).turning_point

    assert turned(severity="critical", rank="guidance") == 2
    assert turned(severity="major", rank="policy") == 1
    assert turned(severity="medium", rank="law") == 1
    late = rule_of({"when": "alert", "must": "report", "within": 10}, id="T00")
    undone = rule_of({"when": "alert", "must": "aid"}, id="T09")
    assert assessed(run_of("talk", "wait", "report"), late).turning_point == 2
    assert assessed(run_of("talk", "wait", "report"), late, undone).turning_point == 3


def test_where_no_decision_went_against_policy_there_is_no_turning_point() -> None:
    """None was broken, or the story alone broke it, before the first decision."""
    assert assess_it("report", "leave").turning_point is None
    found = assessed(run_of(), rule_of({"never": "alert"}))
    assert verdicts(found) == [("T01", "not kept", 0)]
    assert (found.decisions, found.turning_point) == ((), None)


# Any run


RULES: list[Rule] = [NEVER, REPORT, AID, rule_of({"when": "force", "only after": "warn", "about": "same"}, id="T04")]


@given(walks())
def test_the_same_log_and_rules_give_the_same_assessment(run: Run) -> None:
    """It can always be computed again, and reads back from JSON as it was written."""
    found = assessed(run, *RULES)
    assert assessed(Run.replay(run.scenario, run.seed, run.records), *RULES) == found
    assert read(Assessment, json.loads(json.dumps(plain(found, whole=True)))) == found
    assert (found.rules, found.version) == (book_of(*RULES).hash, run.scenario.hash)


@given(walks())
def test_an_assessment_adds_up(run: Run) -> None:
    """Every decision is told once, every finding is counted once, and what points somewhere points at what is there."""
    found = assessed(run, *RULES)
    answers = [record for record in decisions(run.records) if record.move != STOP]
    assert [(d.record, d.move, d.minute) for d in found.decisions] == [(r.n, r.move, r.minute) for r in answers]
    counted: Counter[str] = Counter()
    for area in found.areas:
        counted.update(area.counts)
    assert counted == Counter(view.verdict.value for view in found.findings)
    for decision in found.decisions:
        assert all(found.findings[n].decision == decision.n for n in decision.findings)
        assert all(found.findings[n].opened == decision.n for n in decision.opened)
    pointed = Counter(n for decision in found.decisions for n in decision.findings)
    settled = [n for n, view in enumerate(found.findings) if view.decision in {d.n for d in found.decisions}]
    assert pointed == Counter(settled)
    assert found.turning_point is None or 1 <= found.turning_point <= len(found.decisions)


@given(walks())
def test_the_ledger_is_that_of_the_log(run: Run) -> None:
    """Nobody is left out, and nobody is counted twice."""
    found = assessed(run, *RULES)
    entries = [entry for record in run.records for entry in record.entries if entry[0] == "ledger"]
    assert sum(sum(counts.values()) for counts in found.ledger.values()) == sum(int(entry[3] or 0) for entry in entries)
