"""The first screen: what this is, an optional name, what can be played, and what was left open."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Footer, Input, OptionList, Static
from textual.widgets.option_list import Option

from tui import keeping
from tui.app.drawing import page
from tui.words import say

if TYPE_CHECKING:
    from tui.app.app import PeacekeeperApp

RUN = "run:"
SCENARIO = "scenario:"


class LibraryScreen(Screen[None]):
    """Enter begins the highlighted scenario or carries on with an open run."""

    HELP = "app.help.library"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "name", say("app.key.name")),
        Binding("q", "app.quit", say("app.key.quit")),
    ]

    def compose(self) -> ComposeResult:
        """Notice, name, list, content note."""
        yield Static(Text(say("app.title"), style="bold"), classes="head")
        with Vertical(id="front"):
            yield Static(page([Text(say("notice.fictional")), Text(say("notice.practice"))]), id="notice")
            yield Input(placeholder=say("app.name"), id="name", max_length=60)
            yield OptionList(id="list")
            yield Static(id="about")
        yield Footer()

    def on_mount(self) -> None:
        """Fill the list and put the cursor on the first scenario, so that Enter begins it."""
        self.refill()

    def refill(self) -> None:
        """List open runs and scenarios anew."""
        listed = self.query_one("#list", OptionList)
        listed.clear_options()
        for row in keeping.open_runs(self._app.database)[:5]:
            text = say("app.carry-on", title=row.title, when=row.begun[:16].replace("T", " "))
            listed.add_option(Option(Text(text), id=RUN + row.id))
        for item in self._app.shelf.items():
            amount = say("app.play-minutes", count=item.minutes)
            text = f"{item.title:<38} {say('level.' + item.level):<12} {amount:<10} {', '.join(item.themes)}"
            listed.add_option(Option(Text(text), id=SCENARIO + item.id))
        if listed.option_count:
            listed.highlighted = 0
        listed.focus()

    @property
    def _app(self) -> PeacekeeperApp:
        return cast("PeacekeeperApp", self.app)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Say what the highlighted scenario is about, before anyone begins it."""
        id = event.option_id or ""
        about = ""
        if id.startswith(SCENARIO):
            item = self._app.shelf.item(id.removeprefix(SCENARIO))
            note = say("app.content", note=item.content_note) if item.content_note else ""
            about = "\n".join(line for line in (item.summary, note) if line)
        self.query_one("#about", Static).update(Text(about))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Begin, or carry on."""
        self._app.player = self.query_one("#name", Input).value.strip()
        id = event.option_id or ""
        if id.startswith(RUN):
            self._app.carry_on(id.removeprefix(RUN))
        else:
            self._app.brief(id.removeprefix(SCENARIO))

    def on_input_submitted(self) -> None:
        """Enter in the name leads on to the list."""
        self.query_one("#list", OptionList).focus()

    def action_name(self) -> None:
        """Write a name, which may stay empty."""
        self.query_one("#name", Input).focus()
