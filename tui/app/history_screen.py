"""What was played: every run, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from simulator.problems import SimulatorError
from tui import history, keeping
from tui.app.app_screen import AppScreen
from tui.app.key_line import KeyLine
from tui.app.offer_list import Item, OfferList
from tui.history import Entry
from tui.words import say

KEEP, DELETE = "@keep", "@delete"
COMPARED = 2


class HistoryScreen(AppScreen):
    """All runs, the last begun first. Open ones go on, ended ones show their debrief."""

    HELP = "app.help.history"
    CSS = """
    HistoryScreen {
        #shown { display: block; height: auto; padding: 0 2; margin: 1 0; }
        #runs { height: 1fr; max-height: 100%; max-width: 120; padding: 0 2; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", say("app.key.open"), key_display="Enter", priority=True, id="history.open"),
        Binding("p", "replay", say("app.key.replay"), id="history.replay"),
        Binding("space", "mark", say("app.key.mark"), key_display="Space", id="history.mark"),
        Binding("c", "compare", say("app.key.compare"), id="history.compare"),
        Binding("f", "filter", say("app.key.filter-scenario"), id="history.filter"),
        Binding("e", "export", say("app.key.export"), id="history.export"),
        Binding("x", "delete", say("app.key.delete"), id="history.delete"),
        Binding("escape,q", "back", say("app.key.back"), id="history.back"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._entries: list[Entry] = []
        self._marked: list[str] = []
        self._only: str | None = None
        self._deleting: Entry | None = None

    def compose(self) -> ComposeResult:
        """What is listed, and the list."""
        yield Static(Text(say("history.title"), style="bold"), classes="head")
        yield Static(id="shown")
        yield OfferList(self.choose, id="runs")
        yield KeyLine()

    def on_screen_resume(self) -> None:
        """Runs may have come or gone on since."""
        self._try(self._read)
        self._put()

    def _read(self) -> None:
        self._entries = history.entries(self.peacekeeper.database)

    @property
    def listed(self) -> list[Entry]:
        """The runs that are shown."""
        return [entry for entry in self._entries if self._only in (None, entry.scenario_id)]

    @property
    def current(self) -> Entry | None:
        """The run under the cursor."""
        at, listed = self.query_one("#runs", OfferList).highlighted, self.listed
        return listed[at] if self._deleting is None and at is not None and at < len(listed) else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What the run under the cursor allows; while it is asked whether to delete it, nothing else."""
        if self._deleting is not None:
            return action in ("open", "back", "help")
        if action == "compare":
            return self._pair() is not None
        if action == "export":
            return self.current is not None and self.current.over
        return action != "filter" or len(history.scenarios(self._entries)) > 1

    def on_offer_list_highlighted(self) -> None:
        """Another run allows other things."""
        self.refresh_bindings()

    def choose(self, id: str) -> None:
        """Carry on with a run, or show its debrief; or answer whether to delete one."""
        if self._deleting is not None:
            if id == DELETE:
                self._delete(self._deleting)
            self._deleting = None
            self._put()
            return
        self._try(lambda: self._open(id))

    def _open(self, id: str) -> None:
        kept = keeping.resume(self.peacekeeper.database, id)
        if kept.run.finished:
            from tui.app.debrief_screen import DebriefScreen

            self.app.push_screen(DebriefScreen(kept))
        else:
            self.peacekeeper.play(kept)

    def action_open(self) -> None:
        """Enter, wherever the cursor is, once it has followed the keys that were typed before."""
        runs = self.query_one("#runs", OfferList)
        runs.call_later(runs.action_select)

    def action_replay(self) -> None:
        """Show the run again as it was seen."""
        from tui.app.replay_screen import ReplayScreen

        entry = self.current
        if entry is not None:
            self._try(lambda: self.app.push_screen(ReplayScreen(self.peacekeeper.database, entry.id)))

    def action_mark(self) -> None:
        """Mark a run for comparing, or take the mark away; of three marks the first goes."""
        if self.current is None:
            return
        id = self.current.id
        left = [marked for marked in self._marked if marked != id]
        self._marked = left if id in self._marked else [*left, id][-COMPARED:]
        self._put()

    def action_compare(self) -> None:
        """Two marked runs side by side; else the one under the cursor with the run that it plays on from."""
        from tui.app.compare_screen import CompareScreen

        pair = self._pair()
        if pair is not None:
            self._try(lambda: self.app.push_screen(CompareScreen(self.peacekeeper.database, *pair)))

    def _pair(self) -> tuple[str, str] | None:
        order = [entry.id for entry in reversed(self._entries)]
        if len(self._marked) == COMPARED:
            first, second = sorted(self._marked, key=order.index)
            return first, second
        entry = self.current
        return (entry.origin, entry.id) if entry is not None and entry.origin in order and entry.origin else None

    def action_filter(self) -> None:
        """One scenario after the other, then all."""
        wanted: list[str | None] = [None, *(id for id, _ in history.scenarios(self._entries))]
        self._only = wanted[(wanted.index(self._only) + 1) % len(wanted)] if self._only in wanted else None
        self._put(at=0)

    def action_export(self) -> None:
        """Write the debrief of a run to files."""
        from tui.app.exported import show_export

        entry = self.current
        if entry is not None and entry.over:
            show_export(self.peacekeeper, entry.id)

    def action_delete(self) -> None:
        """Ask before a run is deleted for good."""
        self._deleting = self.current
        if self._deleting is None:
            return
        self.query_one("#shown", Static).update(Text(f"{say('history.delete')}\n{history.label(self._deleting)}"))
        items = [Item(KEEP, say("history.delete-no"), 1), Item(DELETE, say("history.delete-yes"), 2)]
        self.query_one("#runs", OfferList).put(items, at=0)
        self.refresh_bindings()

    def _delete(self, entry: Entry) -> None:
        self._try(lambda: self.peacekeeper.database.runs.delete(entry.id))
        self._marked = [id for id in self._marked if id != entry.id]
        self._try(self._read)

    def action_back(self) -> None:
        """Back to the library, or to the list from the question."""
        if self._deleting is None:
            self.app.pop_screen()
            return
        self._deleting = None
        self._put()

    def _try(self, act: Callable[[], object]) -> None:
        try:
            act()
        except SimulatorError as error:
            self.peacekeeper.explain(error)

    def _put(self, *, at: int | None = None) -> None:
        """List the runs anew, with the cursor where it was."""
        listed = self.query_one("#runs", OfferList)
        position = listed.highlighted if at is None else at
        listed.put([self._item(entry) for entry in self.listed], at=position or 0)
        listed.focus()
        self.query_one("#shown", Static).update(Text(self._shown()))
        self.refresh_bindings()

    def _item(self, entry: Entry) -> Item:
        return Item(entry.id, history.label(entry), chosen=entry.id in self._marked if self._marked else None)

    def _shown(self) -> str:
        if not self._entries:
            return say("history.nothing")
        if self._marked:
            return say("history.marked", count=len(self._marked))
        what = dict(history.scenarios(self._entries)).get(self._only or "", say("history.all"))
        return say("history.shown", what=what, count=say("history.runs", count=len(self.listed)))
