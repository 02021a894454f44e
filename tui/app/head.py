"""The first line of a screen: where one is, and at the right the time or the place in it."""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.text import Text
from textual.strip import Strip
from textual.widget import Widget

from tui.words import say

PART = " · "
"""Stands between the parts of a clock."""

LEAST = 4
"""Columns in which a title says anything."""


class Head(Widget):
    """One line that it draws itself. Where there is little room, the title gives way to the time."""

    ALLOW_SELECT = False

    def __init__(self, title: str = "", clock: str = "", *, id: str = "head") -> None:
        super().__init__(classes="head", id=id)
        self._told = (title, clock)

    def show(self, title: str, clock: str, *, exam: bool = False) -> None:
        """Show these instead; an exam is called one."""
        told = (title, say("app.exam-clock", clock=clock) if exam else clock)
        if told != self._told:
            self._told = told
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The line in the width that there is."""
        return Strip([Segment(fitted(*self._told, self.size.width), self.visual_style.rich_style)])


def fitted(title: str, clock: str, width: int) -> str:
    """Both in this many columns, the clock at the right end. Of a clock that is too long, the last parts tell most."""
    while cell_len(clock) > width and PART in clock:
        clock = clock.partition(PART)[2]
    room = width - cell_len(clock) - 1
    left = Text(title if room >= LEAST else "")
    left.truncate(max(0, room), overflow="ellipsis", pad=True)
    return set_cell_size(f"{left.plain} {clock}" if room >= 0 else clock, width)
