"""The debrief as views, pure: what happened to people, what mattered most, and each decision beside what policy asked.

Everything comes from the assessment, the log, the notes and the scenario. Plain mode, the app and reports draw these
same values.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from scoring.assessment import Assessment, DecisionView
from scoring.from_log import option_acts
from scoring.verdicts import Verdict
from simulator.database.notes import Note
from simulator.run import Record, history
from simulator.scenario import Scenario
from simulator.state import State
from tui import findings as found_in
from tui import story
from tui.findings import FindingLine, finding_lines, target_name
from tui.luck import against
from tui.story import Advice, Consequence, Moment
from tui.words import say
from tui.written import Written, written_at, written_outside

PRAISED = 2
"""Things done well on the first page: enough to be believed."""

MISSED = ("not met", "met late")

NOTHING_KNOWN: Mapping[int, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class DecisionPage:
    """One decision: what was chosen, what policy asked, what else was offered, and both other sides of feedback.

    `acts` say how what was chosen was recorded, in the vocabulary's words. `opened` are duties that began here and were
    settled later. `luck` is said where chance went against a decision that broke nothing, `still` what the decision did
    to what was still possible, where that is known. `people` is what happened to people then, `notes` what the player
    wrote.
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
    still: str | None
    people: tuple[str, ...]
    acts: tuple[str, ...]
    notes: tuple[Written, ...]


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
    """A whole debrief. `mattered` is the decision that mattered most, with its gravest finding, if any.

    `tomorrow` is one sentence to take along. `notes` are those that belong to no decision. `proved` is what the proof
    sheet of the scenario comes to, where there is one.
    """

    title: str
    mode: str
    minutes: int
    ending: str
    abandoned: bool
    content_note: str | None
    people: tuple[PeopleLine, ...]
    done_well: tuple[FindingLine, ...]
    mattered: DecisionPage | None
    gravest: FindingLine | None
    critical: tuple[FindingLine, ...]
    tomorrow: str | None
    unsettled: tuple[FindingLine, ...]
    objectives: tuple[tuple[str, str], ...]
    areas: tuple[tuple[str, str], ...]
    gauges: tuple[GaugeLine, ...]
    decisions: tuple[DecisionPage, ...]
    notes: tuple[Written, ...]
    seed: int
    proved: str | None = None

    def page(self, n: int) -> DecisionPage:
        """The page of decision `n`. Raises IndexError."""
        return self.decisions[n - 1]


def debrief(
    assessment: Assessment,
    scenario: Scenario,
    records: Sequence[Record],
    *,
    mode: str = "coached",
    notes: Sequence[Note] = (),
    still: Mapping[int, str] = NOTHING_KNOWN,
    proved: str | None = None,
) -> Debrief:
    """The debrief of a run, finished, abandoned or still going on.

    `still` says by record what a decision did to what was still possible.
    """
    pages = decision_pages(assessment, scenario, records, notes=notes, still=still)
    turning = next((page for page in pages if page.n == assessment.turning_point), None)
    findings = assessment.findings
    worst = found_in.gravest(scenario, findings, turning.n) if turning else None
    return Debrief(
        title=scenario.title,
        mode=say(f"mode.{mode}").capitalize(),
        minutes=assessment.minutes,
        ending=_ending(assessment, scenario),
        abandoned=assessment.abandoned,
        content_note=scenario.file.content_note,
        people=tuple(people(scenario, assessment.ledger)),
        done_well=found_in.done_well(scenario, findings, PRAISED),
        mattered=turning,
        gravest=worst,
        critical=finding_lines(scenario, (findings[n] for n in assessment.critical)),
        tomorrow=_for_tomorrow(assessment, scenario, worst),
        unsettled=finding_lines(scenario, (view for view in findings if view.verdict is Verdict.OPEN)),
        objectives=tuple((view.text, say(f"result.{view.result}")) for view in assessment.objectives),
        areas=tuple((area.area, _counts(area.counts)) for area in assessment.areas),
        gauges=tuple(GaugeLine(g.title, g.start, g.end, g.low, g.high) for g in assessment.gauges),
        decisions=pages,
        notes=written_outside(notes, {page.record for page in pages}),
        seed=assessment.seed,
        proved=proved,
    )


def decision_pages(
    assessment: Assessment,
    scenario: Scenario,
    records: Sequence[Record],
    *,
    since: int = 0,
    notes: Sequence[Note] = (),
    still: Mapping[int, str] = NOTHING_KNOWN,
) -> tuple[DecisionPage, ...]:
    """The page of each decision whose record number is at least `since`."""
    states = history(scenario, assessment.seed, records)
    return tuple(
        _page(view, assessment, scenario, records[view.record], states[view.record], notes, still.get(view.record))
        for view in assessment.decisions
        if view.record >= since
    )


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


def _page(
    view: DecisionView,
    assessment: Assessment,
    scenario: Scenario,
    record: Record,
    before: State,
    notes: Sequence[Note],
    still: str | None,
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
        still=still,
        people=tuple(_person_line(scenario, key, count) for key, count in view.ledger.items()),
        acts=tuple(_recorded(scenario, view)),
        notes=written_at(notes, scenario, record),
    )


def _recorded(scenario: Scenario, view: DecisionView) -> Iterable[str]:
    """What the chosen options say that the player did, in the vocabulary's words, each once."""
    scene = scenario.scenes[view.scene]
    move = (scene.default or ()) if view.timeout else view.move
    used = dict.fromkeys(use for id in move for use in option_acts(scene, scene.options[id]))
    for word, about in used:
        means = scenario.vocabulary.acts[word].means.strip()
        yield say("debrief.act-about", means=means, about=target_name(scenario, about)) if about else means


def _not_taken(scenario: Scenario, view: DecisionView) -> Iterable[str]:
    default = scenario.scenes[view.scene].default or () if view.timeout else ()
    return (id for id in view.others if id not in default)


def _ending(assessment: Assessment, scenario: Scenario) -> str:
    if assessment.abandoned:
        return say("debrief.abandoned")
    ending = scenario.scenes[assessment.ending].file.ending if assessment.ending else None
    return ending.title if ending else say("debrief.going-on")


def _for_tomorrow(assessment: Assessment, scenario: Scenario, worst: FindingLine | None) -> str | None:
    """One sentence to take along: of the objective with the gravest finding, of a missed one, or of the scenario."""
    results = {view.id: view.result for view in assessment.objectives}
    grave = [o.for_tomorrow for o in scenario.file.objectives if worst is not None and worst.rule in o.rules]
    missed = [o.for_tomorrow for o in scenario.file.objectives if results.get(o.id) in MISSED]
    return next((text for text in (*grave, *missed) if text), scenario.file.for_tomorrow)


def _counts(counts: Mapping[str, int]) -> str:
    known = [verdict.value for verdict in Verdict if verdict.value in counts]
    return ", ".join(say("debrief.count", count=counts[name], verdict=say(f"verdict.{name}")) for name in known)


def _outcome(outcome: str, count: int) -> str:
    return say("ledger.outcome", count=count, outcome=say(f"ledger.outcomes.{outcome}"))


def _person_line(scenario: Scenario, key: str, count: int) -> str:
    group, outcome = key.split(".", 1)
    return say("ledger.line", group=group_name(scenario, group), outcome=_outcome(outcome, count))
