"""Pocket cards over whatever is shown: one card at a time, the others behind their numbers."""

from __future__ import annotations

from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Static

from simulator.scenario import Scenario
from tui import acronyms
from tui.app import drawing
from tui.app.app_screen import AppScreen
from tui.app.card_drawing import card_text, sources_text
from tui.app.head import Head
from tui.app.key_line import KeyLine
from tui.app.looking_up import explained
from tui.app.paper_screen import opens_a_paper
from tui.app.reading import Reading
from tui.pocket_cards import Card, cards
from tui.words import say

MEASURE = 76
"""Columns of a card at most; fewer where the terminal has fewer."""

MARGINS = 2
"""Columns beside the text: its own padding."""

WIDE = 132
"""Columns from which the cards are listed beside the text, one below the other."""


class CardsScreen(AppScreen):
    """The pocket cards; with a scenario, the card of the player's role first, so that one key shows it.

    `first` is the id of the card to begin with; without it, or where there is none such, the first of all.
    """

    HELP = "app.help.cards"
    CSS_PATH = "cards.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "close", say("app.key.close"), id="cards.close"),
        Binding("right", "turn(1)", say("app.key.card-next"), id="cards.next"),
        Binding("left", "turn(-1)", say("app.key.card-before"), id="cards.before"),
        Binding("g", "glossary", say("app.key.glossary"), id="cards.glossary"),
        *(Binding(str(n % 10), f"show({n})", show=False) for n in range(1, 11)),
        Binding("pagedown,space", "page_down", show=False),
        Binding("pageup", "page_up", show=False),
        Binding("down,j", "scroll(1)", show=False),
        Binding("up,k", "scroll(-1)", show=False),
    ]

    def __init__(self, scenario: Scenario | None = None, first: str = "") -> None:
        super().__init__()
        self._cards = cards(scenario)
        self._terms = acronyms.terms(scenario)
        self._at = next((n for n, card in enumerate(self._cards) if card.id == first), 0)

    @property
    def card(self) -> Card:
        """The card that is shown."""
        return self._cards[self._at]

    def compose(self) -> ComposeResult:
        """Title, what cards there are, the card."""
        yield Head()
        with Horizontal(id="cards"):
            yield Static(id="index")
            yield Reading(focus=False)
        yield KeyLine()

    def on_resize(self) -> None:
        """Another width wraps the card anew, and may list the cards at its side."""
        self._show()

    def action_show(self, number: int) -> None:
        """Show the card with this number, if there is one."""
        if number <= len(self._cards):
            self._at = number - 1
            self._show()

    def action_turn(self, by: int) -> None:
        """Show the next card or the one before; after the last comes the first."""
        self._at = (self._at + by) % len(self._cards)
        self._show()

    def action_scroll(self, by: int) -> None:
        """Read on or back by a line."""
        self.query_one(Reading).scroll_relative(y=by, animate=False)

    def action_glossary(self) -> None:
        """The acronyms on this card, then the rest."""
        shown = "\n".join([self.card.title, self._text().plain])
        self.peacekeeper.look_up(explained(self._terms, shown))

    def action_close(self) -> None:
        """Back to what is below."""
        self.dismiss()

    def on_key(self, event: events.Key) -> None:
        """The key that opened the cards closes them too, whatever it was made to be."""
        if opens_a_paper(self, event.key):
            event.stop()
            self.action_close()

    def _show(self) -> None:
        place = say("cards.head", n=self._at + 1, count=len(self._cards))
        self.query_one(Head).show(self.card.title, place)
        self.query_one("#index", Static).update(self._index())
        self.query_one(Reading).show(self._text())

    def _text(self) -> Text:
        width = min(MEASURE, self.query_one(Reading).scrollable_content_region.width - MARGINS)
        airy = self.size.height > 30
        return drawing.page([card_text(self.card, width, self.app.console, airy=airy), sources_text(self.card)])

    def _index(self) -> Text:
        """The cards with their numbers, in rows; the one that is shown stands in brackets."""
        rows = [Text()]
        for name in map(self._named, range(len(self._cards))):
            if rows[-1] and (self.size.width >= WIDE or len(rows[-1]) + len(name) > self.size.width - MARGINS):
                rows.append(Text())
            rows[-1].append_text(name)
        return Text("\n").join(rows)

    def _named(self, n: int) -> Text:
        shown = n == self._at
        number = f"{(n + 1) % 10} " if n < 10 else ""
        name = f"[{number}{self._cards[n].name}]" if shown else f" {number}{self._cards[n].name} "
        return Text(name, style=Style(bold=shown, meta={"@click": f"screen.show({n + 1})"}))
