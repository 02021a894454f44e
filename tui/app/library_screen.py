"""The first screen: what this is, an optional name, what can be played, and what was left open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import ClassVar, TypeVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Input, Static

from simulator.database.runs import RunRow
from simulator.problems import SimulatorError
from tui import heads, keeping
from tui.ahead import AHEAD
from tui.app.app_screen import AppScreen
from tui.app.drawing import page, prose
from tui.app.key_line import KeyLine
from tui.app.offer_list import Item, OfferList
from tui.browsing import Played, Selection, played_by_scenario
from tui.proof_sheets.told import told_of_item
from tui.settings import LONGEST_NAME
from tui.words import say

Read = TypeVar("Read")

RUN = "run:"
SCENARIO = "scenario:"
OPEN_RUNS = 3
"""Open runs that are listed, the last begun first; scenarios stay in sight below them, and the history has all."""


class LibraryScreen(AppScreen):
    """Enter begins the highlighted scenario or carries on with an open run."""

    HELP = "app.help.library"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", say("app.key.choose"), key_display="Enter", priority=True, id="library.choose"),
        Binding("slash", "search", say("app.key.search"), key_display="/", id="library.search"),
        Binding("f", "filter", say("app.key.filter"), id="library.filter"),
        Binding("h", "history", say("app.key.history"), id="library.history"),
        Binding("f1", "cards", say("app.key.cards"), id="library.cards"),
        Binding("n", "name", say("app.key.name"), show=False, id="library.name"),
        Binding("s", "settings", say("app.key.settings"), id="library.settings"),
        Binding("escape", "list", show=False),
        Binding("down", "list", show=False),
        Binding("q", "app.quit", say("app.key.quit"), id="library.quit"),
        Binding("pagedown", "page_down", show=False),
        Binding("pageup", "page_up", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.selection = Selection()
        self.items: Sequence[heads.Item] = ()
        self.played: dict[str, Played] = {}
        self._runs: Sequence[RunRow] = ()
        self._told: set[str] = set()

    def compose(self) -> ComposeResult:
        """Notice, name, list, and what the highlighted entry is about."""
        yield Static(Text(say("app.title"), style="bold"), classes="head")
        with VerticalScroll(id="front", can_focus=False):
            with Vertical(id="choice"):
                yield Static(page([Text(say("notice.fictional")), Text(say("notice.practice"))]), id="notice")
                yield Input(
                    self.peacekeeper.player,
                    placeholder=say("app.name"),
                    id="name",
                    max_length=LONGEST_NAME,
                    classes="line",
                )
                yield Input(placeholder=say("browsing.search"), id="search", max_length=80, classes="line")
                yield Static(id="shown")
                yield OfferList(self.choose, id="list")
            yield Static(id="about")
        yield KeyLine()

    def on_screen_resume(self) -> None:
        """List open runs anew, so that Enter carries on with the last one, then scenarios.

        What cannot be read is told, and does not take the rest along.
        """
        self._runs = self._read(self.peacekeeper.database.runs.list)
        self.played = played_by_scenario(self._runs)
        self.items = self._read(self.peacekeeper.shelf.items)
        self._list()
        self.call_after_refresh(self._check_ahead)
        self.query_one("#name", Input).value = self.peacekeeper.player
        self.query_one("#list").focus()

    def _list(self) -> None:
        """List what is asked for; the cursor stands at an open run, else at what was not played yet."""
        shown = [item for item in self.items if self.selection.shows(item, self.played)]
        asked = self.selection.told
        runs = [] if asked else [row for row in self._runs if row.status == "open"][:OPEN_RUNS]
        new = next((n for n, item in enumerate(shown) if item.id not in self.played), 0)
        listed = self.query_one("#list", OfferList)
        listed.put([*map(_run, runs), *(_scenario(item, self.played) for item in shown)], at=0 if runs else new)
        told = say("browsing.told", asked=asked, count=len(shown), total=len(self.items)) if shown else ""
        line = self.query_one("#shown", Static)
        line.update(Text(told or say("browsing.nothing")))
        line.display = bool(asked)
        if not listed.option_count:
            self.query_one("#about", Static).update("")

    def _check_ahead(self) -> None:
        """While this is being read: what Enter would begin first."""
        at = self.query_one("#list", OfferList).at_cursor
        likely = sorted(self.items, key=lambda item: SCENARIO + item.id != at)
        AHEAD.begin(item.file for item in likely if item.file is not None)

    def _read(self, read: Callable[[], Sequence[Read]]) -> Sequence[Read]:
        try:
            return read()
        except SimulatorError as error:
            if str(error) not in self._told:  # closing the message comes back here
                self._told.add(str(error))
                self.peacekeeper.explain(error)
            return ()

    def on_offer_list_highlighted(self, event: OfferList.Highlighted) -> None:
        """Say what the highlighted scenario is about, before anyone begins it."""
        id = event.item_id
        row = next((row for row in self._runs if RUN + row.id == id), None)
        wanted = row.scenario_id if row else id.removeprefix(SCENARIO)
        found = next((item for item in self.items if item.id == wanted), None)
        self.query_one("#about", Static).update(page(self._about(found)) if found else "")

    def _about(self, item: heads.Item) -> list[Text]:
        """Content note and history first: they help to decide, and must not be scrolled for."""
        note = [Text(say("app.content", note=item.content_note))] if item.content_note else []
        about = say("app.about", role=item.role, themes=", ".join(item.themes), went=self._went(item.id))
        proved = told_of_item(item, self.peacekeeper.database)
        return [*prose(item.summary), *note, Text(about), *([Text(proved)] if proved else [])]

    def _went(self, id: str) -> str:
        """How it went so far."""
        played = self.played.get(id)
        if played is None:
            return say("browsing.new")
        times = say("browsing.times", count=played.times)
        ending = keeping.ending_title(self.peacekeeper.database, played.last) if played.last else None
        if played.last is None or ending is None:
            return times
        return say("browsing.last", times=times, ending=ending, when=_when(played.last))

    def choose(self, id: str) -> None:
        """Begin, or carry on."""
        app = self.peacekeeper
        if id.startswith(RUN):
            app.carry_on(id.removeprefix(RUN))
        else:
            app.brief(id.removeprefix(SCENARIO))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Take the name, and search while the words are written."""
        if event.input.id == "name":
            self.peacekeeper.player = event.value.strip()
        else:
            words = event.value.strip()
            found = frozenset(item.id for item in self._read(lambda: self.peacekeeper.shelf.search(words)))
            self.selection = Selection(words, found if words else None, self.selection.marks)
            self._list()

    def action_choose(self) -> None:
        """Enter begins what is highlighted; in a line it leads on to the list."""
        listed = self.query_one("#list", OfferList)
        if self.focused is listed:
            listed.call_later(listed.action_select)  # after the keys that were typed before
        else:
            listed.focus()

    def action_name(self) -> None:
        """Write a name, which may stay empty."""
        self.query_one("#name").focus()

    def action_search(self) -> None:
        """Search in titles, themes, roles and texts."""
        line = self.query_one("#search")
        line.display = True
        line.focus()

    def action_filter(self) -> None:
        """Choose by theme, level, role, length and whether it was played."""
        from tui.app.filter_screen import FilterScreen

        def take(selection: Selection | None) -> None:
            if selection is not None:
                self.selection = selection
                self._list()

        self.app.push_screen(FilterScreen(self.items, self.played, self.selection), take)

    def action_history(self) -> None:
        """What was played."""
        from tui.app.history_screen import HistoryScreen

        self.app.push_screen(HistoryScreen())

    def action_cards(self) -> None:
        """Cards for the pocket."""
        from tui.app.cards_screen import CardsScreen

        self.app.push_screen(CardsScreen())

    def action_settings(self) -> None:
        """Colours, timed decisions, name and keys."""
        from tui.app.settings_screen import SettingsScreen

        self.app.push_screen(SettingsScreen())

    def action_list(self) -> None:
        """Back to the list from a line; from the list, show everything again."""
        listed, search = self.query_one("#list"), self.query_one("#search", Input)
        if self.focused is listed and self.selection.told:
            self.selection = Selection()
            search.value, search.display = "", False
            self._list()
        elif self.focused is search and not search.value:
            search.display = False
        listed.focus()


def _when(row: RunRow) -> str:
    return f"{datetime.fromisoformat(row.ended or row.begun).astimezone():%Y-%m-%d}"


def _run(row: RunRow) -> Item:
    begun = datetime.fromisoformat(row.begun).astimezone()
    label = say("app.carry-on", title=row.title, when=f"{begun:%Y-%m-%d %H:%M}")
    return Item(RUN + row.id, label, amount=say("app.decision", n=row.length))


def _scenario(item: heads.Item, played: dict[str, Played]) -> Item:
    mark = f"{say('browsing.played-mark')}  " if item.id in played else ""
    amount = say("browsing.minutes", level=say(f"level.{item.level}"), count=item.minutes)
    return Item(SCENARIO + item.id, item.title, amount=mark + amount)
