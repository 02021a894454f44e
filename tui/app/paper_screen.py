"""A paper to look at, and a line to write a note on. Both open over the play and close again."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen, Screen
from textual.widgets import Input, Static

from tui.app.key_line import KeyLine
from tui.app.looking_up import Paper, explained
from tui.app.reading import Reading
from tui.words import say

OPENERS = frozenset({"look_up", "cards", "glossary", "care", "help"})
"""The actions of screens that open a paper. Their keys close it again, whichever keys a person gave them."""


class PaperScreen(ModalScreen[None]):
    """A paper over the whole screen; Escape, Enter or a key that opens one closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,q", "close", say("app.key.close"), id="paper.close"),
        Binding("g", "glossary", say("app.key.glossary"), id="paper.glossary"),
    ]

    def __init__(self, paper: Paper) -> None:
        super().__init__()
        self._paper = paper

    def compose(self) -> ComposeResult:
        """The paper, and the key that closes it."""
        yield Reading(self._paper.text, lines=self._paper.lines)
        yield KeyLine()

    def on_mount(self) -> None:
        """Arrows scroll at once."""
        self.query_one(Reading).focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What explains words needs no explaining: there the key closes."""
        return action != "glossary" or bool(self._paper.terms)

    def on_key(self, event: events.Key) -> None:
        """What opened the paper closes it."""
        if opens_a_paper(self, event.key):
            event.stop()
            self.action_close()

    def action_glossary(self) -> None:
        """The acronyms of this paper, then the rest."""
        self.app.push_screen(PaperScreen(explained(self._paper.terms, self._paper.text.plain)))

    def action_close(self) -> None:
        """Back to what is below."""
        self.dismiss()


def opens_a_paper(screen: Screen[None], key: str) -> bool:
    """Whether the key opens a paper on the screen below this one, and does nothing on this one."""
    below = screen.app.screen_stack[-2].active_bindings.get(key)
    opens = below is not None and below.binding.action.partition("(")[0] in OPENERS
    return opens and key not in screen.active_bindings


class NoteScreen(ModalScreen[str]):
    """One line to write: a note of the player's. Escape leaves it unwritten, and gives an empty text."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", say("app.key.close"), id="note.close"),
    ]

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self._text = text

    def compose(self) -> ComposeResult:
        """What is asked, and a line to write on."""
        yield Static(Text(say("app.note")), classes="head")
        yield Input(self._text, max_length=500, classes="line")
        yield KeyLine()

    def on_mount(self) -> None:
        """Writing can begin."""
        self.query_one(Input).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter keeps what was written."""
        self.dismiss(event.value.strip())

    def action_close(self) -> None:
        """Leave it unwritten."""
        self.dismiss("")
