"""The debrief: one question, then one page, then every decision and the result behind a key."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Footer, Static

from simulator.problems import SimulatorError
from tui import debrief_lines
from tui.app.app_screen import AppScreen
from tui.app.lines import drawn_lines
from tui.app.offer_list import OfferList
from tui.app.offers import Item
from tui.app.reading import Reading
from tui.debrief import DecisionPage, debrief
from tui.judging import assessment_of
from tui.keeping import CHANGE, Kept
from tui.words import say

NONE = "@none"
PAGES = {"first": debrief_lines.first_page, "every": debrief_lines.decisions, "result": debrief_lines.result}


class DebriefScreen(AppScreen):
    """First *Which decision would you change?*, then what the assessment says. Raises SimulatorError when made."""

    HELP = "app.help.debrief"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "skip", say("app.key.skip")),
        Binding("escape,q", "back", say("app.key.back")),
        Binding("1", "page('first')", say("app.key.first-page")),
        Binding("2", "page('every')", say("app.key.every")),
        Binding("3", "page('result')", say("app.key.result")),
        Binding("pagedown,space", "page_down", show=False),
        Binding("pageup", "page_up", show=False),
    ]

    def __init__(self, kept: Kept) -> None:
        super().__init__()
        run = kept.run
        self._kept = kept
        self._asking = True
        found = assessment_of(kept.database, kept.id, run.scenario, run.seed, run.records)
        self.view = debrief(found, run.scenario, run.records, mode=kept.mode)

    def compose(self) -> ComposeResult:
        """Header, text, and the question below it."""
        yield Static(Text(say("debrief.title", title=self.view.title), style="bold"), classes="head")
        yield Reading(Text(say("app.before-debrief", ending=self.view.ending)))
        with Vertical(id="question"):
            yield Static(Text(say("app.which-change"), style="bold"), id="ask")
            yield OfferList(self.choose, id="options")
        yield Footer()

    def on_mount(self) -> None:
        """Ask before anything is told; where nothing was decided there is nothing to ask."""
        listed = self.query_one(OfferList)
        decisions = [_decision(page) for page in self.view.decisions]
        listed.put([*decisions, Item(NONE, say("app.change-none"), len(decisions) + 1)])
        listed.focus()
        if not self.view.decisions:
            self.action_skip()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The pages, and the way back, once the question is answered or skipped."""
        if action == "skip":
            return self._asking
        return not self._asking or action not in ("page", "back")

    def choose(self, id: str) -> None:
        """Keep what the player would change, then show page one."""
        self.action_skip()
        if id != NONE:
            try:
                self._kept.note(id, field=CHANGE)
            except SimulatorError as error:
                self.peacekeeper.explain(error)

    def action_skip(self) -> None:
        """No answer, or one that is given: page one follows."""
        self._asking = False
        self.query_one("#question").display = False
        self.query_one(Reading).focus()
        self.action_page("first")
        self.refresh_bindings()

    def action_page(self, name: str) -> None:
        """Show page one, every decision, or objectives and policy areas."""
        self.query_one(Reading).show(drawn_lines(PAGES[name](self.view)))

    def action_back(self) -> None:
        """Back to the library."""
        self.peacekeeper.to_library()


def _decision(page: DecisionPage) -> Item:
    """A decision as an answer to the question, under its own number; with what was chosen where that is one thing."""
    chosen = page.chosen[0] if len(page.chosen) == 1 else None
    words = "app.change-item" if chosen else "app.change-item-title"
    return Item(str(page.n), say(words, time=page.moment.time, title=page.title, chosen=chosen), page.n)
