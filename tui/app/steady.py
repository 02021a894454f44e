"""Widgets whose content may change its size without the screen being laid out twice for it.

Textual lays a screen out, tells each widget the size of its content, and lays it out once more where one is another
than before. What follows from a size is found in the first round already, so the second changes nothing.
"""

from __future__ import annotations

from rich.text import Text
from textual.containers import Horizontal, Vertical
from textual.geometry import Size
from textual.widgets import Static


class Steady(Static):
    """A text; showing one of as many lines lays nothing out."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id, markup=False)
        self._shown = Text()

    def show(self, text: Text) -> None:
        """Show another text."""
        if text != self._shown:
            self._shown = text
            self.update(text)

    def _size_updated(self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True) -> bool:
        return super()._size_updated(size, virtual_size, container_size, layout=False)


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
