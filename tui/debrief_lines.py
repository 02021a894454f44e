"""The debrief as lines: the same words in the same order for plain mode, the app's reading view and reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from scoring.verdicts import Verdict
from tui.debrief import Debrief, DecisionPage
from tui.durations import in_words
from tui.findings import FindingLine
from tui.story import Consequence, text_of
from tui.words import say

KEPT = (Verdict.KEPT, Verdict.EXCEPTION)
SOURCES_NAMED = 2
"""Texts named where a finding is told briefly; a decision that broke it says what all of its provisions say."""

BROKEN_SHOWN = 2
"""Findings *not kept* that coached feedback names after one decision."""

KEPT_SHOWN = 2
"""Findings *kept* that coached feedback names after one decision; the debrief has them all."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to read. A `label` says what the text is: `Also offered`. One that `opens` begins something new."""

    kind: Literal["title", "heading", "subheading", "text", "item"]
    text: str
    label: str | None = None
    opens: bool = False


def lines(view: Debrief) -> Iterator[Line]:
    """The whole debrief: page one, every decision, objectives, policy areas, and what the provisions say, each once."""
    yield from first_page(view)
    yield from rest(view)


def rest(view: Debrief) -> Iterator[Line]:
    """Everything after page one."""
    yield from decisions(view, cited=False)
    yield from result(view)
    yield from _notes(view)
    yield from provisions(view)


def first_page(view: Debrief) -> Iterator[Line]:
    """What comes first: people, what was done well, and the decision that mattered most."""
    yield Line("title", say("debrief.title", title=view.title))
    minutes = in_words(view.minutes)
    yield Line("text", say("debrief.about", mode=view.mode, minutes=minutes, ending=view.ending))
    yield from people(view)
    yield Line("heading", say("debrief.done-well"))
    for finding in view.done_well:
        yield Line("item", say("debrief.praise", title=finding.title, rule=finding.rule, verdict=finding.verdict))
    if not view.done_well:
        yield Line("text", say("debrief.none-done-well"))
    yield from _mattered(view)
    if view.tomorrow:
        yield Line("heading", say("debrief.tomorrow"))
        yield Line("text", view.tomorrow)


def people(view: Debrief) -> Iterator[Line]:
    """What happened to women, men, girls, boys and the player's own."""
    yield Line("heading", say("debrief.people"))
    for group in view.people:
        text = ", ".join(group.outcomes) or say("ledger.nothing")
        yield Line("item", text, group.group)


def _mattered(view: Debrief) -> Iterator[Line]:
    yield Line("heading", say("debrief.mattered"))
    page = view.mattered
    if page is None:
        yield Line("text", say("debrief.nothing-broken" if not view.abandoned else "debrief.nothing-broken-yet"))
        unlucky = ((at, at.luck) for at in view.decisions if at.luck is not None)
        yield from (
            Line("text", luck, say("debrief.at", n=at.n, time=at.moment.time, title=at.title)) for at, luck in unlucky
        )
        return
    yield Line("text", say("debrief.at", n=page.n, time=page.moment.time, title=page.title))
    yield from _chosen(page)
    if view.gravest is not None:
        yield from _briefly(view.gravest)
    yield from _others(page)
    yield from _advice(page)
    others = [critical for critical in view.critical if critical != view.gravest]
    if others:
        yield Line("heading", say("debrief.critical"))
        yield from (line for critical in others for line in _briefly(critical))


def decisions(view: Debrief, *, cited: bool = True) -> Iterator[Line]:
    """Every decision in turn."""
    yield Line("heading", say("debrief.every"))
    for page in view.decisions:
        yield from decision(page, cited=cited)


