"""A paper to look at, and a line to write a note on. Both open over the play and close again."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.widgets import Footer, Input, Static

from tui.app.looking_up import Paper
from tui.app.reading import Reading
from tui.words import say


class PaperScreen(ModalScreen[None]):
    """A paper over the whole screen; Escape, Enter or a key that opens one closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,q,f1,f2,f3,d,g,question_mark", "close", say("app.key.close")),
    ]

    def __init__(self, paper: Paper) -> None:
        super().__init__()
        self._paper = paper

    def compose(self) -> ComposeResult:
        """The paper, and the key that closes it."""
        yield Reading(self._paper.text, lines=self._paper.lines)
        yield Footer()

    def on_mount(self) -> None:
        """Arrows scroll at once."""
        self.query_one(Reading).focus()

    def action_close(self) -> None:
        """Back to what is below."""
        self.dismiss()


class NoteScreen(ModalScreen[str]):
    """One line to write: a note of the player's. Escape leaves it unwritten, and gives an empty text."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close", say("app.key.close"))]

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self._text = text

    def compose(self) -> ComposeResult:
        """What is asked, and a line to write on."""
        yield Static(Text(say("app.note")), classes="head")
        yield Input(self._text, max_length=500, classes="line")
        yield Footer()

    def on_mount(self) -> None:
        """Writing can begin."""
        self.query_one(Input).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter keeps what was written."""
        self.dismiss(event.value.strip())

    def action_close(self) -> None:
        """Leave it unwritten."""
        self.dismiss("")
