"""What briefing and play share: cards, orders, map, documents and words can be looked up at any time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.binding import Binding, BindingType

from tui.app.app_screen import AppScreen
from tui.words import say

if TYPE_CHECKING:
    from simulator.run import Record
    from simulator.scenario import Scenario


PAPER_KEYS: list[BindingType] = [
    Binding("f1", "cards", say("app.key.card"), id="papers.cards"),
    Binding("f2", "look_up('orders')", say("app.key.orders"), id="papers.orders"),
    Binding("f3", "look_up('maps')", say("app.key.map"), id="papers.map"),
    Binding("d", "look_up('documents')", say("app.key.documents"), id="papers.documents"),
    Binding("g", "glossary", say("app.key.glossary"), id="papers.glossary"),
]
"""Each screen puts these where they belong in its footer."""


class ScenarioScreen(AppScreen):
    """A screen about one scenario, as far as it was played."""

    @property
    def scenario(self) -> Scenario:
        """The scenario."""
        raise NotImplementedError

    @property
    def records(self) -> Sequence[Record]:
        """What was played so far; documents are shown as far as they have come."""
        return ()

    @property
    def text_shown(self) -> str:
        """What is on the screen to read: its words and acronyms come first in the glossary."""
        return ""

    def action_cards(self) -> None:
        """Cards for the pocket, that of the role first."""
        from tui.app.cards_screen import CardsScreen

        self.app.push_screen(CardsScreen(self.scenario))

    def action_look_up(self, name: str) -> None:
        """Open a paper."""
        from tui.app.looking_up import PAPERS

        self.peacekeeper.look_up(PAPERS[name](self.scenario, self.records))

    def action_glossary(self) -> None:
        """Words and acronyms, those on the screen first."""
        from tui.app.looking_up import glossary

        self.peacekeeper.look_up(glossary(self.scenario, self.records, self.text_shown))
