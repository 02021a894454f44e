"""The app: library, briefing, play and debrief on one screen each, changed in place."""

from __future__ import annotations

from typing import ClassVar

from textual.app import App
from textual.binding import Binding, BindingType

from simulator.database import Database
from simulator.problems import SimulatorError
from tui import keeping
from tui.app.briefing_screen import BriefingScreen
from tui.app.debrief_screen import DebriefScreen
from tui.app.drawing import prose
from tui.app.library_screen import LibraryScreen
from tui.app.paper_screen import PaperScreen
from tui.app.play_screen import PlayScreen
from tui.keeping import Kept
from tui.shelf import Shelf
from tui.words import say


class PeacekeeperApp(App[None]):
    """Holds the database and moves from screen to screen; everything else belongs to the screens."""

    CSS_PATH = "app.tcss"
    TITLE = "Peacekeeper"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark", "help", say("app.key.help"), key_display="?"),
        Binding("ctrl+q", "quit", say("app.key.quit"), priority=True, show=False),
    ]

    def __init__(self, database: Database, shelf: Shelf, scenario: str | None = None, *, clock: bool = True) -> None:
        super().__init__()
        self.database, self.shelf, self.clock_runs = database, shelf, clock
        self._scenario = scenario
        self.player = ""

    def on_mount(self) -> None:
        """The library first; then the scenario that was asked for."""
        self.theme = "ansi-dark" if self.ansi_color else "textual-dark"
        self.push_screen(LibraryScreen())
        if self._scenario is not None:
            self.brief(self._scenario)

    def brief(self, id: str) -> None:
        """Open the briefing of a scenario."""
        try:
            scenario = self.shelf.find(id)
        except SimulatorError as error:
            self.notify(str(error), severity="error", timeout=10)
            return
        self.push_screen(BriefingScreen(scenario))

    def begin(self, kept: Kept) -> None:
        """Start to play, in place of the briefing."""
        self.switch_screen(PlayScreen(kept))

    def carry_on(self, run_id: str) -> None:
        """Go on with a run where it stood, or show its debrief."""
        try:
            kept = keeping.resume(self.database, run_id)
        except SimulatorError as error:
            self.notify(str(error), severity="error", timeout=10)
            return
        self.push_screen(DebriefScreen(kept) if kept.run.finished else PlayScreen(kept))

    def debrief(self, kept: Kept) -> None:
        """Show the debrief, in place of the play."""
        self.switch_screen(DebriefScreen(kept))

    def to_library(self) -> None:
        """Back to the library, which shows the run that was just played."""
        self.pop_screen()
        if isinstance(self.screen, LibraryScreen):
            self.screen.refill()

    def action_help(self) -> None:
        """Explain the screen that is shown."""
        topic = getattr(self.screen, "HELP", None)
        if topic is not None:
            from tui.app.drawing import page

            self.push_screen(PaperScreen(page(prose(say(topic)))))
