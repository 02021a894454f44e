"""Choosing a scenario in plain mode."""

from __future__ import annotations

from tui.heads import Item
from tui.plain.listening import Listener
from tui.shelf import Shelf
from tui.words import say


def choose(shelf: Shelf, listener: Listener) -> str:
    """The id of the scenario that the player picked. Raises Left."""
    items, page = shelf.items(), listener.page
    page.heading(say("plain.scenarios"))
    for number, item in enumerate(items, 1):
        page.line(item_text(item), str(number))
    while True:
        answer = listener.ask(say("plain.choose-scenario", count=len(items)))
        found = next((item for n, item in enumerate(items, 1) if answer in (str(n), item.id)), None)
        if found is not None:
            return found.id
        page.line(say("plain.choose-wrong", count=len(items)))


def item_text(item: Item) -> str:
    """A scenario in one line: title, level, length, themes, and what to be prepared for."""
    text = say("plain.scenario", title=item.title, level=say(f"level.{item.level}"), count=item.minutes)
    themes = ", ".join(item.themes)
    note = say("plain.scenario-content", note=item.content_note) if item.content_note else ""
    return " ".join(part for part in (text, f"{themes}." if themes else "", note) if part)