def decision(page: DecisionPage, *, cited: bool = True) -> Iterator[Line]:
    """One decision: chosen, asked and how it stands, offered, and the other two sides.

    The texts that provisions stand in are named with each finding; what was not kept is `cited` in full at the end.
    """
    yield Line("subheading", say("debrief.at", n=page.n, time=page.moment.time, title=page.title))
    yield from _chosen(page)
    if page.people:
        yield Line("text", "; ".join(page.people), say("debrief.then"))
    for found in page.findings:
        if not found.refrained:
            yield from finding(found)
    yield from _refrained(page)
    for duty in page.opened:
        began = say("debrief.began-after" if duty.opened_by == "scene" else "debrief.began")
        yield Line("text", say("debrief.later", asked=asked(duty), verdict=duty.verdict), began)
    if not page.findings and not page.opened:
        yield Line("text", say("debrief.nothing-asked"))
    if page.luck:
        yield Line("text", page.luck)
    if page.still:
        yield Line("text", page.still)
    yield from _others(page)
    yield from _advice(page)
    yield from written(page)
    for found in (found for found in page.findings if found.broken and cited):
        title = say("debrief.page.critical", title=found.title, rule=found.rule)
        yield Line("text", title, say("debrief.provisions"), opens=True)
        yield from (Line("item", citation) for citation in found.citations)


def written(page: DecisionPage) -> Iterator[Line]:
    """What the player wrote at a decision; beside what was meant stands what was recorded."""
    for note in page.notes:
        if note.label == say("debrief.meant"):
            yield from recorded(page)
        yield Line("text", note.text, note.label)


def meaning(page: DecisionPage) -> Iterator[Line]:
    """A decision, what was chosen, and how it was recorded: to say that something else was meant."""
    yield Line("subheading", say("debrief.at", n=page.n, time=page.moment.time, title=page.title))
    yield from _chosen(page)
    yield from recorded(page)
    yield from (Line("text", note.text, note.label) for note in page.notes if note.label == say("debrief.meant"))


def recorded(page: DecisionPage) -> Iterator[Line]:
    """How what was chosen was recorded, in the words that rules read."""
    yield from _listed(page.acts or (say("debrief.recorded-nothing"),), say("debrief.recorded"))


def _refrained(page: DecisionPage) -> Iterator[Line]:
    """What was kept by not choosing otherwise, all in one line."""
    rules = [
        say("debrief.page.critical", title=found.title, rule=found.rule) for found in page.findings if found.refrained
    ]
    if rules:
        yield Line("text", "; ".join(rules), _capital(say("debrief.refrained")), opens=True)


def provisions(view: Debrief) -> Iterator[Line]:
    """What the provisions say behind every rule that was not kept, each rule once."""
    broken = {found.rule: found for page in view.decisions for found in page.findings if found.broken}
    if broken:
        yield Line("heading", say("debrief.provisions"))
    for rule, found in sorted(broken.items()):
        yield Line("subheading", say("debrief.page.critical", title=found.title, rule=rule))
        yield from (Line("item", citation) for citation in found.citations)


def finding(view: FindingLine) -> Iterator[Line]:
    """What policy asked, the verdict and where it stands; of what was not kept, why and what would have kept it."""
    if not view.broken:
        yield Line("text", asked(view), _capital(view.verdict), opens=True)
        yield Line("item", "; ".join(view.instruments), say("debrief.provision"))
        return
    yield from _verdict(view)
    yield Line("item", "; ".join(view.instruments), say("debrief.provision"))
    if view.basis:
        yield Line("item", view.basis, say("debrief.basis"))
    if view.why:
        yield Line("text", view.why, say("debrief.why"))
    if view.could:
        yield Line("text", view.could)


def _briefly(view: FindingLine) -> Iterator[Line]:
    yield from _verdict(view)
    yield _sources(view)
    if view.could:
        yield Line("text", view.could)


def _verdict(view: FindingLine) -> Iterator[Line]:
    yield Line("text", asked(view), say("debrief.asked"), opens=True)
    mark = say("debrief.critical-mark") if view.critical else ""
    yield Line("text", say("debrief.verdict-text", verdict=view.verdict, critical=mark), say("debrief.verdict"))


def _sources(view: FindingLine) -> Line:
    named, more = "; ".join(view.instruments[:SOURCES_NAMED]), len(view.instruments) - SOURCES_NAMED
    text = say("debrief.sources-more", sources=named, count=more) if more > 0 else named
    return Line("item", text, say("debrief.provision"))


