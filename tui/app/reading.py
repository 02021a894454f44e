"""Text to read: it starts at its top whenever it changes, and says when there is more below."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import ClassVar, Final

from rich.console import Console
from rich.text import Text
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Region, Size
from textual.selection import Selection
from textual.strip import Strip

from tui.app.column import Column, drawn_strips
from tui.words import say

MEASURE: Final = 78
"""Columns of text at most, however wide the terminal is, where nothing else is said."""

LEAST_ROOM: Final = 20
"""Columns that words need beside an inset; in a narrower terminal they begin at the left."""


class Reading(Column):
    """A column of text over a line; the line says that there is more. Where `lines` are kept, none is wrapped."""

    ALLOW_SELECT = True
    KEEPS_SIDE = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "scroll_up", show=False),
        Binding("down,j", "scroll_down", show=False),
        Binding("left", "scroll_left", show=False),
        Binding("right", "scroll_right", show=False),
        Binding("home", "scroll_home", show=False),
        Binding("end", "scroll_end", show=False),
        Binding("pageup", "page_up", show=False),
        Binding("pagedown,space", "page_down", show=False),
    ]

    def __init__(
        self, text: Text | None = None, *, focus: bool = True, lines: bool = False, id: str | None = None
    ) -> None:
        super().__init__(focus=focus, classes="kept-lines" if lines else "wrapped", id=id)
        self._text, self._keeps_lines = text or Text(), lines
        self._measure = MEASURE
        self._lines: Sequence[Text] = ()
        self._under_mouse = False

    def show(self, text: Text, measure: int = MEASURE) -> None:
        """Show another text, from its top; no line is longer than the measure."""
        self._text, self._measure = text, measure
        self.changed()
        if self._say_more():
            self.refresh()

    def _redraw(self, before: Sequence[Strip]) -> None:
        width, height = self._room
        if self.scroll_y or self.scroll_x or max(len(before), len(self._strips)) > height:
            self.refresh()
            return
        pairs = zip_longest(before, self._strips)
        others = [Region(0, y, width, 1) for y, (old, new) in enumerate(pairs) if old != new]
        if others:
            self.refresh(*others)

    def laid_out(self, width: int) -> Sequence[Strip]:
        """The text, wrapped where its lines are not kept, with a blank at its side."""
        console, room = self.app.console, max(1, min(self._measure, width - 1))
        lines = self._text.split(allow_blank=True)
        self._lines = tuple(lines) if self._keeps_lines else tuple(wrapped(lines, console, room))
        return drawn_strips(self._lines, console)

    def styled(self, at: int) -> Strip:
        """The line as it is drawn; where the mouse is, with its places, so that text can be marked and copied."""
        line = super().styled(at)
        if not self._under_mouse:
            return line
        selected = self.text_selection
        span = selected.get_span(at) if selected else None
        if span is not None:
            start, end = span[0], line.cell_length if span[1] == -1 else span[1]
            marked = line.crop(start, end).apply_style(self.screen.get_component_rich_style("screen--selection"))
            line = Strip.join([line.crop(0, start), marked, line.crop(end)])
        return line.apply_offsets(0, at)

    def on_enter(self) -> None:
        """The mouse may mark text now."""
        self._under_mouse = True
        self.refresh()

    def on_leave(self) -> None:
        """The mouse is elsewhere; what was marked stays marked until a key is pressed."""
        if self.text_selection is None:
            self._under_mouse = False
            self.refresh()

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """What was marked with the mouse, to be copied."""
        return selection.extract("\n".join(line.plain for line in self._lines)), "\n"

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Going on in the text may reach its end."""
        super().watch_scroll_y(old_value, new_value)
        self._say_more()

    def _size_updated(self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True) -> bool:
        resized = super()._size_updated(size, virtual_size, container_size, layout)
        self._say_more()
        return resized

    def _say_more(self) -> bool:
        """Say it with the next drawing; assigning `border_subtitle` would draw everything once more."""
        more = Content(say("app.more-below")) if self.more else None
        if more == self._border_subtitle:
            return False
        self._border_subtitle = more
        self._styles_cache.clear()
        return True


def wrapped(lines: Iterable[Text], console: Console, room: int) -> Iterator[Text]:
    """Each line in as many as it needs; one that is set in stays so, as long as there is room for words beside it."""
    for line in lines:
        inset = len(line.plain) - len(line.plain.lstrip(" "))
        if line.cell_len <= room or not 0 < inset <= room - LEAST_ROOM:
            yield from line.wrap(console, room)
            continue
        for part in line[inset:].wrap(console, room - inset):
            part.pad_left(inset)
            yield part
