"""The keys that do something here and now, in the last line of every screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.strip import Strip
from textual.widget import Widget

STAY = ("help", "escape")
"""What stays longest where there is little room: what explains the other keys, and the way back."""


@dataclass(frozen=True)
class Key:
    """A key: its name for the app, how it is written, what it does, and whether it stays."""

    name: str
    shown: str
    words: str
    stays: bool = False

    @property
    def width(self) -> int:
        """Columns, without blanks around it."""
        return cell_len(self.shown) + cell_len(self.words) + 1


class KeyLine(Widget):
    """One line that it draws itself, and draws anew only when the keys are others. A click is as good as the key."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"keys--key", "keys--words", "keys--under-mouse"}
    DEFAULT_CSS = """
    KeyLine { dock: bottom; height: 1; color: $footer-foreground; background: $footer-background; }
    KeyLine > .keys--key { color: $footer-key-foreground; background: $footer-key-background; text-style: bold; }
    KeyLine > .keys--words { color: $footer-description-foreground; background: $footer-description-background; }
    KeyLine > .keys--under-mouse { color: $footer-key-foreground; background: $block-hover-background; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._keys: Sequence[Key] = ()
        self._under_mouse: Key | None = None

    def on_mount(self) -> None:
        """From now on the screen says when the keys are others."""
        self.screen.bindings_updated_signal.subscribe(self, lambda screen: self._look())
        self._look()

    def _look(self) -> None:
        keys = tuple(self._active())
        if keys != self._keys:
            self._keys = keys
            self.refresh()

    def _active(self) -> Iterator[Key]:
        """The keys that are to be shown; of several for one action, the first."""
        told = set()
        for _, binding, enabled, _ in self.screen.active_bindings.values():
            if binding.show and enabled and binding.action not in told:
                told.add(binding.action)
                stays = binding.action in STAY or binding.key in STAY
                yield Key(binding.key, self.app.get_key_display(binding), binding.description, stays)

    def render_line(self, y: int) -> Strip:
        """The keys as they fit, with more air where there is room for it."""
        names = ("keys--key", "keys--words", "keys--under-mouse")
        key, words, mouse = (self.get_visual_style(name).rich_style for name in names)
        blank, keys = fitting(self._keys, self.size.width)
        segments = []
        for found in keys:
            here = found == self._under_mouse
            segments.append(Segment(f"{blank}{found.shown} ", mouse if here else key))
            segments.append(Segment(f"{found.words}{blank or ' '}", mouse if here else words))
        return Strip(segments).adjust_cell_length(self.size.width, self.visual_style.rich_style)

    def _at(self, event: events.MouseEvent) -> Key | None:
        """The key under the mouse."""
        blank, keys = fitting(self._keys, self.size.width)
        end = 0
        for key in keys:
            end += key.width + len(blank) + 1
            if event.x < end:
                return key
        return None

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Press the key that was clicked."""
        key = self._at(event)
        if key is not None:
            self.app.simulate_key(key.name)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show which key a click would press."""
        self._point_at(self._at(event))

    def on_leave(self) -> None:
        """The mouse is elsewhere."""
        self._point_at(None)

    def _point_at(self, key: Key | None) -> None:
        if key != self._under_mouse:
            self._under_mouse = key
            self.refresh()


def fitting(keys: Sequence[Key], width: int) -> tuple[str, Sequence[Key]]:
    """The blank before each key, and those that fit as a whole; where there is little room the last go first."""
    kept = list(keys)
    while kept and _columns(kept, 1) > width:
        kept.remove(next((key for key in reversed(kept) if not key.stays), kept[-1]))
    return " " if _columns(kept, 2) <= width else "", kept


def _columns(keys: Sequence[Key], blanks: int) -> int:
    """What keys take in a line, with so many blanks for each; the last need none behind it."""
    return sum(key.width + blanks for key in keys) - 1