def feedback(page: DecisionPage) -> Iterator[Line]:
    """What coached mode says after a decision, in a few lines: what was not kept, what is due, and the other two sides.

    The rest waits for the debrief. A duty that this very decision has done already is not asked for again.
    """
    broken = [found for found in page.findings if found.broken]
    for found in broken[:BROKEN_SHOWN]:
        mark = say("debrief.critical-mark") if found.critical else ""
        source = next(iter(found.instruments), "")
        text = say("debrief.briefly", asked=asked(found), source=source) if source else asked(found)
        yield Line("text", text, say("debrief.verdict-text", verdict=_capital(found.verdict), critical=mark))
    if len(broken) > BROKEN_SHOWN:
        yield Line("text", say("debrief.broken-more", count=len(broken) - BROKEN_SHOWN))
    kept = [found for found in page.findings if found.state in KEPT and not found.refrained]
    done = {(found.rule, found.about) for found in kept}
    for found in (found for found in (*page.findings, *page.opened) if found.state is Verdict.OPEN):
        # What the next scene asks is for the player to see there.
        if found.opened_by != "scene" and (found.rule, found.about) not in done:
            yield Line("text", _due(found), say("debrief.duty"))
    shown = kept[:KEPT_SHOWN] if not broken else ()
    for found in shown:
        yield Line("text", asked(found), _capital(found.verdict))
    if shown and len(kept) > len(shown):
        yield Line("text", say("debrief.kept-more", count=len(kept) - len(shown)))
    yield from (replace(line, opens=False) for line in _advice(page))


def asked(view: FindingLine) -> str:
    """What policy asked: the rule, whom it was about, its number and its rank."""
    about = say("debrief.about-whom", about=view.about) if view.about else ""
    return say("debrief.asked-text", title=view.title, about=about, rule=view.rule, rank=view.rank)


def _due(view: FindingLine) -> str:
    return say("debrief.due", asked=asked(view), time=view.due) if view.due else asked(view)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def result(view: Debrief) -> Iterator[Line]:
    """What the scenario trains, findings by policy area, and how trust and tension moved."""
    if view.objectives:
        yield Line("heading", say("debrief.objectives"))
        yield from (Line("item", result, text) for text, result in view.objectives)
    if view.areas:
        yield Line("heading", say("debrief.areas"))
        yield from (Line("item", counts, area) for area, counts in view.areas)
    if view.unsettled:
        yield Line("heading", say("debrief.open"))
        yield from (Line("item", _due(duty)) for duty in view.unsettled)
    if view.gauges:
        yield Line("heading", say("debrief.gauges"))
        for gauge in view.gauges:
            text = say("debrief.gauge", start=gauge.start, end=gauge.end, low=gauge.low, high=gauge.high)
            yield Line("item", text, gauge.title)
    if view.proved:
        yield Line("heading", say("debrief.proof"))
        yield Line("text", view.proved)


def _notes(view: Debrief) -> Iterator[Line]:
    if view.notes:
        yield Line("heading", say("debrief.notes"))
        yield from (Line("item", note.text) for note in view.notes)


def happened(view: Consequence) -> Iterator[Line]:
    """What came of a move: the consequence, then what arrived, each with its time."""
    for paragraph in view.paragraphs:
        yield Line("text", text_of(paragraph))
    for arrival in view.arrivals:
        label = say("plain.arrival", time=arrival.moment.time, title=arrival.title or say("plain.news"))
        texts = [text_of(paragraph) for paragraph in arrival.paragraphs] or [""]
        yield Line("text", texts[0], label)
        yield from (Line("text", text) for text in texts[1:])


def _chosen(page: DecisionPage) -> Iterator[Line]:
    if page.timed_out:
        yield Line("text", say("debrief.timed-out"))
    yield from _listed(page.chosen, say("debrief.chosen"))


def _others(page: DecisionPage) -> Iterator[Line]:
    yield from _listed(page.others, say("debrief.others"))


def _advice(page: DecisionPage) -> Iterator[Line]:
    sides = (
        (say("debrief.tactical"), page.advice.tactical),
        (say("debrief.political"), page.advice.political),
        (say("debrief.pulls-apart"), page.advice.pulls_apart),
    )
    for label, texts in sides:
        yield from (Line("text", text.strip(), label, opens=label == sides[0][0]) for text in texts)


def _listed(texts: Iterable[str], label: str) -> Iterator[Line]:
    yield from (Line("item", text, label, opens=n == 0) for n, text in enumerate(texts))
