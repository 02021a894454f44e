"""Pocket cards in plain mode: the player's own first, the others by number."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.scenario import Scenario
from tui import story
from tui.plain.listening import Listener
from tui.plain.page import Page
from tui.pocket_cards import Card, CardLine, cards, sources
from tui.words import say


def talk_cards(listener: Listener, scenario: Scenario | None = None) -> None:
    """Show cards until the person has read enough; with a scenario the player's own at once. Raises Left."""
    page, found = listener.page, cards(scenario)
    if scenario is not None:
        show_card(page, found[0])
    list_cards(page, found)
    while answer := listener.ask(say("plain.cards.ask", count=len(found))):
        chosen = next((card for n, card in enumerate(found, 1) if str(n) == answer), None)
        if chosen is None:
            page.line(say("plain.cards.wrong", count=len(found)))
        else:
            show_card(page, chosen)


def list_cards(page: Page, found: Sequence[Card]) -> None:
    """The cards with their numbers."""
    page.heading(say("cards.title"))
    for n, card in enumerate(found, 1):
        page.line(card.title, str(n))


def show_card(page: Page, card: Card) -> None:
    """A card, one thing a line, and what it rests on."""
    page.heading(card.title)
    for line in card.lines:
        _show_line(page, line)
    cited = sources(card)
    if cited:
        page.heading(say("cards.sources"))
    for source in cited:
        page.line(source)


def _show_line(page: Page, line: CardLine) -> None:
    words = story.text_of(line.words)
    if line.kind == "heading":
        page.heading(words)
    else:
        page.line(words, line.mark if line.mark.isdecimal() else None)
