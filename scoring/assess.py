"""Assessing a run: its log against every rule, explained."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from scoring.assessment import (
    Area,
    Assessment,
    DecisionView,
    FindingView,
    GaugeView,
    ObjectiveResult,
    ObjectiveView,
    OpenedBy,
    Outcome,
    Standing,
    Witness,
)
from scoring.evaluation import automata, still_open
from scoring.from_log import is_decision, trace_of
from scoring.openings import duty_of, play_with_openings
from scoring.provisions import Provisions
from scoring.refraining import kept_by_refraining
from scoring.rules import Rule, RuleBook
from scoring.verdicts import Finding, Verdict, worst
from scoring.witness import Answered, Search, witnesses
from simulator.moves import STOP, TIMEOUT, offered, options_taken, taken
from simulator.run import Record, history
from simulator.scenario import Scenario
from simulator.state import State

STANDING: Mapping[str, Standing] = {
    "law": "breached",
    "policy": "not complied with",
    "guidance": "not followed",
    "commitment": "good practice missed",
}
SEVERITIES = ("critical", "major", "medium", "minor")
RANKS = ("law", "policy", "guidance", "commitment")
BROKEN = (Verdict.NOT_KEPT, Verdict.LATE)


def assess(
    scenario: Scenario,
    seed: int,
    records: Sequence[Record],
    book: RuleBook,
    provisions: Provisions,
    *,
    explain: bool = True,
) -> Assessment:
    """The assessment of a run, finished or not. Pure: the same log and rules give the same assessment.

    Without `explain` no witness is looked for, which takes most of the time, and no turning point is known for sure.
    """
    states = history(scenario, seed, records)
    trace = trace_of(scenario, records)
    rules = automata(book, trace)
    played, opened_by = play_with_openings(rules, trace)
    given = (*played.findings, *still_open(rules, played.memories))
    found = sorted(given, key=lambda f: (f.decision, f.minute, f.rule, f.clause))
    answered = _answered(records, states)
    broken = [finding for finding in found if explain and finding.verdict in BROKEN]
    shown = witnesses(broken, Search(scenario, rules, played.entries, answered))
    refrained = kept_by_refraining(book, found, played.entries)
    views = tuple(
        _view(f, book, provisions, shown.get(f), opened_by.get(duty_of(f)), refrained=f in refrained) for f in found
    )
    end = records[-1].entries[-1][0] if records else None
    finished, abandoned = end in ("ending", "stopped"), end == "stopped"
    return Assessment(
        scenario=scenario.id,
        version=scenario.hash,
        variant=scenario.variant,
        rules=book.hash,
        seed=seed,
        ending=states[-1].scene if finished and not abandoned else None,
        abandoned=abandoned,
        complete=finished and not abandoned,
        minutes=states[-1].minute,
        findings=views,
        critical=tuple(n for n, view in enumerate(views) if view.critical),
        areas=_areas(views),
        objectives=tuple(_objectives(scenario, found, finished and not abandoned)),
        decisions=tuple(_decision(a, scenario, views) for a in answered),
        ledger=_ledger(records),
        gauges=tuple(_gauges(scenario, states[-1])),
        turning_point=_turning_point(views) if answered else None,
    )


def _answered(records: Sequence[Record], states: Sequence[State]) -> list[Answered]:
    """The player's answers, each with the state before it."""
    answers = [record for record in records if is_decision(record) and record.move != STOP]
    return [Answered(n, record, states[record.n]) for n, record in enumerate(answers, 1)]


def _view(
    finding: Finding,
    book: RuleBook,
    provisions: Provisions,
    witness: Witness | None,
    opened_by: OpenedBy | None,
    *,
    refrained: bool,
) -> FindingView:
    rule = book.rule(finding.rule)
    clause = rule.clauses[finding.clause - 1]
    rank = clause.rank or rule.rank
    return FindingView(
        rule=rule.id,
        clause=finding.clause,
        title=rule.title,
        why=rule.why,
        area=rule.area,
        rank=rank,
        severity=rule.severity_of(finding.clause),
        verdict=finding.verdict,
        standing=STANDING[rank] if finding.verdict in BROKEN else None,
        target=finding.target,
        decision=finding.decision,
        minute=finding.minute,
        opened=finding.opened,
        opened_by=opened_by if finding.opened is not None else None,
        refrained=refrained,
        due=finding.due,
        exception=finding.exception,
        basis=rule.basis,
        citations=provisions.citations(_provisions(rule, finding)),
        witness=witness,
    )


