"""What the seat and the projector share as apps: themes, keys and papers of the house, and no database."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from time import monotonic
from typing import ClassVar

from rich.text import Text
from textual.app import App
from textual.binding import Binding, BindingType
from textual.filter import LineFilter
from textual.screen import ModalScreen, Screen

from tui.app import app as whole_app
from tui.app import themes
from tui.app.app_screen import WIDE
from tui.app.looking_up import Paper
from tui.app.paper_screen import PaperScreen
from tui.settings import Settings
from tui.words import say


class TableApp(App[None]):
    """One screen over a host somewhere else. `gone`: the page is not for us any more. `stopwatch` tells seconds."""

    CSS_PATH = [str(Path(whole_app.__file__).with_name("app.tcss")), "terminal.tcss"]
    TITLE = "Peacekeeper"
    ENABLE_COMMAND_PALETTE = False
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-tiny"), (9, "-low"), (20, "-high"), (44, "-tall")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", say("app.key.quit"), priority=True, show=False, id="app.quit"),
    ]

    def __init__(
        self, first: Callable[[], Screen[None]], settings: Settings, stopwatch: Callable[[], float] = monotonic
    ) -> None:
        super().__init__()
        self.animation_level = "none"
        self.settings, self.stopwatch = settings, stopwatch
        self.gone = False
        self._first = first
        self._theme_name = themes.NO_COLOUR if os.environ.get(whole_app.NO_COLOUR) else settings.theme
        themes.begin_in(self, self._theme_name)

    @property
    def failure(self) -> Exception | None:
        """What went wrong unexpectedly and closed the app."""
        return self._exception

    def get_default_screen(self) -> Screen[None]:
        """The one screen."""
        return self._first()

    def on_mount(self) -> None:
        """Keys as a person has set them."""
        self.set_keymap(dict(self.settings.keys))

    def get_line_filters(self) -> Sequence[LineFilter]:
        """No colours, where a person wants none."""
        return themes.filters(self._theme_name) or super().get_line_filters()

    def look_up(self, paper: Paper) -> None:
        """Open a paper over what is shown."""
        self.push_screen(PaperScreen(paper))

    def leave_gone(self) -> None:
        """End: this page is not for us any more."""
        self.gone = True
        self.exit()

    def action_help_quit(self) -> None:
        """Ctrl-C does not quit: say what does."""
        if not isinstance(self.screen, ModalScreen):
            self.look_up(Paper(Text(say("terminal.how-to-quit"))))

    def _fatal_error(self) -> None:
        """Close on an unexpected exception: whoever ran the app raises it, where Textual would print a traceback."""
        self._close_messages_no_wait()
