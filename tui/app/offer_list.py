"""The list of what may be chosen now: numbered, wrapped, and deaf to a choice that is no longer on offer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from rich.table import Table
from rich.text import Text
from textual.binding import Binding, BindingType
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tui.app.offers import KEYS, Item


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

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)
        self._items: tuple[Item, ...] = ()

    def put(self, items: Iterable[Item], at: int | None = None) -> None:
        """Offer these instead, with the cursor at this one; None leaves the choice open, so that Enter does nothing."""
        self._items = tuple(items)
        self.clear_options()
        self.add_options([Option(drawn(item), id=item.id) for item in self._items])
        self.highlighted = min(at, len(self._items) - 1) if at is not None and self._items else None

    def offers(self, option: Option) -> bool:
        """Whether the option is still on offer: a key pressed twice may choose from a list that has changed."""
        return option in self.options

    def action_number(self, number: int) -> None:
        """Choose the item with this number, if there is one."""
        for index, item in enumerate(self._items):
            if item.number == number:
                self.highlighted = index
                self.action_select()


def drawn(item: Item) -> Table:
    """An item in columns, so that a long label wraps under itself."""
    row = Table.grid(padding=(0, 1, 0, 0), expand=True)
    cells = []
    if item.number is not None:
        row.add_column(width=2, justify="right")
        cells.append(Text(str(item.number)))
    if item.chosen is not None:
        row.add_column(width=3)
        cells.append(Text("[x]" if item.chosen else "[ ]"))
    row.add_column(ratio=1)
    cells.append(Text(item.label))
    if item.amount:
        row.add_column(justify="right", no_wrap=True)
        cells.append(Text(item.amount))
    row.add_row(*cells)
    return row