def _provisions(rule: Rule, finding: Finding) -> Iterable[str]:
    """The rule's provisions, or those that grant the exception that was used."""
    used = [exception for exception in rule.unless if exception.id == finding.exception]
    return used[0].provisions if finding.verdict is Verdict.EXCEPTION and used else rule.provisions


def _areas(views: Iterable[FindingView]) -> tuple[Area, ...]:
    counts: dict[str, Counter[str]] = {}
    for view in views:
        counts.setdefault(view.area, Counter())[view.verdict.value] += 1
    return tuple(Area(area=area, counts=dict(counted)) for area, counted in sorted(counts.items()))


def _objectives(scenario: Scenario, found: Iterable[Finding], complete: bool) -> Iterable[ObjectiveView]:
    by_rule: dict[str, list[Finding]] = {}
    for finding in found:
        by_rule.setdefault(finding.rule, []).append(finding)
    for objective in scenario.file.objectives:
        verdict = worst([finding.verdict for rule in objective.rules for finding in by_rule.get(rule, ())])
        result = _result(verdict) if complete else "open"
        yield ObjectiveView(id=objective.id, text=objective.text, rules=objective.rules, result=result)


def _result(verdict: Verdict) -> ObjectiveResult:
    results: dict[Verdict, ObjectiveResult] = {
        Verdict.NOT_KEPT: "not met",
        Verdict.LATE: "met late",
        Verdict.KEPT: "met",
        Verdict.EXCEPTION: "met",
        Verdict.OPEN: "open",
    }
    return results.get(verdict, "not tested")


def _decision(answered: Answered, scenario: Scenario, views: Sequence[FindingView]) -> DecisionView:
    record, n = answered.record, answered.n
    return DecisionView(
        n=n,
        record=record.n,
        minute=record.minute,
        scene=record.scene,
        move=record.move,
        timeout=record.move == TIMEOUT,
        others=tuple(id for id in offered(scenario, answered.state) if id not in record.move),
        outcome=_outcome(answered, scenario),
        findings=tuple(i for i, view in enumerate(views) if view.decision == n),
        opened=tuple(i for i, view in enumerate(views) if view.opened == n and view.decision != n),
        ledger=_counts([record]),
    )


def _outcome(answered: Answered, scenario: Scenario) -> Outcome | None:
    drawn = next((entry for entry in answered.record.entries if entry[0] == "chance"), None)
    if drawn is None:
        return None
    scene = scenario.scenes[answered.record.scene]
    course = taken(scene, options_taken(scene, answered.record.move))
    branch = int(drawn[2] or 0)
    return Outcome(branch=branch, weight=course.branches[branch].weight, total=int(drawn[3] or 0))


def _ledger(records: Iterable[Record]) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for key, count in _counts(records).items():
        group, outcome = key.split(".", 1)
        found.setdefault(group, {})[outcome] = count
    return found


def _counts(records: Iterable[Record]) -> dict[str, int]:
    counted: Counter[str] = Counter()
    for entry in (entry for record in records for entry in record.entries if entry[0] == "ledger"):
        counted[str(entry[2])] += int(entry[3] or 0)
    return dict(counted)


def _gauges(scenario: Scenario, last: State) -> Iterable[GaugeView]:
    position = {name.name: n for n, name in enumerate(scenario.names) if name.about is None}
    for id in scenario.file.ledger_gauges:
        variable, at = scenario.file.state[id], position[id]
        low, high = variable.gauge or (0, 0)
        start, end = int(scenario.initial.values[at]), int(last.values[at])
        yield GaugeView(id=id, title=variable.title or id, start=start, end=end, low=low, high=high)


def _turning_point(views: Iterable[FindingView]) -> int | None:
    """The decision where the gravest thing that was not kept could last have been kept, or was done.

    There is none in a run without decisions, where the story alone broke what was asked.
    """
    broken = [view for view in views if view.verdict in BROKEN]
    if not broken:
        return None
    gravest = min(broken, key=lambda v: (SEVERITIES.index(v.severity), RANKS.index(v.rank), v.verdict is Verdict.LATE))
    witness = gravest.witness
    return witness.decision if witness and witness.decision is not None else max(1, gravest.decision)
