"""The debrief as views, pure: what happened to people, what mattered most, and each decision beside what policy asked.

Everything comes from the assessment, the log and the scenario. Plain mode, the app and reports draw these same values.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from scoring.assessment import Assessment, Citation, DecisionView, FindingView, Witness
from scoring.verdicts import Verdict
from simulator.run import Record, history
from simulator.scenario import Scenario
from simulator.state import State
from tui import story
from tui.luck import against
from tui.story import Advice, Consequence, Moment
from tui.words import say

SEVERITIES = ("critical", "major", "medium", "minor")
PRAISED = 2
"""Things done well on the first page: enough to be believed."""

BROKEN = (Verdict.NOT_KEPT, Verdict.LATE)


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One finding in words. `verdict` is what may be said of it: only law is breached.

    `citations` name the provisions and what they say, `sources` name them alone. `could` says when and how it could
    still have been kept, for a finding that is not kept or late. `due` is a time of day.
    """

    rule: str
    title: str
    rank: str
    severity: str
    state: Verdict
    verdict: str
    critical: bool
    why: str
    citations: tuple[str, ...]
    sources: tuple[str, ...]
    could: str | None = None
    about: str | None = None
    basis: str | None = None
    due: str | None = None

    @property
    def broken(self) -> bool:
        """Whether it was not kept, or only late."""
        return self.state in BROKEN


@dataclass(frozen=True, slots=True)
class DecisionPage:
    """One decision: what was chosen, what policy asked, what else was offered, and both other sides of feedback.

    `opened` are duties that began here and were settled later. `luck` is said where chance went against a decision that
    broke nothing. `people` is what happened to people then.
    """

    n: int
    record: int
    moment: Moment
    title: str
    chosen: tuple[str, ...]
    timed_out: bool
    consequence: Consequence
    findings: tuple[FindingLine, ...]
    opened: tuple[FindingLine, ...]
    others: tuple[str, ...]
    advice: Advice
    luck: str | None
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PeopleLine:
    """One group of people and what happened to it, in words; `outcomes` is empty where nothing did."""

    group: str
    outcomes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GaugeLine:
    """A gauge in words: its title, where it started and where it ended."""

    title: str
    start: int
    end: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Debrief:
    """A whole debrief. `mattered` is the decision that mattered most, with its gravest finding, if any."""

    title: str
    mode: str
    minutes: int
    ending: str
    abandoned: bool
    people: tuple[PeopleLine, ...]
    done_well: tuple[FindingLine, ...]
    mattered: DecisionPage | None
    gravest: FindingLine | None
    critical: tuple[FindingLine, ...]
    unsettled: tuple[FindingLine, ...]
    objectives: tuple[tuple[str, str], ...]
    areas: tuple[tuple[str, str], ...]
    gauges: tuple[GaugeLine, ...]
    decisions: tuple[DecisionPage, ...]
    seed: int


def debrief(assessment: Assessment, scenario: Scenario, records: Sequence[Record], *, mode: str = "coached") -> Debrief:
    """The debrief of a run, finished, abandoned or still going on."""
    pages = decision_pages(assessment, scenario, records)
    turning = next((page for page in pages if page.n == assessment.turning_point), None)
    findings = assessment.findings
    return Debrief(
        title=scenario.title,
        mode=say(f"mode.{mode}").capitalize(),
        minutes=assessment.minutes,
        ending=_ending(assessment, scenario),
        abandoned=assessment.abandoned,
        people=tuple(people(scenario, assessment.ledger)),
        done_well=_done_well(scenario, findings),
        mattered=turning,
        gravest=_gravest(scenario, assessment) if turning else None,
        critical=finding_lines(scenario, (findings[n] for n in assessment.critical)),
        unsettled=finding_lines(scenario, (view for view in findings if view.verdict is Verdict.OPEN)),
        objectives=tuple((view.text, say(f"result.{view.result}")) for view in assessment.objectives),
        areas=tuple((area.area, _counts(area.counts)) for area in assessment.areas),
        gauges=tuple(GaugeLine(g.title, g.start, g.end, g.low, g.high) for g in assessment.gauges),
        decisions=pages,
        seed=assessment.seed,
    )


