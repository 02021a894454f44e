"""The evaluation as lines: each objective with what was seen of its criteria, the ratings, and what rules found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from textwrap import shorten

from tui.debrief_lines import Line
from tui.tabletop.review.evidence import Evidence
from tui.tabletop.review.objectives import Aim, Judged, Looked, Mark, Together
from tui.tabletop.review.pieces import Leading, Piece
from tui.tabletop.review.review import Review
from tui.words import say

BRIEFLY = 80
"""Characters of an entry that are told as evidence."""

COUNTED: tuple[Together, ...] = ("partly seen", "not seen", "seen differently", "not marked")


def objective_lines(view: Review) -> Iterator[Piece]:
    """The whole evaluation; where nobody evaluated, it says so."""
    yield Line("heading", say("review.evaluation.title"))
    if not view.evaluated:
        yield Line("text", say("review.evaluation.none"))
    else:
        yield Line("text", say("review.evaluation.about"))
        source = view.about.scale_source
        scale = (
            say("review.evaluation.of-source", scale=view.about.scale, source=source) if source else view.about.scale
        )
        yield Line("text", scale, say("review.evaluation.scale"))
    for aim in view.objectives:
        yield from _objective(aim)


def counts(criteria: Mapping[Together, int]) -> str:
    """Counts of criteria in words: `3 of 4 seen, 1 partly`."""
    whole = sum(criteria.values())
    parts = [say("review.evaluation.seen", count=criteria.get("seen", 0), whole=whole)]
    parts += [say(f"review.evaluation.counted.{each}", count=criteria[each]) for each in COUNTED if each in criteria]
    return ", ".join(parts)


def rated(judged: Judged) -> str:
    """A rating with who gave it, and the note."""
    text = say("review.evaluation.rated", rating=judged.text, who=judged.who)
    return say("review.evaluation.noted", text=text, note=judged.note) if judged.note else text


def _objective(aim: Aim) -> Iterator[Piece]:
    yield Line("subheading", aim.text)
    if aim.ratings:
        yield from (Line("text", rated(each), say("review.evaluation.rating")) for each in aim.ratings)
    else:
        yield Line("text", say("review.evaluation.not-rated"), say("review.evaluation.rating"))
    if aim.criteria:
        yield Line("text", counts(aim.counts), say("review.evaluation.criteria"))
    for looked in aim.criteria:
        yield from _criterion(looked)
    rules = say("review.evaluation.found", result=aim.by_rules, rules=", ".join(aim.rules))
    yield Line("text", rules, say("review.evaluation.by-rules"))


def _criterion(looked: Looked) -> Iterator[Piece]:
    yield Line("item", looked.text, say(f"review.evaluation.together.{looked.together}"))
    for mark in looked.marks:
        yield Leading("item", _mark(mark), say("review.evaluation.mark"), entries=shown(mark.evidence))


def _mark(mark: Mark) -> str:
    text = say("review.evaluation.marked", who=mark.who, result=mark.result)
    if mark.note:
        text = say("review.evaluation.noted", text=text, note=mark.note)
    rests = rests_on(mark.evidence)
    return say("review.evaluation.resting", text=text, rests=rests) if rests else text


def rests_on(evidence: tuple[Evidence, ...]) -> str:
    """What something rests on, in words: `minute 12, Decision 1: …`. What is long is in the timeline in full."""
    return "; ".join(_rest(each) for each in evidence)


def _rest(each: Evidence) -> str:
    text = shorten(each.text, BRIEFLY, placeholder="…") if each.text else say("review.evidence.untold", n=each.entry)
    return say("review.evidence.one", minute=each.minute, text=text)


def shown(evidence: tuple[Evidence, ...]) -> tuple[int, ...]:
    """The entries of the timeline to which evidence leads."""
    return tuple(dict.fromkeys(each.shown for each in evidence if each.shown is not None))
