"""What the four screens share: the app they belong to, and a help page behind one key."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual.binding import Binding, BindingType
from textual.containers import ScrollableContainer
from textual.screen import Screen

from tui.words import say

if TYPE_CHECKING:
    from tui.app.app import PeacekeeperApp


WIDE = 132
"""Columns from which there is room for a second column beside the text."""


class AppScreen(Screen[None]):
    """A screen of the app; `HELP` is the key of the words that explain it, `PAGED` selects the text that pages turn."""

    HELP: ClassVar[str]
    PAGED: ClassVar[str] = "Reading, VerticalScroll"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark", "help", say("app.key.help"), key_display="?"),
    ]

    @property
    def peacekeeper(self) -> PeacekeeperApp:
        """The app."""
        return cast("PeacekeeperApp", self.app)

    def action_help(self) -> None:
        """Explain this screen."""
        from tui.app.looking_up import explanation

        self.peacekeeper.look_up(explanation(self.HELP))

    def action_page_down(self) -> None:
        """Read on, wherever the cursor is."""
        self.query(self.PAGED).first(ScrollableContainer).action_page_down()

    def action_page_up(self) -> None:
        """Read again, wherever the cursor is."""
        self.query(self.PAGED).first(ScrollableContainer).action_page_up()
