"""Widgets whose content may change its size without the screen being laid out twice for it.

Textual lays a screen out, tells each widget the size of its content, and lays it out once more where one is another
than before. What follows from a size is found in the first round already, so the second changes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text
from textual.containers import Horizontal, Vertical
from textual.geometry import Size
from textual.strip import Strip

from tui.app.column import Column, drawn_strips


class Asking(Column):
    """What is asked: as many lines as it takes, over what may be chosen."""

    def __init__(self, *, id: str) -> None:
        super().__init__(focus=False, id=id)
        self._text = Text()

    def show(self, text: Text) -> None:
        """Ask something else."""
        if text != self._text:
            self._text = text
            self.changed()

    def laid_out(self, width: int) -> Sequence[Strip]:
        """The text, wrapped."""
        return drawn_strips(self._text.wrap(self.app.console, width), self.app.console)

    def _lay_out(self, room: Size) -> None:
        super()._lay_out(Size(room.width, 0))  # nobody scrolls it: where it is cut, no mark says so


class SteadyVertical(Vertical):
    """Widgets below each other. It shows nothing of its own."""

    BLANK = True

    def _size_updated(self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True) -> bool:
        return super()._size_updated(size, virtual_size, container_size, layout=False)


class SteadyHorizontal(Horizontal):
    """Widgets beside each other. It shows nothing of its own."""

    BLANK = True

    def _size_updated(self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True) -> bool:
        return super()._size_updated(size, virtual_size, container_size, layout=False)
