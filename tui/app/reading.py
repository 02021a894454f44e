"""Text to read: it starts at its top whenever it changes, and says when there is more below."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from tui.words import say


class Reading(VerticalScroll):
    """A column of text over a line; the line says that there is more. Where `lines` are kept, none is wrapped."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "page_down", show=False),
        Binding("j", "scroll_down", show=False),
        Binding("k", "scroll_up", show=False),
    ]

    def __init__(
        self, text: Text | None = None, *, focus: bool = True, lines: bool = False, id: str | None = None
    ) -> None:
        super().__init__(can_focus=focus, classes="kept-lines" if lines else "wrapped", id=id)
        self._text = Static(text or "", markup=False)

    def compose(self) -> ComposeResult:
        """One widget of text, changed in place."""
        yield self._text

    def show(self, text: Text) -> None:
        """Show another text, from its top."""
        self._text.update(text)
        self.scroll_home(immediate=True)
        self.call_after_refresh(self._say_more)

    def on_resize(self) -> None:
        """Another width wraps the text anew."""
        self.call_after_refresh(self._say_more)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Going on in the text may reach its end."""
        super().watch_scroll_y(old_value, new_value)
        self._say_more()

    def _say_more(self) -> None:
        more = say("app.more-below") if self.scroll_y < self.max_scroll_y else ""
        if self.border_subtitle != more:
            self.border_subtitle = more
