"""A page line by line: each new thing once, as it comes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from tui.plain.page import Page as Paper
from tui.tabletop.naming import exercise_mark
from tui.tabletop.pages.section import Ask, Field, Head, Line, Page, Section
from tui.tabletop.terminal.clocks import minutes
from tui.tabletop.terminal.desk import ANSWER
from tui.tabletop.terminal.filling import Identity, identity
from tui.words import say

ORDER = ("situation", "revealed", "told", "arrived", "messages", "documents", "decisions", ANSWER)
"""In which order sections are told; what is asked comes last, where the ear keeps it."""


class PlainPage:
    """Tells a page on `paper`, and keeps in mind what was told."""

    def __init__(self, paper: Paper) -> None:
        self._paper = paper
        self._head: Head | None = None
        self._told: dict[str, Section] = {}
        self._asked: set[tuple[Identity, tuple[Field, ...]]] = set()

    def tell(self, page: Page) -> bool:
        """Tell what is new on the page; whether there was anything."""
        news = [section for section in _ordered(page) if self._is_new(section)]
        headed = self._head is None or self._head.state != page.head.state
        if headed:
            self._tell_head(page.head)
        for section in news:
            self._tell_section(section, first=self._head is None)
        self._head = page.head
        self._told = {section.id: section for section in page.sections}
        self._paper.flush()
        return headed or bool(news)

    def repeat(self, page: Page, ids: Iterable[str]) -> None:
        """Tell some sections once more, whole."""
        self._tell_head(page.head)
        for section in _ordered(page):
            if section.id in ids:
                self._heading(section.title)
                self._lines(section.lines)
                self._asks(section.asks, again=True)

    def _is_new(self, section: Section) -> bool:
        return bool([*self._new_lines(section), *self._new_asks(section)])

    def _new_lines(self, section: Section) -> list[Line]:
        """Lines that were not told; all of a section that stands under another title, as each situation does."""
        before = self._told.get(section.id)
        if before is None or before.title != section.title:
            return list(section.lines)
        known = Counter(before.lines)
        known.subtract(section.lines)
        fresh = Counter({line: -count for line, count in known.items() if count < 0})
        return [line for line in section.lines if fresh.pop(line, 0)]

    def _new_asks(self, section: Section) -> list[Ask]:
        """What is asked and was not a moment ago: also what is asked again, after a pause or in a fork."""
        if section.id != ANSWER:
            return []
        before = {identity(ask) for ask in self._told[ANSWER].asks} if ANSWER in self._told else set()
        return [ask for ask in section.asks if identity(ask) not in before]

    def _tell_section(self, section: Section, *, first: bool) -> None:
        self._heading(section.title if first else say("terminal.plain.new", title=section.title))
        self._lines(self._new_lines(section))
        self._asks(self._new_asks(section))

    def _tell_head(self, head: Head) -> None:
        mark = head.phase if head.state == "emergency" else exercise_mark()
        self._paper.line()
        self._paper.line(mark)
        parts = [part for part in (head.title, head.group, head.seat) if part]
        if self._head is None:
            self._paper.line(". ".join(parts))
        count = minutes(head, 0)
        self._paper.line(say("terminal.plain.head", phase=head.phase, time=head.time, count=count))

    def _heading(self, title: str) -> None:
        self._paper.heading(title)

    def _lines(self, lines: Iterable[Line]) -> None:
        for line in lines:
            if line.kind == "kept":
                self._paper.as_drawn(line.text)
            else:
                self._paper.line(line.text, ", ".join(part for part in (line.when, _bare(line.label)) if part) or None)

    def _asks(self, asks: Iterable[Ask], *, again: bool = False) -> None:
        """What is asked, and how it is answered. What may be chosen is told once, unless it is wanted again."""
        for ask in asks:
            known = identity(ask), tuple(_unanswered(field) for field in ask.fields)
            if again or known not in self._asked:
                self._choices(ask)
            self._asked.add(known)
            if ask.action in ("recommend", "decide", "dissent", "commit"):
                self._paper.line(say(f"terminal.plain.how.{ask.action}"))

    def _choices(self, ask: Ask) -> None:
        for field in ask.fields:
            self._paper.line(field.label)
            for n, each in enumerate(field.choices, 1):
                self._paper.line(f"{each.label} ({each.more})" if each.more else each.label, str(n))
        if ask.hint:
            self._paper.line(ask.hint)


def _unanswered(field: Field) -> Field:
    """What may be chosen, whatever is chosen already. Turns of two forks may have the same number, and not the same."""
    return field._replace(choices=tuple(each._replace(chosen=False) for each in field.choices))


def _ordered(page: Page) -> Iterator[Section]:
    known = {section.id: section for section in page.sections}
    yield from (known[id] for id in ORDER if id in known)


def _bare(label: str | None) -> str | None:
    """A label without its colon: the page sets one."""
    return label.rstrip(":") if label else None
