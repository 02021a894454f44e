"""Objectives, what evaluators looked for, what they saw, and how they rate it. Rules are evidence, never a rating."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from scoring.assessment import Assessment
from scoring.rating_scales import Scale, scale_named
from simulator.exercise.entries import Entry, Marked, Rated
from simulator.exercise_model import Criterion
from simulator.model import Objective
from tui.tabletop.review.copy import Held
from tui.tabletop.review.evidence import Evidence, Exhibits
from tui.words import say

Together = Literal["seen", "partly seen", "not seen", "seen differently", "not marked"]
"""What the marks of a criterion come to. Evaluators who differ are not averaged."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What one evaluator observed of a criterion; of several marks the last, with all that it rests on."""

    who: str
    result: str
    note: str | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Looked:
    """A criterion with its marks. `where` says where evaluators were to look."""

    id: str
    text: str
    where: str | None
    together: Together
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """How one evaluator rates an objective; `rating` is its id in the log, `text` its words on the scale."""

    who: str
    rating: str
    text: str
    note: str | None


@dataclass(frozen=True, slots=True)
class Aim:
    """An objective with its criteria and ratings; `counts` are of criteria by what their marks come to.

    `rules` and `by_rules` say what the rules found, which stands beside the ratings as evidence.
    """

    id: str
    text: str
    rules: tuple[str, ...]
    by_rules: str
    criteria: tuple[Looked, ...]
    counts: Mapping[Together, int]
    ratings: tuple[Judged, ...]


def objectives(held: Held, assessment: Assessment, exhibits: Exhibits) -> tuple[Aim, ...]:
    """Every objective of the scenario, whether or not somebody evaluated it."""
    results = {view.id: say(f"result.{view.result}") for view in assessment.objectives}
    opened = held.standing.opened
    scale = scale_named(opened.scale if opened else None)
    return tuple(_aim(held, each, results, scale, exhibits) for each in held.scenario.file.objectives)


def evaluated(aims: Iterable[Aim]) -> bool:
    """Whether anybody marked or rated anything."""
    return any(aim.ratings or any(each.marks for each in aim.criteria) for aim in aims)


def _aim(held: Held, objective: Objective, results: Mapping[str, str], scale: Scale | None, exhibits: Exhibits) -> Aim:
    criteria = tuple(_looked(held, objective.id, each, exhibits) for each in objective.criteria)
    return Aim(
        id=objective.id,
        text=objective.text,
        rules=objective.rules,
        by_rules=results.get(objective.id, say("result.not tested")),
        criteria=criteria,
        counts=dict(Counter(each.together for each in criteria)),
        ratings=tuple(_ratings(held, objective.id, scale)),
    )


def _looked(held: Held, objective: str, criterion: Criterion, exhibits: Exhibits) -> Looked:
    marked = held.standing.remarked(Marked)
    mine = [(e, mark) for e, mark in marked if (mark.objective, mark.criterion) == (objective, criterion.id)]
    by: dict[str, list[tuple[Entry, Marked]]] = {}
    for entry, mark in mine:
        by.setdefault(entry.by, []).append((entry, mark))
    marks = tuple(_mark(held, each, exhibits) for each in by.values())
    return Looked(criterion.id, criterion.text, criterion.evidence, _together([m[-1][1] for m in by.values()]), marks)


def _mark(held: Held, given: Sequence[tuple[Entry, Marked]], exhibits: Exhibits) -> Mark:
    entry, last = given[-1]
    rests = exhibits.of(n for _, mark in given for n in mark.entries)
    notes = "; ".join(dict.fromkeys(mark.note for _, mark in given if mark.note))
    return Mark(held.callers.called(entry.by, entry.n), say(f"review.mark.{last.result}"), notes or None, rests)


def _together(marks: Sequence[Marked]) -> Together:
    results = {mark.result for mark in marks}
    if not results:
        return "not marked"
    return results.pop() if len(results) == 1 else "seen differently"


def _ratings(held: Held, objective: str, scale: Scale | None) -> Iterable[Judged]:
    """The last rating of each evaluator."""
    last = {entry.by: (entry, each) for entry, each in held.standing.remarked(Rated) if each.objective == objective}
    for entry, rated in last.values():
        known = scale.rating(rated.rating) if scale else None
        text = known.text if known else say("review.rating.not-on-scale", rating=rated.rating)
        yield Judged(held.callers.called(entry.by, entry.n), rated.rating, text, rated.note)
