"""The list of what may be chosen now: numbered, and wrapped under itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from rich.console import Console, ConsoleOptions, RenderResult
from rich.segment import Segment
from rich.text import Text
from textual.binding import Binding, BindingType
from textual.widgets import OptionList
from textual.widgets.option_list import Option

KEYS = 9
"""Options that have a number key of their own."""

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


class OfferList(OptionList, inherit_bindings=False):
    """Choose with a number, with the arrows and Enter, or with the mouse. Paging is left to the text above."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(n), f"number({n})", show=False) for n in range(1, KEYS + 1)),
        Binding("down", "cursor_down", show=False),
        Binding("up", "cursor_up", show=False),
        Binding("home", "first", show=False),
        Binding("end", "last", show=False),
        Binding("enter", "select", show=False),
    ]

    def __init__(self, chosen: Callable[[str], None], *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)
        self._chosen = chosen
        self._items: tuple[Item, ...] = ()

    def put(self, items: Iterable[Item], at: int | None = None) -> None:
        """Offer these instead, with the cursor at this one; None leaves the choice open, so that Enter does nothing."""
        self._items = tuple(items)
        self.clear_options()
        self.add_options([Option(Row(item), id=item.id) for item in self._items])
        self.highlighted = min(at, len(self._items) - 1) if at is not None and self._items else None

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Choose what was highlighted or clicked; not what has gone meanwhile, where Enter was pressed twice."""
        event.stop()
        if event.option in self.options:
            self._chosen(event.option_id or "")

    def action_number(self, number: int) -> None:
        """Choose the item with this number, if there is one. Numbers may be typed ahead of the screen."""
        for index, item in enumerate(self._items):
            if item.number == number:
                self.highlighted = index
                # At once, and not by a message: the next number has to find the list as this one leaves it.
                self._chosen(item.id)
                return


class Row:
    """An item in columns: number, box, a label that wraps under itself, and what it takes at the right."""

    def __init__(self, item: Item) -> None:
        number = f"{item.number:>2} " if item.number is not None else ""
        box = {None: "", True: "[x] ", False: "[ ] "}[item.chosen]
        self._lead, self._item = number + box, item

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The lines of the item; plain text, which a table would take three times as long for."""
        lead, amount = self._lead, f" {self._item.amount}" if self._item.amount else ""
        room = max(LEAST_ROOM, options.max_width - len(lead) - cell_len(amount))
        for line in Text(self._item.label).wrap(console, room):
            yield Segment(lead + set_cell_size(line.plain.rstrip(), room) + amount)
            yield Segment.line()
            lead, amount = " " * len(lead), ""
