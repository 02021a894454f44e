"""The app: library, briefing, play and debrief, and how one leads to the next."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from time import monotonic
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.app import App
from textual.binding import Binding, BindingType
from textual.command import CommandPalette
from textual.filter import LineFilter
from textual.screen import ModalScreen, Screen

from simulator.database import Database
from simulator.problems import SimulatorError
from tui import collecting, keeping
from tui.app import themes
from tui.app.app_screen import WIDE
from tui.app.library_screen import LibraryScreen
from tui.app.opening import Opening
from tui.app.palette import Palette
from tui.settings import BadSettings, Settings, Timing, write_settings
from tui.words import say

if TYPE_CHECKING:
    from tui.app.looking_up import Paper
    from tui.keeping import Kept
    from tui.shelf import Shelf

NO_COLOUR = "NO_COLOR"
"""The environment variable with which a person asks every program for no colours."""


class PeacekeeperApp(App[None]):
    """Holds the database and moves from screen to screen; everything else belongs to the screens.

    `problem` is told over the first screen. `stopwatch` tells seconds for timed decisions; tests bring their own.
    Screens are imported when first shown.
    """

    CSS_PATH = "app.tcss"
    TITLE = "Peacekeeper"
    COMMANDS = {Palette}
    COMMAND_PALETTE_DISPLAY = "Ctrl+P"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-tiny"), (9, "-low"), (20, "-high"), (44, "-tall")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", say("app.key.quit"), priority=True, show=False, id="app.quit"),
    ]

    def __init__(
        self,
        database: Database,
        shelf: Shelf,
        opening: Opening | None = None,
        *,
        settings: Settings | None = None,
        problem: SimulatorError | None = None,
        stopwatch: Callable[[], float] = monotonic,
    ) -> None:
        super().__init__()
        self.animation_level = "none"
        self.database, self.shelf, self.stopwatch = database, shelf, stopwatch
        self.opening = opening or Opening()
        self.settings = settings or Settings()
        self.player = self.opening.name or self.settings.name
        self._problem = problem
        self._without_colour = bool(os.environ.get(NO_COLOUR))
        themes.begin_in(self, self._theme_name)

    @property
    def timing(self) -> Timing:
        """How long timed decisions take: as asked for on the command line, else as set."""
        return self.settings.timing if self.opening.clock else "off"

    @property
    def failure(self) -> Exception | None:
        """What went wrong unexpectedly and closed the app."""
        return self._exception

    def get_default_screen(self) -> Screen[None]:
        """The library is at the bottom: an empty screen below it would be laid out and drawn for nothing."""
        return LibraryScreen()

    def on_mount(self) -> None:
        """What was asked for, over the library."""
        self.set_keymap(dict(self.settings.keys))
        self.call_after_refresh(collecting.settle)
        if self._problem is not None:
            self.explain(self._problem)
        if self.opening.kept is not None:
            self._go_on(self.opening.kept)
        elif self.opening.scenario is not None:
            from tui.app.briefing_screen import BriefingScreen

            self.push_screen(BriefingScreen(self.opening.scenario, self.opening.mode, self.opening.seed))

    def get_line_filters(self) -> Sequence[LineFilter]:
        """No colours, where a person wants none."""
        # In place of Textual's own, which turn colours into greys first: then everything has a ground of its own.
        return themes.filters(self._theme_name) or super().get_line_filters()

    @property
    def _theme_name(self) -> str:
        return themes.NO_COLOUR if self._without_colour else self.settings.theme

    def dress(self) -> None:
        """Show everything in the theme that is set."""
        themes.put_on(self, self._theme_name)

    def change(self, settings: Settings) -> None:
        """Let other settings hold, at once and from now on."""
        before, self.settings = self.settings, settings
        if settings.theme != before.theme:
            self.dress()
        self.set_keymap(dict(settings.keys))
        try:
            write_settings(settings)
        except BadSettings as error:
            self.explain(error)

    def brief_anew(self, id: str) -> None:
        """Open the briefing of a scenario from anywhere; a run that goes on is kept as it stands."""
        self.to_library()
        self.brief(id)

    def brief(self, id: str) -> None:
        """Open the briefing of a scenario."""
        from tui.app.briefing_screen import BriefingScreen

        try:
            with collecting.loading():
                scenario = self.shelf.find(id)
            self.push_screen(BriefingScreen(scenario))
        except SimulatorError as error:
            self.explain(error)

    def carry_on(self, run_id: str) -> None:
        """Go on with a run where it stood, or show its debrief."""
        try:
            with collecting.loading():
                kept = keeping.resume(self.database, run_id)
            self._go_on(kept)
        except SimulatorError as error:
            self.explain(error)

    def _go_on(self, kept: Kept) -> None:
        from tui.app.looking_up import Paper

        self.play(kept)
        if not kept.run.finished and self.shelf.has_changed(kept.scenario):
            self.look_up(Paper(Text(say("keeping.older-version"))))

    def play(self, kept: Kept) -> None:
        """Show a run where it stands: before its first scene, in the middle, or ended. Raises DatabaseError."""
        from tui.app.play_screen import PlayScreen

        if kept.play.phase == "briefing":
            kept.play.begin()
        if kept.run.finished:
            self.debrief(kept)
        else:
            self.to_library()
            self.push_screen(PlayScreen(kept))

    def debrief(self, kept: Kept) -> None:
        """Show the debrief, in place of the play."""
        from tui.app.debrief_screen import DebriefScreen

        self.to_library()
        try:
            self.push_screen(DebriefScreen(kept))
        except SimulatorError as error:
            self.explain(error)

    def to_library(self) -> None:
        """Back to the library, from wherever it was left."""
        while not isinstance(self.screen, LibraryScreen) and len(self.screen_stack) > 1:
            self.pop_screen()

    def look_up(self, paper: Paper) -> None:
        """Open a paper over what is shown."""
        from tui.app.paper_screen import PaperScreen

        self.push_screen(PaperScreen(paper))

    def explain(self, error: SimulatorError) -> None:
        """Say what did not work, until it is put away. Nothing that was kept before is lost."""
        from tui.app.looking_up import message

        self.look_up(message(error))

    def action_command_palette(self) -> None:
        """Everything that can be done here, by typing a part of it."""
        if not isinstance(self.screen, CommandPalette):
            self.push_screen(CommandPalette(placeholder=say("app.palette.search"), id="--command-palette"))

    def action_help_quit(self) -> None:
        """Ctrl-C does not quit: say what does."""
        from tui.app.looking_up import Paper

        if not isinstance(self.screen, ModalScreen):
            self.look_up(Paper(Text(say("app.how-to-quit"))))

    def _fatal_error(self) -> None:
        """Close on an unexpected exception: `run_app` raises it, where Textual would print a traceback."""
        self._close_messages_no_wait()
