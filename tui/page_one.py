"""Page one of the debrief, laid out for one page of a terminal: what does not fit is left out in a fixed order.

No sentence is ever cut. What happened to people, what was chosen, what policy asked and the line for tomorrow always
stay; everything that is left out is behind Enter.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tui.debrief import Debrief, DecisionPage
from tui.debrief_lines import asked
from tui.durations import in_words
from tui.findings import FindingLine
from tui.words import say

INDENT = 2
LABELS = 15
"""Columns for what a text is: `Also offered`."""

GAP = 2
BETWEEN = "   "
WIDEST = 82
"""Columns of a page at most: longer lines are hard to follow."""

LEAST = 20
"""Columns for a text at least, however narrow the terminal is."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the page. The first `bold` characters stand out: a heading, or what a text is."""

    text: str
    bold: int = 0


@dataclass(frozen=True, slots=True)
class Cut:
    """What is shown. `others` is how many other options are named, None for all; `titles` are of critical rules."""

    others: int | None = None
    political: bool = True
    tactical: bool = True
    did: bool = True
    praised: int = 2
    titles: bool = True
    spaced: bool = False

    @property
    def whole(self) -> bool:
        """Whether nothing is left out."""
        return self.others is None and self.political


CUTS = (
    Cut(spaced=True),
    Cut(),
    Cut(others=2),
    Cut(others=2, political=False),
    Cut(others=2, political=False, did=False),
    Cut(others=2, political=False, tactical=False, did=False),
    Cut(others=1, political=False, tactical=False, did=False),
    Cut(others=1, political=False, tactical=False, did=False, praised=1),
    Cut(others=1, political=False, tactical=False, did=False, praised=1, titles=False),
    Cut(others=0, political=False, tactical=False, did=False, praised=1, titles=False),
)
"""From everything to what always stays: named in the order in which things are left out."""


def page_one(view: Debrief, width: int, height: int) -> tuple[Row, ...]:
    """The page for so many columns and rows; longer than the rows only where even the least does not fit."""
    rows: tuple[Row, ...] = ()
    for cut in CUTS:
        rows = tuple(_rows(view, cut, width))
        if len(rows) <= height:
            break
    return rows


def head(view: Debrief) -> tuple[str, str]:
    """The line above the page: what was played and how, and how it ended."""
    minutes = in_words(view.minutes)
    left = say("debrief.page.head", title=view.title, mode=view.mode.lower(), minutes=minutes)
    stopped = say("debrief.page.stopped")
    return left, stopped if view.abandoned else say("debrief.page.ending", ending=view.ending)


def _rows(view: Debrief, cut: Cut, width: int) -> Iterator[Row]:
    parts = [_people(view, width), _well(view, cut, width), _mattered(view, cut, width), _tomorrow(view, width)]
    for at, part in enumerate(parts):
        rows = list(part)
        if at and rows and cut.spaced:
            yield Row("")
        yield from rows
    last = " ".join(_last(view, cut))
    if last:
        if cut.spaced:
            yield Row("")
        yield from (Row(line) for line in _wrapped(last, width))


def _people(view: Debrief, width: int) -> Iterator[Row]:
    yield _heading(say("debrief.people"))
    told = [say("debrief.page.group", group=g.group, outcomes=", ".join(g.outcomes)) for g in view.people if g.outcomes]
    rest = [g.group for g in view.people if not g.outcomes]
    if rest:
        told.append(say("debrief.page.group", group=", ".join(rest), outcomes=say("ledger.nothing")))
    yield from (Row(" " * INDENT + line) for line in _packed(told, width - INDENT))


def _well(view: Debrief, cut: Cut, width: int) -> Iterator[Row]:
    yield _heading(say("debrief.done-well"))
    for finding in view.done_well[: cut.praised]:
        yield from _praise(finding, width)
        if cut.did and not finding.refrained and 1 <= finding.decision <= len(view.decisions):
            page = view.page(finding.decision)
            done = say("debrief.page.did", time=page.moment.time, chosen=chosen(page))
            yield from (Row(" " * 2 * INDENT + line) for line in _wrapped(done, width - 2 * INDENT))
    if not view.done_well:
        yield from (Row(" " * INDENT + line) for line in _wrapped(say("debrief.none-done-well"), width - INDENT))


def _praise(finding: FindingLine, width: int) -> Iterator[Row]:
    """The title, with the rule at the right of its first line."""
    right = say("debrief.page.kept", rule=finding.rule, verdict=finding.verdict)
    room = width - INDENT
    lines = _wrapped(finding.title, room - len(right) - GAP)
    yield Row(" " * INDENT + lines[0].ljust(room - len(right)) + right)
    yield from (Row(" " * INDENT + line) for line in lines[1:])


