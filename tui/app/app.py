"""The app: library, briefing, play and debrief, and how one leads to the next."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import ClassVar

from rich.text import Text
from textual.app import App
from textual.binding import Binding, BindingType

from simulator.database import Database
from simulator.problems import SimulatorError
from tui import keeping
from tui.app.library_screen import LibraryScreen
from tui.app.looking_up import Paper, message
from tui.app.opening import Opening
from tui.app.paper_screen import PaperScreen
from tui.keeping import Kept
from tui.shelf import Shelf
from tui.words import say


class PeacekeeperApp(App[None]):
    """Holds the database and moves from screen to screen; everything else belongs to the screens.

    `stopwatch` tells seconds for timed decisions; tests bring their own. Screens are imported when first shown.
    """

    CSS_PATH = "app.tcss"
    TITLE = "Peacekeeper"
    ENABLE_COMMAND_PALETTE = False
    VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-high")]
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+q", "quit", say("app.key.quit"), priority=True, show=False)]

    def __init__(
        self,
        database: Database,
        shelf: Shelf,
        opening: Opening | None = None,
        *,
        stopwatch: Callable[[], float] = monotonic,
    ) -> None:
        super().__init__()
        self.animation_level = "none"
        self.database, self.shelf, self.stopwatch = database, shelf, stopwatch
        self.opening = opening or Opening()
        self.player = self.opening.name

    @property
    def failure(self) -> Exception | None:
        """What went wrong unexpectedly and closed the app."""
        return self._exception

    def on_mount(self) -> None:
        """The library first; then what was asked for."""
        self.theme = "ansi-dark" if self.ansi_color else "textual-dark"
        self.push_screen(LibraryScreen())
        if self.opening.kept is not None:
            self.play(self.opening.kept)
        elif self.opening.scenario is not None:
            from tui.app.briefing_screen import BriefingScreen

            self.push_screen(BriefingScreen(self.opening.scenario, self.opening.mode, self.opening.seed))

    def brief(self, id: str) -> None:
        """Open the briefing of a scenario."""
        from tui.app.briefing_screen import BriefingScreen

        try:
            self.push_screen(BriefingScreen(self.shelf.find(id)))
        except SimulatorError as error:
            self.explain(error)

    def carry_on(self, run_id: str) -> None:
        """Go on with a run where it stood, or show its debrief."""
        try:
            self.play(keeping.resume(self.database, run_id))
        except SimulatorError as error:
            self.explain(error)

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
        """Back to the library."""
        if not isinstance(self.screen, LibraryScreen):
            self.pop_screen()

    def look_up(self, paper: Paper) -> None:
        """Open a paper over what is shown."""
        self.push_screen(PaperScreen(paper))

    def explain(self, error: SimulatorError) -> None:
        """Say what did not work, until it is put away. Nothing that was kept before is lost."""
        self.look_up(message(error))

    def action_help_quit(self) -> None:
        """Ctrl-C does not quit: say what does."""
        if not isinstance(self.screen, PaperScreen):
            self.look_up(Paper(Text(say("app.how-to-quit"))))

    def _fatal_error(self) -> None:
        """Close on an unexpected exception: `run_app` raises it, where Textual would print a traceback."""
        self._close_messages_no_wait()
