"""Two forks side by side as lines and tables of two columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tui.debrief_lines import Line
from tui.tabletop.review.beside import Beside, Both
from tui.tabletop.review.pieces import Piece, Row, Table
from tui.words import say


def beside_lines(view: Beside) -> Iterator[Piece]:
    """The whole comparison."""
    yield Line("title", say("review.beside.title", title=view.title))
    yield Line("text", say("review.beside.about", a=view.a, b=view.b))
    if view.entries > 1:
        yield Line("text", say("review.beside.shared", count=view.entries))
    else:
        yield Line("text", say("review.beside.no-forks"))
    yield Line("heading", say("review.beside.together"))
    yield from (Line("item", text) for text in view.together)
    if not view.together:
        yield Line("text", say("review.beside.nothing-together"))
    yield Line("heading", say("review.beside.parted"))
    yield from _table(view, view.decisions, "review.beside.all-same")
    yield Line("heading", say("review.beside.ended"))
    yield from _table(view, view.endings, "review.beside.all-same")
    yield Line("heading", say("debrief.people"))
    yield from _table(view, view.people, "review.beside.all-same")
    yield Line("heading", say("review.findings.title"))
    yield from _table(view, view.findings, "review.beside.no-findings")
    yield Line("heading", say("review.evaluation.title"))
    yield from _table(view, view.objectives, "review.no-objectives")


def _table(view: Beside, found: Sequence[Both], nothing: str) -> Iterator[Piece]:
    if not found:
        yield Line("text", say(nothing))
        return
    heads = ("", say("review.beside.head.a", exercise=view.a), say("review.beside.head.b", exercise=view.b))
    yield Table(heads, tuple(Row((each.title, each.a, each.b)) for each in found))