def decision_pages(
    assessment: Assessment, scenario: Scenario, records: Sequence[Record], *, since: int = 0
) -> tuple[DecisionPage, ...]:
    """The page of each decision whose record number is at least `since`."""
    states = history(scenario, assessment.seed, records)
    return tuple(
        _page(view, assessment, scenario, records[view.record], states[view.record])
        for view in assessment.decisions
        if view.record >= since
    )


def finding_line(scenario: Scenario, view: FindingView) -> FindingLine:
    """A finding in words."""
    return FindingLine(
        rule=view.rule,
        title=view.title,
        rank=say(f"rank.{view.rank}"),
        severity=view.severity,
        state=view.verdict,
        verdict=_verdict(view),
        critical=view.critical,
        why=view.why.strip(),
        citations=tuple(citation_text(citation) for citation in view.citations),
        sources=tuple(dict.fromkeys(citation.text for citation in view.citations)),
        could=_could(scenario, view, view.witness) if view.witness else None,
        about=_target(scenario, view.target),
        basis=view.basis,
        due=_due(scenario, view),
    )


def _due(scenario: Scenario, view: FindingView) -> str | None:
    """The time of day by which a duty was due; with the day, where that is another."""
    if view.due is None:
        return None
    due, opened = story.moment(scenario, view.due), story.moment(scenario, view.minute)
    return due.time if due.day == opened.day else say("debrief.due-day", day=due.day, time=due.time)


def finding_lines(scenario: Scenario, views: Iterable[FindingView]) -> tuple[FindingLine, ...]:
    """Findings in words, worst first. What reads the same is said once, and a rule that was broken is not praised."""
    given = tuple(views)
    broken = {view.rule for view in given if view.verdict in BROKEN}
    found: dict[tuple[str, Verdict, str | None], FindingLine] = {}
    for view in (view for view in given if view.rule not in broken or view.verdict in BROKEN):
        found.setdefault((view.rule, view.verdict, view.target), finding_line(scenario, view))
    return tuple(sorted(found.values(), key=lambda line: _weight(line.state, line.severity)))


def _weight(verdict: Verdict, severity: str) -> tuple[int, int]:
    return tuple(Verdict).index(verdict), SEVERITIES.index(severity)


def people(scenario: Scenario, ledger: Mapping[str, Mapping[str, int]]) -> Iterable[PeopleLine]:
    """What happened to each group, every group named, the player's own last."""
    for group in scenario.vocabulary.groups:
        counts = ledger.get(group, {})
        found = tuple(_outcome(o, counts[o]) for o in scenario.vocabulary.outcomes if counts.get(o))
        yield PeopleLine(group_name(scenario, group), found)


def group_name(scenario: Scenario, group: str) -> str:
    """A group of people in words; the player's own people are named for what they are."""
    own = say(f"ledger.own.{scenario.file.component}")
    return own if group == "peacekeepers" else say(f"ledger.group.{group}")


def citation_text(citation: Citation) -> str:
    """A provision as it may be shown: the instrument and place, then our paraphrase."""
    return say("debrief.citation", text=citation.text, paraphrase=citation.paraphrase)


def _page(
    view: DecisionView, assessment: Assessment, scenario: Scenario, record: Record, before: State
) -> DecisionPage:
    findings = finding_lines(scenario, (assessment.findings[n] for n in view.findings))
    unlucky = view.outcome is not None and not any(finding.broken for finding in findings)
    luck = against(scenario, before, record) if unlucky else False
    return DecisionPage(
        n=view.n,
        record=view.record,
        moment=story.moment(scenario, view.minute),
        title=scenario.scenes[view.scene].file.title,
        chosen=story.labels(scenario, view.scene, view.move),
        timed_out=view.timeout,
        consequence=story.consequence(scenario, record),
        findings=findings,
        opened=finding_lines(scenario, (assessment.findings[n] for n in view.opened)),
        others=story.labels(scenario, view.scene, _not_taken(scenario, view)),
        advice=story.advice(scenario, record),
        luck=say("debrief.unlucky", weight=view.outcome.weight, total=view.outcome.total)
        if luck and view.outcome
        else None,
        people=tuple(_person_line(scenario, key, count) for key, count in view.ledger.items()),
    )


