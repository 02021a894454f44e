"""The first screen: what this is, an optional name, what can be played, and what was left open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import ClassVar, TypeVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Footer, Input, OptionList, Static

from simulator.database.runs import RunRow
from simulator.problems import SimulatorError
from tui import keeping, shelf
from tui.app.app_screen import AppScreen
from tui.app.drawing import page, prose
from tui.app.offer_list import OfferList
from tui.app.offers import Item
from tui.words import say

Read = TypeVar("Read")

RUN = "run:"
SCENARIO = "scenario:"
OPEN_RUNS = 5
"""Open runs that are listed, the last begun first; scenarios should stay in sight below them."""


class LibraryScreen(AppScreen):
    """Enter begins the highlighted scenario or carries on with an open run."""

    HELP = "app.help.library"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", say("app.key.choose"), key_display="Enter", priority=True),
        Binding("n", "name", say("app.key.name")),
        Binding("escape", "list", show=False),
        Binding("q", "app.quit", say("app.key.quit")),
        Binding("pagedown", "page_down", show=False),
        Binding("pageup", "page_up", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._scenarios: dict[str, shelf.Item] = {}
        self._told: set[str] = set()

    def compose(self) -> ComposeResult:
        """Notice, name, list, and what the highlighted entry is about."""
        yield Static(Text(say("app.title"), style="bold"), classes="head")
        with VerticalScroll(id="front", can_focus=False):
            yield Static(page([Text(say("notice.fictional")), Text(say("notice.practice"))]), id="notice")
            yield Input(self.peacekeeper.player, placeholder=say("app.name"), id="name", max_length=60, classes="line")
            yield OfferList(self.choose, id="list")
            yield Static(id="about")
        yield Footer()

    def on_screen_resume(self) -> None:
        """List open runs anew, so that Enter carries on with the last one, then scenarios.

        What cannot be read is told, and does not take the rest along.
        """
        open_runs = self._read(lambda: keeping.open_runs(self.peacekeeper.database))[:OPEN_RUNS]
        self._scenarios = {SCENARIO + item.id: item for item in self._read(self.peacekeeper.shelf.items)}
        listed = self.query_one("#list", OfferList)
        listed.put([*map(_run, open_runs), *map(_scenario, self._scenarios.values())], at=0)
        listed.focus()

    def _read(self, read: Callable[[], Sequence[Read]]) -> Sequence[Read]:
        try:
            return read()
        except SimulatorError as error:
            if str(error) not in self._told:  # closing the message comes back here
                self._told.add(str(error))
                self.peacekeeper.explain(error)
            return ()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Say what the highlighted scenario is about, before anyone begins it."""
        item = self._scenarios.get(event.option_id or "")
        parts = []
        if item is not None:
            note = [Text(say("app.content", note=item.content_note))] if item.content_note else []
            parts = [*prose(item.summary), *note, Text(", ".join(item.themes))]
        self.query_one("#about", Static).update(page(parts))

    def choose(self, id: str) -> None:
        """Begin, or carry on."""
        app = self.peacekeeper
        app.player = self.query_one("#name", Input).value.strip()
        if id.startswith(RUN):
            app.carry_on(id.removeprefix(RUN))
        else:
            app.brief(id.removeprefix(SCENARIO))

    def action_choose(self) -> None:
        """Enter begins what is highlighted; in the name it leads on to the list."""
        listed = self.query_one("#list", OfferList)
        if self.focused is listed:
            listed.action_select()
        else:
            listed.focus()

    def action_name(self) -> None:
        """Write a name, which may stay empty."""
        self.query_one("#name").focus()

    def action_list(self) -> None:
        """Leave the name as it is."""
        self.query_one("#list").focus()


def _run(row: RunRow) -> Item:
    begun = datetime.fromisoformat(row.begun).astimezone()
    label = say("app.carry-on", title=row.title, when=f"{begun:%Y-%m-%d %H:%M}")
    return Item(RUN + row.id, label, amount=say("app.decision", n=row.length))


def _scenario(item: shelf.Item) -> Item:
    amount = say("app.play-minutes", level=say(f"level.{item.level}"), count=item.minutes)
    return Item(SCENARIO + item.id, item.title, amount=amount)
