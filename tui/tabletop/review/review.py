"""The after-action review of an exercise as one frozen value, pure: from its log, the assessment and the survey."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from scoring.assessment import Assessment
from scoring.rating_scales import scale_named
from simulator.exercise.entries import Ended, Entry, Noted
from simulator.exercise.standing import Standing
from simulator.scenario import Scenario
from tui.debrief import NOTHING_KNOWN, GaugeLine, PeopleLine, debrief
from tui.tabletop.review import plan
from tui.tabletop.review.copy import Held, Reader, held
from tui.tabletop.review.decisions import Taken, decisions
from tui.tabletop.review.evidence import exhibits
from tui.tabletop.review.lessons import Carried, Commitment, Learnt, commitments, lessons
from tui.tabletop.review.objectives import Aim, evaluated, objectives
from tui.tabletop.review.survey import Surveyed, surveyed
from tui.tabletop.review.timeline import Happening, timeline
from tui.words import say

NOBODY_KNOWN: Mapping[int, str] = {}


@dataclass(frozen=True, slots=True)
class About:
    """Which exercise this is. `minutes` are those of play, `attribution` how people agreed to be named.

    `forked_from` is its origin and how many entries it took over. `ending` is a title, or says that there is none.
    `scale` and `scale_source` name how objectives are rated.
    """

    exercise: str
    scenario: str
    title: str
    version: str
    seed: int
    opened: str
    minutes: int
    attribution: str
    closed: bool
    ending: str
    ended_because: str | None
    forked_from: tuple[str, int] | None
    group: str | None
    scale: str
    scale_source: str | None
    content_note: str | None
    reader: Reader


@dataclass(frozen=True, slots=True)
class Note:
    """A note of exercise control or of an observer; `public` ones were read by all."""

    entry: int
    minute: int
    who: str
    text: str
    public: bool


@dataclass(frozen=True, slots=True)
class Review:
    """A whole after-action review, of which nothing more than `about.reader` may know is in it.

    `planned` are the planned injects, `not_come` counts those that did not come. `carried` are the commitments of an
    earlier exercise. `evaluated` says whether anybody marked or rated anything. `notes` are in exercise control's copy
    alone.
    """

    about: About
    carried: Carried | None
    seats: tuple[plan.Sat, ...]
    seats_taken: int
    planned: tuple[plan.Planned, ...]
    not_come: int
    timeline: tuple[Happening, ...]
    decisions: tuple[Taken, ...]
    people: tuple[PeopleLine, ...]
    gauges: tuple[GaugeLine, ...]
    evaluated: bool
    objectives: tuple[Aim, ...]
    lessons: tuple[Learnt, ...]
    commitments: tuple[Commitment, ...]
    survey: Surveyed
    questions: tuple[str, ...]
    notes: tuple[Note, ...]


def review(
    scenario: Scenario,
    entries: Sequence[Entry],
    assessment: Assessment,
    *,
    names: Mapping[int, str] = NOBODY_KNOWN,
    answers: Sequence[str] = (),
    still: Mapping[int, str] = NOTHING_KNOWN,
    carried: Carried | None = None,
    reader: Reader = "participants",
) -> Review:
    """The review of an exercise, closed or still going on.

    `assessment` is that of its run. `answers` are those to the survey as they are kept, `still` says by record what was
    still possible after a decision.
    """
    exercise = held(scenario, entries, names, reader)
    view = debrief(assessment, scenario, exercise.standing.records, still=still)
    told = timeline(exercise)
    shown = exhibits(entries, told)
    aims = objectives(exercise, assessment, shown)
    return Review(
        about=_about(exercise, view.ending if assessment.complete else None),
        carried=carried,
        seats=plan.seats(exercise),
        seats_taken=plan.seats_taken(exercise),
        planned=plan.planned(exercise),
        not_come=plan.not_come(exercise),
        timeline=told,
        decisions=decisions(exercise, view),
        people=view.people,
        gauges=view.gauges,
        evaluated=evaluated(aims),
        objectives=aims,
        lessons=lessons(exercise, shown),
        commitments=commitments(exercise),
        survey=surveyed(answers),
        questions=scenario.file.debrief_questions,
        notes=_notes(exercise),
    )


def review_data(view: Review) -> dict[str, Any]:
    """A review as JSON has it: by the names of its fields."""
    return asdict(view)


def _about(exercise: Held, ending: str | None) -> About:
    scenario, standing = exercise.scenario, exercise.standing
    opened = standing.opened
    assert opened is not None  # with it every log begins
    scale = scale_named(opened.scale)
    return About(
        exercise=opened.exercise,
        scenario=scenario.id,
        title=scenario.title,
        version=scenario.hash,
        seed=opened.seed,
        opened=exercise.entries[0].at,
        minutes=standing.played // 60,
        attribution=opened.attribution,
        closed=standing.phase == "closed",
        ending=ending or _without_ending(standing),
        ended_because=next((each.what.why for each in exercise.entries if isinstance(each.what, Ended)), None),
        forked_from=_origin(standing),
        group=opened.group,
        scale=scale.title if scale else opened.scale or "",
        scale_source=scale.source if scale else None,
        content_note=scenario.file.content_note,
        reader=exercise.reader,
    )


def _without_ending(standing: Standing) -> str:
    return say("review.ended-by-control" if standing.phase in ("debrief", "closed") else "review.going-on")


def _origin(standing: Standing) -> tuple[str, int] | None:
    opened = standing.opened
    if opened is None or opened.forked_from is None:
        return None
    return opened.forked_from, opened.fork_at or 0


def _notes(exercise: Held) -> tuple[Note, ...]:
    """Notes that were not taken back, for exercise control alone; the public ones are in the timeline too."""
    if not exercise.for_control:
        return ()
    return tuple(
        Note(entry.n, entry.minute, exercise.callers.called(entry.by, entry.n), note.text, note.public)
        for entry, note in exercise.standing.remarked(Noted)
    )
