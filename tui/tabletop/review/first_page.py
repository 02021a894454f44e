"""The first page of a review, for whoever has two minutes: objectives, gravest findings, people, what comes of it."""

from __future__ import annotations

from collections.abc import Iterator

from tui.debrief_lines import Line
from tui.tabletop.review.decision_lines import not_kept
from tui.tabletop.review.lessons import Learnt
from tui.tabletop.review.objective_lines import counts
from tui.tabletop.review.objectives import Aim
from tui.tabletop.review.pieces import Piece, Row, Table
from tui.tabletop.review.review import Review
from tui.words import say

GRAVEST = 3
"""Findings that are named; the others are counted."""

FEW = 3
"""Lessons of a kind and commitments that are named."""


def first_page(view: Review) -> Iterator[Piece]:
    """The review in two minutes. All of it stands further down with what it rests on."""
    yield Line("heading", say("review.first.title"))
    if view.objectives:
        heads = tuple(say(f"review.first.head.{each}") for each in ("objective", "rating", "criteria", "rules"))
        yield Table(heads, tuple(_objective(aim) for aim in view.objectives))
    yield from _findings(view)
    outcomes = [f"{group.group}: {', '.join(group.outcomes)}" for group in view.people if group.outcomes]
    yield Line("item", "; ".join(outcomes) or say("review.first.nobody"), say("review.first.people"))
    for kind in ("sustain", "improve"):
        mine = [_lesson(each) for each in view.lessons if each.kind == kind]
        if mine:
            yield Line("item", _some(mine), say(f"review.first.lessons.{kind}"))
    committed = [each.text for each in view.commitments]
    if committed:
        yield Line("item", _some(committed), say("review.commitments.title"))


def _objective(aim: Aim) -> Row:
    ratings = "; ".join(dict.fromkeys(each.text for each in aim.ratings)) or say("review.first.not-rated")
    return Row((aim.text, ratings, counts(aim.counts) if aim.criteria else "", aim.by_rules))


def _findings(view: Review) -> Iterator[Piece]:
    """The gravest of what was not kept, with the decisions at which it was not."""
    broken = not_kept(view.decisions)
    if not broken:
        yield Line("item", say("review.findings.none"), say("review.first.findings"))
        return
    for at in broken[:GRAVEST]:
        found, numbers = at[0][1], dict.fromkeys(str(taken.n) for taken, _ in at)
        where = say("review.findings.at", count=len(numbers), numbers=", ".join(numbers))
        mark = say("debrief.critical-mark") if found.critical else ""
        about = say("debrief.about-whom", about=found.about) if found.about else ""
        told = say("review.first.finding", title=found.title, about=about, at=where, critical=mark)
        yield Line("item", told, found.verdict)
    if len(broken) > GRAVEST:
        yield Line("item", say("review.first.more", count=len(broken) - GRAVEST), say("review.first.findings"))


def _lesson(each: Learnt) -> str:
    who = ", ".join(part for part in (each.owner, each.due) if part)
    return say("review.first.whose", text=each.text, who=who) if who else each.text


def _some(texts: list[str]) -> str:
    """The first few, and how many more there are."""
    shown = "; ".join(texts[:FEW])
    return say("review.first.and-more", shown=shown, count=len(texts) - FEW) if len(texts) > FEW else shown
