"""The briefing in orders format: read it, look at card and map, begin."""

from __future__ import annotations

from functools import cached_property
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Static

from simulator.problems import SimulatorError
from simulator.scenario import Scenario
from tui import colleagues, keeping, papers
from tui.app.drawing import page, section
from tui.app.key_line import KeyLine
from tui.app.reading import Reading
from tui.app.scenario_screen import PAPER_KEYS, ScenarioScreen
from tui.keeping import Mode
from tui.proof_sheets.told import told_of
from tui.words import say


class BriefingScreen(ScenarioScreen):
    """Enter begins the run, Escape goes back to the library. Where an exam was asked for, Enter begins that."""

    HELP = "app.help.briefing"
    PAGED = "#main"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", say("app.key.back"), id="briefing.back"),
        Binding("enter", "begin", say("app.key.begin"), key_display="Enter", id="briefing.begin"),
        Binding("e", "begin_exam", say("app.key.exam"), id="briefing.exam"),
        Binding("v", "variant", say("app.key.variant"), id="briefing.variant"),
        Binding("p", "look_up('proof')", say("app.key.proof"), id="briefing.proof"),
        *PAPER_KEYS,
    ]

    def __init__(self, scenario: Scenario, mode: Mode = "coached", seed: int | None = None) -> None:
        super().__init__()
        self._scenario, self._mode, self._seed = scenario, mode, seed
        self._text = Text()

    @property
    def scenario(self) -> Scenario:
        """The scenario to be played."""
        return self._scenario

    @property
    def text_shown(self) -> str:
        """The orders."""
        return self._text.plain

    def compose(self) -> ComposeResult:
        """Title line, orders, keys; with room for it, the map and the card beside the orders."""
        view = colleagues.briefing(self._scenario)
        self._text = page([*self._head(view), *(section(order) for order in view.orders)])
        beside = [section(papers.area_map(self._scenario), lines=True), section(papers.card(self._scenario))]
        yield Static(Text(view.title, style="bold"), classes="head")
        with Horizontal(classes="columns"):
            yield Reading(self._text, id="main")
            yield Reading(page(beside), focus=False, id="beside")
        yield KeyLine()

    def _head(self, view: papers.Briefing) -> list[Text]:
        """Who the player is, what to be prepared for, and that it is practice or an exam."""
        who = Text(say("app.role", role=view.role, place=view.place, minutes=view.minutes))
        note = Text(say("app.content", note=view.content_note), style="bold") if view.content_note else Text()
        mode = Text(say("notice.exam" if self._mode == "exam" else "notice.practice"))
        variant = self._scenario.file.variants.get(self._scenario.variant or "")
        if variant is not None:
            who.append("\n" + say("app.variant", title=variant.title))
        timing = Text(say(f"app.timing.{self.peacekeeper.timing}")) if self._timed else Text()
        return [who, note, mode, timing, Text(self._proved or "")]

    @cached_property
    def _proved(self) -> str | None:
        """The proof sheet of what is to be played, in one line."""
        return told_of(self._scenario, self.peacekeeper.database)

    @property
    def _timed(self) -> bool:
        return any(scene.file.decide_within for scene in self._scenario.scenes.values())

    def on_mount(self) -> None:
        """Arrows scroll at once."""
        self.query_one("#main").focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Orders are on the screen, and documents have not come.

        Where Enter begins the exam, no other key needs to; and where nothing can be kept there is no exam.
        """
        if action == "variant":
            return bool(self._scenario.file.variants)
        if action == "look_up" and parameters == ("proof",):
            return self._proved is not None
        if action == "look_up" and parameters in (("orders",), ("documents",)):
            return False
        return action != "begin_exam" or (self._mode != "exam" and self.peacekeeper.database.lasting)

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

    def action_variant(self) -> None:
        """The same scenario with another start: the next variant, and after the last the scenario as it is."""
        order = [None, *self._scenario.file.variants]
        after = order[(order.index(self._scenario.variant) + 1) % len(order)]
        try:
            scenario = self.peacekeeper.shelf.find(self._scenario.id, after)
        except SimulatorError as error:
            self.peacekeeper.explain(error)
            return
        self.app.switch_screen(BriefingScreen(scenario, self._mode, self._seed))

    def action_look_up(self, name: str) -> None:
        """Open a paper; the proof sheet is none of those that a game has."""
        if name != "proof":
            super().action_look_up(name)
            return
        from tui.app.proof_paper import proof_paper

        try:
            self.peacekeeper.look_up(proof_paper(self._scenario, self.peacekeeper.database))
        except SimulatorError as error:
            self.peacekeeper.explain(error)

    def action_back(self) -> None:
        """Back to the library."""
        self.peacekeeper.to_library()
