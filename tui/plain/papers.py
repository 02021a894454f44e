"""What can be looked up in plain mode: orders, map, documents, glossary, and the page on care."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from simulator.prose import paragraphs
from tui import papers, story
from tui.acronyms import grouped
from tui.durations import in_words
from tui.papers import Section
from tui.plain.page import Page
from tui.story import DocumentView, Paragraph
from tui.words import say


def show_briefing(page: Page, view: papers.Briefing) -> None:
    """Who the player is, what to expect, and the orders."""
    page.heading(view.title)
    page.line(view.role, say("plain.role"))
    page.line(view.place, say("plain.place"))
    page.line(in_words(view.minutes), say("plain.length"))
    if view.content_note:
        page.line(view.content_note, say("plain.content"))
    show_sections(page, view.orders)


def show_sections(page: Page, sections: Iterable[Section]) -> None:
    """Texts under headings."""
    for section in sections:
        page.heading(section.title)
        show_prose(page, (tuple(paragraph) for paragraph in paragraphs(section.text)))


def show_prose(page: Page, prose: Iterable[Paragraph]) -> None:
    """Paragraphs, one a line; emphasis is not needed to understand them."""
    for paragraph in prose:
        page.line(story.text_of(paragraph))


def show_documents(page: Page, documents: Iterable[DocumentView]) -> None:
    """Maps, letters and notes, their lines kept."""
    for document in documents:
        page.heading(say("plain.document", kind=say(f"document.{document.kind}"), title=document.title))
        page.as_drawn(document.text)


def show_new_documents(page: Page, documents: Iterable[DocumentView], seen: Collection[str]) -> None:
    """Documents as they come before the player: letters in full the first time; maps are drawn when asked for."""
    for document in documents:
        if document.kind == "map" or document.id in seen:
            kind = say(f"document.{document.kind}")
            page.line()
            page.line(say("plain.document-waits", kind=kind, title=document.title))
        else:
            show_documents(page, [document])


def show_map(page: Page, section: Section) -> None:
    """The map in text."""
    page.heading(section.title)
    page.as_drawn(section.text)


def show_glossary(page: Page, terms: Iterable[papers.Term], shown: str = "") -> None:
    """Acronyms and words, one a line; those that stand in the text `shown` first."""
    for title, listed in grouped(terms, shown):
        page.heading(title)
        for term in listed:
            page.line(term.meaning, term.term)


def show_care(page: Page) -> None:
    """What may come after something hard, what helps, and who is there."""
    show_sections(page, papers.care())
