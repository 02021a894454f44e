"""The debrief: one question, then one page, then every decision and the ledger behind a key."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import Screen
from textual.widgets import Footer, OptionList, Static
from textual.widgets.option_list import Option

from tui import debrief_lines
from tui.app.lines import drawn_lines
from tui.debrief import debrief
from tui.keeping import CHANGE, Kept
from tui.policy import assessed
from tui.words import say

if TYPE_CHECKING:
    from tui.app.app import PeacekeeperApp

NONE = "@none"


class DebriefScreen(Screen[None]):
    """First *Which decision would you change?*, then what the assessment says."""

    HELP = "app.help.debrief"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "page('first')", say("app.key.first-page"), show=False),
        Binding("1", "page('first')", say("app.key.first-page")),
        Binding("2", "page('every')", say("app.key.every")),
        Binding("3", "page('result')", say("app.key.result")),
        Binding("escape,q", "back", say("app.key.back")),
    ]

    def __init__(self, kept: Kept) -> None:
        super().__init__()
        run = kept.run
        self._kept = kept
        self._asked = False
        assessment = assessed(run.scenario, run.seed, run.records)
        self.view = debrief(assessment, run.scenario, run.records, mode=kept.mode)

    def compose(self) -> ComposeResult:
        """Header, text, and the question below it."""
        yield Static(Text(say("debrief.title", title=self.view.title), style="bold"), classes="head")
        with VerticalScroll(id="story"):
            yield Static(id="text")
        with Vertical(id="question"):
            yield Static(Text(say("app.which-change"), style="bold"))
            yield OptionList(id="options")
        yield Footer()

    def on_mount(self) -> None:
        """Ask before anything is told."""
        listed = self.query_one("#options", OptionList)
        for page in self.view.decisions:
            text = say("app.change-item", time=page.moment.time, chosen="; ".join(page.chosen))
            listed.add_option(Option(Text(text), id=str(page.n)))
        listed.add_option(Option(Text(say("app.change-none")), id=NONE))
        listed.highlighted = 0
        self.query_one("#text", Static).update(Text(say("app.before-debrief", ending=self.view.ending)))
        listed.focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Keep what the player would change, then show page one."""
        if event.option_id and event.option_id != NONE:
            self._kept.note(event.option_id, field=CHANGE)
        self.action_page("first")

    def action_page(self, name: str) -> None:
        """Show page one, every decision, or objectives and policy areas."""
        if not self._asked:
            self._asked = True
            self.query_one("#question").styles.display = "none"
        lines = {
            "first": debrief_lines.first_page,
            "every": debrief_lines.decisions,
            "result": debrief_lines.result,
        }[name](self.view)
        self.query_one("#text", Static).update(drawn_lines(lines))
        scroll = self.query_one("#story", VerticalScroll)
        scroll.scroll_home(animate=False)
        scroll.focus()

    def action_back(self) -> None:
        """Back to the library."""
        cast("PeacekeeperApp", self.app).to_library()
