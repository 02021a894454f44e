"""The briefing in orders format: read it, look at card and map, begin."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Footer, Static

from simulator.database import DatabaseError
from simulator.scenario import Scenario
from tui import keeping, papers
from tui.app.drawing import page, section
from tui.app.paper_screen import PaperScreen
from tui.words import say

if TYPE_CHECKING:
    from tui.app.app import PeacekeeperApp


class BriefingScreen(Screen[None]):
    """Enter begins the run, Escape goes back to the library."""

    HELP = "app.help.briefing"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "begin('coached')", say("app.key.begin")),
        Binding("e", "begin('exam')", say("app.key.exam")),
        Binding("f1", "card", say("app.key.card")),
        Binding("f3", "map", say("app.key.map")),
        Binding("escape", "back", say("app.key.back")),
    ]

    def __init__(self, scenario: Scenario) -> None:
        super().__init__()
        self._scenario = scenario

    def compose(self) -> ComposeResult:
        """Title line, orders, keys."""
        view = papers.briefing(self._scenario)
        note = Text(say("app.content", note=view.content_note), style="bold") if view.content_note else Text()
        who = Text(say("app.role", role=view.role, place=view.place, minutes=view.minutes))
        yield Static(Text(view.title, style="bold"), classes="head")
        with VerticalScroll(id="story"):
            yield Static(page([who, note, *(section(order) for order in view.orders)]), id="text")
        yield Footer()

    def on_mount(self) -> None:
        """Arrows scroll at once."""
        self.query_one("#story").focus()

    @property
    def _app(self) -> PeacekeeperApp:
        return cast("PeacekeeperApp", self.app)

    def action_begin(self, mode: keeping.Mode) -> None:
        """Begin a run; it is in the database before the first scene is shown."""
        try:
            kept = keeping.begin(self._app.database, self._scenario, mode=mode, name=self._app.player or None)
            kept.play.begin()
        except DatabaseError as error:
            self.notify(str(error), severity="error", timeout=20)
            return
        self._app.begin(kept)

    def action_card(self) -> None:
        """Show the card of the role."""
        self.app.push_screen(PaperScreen(section(papers.card(self._scenario))))

    def action_map(self) -> None:
        """Show the map."""
        self.app.push_screen(PaperScreen(section(papers.area_map(self._scenario), lines=True)))

    def action_back(self) -> None:
        """Back to the library."""
        self._app.to_library()
