"""A column of lines that a widget draws itself: laid out once for what it shows and the width that it has.

Textual lays the screen out anew whenever the size of a content changes, and a second time where a scrollbar comes or
goes. Here neither happens: what is shown changes in place, and where it is longer than its room a mark at the side says
where one is in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar, Final

from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

MARK: Final = "┃"
"""Stands at the side of the lines that are in sight, in proportion to all."""


class Column(ScrollView, inherit_bindings=False):
    """Lines one below the other. Subclasses lay them out, and call `changed` when there is something else to show."""

    ALLOW_SELECT = False
    KEEPS_SIDE: ClassVar[bool] = False
    """Whether the column of the mark stays free also where everything is in sight."""

    def __init__(self, *, focus: bool = True, classes: str | None = None, id: str | None = None) -> None:
        super().__init__(can_focus=focus, classes=classes, id=id)
        self._strips: Sequence[Strip] = ()
        self._room = Size(0, 0)
        self._width = 0
        self._side = False
        self._ground = Style.null()

    def laid_out(self, width: int) -> Sequence[Strip]:
        """All lines, in this many columns."""
        raise NotImplementedError

    def changed(self) -> None:
        """There is something else to show, from its top."""
        before, self._width = self._strips, 0
        self._lay_out(Size(self._room.width, 0))
        anew = self.styles.auto_dimensions and (len(self._strips) != len(before) or not self._width)
        if anew:
            self.refresh(layout=True)
        else:
            self._lay_out(self._room)
            self._redraw(before)
        self.set_scroll(0, 0)

    def _redraw(self, before: Sequence[Strip]) -> None:
        """Have the lines drawn anew that are others than before, all of them where that cannot be told."""
        self.refresh()

    @property
    def more(self) -> bool:
        """Whether there is more below than is in sight."""
        return self.scroll_y < self.max_scroll_y

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as there are."""
        self._lay_out(Size(width, 0))
        return len(self._strips)

    def _lay_out(self, room: Size) -> None:
        if room.width and room.width != self._width:
            self._width, self._side = room.width, self.KEEPS_SIDE
            self._put_in(room.width - self._side)
        if 0 < room.height < len(self._strips) and not self._side:
            self._side = True
            self._put_in(room.width - 1)

    def _put_in(self, width: int) -> None:
        self._strips = self.laid_out(max(1, width))
        widest = max((strip.cell_length for strip in self._strips), default=0)
        # Not by assignment: that would lay out the whole screen once more.
        self.set_reactive(Widget.virtual_size, Size(widest, len(self._strips)))

    def _size_updated(self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True) -> bool:
        """Textual says which size this has now, before it is drawn: another width wraps the lines anew."""
        self._room = size - self.styles.gutter.totals
        self._lay_out(self._room)
        return super()._size_updated(size, virtual_size, container_size, layout)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The styles are found once for all lines: that takes longer than drawing one."""
        self._ground = self.visual_style.rich_style
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """One line in sight, with the mark at its side."""
        offset, size = self.scroll_offset, self._room
        at = offset.y + y
        if at < len(self._strips):
            line = self.styled(at).crop_extend(offset.x, offset.x + size.width, self._ground)
        else:
            line = Strip.blank(size.width, self._ground)
        if self._side and size.height < len(self._strips) and _marked(y, size.height, offset.y, len(self._strips)):
            return Strip([*line.crop(0, size.width - 1), Segment(MARK, self._ground)], size.width)
        return line

    def styled(self, at: int) -> Strip:
        """The line at this place, in its colours."""
        return self._strips[at].apply_style(self._ground)


def drawn_strips(lines: Iterable[Text], console: Console) -> Sequence[Strip]:
    """Lines of text as they are drawn, without the colours of the widget."""
    return [Strip([part for part in line.render(console) if part.text], line.cell_len) for line in lines]


def _marked(y: int, height: int, first: int, count: int) -> bool:
    """Whether the mark stands beside line `y` of `height` that are in sight, of `count`, from `first` on."""
    length = max(1, height * height // count)
    top = round((height - length) * first / (count - height))
    return top <= y < top + length
