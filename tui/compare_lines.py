"""Two runs as lines, one below the other: for reports, plain mode and narrow screens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tui.comparing import Comparison, Difference, Step
from tui.debrief_lines import Line
from tui.words import say


def lines(view: Comparison) -> Iterator[Line]:
    """The whole comparison."""
    yield from beginning(view)
    for step in view.steps:
        yield Line("subheading", say("comparing.step", n=step.n))
        yield from sides(step)
    yield from outcome(view)


def beginning(view: Comparison) -> Iterator[Line]:
    """Which runs these are, and what both decided alike, told once."""
    yield Line("title", say("comparing.title"))
    yield from (Line("text", text) for text in (view.title, *view.runs, *view.cautions))
    if not view.steps:
        yield Line("text", say("comparing.all-same"))
    elif view.together:
        yield Line("text", say("comparing.same", count=len(view.together)))
    yield from (Line("item", text) for text in view.together)
    if view.steps:
        yield Line("heading", say("comparing.parted"))


def sides(step: Step) -> Iterator[Line]:
    """What A decided at a step, and what B did."""
    for label, told in ((say("comparing.a"), step.a), (say("comparing.b"), step.b)):
        yield Line("item", "; ".join(told) or say("comparing.over"), label)


def outcome(view: Comparison) -> Iterator[Line]:
    """What happened to people in both, the objectives, and findings that differ."""
    yield from _listed(say("comparing.people"), view.people)
    yield from _listed(say("comparing.objectives"), view.objectives)
    yield from _listed(say("comparing.findings"), view.findings)
    if not view.findings:
        yield Line("text", say("comparing.no-findings"))


def _listed(heading: str, differences: Iterable[Difference]) -> Iterator[Line]:
    yield Line("heading", heading)
    for found in differences:
        yield Line("subheading", found.title)
        if found.a == found.b:
            yield Line("item", found.a, say("comparing.both"))
        else:
            yield Line("item", found.a, say("comparing.a"))
            yield Line("item", found.b, say("comparing.b"))
