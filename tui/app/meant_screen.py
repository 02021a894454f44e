"""How a decision was recorded, and a line to say that something else was meant. It is kept, and never scored."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, Static

from tui.app.key_line import KeyLine
from tui.app.paper_screen import NoteScreen
from tui.app.reading import Reading
from tui.words import say


class MeantScreen(NoteScreen):
    """One line to write under what was recorded. Escape leaves it unwritten, and gives an empty text."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pagedown", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
    ]

    def __init__(self, recorded: Text, text: str = "") -> None:
        super().__init__(text)
        self._recorded = recorded

    def compose(self) -> ComposeResult:
        """What was recorded, what is asked, and a line to write on."""
        yield Reading(self._recorded, focus=False)
        yield Static(Text(say("debrief.say-meant"), style="bold"), classes="head")
        yield Input(self._text, max_length=500, classes="line")
        yield KeyLine()

    def action_page(self, by: int) -> None:
        """Read on above the line."""
        reading = self.query_one(Reading)
        (reading.action_page_down if by > 0 else reading.action_page_up)()
