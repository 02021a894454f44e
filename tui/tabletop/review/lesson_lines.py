"""Lessons, the plan of improvement and commitments as lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from simulator.exercise.entries import Lesson
from tui.debrief_lines import Line
from tui.tabletop.review.lessons import Carried, Commitment, Learnt
from tui.tabletop.review.objective_lines import rests_on, shown
from tui.tabletop.review.pieces import Leading, Piece, Row, Table
from tui.words import say

KINDS: tuple[Lesson, ...] = ("sustain", "improve")


def lesson_lines(lessons: Sequence[Learnt]) -> Iterator[Piece]:
    """What to sustain, and what to improve."""
    for kind in KINDS:
        yield Line("heading", say(f"review.lessons.to-{kind}"))
        mine = [each for each in lessons if each.kind == kind]
        if not mine:
            yield Line("text", say(f"review.lessons.no-{kind}"))
        for each in mine:
            yield from _lesson(each)


def plan_of_improvement(lessons: Iterable[Learnt]) -> Iterator[Piece]:
    """What is to be improved, by whom and by when, as one table."""
    mine = [each for each in lessons if each.kind == "improve"]
    if not mine:
        return
    yield Line("heading", say("review.lessons.plan"))
    heads = tuple(say(f"review.lessons.head.{each}") for each in ("what", "provision", "owner", "due"))
    yield Table(heads, tuple(Row((each.text, "\n".join(each.provisions), *_whose(each))) for each in mine))


def commitment_lines(commitments: Sequence[Commitment]) -> Iterator[Piece]:
    """What people committed to."""
    yield Line("heading", say("review.commitments.title"))
    if not commitments:
        yield Line("text", say("review.commitments.none"))
        return
    yield Line("text", say("review.commitments.about"))
    yield _committed(commitments)


def carried_lines(carried: Carried | None) -> Iterator[Piece]:
    """The commitments of an earlier exercise, with which this one opens."""
    if carried is None:
        return
    yield Line("heading", say("review.commitments.carried"))
    yield Line("text", say("review.commitments.from", title=carried.title, day=carried.day, exercise=carried.exercise))
    yield _committed(carried.commitments)


def _lesson(each: Learnt) -> Iterator[Piece]:
    yield Line("subheading", each.text)
    owner, due = _whose(each)
    facts = (
        (say("review.lessons.objective"), each.objective),
        (say("debrief.provision"), "; ".join(each.provisions)),
        (say("review.lessons.owner"), owner),
        (say("review.lessons.due"), due),
    )
    yield from (Line("item", text, label) for label, text in facts if text)
    if each.evidence:
        yield Leading("item", rests_on(each.evidence), say("review.lessons.evidence"), entries=shown(each.evidence))


def _whose(each: Learnt) -> tuple[str, str]:
    return each.owner or say("review.lessons.no-owner"), each.due or say("review.lessons.no-date")


def _committed(commitments: Iterable[Commitment]) -> Table:
    heads = tuple(say(f"review.lessons.head.{each}") for each in ("commitment", "owner", "due"))
    return Table(heads, tuple(Row((each.text, each.owner or each.who or "", each.due or "")) for each in commitments))
