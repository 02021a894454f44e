"""Giving actions other keys. Number keys, Enter, Escape and the arrows stay as they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from tui.app.app_screen import AppScreen
from tui.app.key_line import KeyLine
from tui.app.offer_list import Item, OfferList
from tui.words import say

SCREENS = ("library", "briefing", "play", "debrief", "history", "replay", "compare", "cards", "settings")
"""Screens in the order in which a trainee meets them; each stands in a module of its name."""

FIXED = {"enter", "escape", "up", "down", "left", "right", "tab", "backspace", "home", "end", "pageup", "pagedown"}
FIXED |= {str(digit) for digit in range(10)}


def bindings() -> Iterator[Binding]:
    """Every action that may have another key, by screen: those with an id, whose usual keys are no fixed ones."""
    for name in SCREENS:
        module = import_module(f"tui.app.{name}_screen")
        screen = getattr(module, f"{name.capitalize()}Screen")
        for binding in Binding.make_bindings(screen.BINDINGS):
            if binding.id and binding.description and binding.key not in FIXED:
                yield binding


class KeysScreen(AppScreen):
    """Choose an action, then press its new key."""

    HELP = "app.help.keys"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", say("app.key.back"), id="keys.back")]

    def __init__(self) -> None:
        super().__init__()
        self._actions_by_id = {str(binding.id): binding for binding in bindings()}
        self._chosen: Binding | None = None

    def compose(self) -> ComposeResult:
        """The actions with their keys."""
        yield Static(Text(say("settings.keys-heading"), style="bold"), classes="head")
        yield Static(id="keys-ask", classes="lead")
        yield OfferList(self.choose, id="settings")
        yield KeyLine()

    def on_mount(self) -> None:
        """The first action is highlighted."""
        self._put(0, say("settings.keys-ask"))

    def _put(self, at: int, ask: str) -> None:
        self._chosen = None
        items = []
        for id, binding in self._actions_by_id.items():
            screen = say(f"settings.keys-screen.{id.split('.')[0]}")
            label = say("settings.keys-item", screen=screen, action=binding.description)
            items.append(Item(id, label, amount=self._display(self._key(id))))
        listed = self.query_one(OfferList)
        listed.put(items, at=at)
        listed.focus()
        self.query_one("#keys-ask", Static).update(Text(ask))

    def _key(self, id: str) -> str:
        return self.peacekeeper.settings.keys.get(id, self._actions_by_id[id].key)

    def _display(self, key: str) -> str:
        return self.app.get_key_display(Binding(key.split(",")[0], ""))

    def choose(self, id: str) -> None:
        """Wait for the new key of this action."""
        self._chosen = self._actions_by_id[id]
        self.query_one("#keys-ask", Static).update(Text(say("settings.keys-press", action=self._chosen.description)))
        self.set_focus(None)

    def on_key(self, event: events.Key) -> None:
        """The new key, where one is waited for."""
        if self._chosen is None:
            return
        event.stop()
        event.prevent_default()
        at = list(self._actions_by_id).index(str(self._chosen.id))
        if event.key == "backspace":
            self._keep(str(self._chosen.id), None)
        elif event.key in FIXED:
            self._put(at, say("settings.keys-ask"))
            return
        else:
            taken = self._taken(event.key, str(self._chosen.id))
            if taken is not None:
                said = say("settings.keys-taken", key=self._display(event.key), action=taken.description)
                self._put(at, said)
                return
            self._keep(str(self._chosen.id), event.key)
        self._put(at, say("settings.keys-ask"))

    def _taken(self, key: str, id: str) -> Binding | None:
        """What has this key already on the same screen."""
        screen = id.split(".")[0]
        same = (other for other in self._actions_by_id if other != id and other.split(".")[0] == screen)
        return next((self._actions_by_id[other] for other in same if key in self._key(other).split(",")), None)

    def _keep(self, id: str, key: str | None) -> None:
        keys = {other: kept for other, kept in self.peacekeeper.settings.keys.items() if other != id}
        if key is not None and key != self._actions_by_id[id].key:
            keys[id] = key
        self.peacekeeper.change(replace(self.peacekeeper.settings, keys=keys))

    def action_back(self) -> None:
        """Leave the key as it is, or go back to the settings."""
        if self._chosen is not None:
            self._put(list(self._actions_by_id).index(str(self._chosen.id)), say("settings.keys-ask"))
        else:
            self.app.pop_screen()
