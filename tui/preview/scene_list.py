"""The list of scenes, which changes while it is looked at without losing its place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType

from tui.app.offer_list import Item, OfferList
from tui.words import say


class SceneList(OfferList):
    """Choose a scene; what is known of scenes may change at any time."""

    # Its own and not the screen's: keys that were typed ahead move the cursor first.
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", say("preview.key.play"), key_display="Enter", id="preview.play"),
    ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without scenes there is nothing to choose."""
        return action != "select" or self.option_count > 0

    def renew(self, items: Iterable[Item]) -> None:
        """Show these, with the cursor at the same scene and the same lines in sight."""
        listed = tuple(items)
        if listed == tuple(self._items):
            return
        here, scrolled = self.at_cursor, round(self.scroll_y)
        ids = [item.id for item in listed]
        self.put(listed, at=ids.index(here) if here in ids else 0)
        self.set_scroll(None, min(scrolled, max(0, len(self._strips) - self._room.height)))
        if self._at is not None:
            self._keep_in_sight(self._at)
