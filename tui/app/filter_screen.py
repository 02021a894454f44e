"""Choosing what the library shows: by theme, level, role, length and whether it was played."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.app.key_line import KeyLine
from tui.app.offer_list import Item, OfferList
from tui.browsing import Played, Selection, all_marks
from tui.heads import Item as Scenario
from tui.words import say

ALL = "@all"


class FilterScreen(ModalScreen[Selection]):
    """A list of marks to tick; Escape takes the selection back to the library."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,f", "close", say("app.key.back"), key_display="esc")]

    def __init__(self, items: Sequence[Scenario], played: Mapping[str, Played], selection: Selection) -> None:
        super().__init__()
        self._items, self._played, self._selection = items, played, selection
        self._marks = all_marks(items, played)

    def compose(self) -> ComposeResult:
        """What to do, and the marks."""
        yield Static(Text(say("browsing.filter")), classes="head")
        yield OfferList(self.choose, id="marks")
        yield KeyLine()

    def on_mount(self) -> None:
        """The first mark is highlighted."""
        self._put(0)

    def _put(self, at: int | None) -> None:
        listed = self.query_one(OfferList)
        items = []
        for n, (mark, count) in enumerate(self._marks):
            label = say("browsing.item", facet=say(f"browsing.facet.{mark.facet}"), mark=mark.words)
            amount = say("browsing.count", count=count)
            items.append(Item(str(n), label, amount=amount, chosen=mark in self._selection.marks))
        listed.put([*items, Item(ALL, say("browsing.all"))], at=at)
        listed.focus()

    def choose(self, id: str) -> None:
        """Take or leave a mark, or leave all."""
        if id == ALL:
            self._selection = Selection()
        else:
            self._selection = self._selection.toggled(self._marks[int(id)][0])
        self._put(self.query_one(OfferList).highlighted)

    def action_close(self) -> None:
        """Back to the library with what was chosen."""
        self.dismiss(self._selection)
