"""A paper to look at: a card, the orders, the map, documents, the glossary. It opens over the play and closes again."""

from __future__ import annotations

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Footer, Input, Static

from tui.words import say


class PaperScreen(ModalScreen[None]):
    """Text over the play; any of Escape, Enter or the key that opened it closes it."""

    BINDINGS = [
        Binding("escape,enter,q", "dismiss", say("app.key.close")),
        Binding("down,j", "scroll(1)", show=False),
        Binding("up,k", "scroll(-1)", show=False),
        Binding("pagedown,space", "page(1)", say("app.key.page"), key_display="PgDn"),
        Binding("pageup", "page(-1)", show=False),
    ]

    def __init__(self, text: Text) -> None:
        super().__init__()
        self._text = text

    def compose(self) -> ComposeResult:
        """The paper, and the keys that close it."""
        with VerticalScroll(id="paper"):
            yield Static(self._text, id="paper-text")
        yield Footer()

    def action_scroll(self, lines: int) -> None:
        """Move by a line."""
        self.query_one("#paper", VerticalScroll).scroll_relative(y=lines, animate=False)

    def action_page(self, pages: int) -> None:
        """Move by a page."""
        paper = self.query_one("#paper", VerticalScroll)
        paper.scroll_relative(y=pages * max(1, paper.size.height - 2), animate=False)


class NoteScreen(ModalScreen[str]):
    """One line to write: a note of the player's. Escape leaves it unwritten."""

    BINDINGS = [Binding("escape", "dismiss('')", say("app.key.close"))]

    def __init__(self, question: str) -> None:
        super().__init__()
        self._question = question

    def compose(self) -> ComposeResult:
        """The question and a line to write on."""
        with VerticalScroll(id="paper"):
            yield Static(self._question)
            yield Input(id="note", max_length=500)
        yield Footer()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter keeps what was written."""
        self.dismiss(event.value.strip())
