"""Telling the story in plain mode: the situation, what may be done, and what came of it."""

from __future__ import annotations

from collections.abc import Collection

from tui.debrief_lines import happened
from tui.durations import in_words
from tui.plain.page import Page
from tui.plain.papers import show_new_documents, show_prose
from tui.story import Consequence, OptionView, Situation
from tui.words import say


def tell(page: Page, view: Situation, *, arrivals: bool = False, seen: Collection[str] = ()) -> None:
    """The situation. `arrivals` repeats what arrived with it, for somebody who comes back to it.

    Documents in `seen` (by id) were told before and are only named.
    """
    page.heading(view.title)
    page.line(say("plain.clock", day=view.moment.day, time=view.moment.time, since=in_words(view.moment.minute)))
    if arrivals:
        show_arrivals(page, view)
    show_prose(page, view.paragraphs)
    show_new_documents(page, view.documents, seen)


def show_arrivals(page: Page, view: Situation) -> None:
    """What reached the player with the last step."""
    for arrival in view.arrivals:
        page.line(say("plain.arrival", time=arrival.moment.time, title=arrival.title or say("plain.news")) + ":")
        show_prose(page, arrival.paragraphs)


def offer(page: Page, view: Situation) -> None:
    """What may be done, numbered. The fields of a form come one by one, when they are asked."""
    page.line()
    if view.budget is not None:
        page.line(say("plain.budget", total=view.budget.total, unit=view.budget.unit, count=view.budget.at_least))
    elif view.kind == "form":
        page.line(say("plain.form", title=view.form, count=len(view.fields)))
    else:
        page.line(say("plain.what"))
    for option in view.options:
        page.line(option_text(option, view), str(option.number))
    if view.minutes is not None:
        page.line(say("plain.takes", time=in_words(view.minutes)))


def option_text(option: OptionView, view: Situation) -> str:
    """An option with what it takes or costs."""
    if option.minutes is not None:
        return say("plain.option-minutes", label=option.label, time=in_words(option.minutes))
    if option.costs is not None and view.budget is not None:
        return say("plain.option-costs", label=option.label, costs=option.costs, unit=view.budget.unit)
    return option.label


def report(page: Page, n: int, view: Consequence) -> None:
    """That a decision is kept, and what came of it."""
    page.line()
    if view.timed_out:
        page.line(say("plain.timed-out"))
    page.line(say("plain.decided", n=n, time=view.begun.time))
    for label in view.done:
        page.line(label, say("plain.you"))
    page.show(happened(view))
    page.flush()
