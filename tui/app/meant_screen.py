"""How a decision was recorded, and a line to say that something else was meant. It is kept, and never scored."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from tui.app.key_line import KeyLine
from tui.app.reading import Reading
from tui.words import say


class MeantScreen(ModalScreen[str]):
    """One line to write under what was recorded. Escape leaves it unwritten, and gives an empty text."""

    DEFAULT_CSS = "MeantScreen { background: $background; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", say("app.key.close")),
        Binding("pagedown", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
    ]

    def __init__(self, recorded: Text, text: str = "") -> None:
        super().__init__()
        self._recorded, self._text = recorded, text

    def compose(self) -> ComposeResult:
        """What was recorded, what is asked, and a line to write on."""
        yield Reading(self._recorded, focus=False)
        yield Static(Text(say("debrief.say-meant"), style="bold"), classes="head")
        yield Input(self._text, max_length=500, classes="line")
        yield KeyLine()

    def on_mount(self) -> None:
        """Writing can begin."""
        self.query_one(Input).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter keeps what was written."""
        self.dismiss(event.value.strip())

    def action_page(self, by: int) -> None:
        """Read on above the line."""
        reading = self.query_one(Reading)
        (reading.action_page_down if by > 0 else reading.action_page_up)()

    def action_close(self) -> None:
        """Leave it unwritten."""
        self.dismiss("")
