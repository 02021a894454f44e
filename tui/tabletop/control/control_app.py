"""Exercise control as an app of its own."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.screen import Screen

from tui.app import app as whole_app
from tui.app import themes
from tui.app.app_screen import WIDE
from tui.settings import Settings
from tui.tabletop.control.control import Control
from tui.tabletop.control.control_screen import ControlScreen
from tui.tabletop.control.dialog import Answers, Dialog, Pick, word
from tui.words import say


class ControlApp(App[None]):
    """Leaving it ends the host; what was done is kept, and `--resume` goes on with it."""

    CSS_PATH = str(Path(whole_app.__file__).with_name("app.tcss"))
    CSS = """
    #groups { height: auto; max-height: 8; padding: 0 1; border-bottom: solid $foreground 40%; }
    #where { height: auto; max-height: 6; padding: 0 1; }
    #left { width: 3fr; height: 1fr; }
    #right { width: 2fr; height: 1fr; }
    #lists OptionList { height: 1fr; border: none; padding: 0; background: $background; scrollbar-size: 1 1; }
    #lists OptionList { text-wrap: nowrap; text-overflow: ellipsis; }
    .title { padding: 0 1; border-bottom: solid $foreground 40%; height: 2; }
    #news { height: auto; max-height: 5; padding: 0 1; border-top: solid $foreground 40%; }
    #detail { height: 4; padding: 0 1; border-top: solid $foreground 40%; }
    .-tall #detail { height: 12; }
    #told { height: auto; padding: 0 1; text-style: bold; }
    Dialog { background: $background; }
    #asked { height: 1fr; padding: 0 1; }
    #asked OptionList { height: auto; max-height: 12; border: none; background: $background; }
    #asked Input { border: none; height: 1; background: $boost; }
    .asked { margin-top: 1; }
    .-tiny #where { max-height: 2; }
    .-tiny .title, .-tiny #news, .-tiny #detail { display: none; }
    """
    ENABLE_COMMAND_PALETTE = False
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-tiny"), (12, "-low"), (20, "-high"), (44, "-tall")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "leave", say("tabletop.key.leave"), priority=True, key_display="Ctrl+Q"),
    ]

    def __init__(self, control: Control, settings: Settings | None = None) -> None:
        super().__init__()
        self.animation_level = "none"
        self._control = control
        themes.begin_in(self, (settings or Settings()).theme)

    @property
    def failure(self) -> Exception | None:
        """What went wrong unexpectedly and closed the app."""
        return self._exception

    def _fatal_error(self) -> None:
        """Close on an unexpected exception: the command raises it, where Textual would print a traceback."""
        self._close_messages_no_wait()

    def get_default_screen(self) -> Screen[None]:
        """Exercise control is all there is."""
        return ControlScreen(self._control)

    def action_leave(self) -> None:
        """Ask, and end the host: phones wait until it is there again."""
        if isinstance(self.screen, Dialog):
            return
        choices = (("stay", say("tabletop.dialog.stay")), ("leave", say("tabletop.dialog.leave")))
        about = "\n".join(say("tabletop.dialog.resume", id=room.id) for room in self._control.rooms)
        dialog = Dialog(
            say("tabletop.dialog.leaving"), (Pick("what", say("tabletop.dialog.about-leaving"), choices),), about
        )

        def answered(answers: Answers | None) -> None:
            if answers is not None and word(answers, "what") == "leave":
                self.exit()

        self.push_screen(dialog, answered)

    def action_help_quit(self) -> None:
        """Ctrl-C does not end an exercise: say what does."""
        self.notify(say("tabletop.how-to-leave"))
