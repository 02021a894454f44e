"""Settings: colours, timed decisions, language, name and keys. What is changed holds at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import ClassVar, TypeVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, Static

from tui.app.app_screen import AppScreen
from tui.app.key_line import KeyLine
from tui.app.offer_list import Item, OfferList
from tui.settings import LONGEST_NAME, THEMES, TIMINGS, Settings
from tui.words import has, languages, say

Value = TypeVar("Value")

NAMES = ("theme", "timing", "name", "language", "keys")


class SettingsScreen(AppScreen):
    """Each press takes the next value; a name is written on a line of its own."""

    HELP = "app.help.settings"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", say("app.key.back"), id="settings.back")]

    def compose(self) -> ComposeResult:
        """The settings with their values, and what the highlighted one is for."""
        yield Static(Text(say("settings.heading"), style="bold"), classes="head")
        yield Static(Text(say("settings.ask")), classes="lead")
        yield OfferList(self.choose, id="settings")
        yield Input(max_length=LONGEST_NAME, id="own-name", classes="line")
        yield Static(id="about-setting", classes="lead")
        yield KeyLine()

    def on_mount(self) -> None:
        """The first setting is highlighted, and no name is being written."""
        self.query_one("#own-name").display = False
        self._put(0)

    def on_screen_resume(self) -> None:
        """Keys may have been changed meanwhile."""
        self._put(self.query_one(OfferList).highlighted or 0)

    def _put(self, at: int) -> None:
        settings = self.peacekeeper.settings
        items = []
        for number, name in enumerate(NAMES, 1):
            value = _value(settings, name)
            items.append(Item(name, say("settings.item", name=say(f"settings.names.{name}"), value=value), number))
        listed = self.query_one(OfferList)
        listed.put(items, at=at)
        listed.focus()

    def on_offer_list_highlighted(self, event: OfferList.Highlighted) -> None:
        """Say what the setting is for."""
        self.query_one("#about-setting", Static).update(Text(say(f"settings.about.{event.item_id}")))

    def choose(self, id: str) -> None:
        """Take the next value, or open what has to be written or chosen."""
        settings = self.peacekeeper.settings
        actions: dict[str, Callable[[], None]] = {
            "theme": lambda: self._change(replace(settings, theme=_next(THEMES, settings.theme))),
            "timing": lambda: self._change(replace(settings, timing=_next(TIMINGS, settings.timing))),
            "language": lambda: self._change(replace(settings, language=_next(languages(), settings.language))),
            "name": self._write_name,
            "keys": self._keys,
        }
        actions[id]()

    def _change(self, settings: Settings) -> None:
        self.peacekeeper.change(settings)
        self._put(self.query_one(OfferList).highlighted or 0)

    def _write_name(self) -> None:
        line = self.query_one("#own-name", Input)
        line.value, line.display = self.peacekeeper.settings.name, True
        line.focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Keep the name, which may be empty; from now on runs are played under it."""
        name = event.value.strip()
        event.input.display = False
        self.peacekeeper.player = name
        self._change(replace(self.peacekeeper.settings, name=name))

    def _keys(self) -> None:
        from tui.app.keys_screen import KeysScreen

        self.app.push_screen(KeysScreen())

    def action_back(self) -> None:
        """Leave the name as it is, or go back to where the settings were opened."""
        line = self.query_one("#own-name", Input)
        if line.display:
            line.display = False
            self.query_one(OfferList).focus()
        else:
            self.app.pop_screen()


def _next(values: Sequence[Value], now: Value) -> Value:
    return values[(values.index(now) + 1) % len(values)] if now in values else values[0]


def _value(settings: Settings, name: str) -> str:
    if name == "name":
        return settings.name or say("settings.name-none")
    if name == "keys":
        return say("settings.keys-value", count=len(settings.keys))
    value = getattr(settings, name)
    return say(f"settings.values.{name}.{value}") if has(f"settings.values.{name}.{value}") else str(value)
