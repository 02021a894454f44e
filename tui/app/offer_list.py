"""The list of what may be chosen now: numbered, and wrapped under itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip

from tui.app.column import Column

KEYS = 9
"""Options that have a number key of their own; 0 is left for what is no option."""

LEAST_ROOM = 10
"""Columns for a label at least, however narrow the terminal is."""


@dataclass(frozen=True)
class Item:
    """One thing to choose. `number` is its key; `chosen` shows a box to tick; `amount` is what it takes or costs."""

    id: str
    label: str
    number: int | None = None
    amount: str = ""
    chosen: bool | None = None


class OfferList(Column, inherit_bindings=False):
    """Choose with a number, with the arrows and Enter, or with the mouse. Paging is left to the text above."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"offers--cursor", "offers--under-mouse"}
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(n), f"number({n})", show=False) for n in range(KEYS + 1)),
        Binding("down", "move(1)", show=False),
        Binding("up", "move(-1)", show=False),
        Binding("home", "end_of(0)", show=False),
        Binding("end", "end_of(-1)", show=False),
        Binding("enter", "select", show=False),
    ]

    class Highlighted(Message):
        """The cursor stands at another item now."""

        def __init__(self, item_id: str) -> None:
            super().__init__()
            self.item_id = item_id

    def __init__(self, chosen: Callable[[str], None], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._chosen = chosen
        self._items: Sequence[Item] = ()
        self._of_line: Sequence[int] = ()
        self._at: int | None = None
        self._under_mouse: int | None = None
        self._styles_of: Mapping[int | None, Style] = {}

    @property
    def option_count(self) -> int:
        """How many items there are."""
        return len(self._items)

    @property
    def at_cursor(self) -> str | None:
        """The id of the item that the cursor stands at; None where the choice is open."""
        return None if self._at is None else self._items[self._at].id

    @property
    def highlighted(self) -> int | None:
        """Which item the cursor stands at, from 0; None where the choice is open."""
        return self._at

    @highlighted.setter
    def highlighted(self, at: int | None) -> None:
        before, self._at = self._at, self._within(at)
        if self._at != before:
            self.refresh()
            self._tell()

    def _within(self, at: int | None) -> int | None:
        return min(at, len(self._items) - 1) if at is not None and self._items else None

    def _tell(self) -> None:
        if self._at is not None:
            self._keep_in_sight(self._at)
            self.post_message(self.Highlighted(self._items[self._at].id))

    def put(self, items: Iterable[Item], at: int | None = None) -> None:
        """Offer these instead, with the cursor at this one; None leaves the choice open, so that Enter does nothing."""
        self._items, self._under_mouse = tuple(items), None
        self._at = self._within(at)
        self.changed()
        self._tell()

    def laid_out(self, width: int) -> Sequence[Strip]:
        """Every item in its lines."""
        console = self.app.console
        lines = [(n, line) for n, item in enumerate(self._items) for line in rows(item, console, width)]
        self._of_line = [n for n, _ in lines]
        return [Strip([Segment(line)]) for _, line in lines]

    def _size_updated(self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True) -> bool:
        resized = super()._size_updated(size, virtual_size, container_size, layout)
        if self._at is not None:
            self._keep_in_sight(self._at)
        return resized

    def _keep_in_sight(self, at: int) -> None:
        """Scroll as far as the item needs; a long one shows its beginning."""
        if at not in self._of_line or not self._room.height:
            return
        first = self._of_line.index(at)
        lowest = first + self._of_line.count(at) - self._room.height
        self.set_scroll(None, min(first, max(lowest, round(self.scroll_y))))

    def render_lines(self, crop: Region) -> list[Strip]:
        """With the styles of the items that stand out, found once for all lines."""
        mouse, cursor = (self.get_visual_style(f"offers--{name}").rich_style for name in ("under-mouse", "cursor"))
        self._styles_of = {self._under_mouse: mouse, self._at: cursor}
        return super().render_lines(crop)

    def styled(self, at: int) -> Strip:
        """The line in the colours of its item, across the whole width."""
        item = self._of_line[at]
        style = self._styles_of.get(item, self._ground)
        return self._strips[at].apply_style(style).extend_cell_length(self._room.width, style)

    def action_move(self, by: int) -> None:
        """To the next item or the one before; after the last comes the first."""
        if self._items:
            start = min(0, -by) if self._at is None else self._at
            self.highlighted = (start + by) % len(self._items)

    def action_end_of(self, which: int) -> None:
        """To the first or the last item."""
        self.highlighted = range(len(self._items))[which] if self._items else None

    def action_select(self) -> None:
        """Choose the item at the cursor, unless it has gone meanwhile, where Enter was pressed twice."""
        if self._at is not None:
            self.call_later(self._choose, self._items[self._at])

    def _choose(self, item: Item) -> None:
        if any(item is other for other in self._items):
            self._chosen(item.id)

    def action_number(self, number: int) -> None:
        """Choose the item with this number, if there is one. Numbers may be typed ahead of the screen."""
        for index, item in enumerate(self._items):
            if item.number == number:
                self.highlighted = index
                self._chosen(item.id)
                return

    def on_click(self, event: events.Click) -> None:
        """Choose the item that was clicked."""
        item = self._item_at(event)
        if item is not None:
            self.highlighted = item
            self.action_select()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show which item a click would choose."""
        self._point_at(self._item_at(event))

    def on_leave(self) -> None:
        """The mouse is elsewhere."""
        self._point_at(None)

    def _point_at(self, item: int | None) -> None:
        if item != self._under_mouse:
            self._under_mouse = item
            self.refresh()

    def _item_at(self, event: events.MouseEvent) -> int | None:
        at = event.y + self.scroll_offset.y
        return self._of_line[at] if at < len(self._of_line) else None


def rows(item: Item, console: Console, width: int) -> Iterator[str]:
    """The lines of an item: number, box, a label that wraps under itself, and what it takes at the right."""
    number = f"{item.number:>2} " if item.number is not None else ""
    box = {None: "", True: "[x] ", False: "[ ] "}[item.chosen]
    lead, amount = number + box, f" {item.amount}" if item.amount else ""
    room = max(LEAST_ROOM, width - len(lead) - cell_len(amount))
    for line in Text(item.label).wrap(console, room):
        yield lead + set_cell_size(line.plain.rstrip(), room) + amount
        lead, amount = " " * len(lead), ""