def _mattered(view: Debrief, cut: Cut, width: int) -> Iterator[Row]:
    page = view.mattered
    if page is None:
        yield _heading(say("debrief.mattered"))
        yield from _unbroken(view, width)
        return
    yield from _headed(say("debrief.mattered"), say("debrief.page.at", time=page.moment.time, title=page.title), width)
    label = say("debrief.page.timed-out" if page.timed_out else "debrief.chosen")
    yield from _labelled(label, chosen(page), width)
    if view.gravest is not None:
        yield from _asked(view.gravest, width)
    yield from _others(page, view.gravest, cut, width)
    yield from _critical(view, cut, width)
    if cut.tactical:
        yield from _labelled(say("debrief.tactical"), " ".join(page.advice.tactical), width)
    if cut.political:
        yield from _labelled(say("debrief.political"), " ".join(page.advice.political), width)
        yield from _labelled(say("debrief.page.pulls-apart"), " ".join(page.advice.pulls_apart), width)


def _unbroken(view: Debrief, width: int) -> Iterator[Row]:
    """Nothing went against policy; where chance did, that is said."""
    nothing = say("debrief.nothing-broken-yet" if view.abandoned else "debrief.nothing-broken")
    unlucky = [(say("debrief.page.at", time=p.moment.time, title=p.title), p.luck) for p in view.decisions if p.luck]
    for text in (nothing, *(f"{at}. {luck}" for at, luck in unlucky)):
        yield from (Row(" " * INDENT + line) for line in _wrapped(text, width - INDENT))


def _asked(finding: FindingLine, width: int) -> Iterator[Row]:
    """What policy asked, and how it stands, with one text named."""
    yield from _labelled(say("debrief.asked"), asked(finding), width)
    mark = say("debrief.critical-mark") if finding.critical else ""
    more = len(finding.instruments) - 1
    source = next(iter(finding.instruments), "")
    source = say("debrief.sources-more", sources=source, count=more) if more > 0 else source
    yield from _labelled(
        say("debrief.verdict"),
        say("debrief.page.verdict", verdict=finding.verdict, critical=mark, source=source),
        width,
    )


def _others(page: DecisionPage, finding: FindingLine | None, cut: Cut, width: int) -> Iterator[Row]:
    """What else was offered; what would have kept it comes first, so that it is named where room is short."""
    if cut.others == 0:
        return
    keepers = finding.keepers if finding is not None else ()
    listed = sorted(page.others, key=lambda label: label not in keepers)
    shown = listed if cut.others is None else listed[: cut.others]
    more = len(listed) - len(shown)
    named = [*shown, say("debrief.page.more-others", count=more)] if more else shown
    yield from _labelled(say("debrief.others"), " · ".join(named), width)


def _critical(view: Debrief, cut: Cut, width: int) -> Iterator[Row]:
    """Every other critical finding, by rule: none is left out, however many there are."""
    others = {found.rule: found.title for found in view.critical if found != view.gravest}
    texts = (say("debrief.page.critical", title=title, rule=rule) for rule, title in others.items())
    yield from _labelled(say("debrief.critical"), " · ".join(texts if cut.titles else others), width)


def _tomorrow(view: Debrief, width: int) -> Iterator[Row]:
    if view.tomorrow:
        yield _heading(say("debrief.tomorrow"))
        yield from (Row(" " * INDENT + line) for line in _wrapped(view.tomorrow, width - INDENT))


def _last(view: Debrief, cut: Cut) -> Iterator[str]:
    if not cut.whole:
        yield say("debrief.page.more")
    if view.content_note:
        yield say("debrief.page.care")


def chosen(page: DecisionPage) -> str:
    """What was chosen at a decision, in one line."""
    return " + ".join(page.chosen) or say("debrief.nothing")


def _heading(words: str) -> Row:
    return Row(words.upper(), len(words))


def _headed(words: str, right: str, width: int) -> Iterator[Row]:
    """A heading with something at the right of it, or below where there is no room."""
    heading = _heading(words)
    if len(words) + GAP + len(right) <= width:
        yield Row(heading.text.ljust(width - len(right)) + right, width)
        return
    yield heading
    yield from (Row(" " * INDENT + line, width) for line in _wrapped(right, width - INDENT))


def _labelled(label: str, text: str, width: int) -> Iterator[Row]:
    """A text beside what it is; nothing where there is no text."""
    if not text:
        return
    before = " " * INDENT + label.ljust(LABELS)
    if width - len(before) < LEAST:
        yield from (Row(line, INDENT + len(label)) for line in _wrapped(f"{before.rstrip()}: {text}", width)[:1])
        yield from (Row(line) for line in _wrapped(f"{before.rstrip()}: {text}", width)[1:])
        return
    for n, line in enumerate(_wrapped(text, width - len(before))):
        yield Row((before if n == 0 else " " * len(before)) + line, len(before) if n == 0 else 0)


def _packed(texts: Iterable[str], width: int) -> list[str]:
    """Short texts in lines, none of them broken where it fits in one."""
    lines: list[str] = []
    for text in texts:
        if lines and len(lines[-1]) + len(BETWEEN) + len(text) <= width:
            lines[-1] += BETWEEN + text
        else:
            lines += _wrapped(text, width)
    return lines


def _wrapped(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, max(1, width), break_on_hyphens=False)
