"""The briefing in orders format: read it, look at card and map, begin."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Footer, Static

from simulator.problems import SimulatorError
from simulator.scenario import Scenario
from tui import keeping, papers
from tui.app.app_screen import AppScreen
from tui.app.drawing import page, section
from tui.app.looking_up import PAPERS
from tui.app.reading import Reading
from tui.keeping import Mode
from tui.words import say


class BriefingScreen(AppScreen):
    """Enter begins the run, Escape goes back to the library. Where an exam was asked for, Enter begins that."""

    HELP = "app.help.briefing"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", say("app.key.back")),
        Binding("enter", "begin", say("app.key.begin"), key_display="Enter"),
        Binding("e", "begin_exam", say("app.key.exam")),
        Binding("f1", "look_up('card')", say("app.key.card")),
        Binding("f3", "look_up('maps')", say("app.key.map")),
        Binding("g", "look_up('glossary')", say("app.key.glossary")),
    ]

    def __init__(self, scenario: Scenario, mode: Mode = "coached", seed: int | None = None) -> None:
        super().__init__()
        self._scenario, self._mode, self._seed = scenario, mode, seed

    def compose(self) -> ComposeResult:
        """Title line, orders, keys."""
        view = papers.briefing(self._scenario)
        note = Text(say("app.content", note=view.content_note), style="bold") if view.content_note else Text()
        who = Text(say("app.role", role=view.role, place=view.place, minutes=view.minutes))
        mode = Text(say("notice.exam" if self._mode == "exam" else "notice.practice"))
        yield Static(Text(view.title, style="bold"), classes="head")
        yield Reading(page([who, note, mode, *(section(order) for order in view.orders)]))
        yield Footer()

    def on_mount(self) -> None:
        """Arrows scroll at once."""
        self.query_one(Reading).focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Where Enter begins the exam, no other key needs to."""
        return action != "begin_exam" or self._mode != "exam"

    def action_begin(self) -> None:
        """Begin the run as it was asked for."""
        self._begin(self._mode)

    def action_begin_exam(self) -> None:
        """Begin the run as an exam."""
        self._begin("exam")

    def _begin(self, mode: Mode) -> None:
        """Begin a run; it is in the database before the first scene is shown."""
        app = self.peacekeeper
        try:
            app.play(keeping.begin(app.database, self._scenario, seed=self._seed, mode=mode, name=app.player or None))
        except SimulatorError as error:
            app.explain(error)

    def action_look_up(self, name: str) -> None:
        """Open a paper."""
        self.peacekeeper.look_up(PAPERS[name](self._scenario, ()))

    def action_back(self) -> None:
        """Back to the library."""
        self.peacekeeper.to_library()