def _not_taken(scenario: Scenario, view: DecisionView) -> Iterable[str]:
    default = scenario.scenes[view.scene].default or () if view.timeout else ()
    return (id for id in view.others if id not in default)


def _ending(assessment: Assessment, scenario: Scenario) -> str:
    if assessment.abandoned:
        return say("debrief.abandoned")
    ending = scenario.scenes[assessment.ending].file.ending if assessment.ending else None
    return ending.title if ending else say("debrief.going-on")


def _done_well(scenario: Scenario, findings: Iterable[FindingView]) -> tuple[FindingLine, ...]:
    """The gravest rules that were kept throughout; what was done counts before what was only left undone."""
    broken = {view.rule for view in findings if view.verdict in BROKEN}
    kept = [view for view in findings if view.verdict is Verdict.KEPT and view.rule not in broken]
    kept.sort(key=lambda view: (view.opened is None and view.target is None, SEVERITIES.index(view.severity)))
    by_rule = {view.rule: view for view in reversed(kept)}
    chosen = sorted(by_rule.values(), key=kept.index)[:PRAISED]
    return tuple(finding_line(scenario, view) for view in chosen)


def _gravest(scenario: Scenario, assessment: Assessment) -> FindingLine | None:
    """The gravest finding that the turning point could have kept, or that was broken there."""
    n = assessment.turning_point
    candidates = [
        view
        for view in assessment.findings
        if view.verdict in BROKEN and n in (view.decision, view.witness.decision if view.witness else None)
    ]
    candidates.sort(key=lambda view: (SEVERITIES.index(view.severity), view.verdict is Verdict.LATE))
    return finding_line(scenario, candidates[0]) if candidates else None


def _verdict(view: FindingView) -> str:
    if view.verdict is Verdict.LATE:
        return say("debrief.late", standing=say(f"standing.{view.standing}"))
    if view.standing is not None:
        return say(f"standing.{view.standing}")
    if view.verdict is Verdict.EXCEPTION:
        return say("debrief.excepted", exception=(view.exception or "").replace("-", " "))
    return say(f"verdict.{view.verdict.value}")


def _target(scenario: Scenario, target: str | None) -> str | None:
    if target is None:
        return None
    written = scenario.file.who.get(target)
    return (written.name if written else None) or target.replace("-", " ")


def _could(scenario: Scenario, view: FindingView, witness: Witness) -> str:
    if witness.decision is None or witness.scene is None:
        return say("debrief.could-not")
    if not witness.options:
        return say("debrief.could-breaking", decision=witness.decision)
    scene = witness.scene
    answers = (" + ".join(story.labels(scenario, scene, move)) or say("debrief.nothing") for move in witness.options)
    where = "here" if witness.decision == view.decision else "before"
    return say(f"debrief.could-{where}", count=witness.count, decision=witness.decision, moves="; ".join(answers))


def _counts(counts: Mapping[str, int]) -> str:
    known = [verdict.value for verdict in Verdict if verdict.value in counts]
    return ", ".join(say("debrief.count", count=counts[name], verdict=say(f"verdict.{name}")) for name in known)


def _outcome(outcome: str, count: int) -> str:
    return say("ledger.outcome", count=count, outcome=say(f"ledger.outcomes.{outcome}"))


def _person_line(scenario: Scenario, key: str, count: int) -> str:
    group, outcome = key.split(".", 1)
    return say("ledger.line", group=group_name(scenario, group), outcome=_outcome(outcome, count))
