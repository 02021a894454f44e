"""The text of a page: sections below each other, which change under the reader's eyes without moving."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text
from textual.strip import Strip

from tui.app.column import drawn_strips
from tui.app.reading import Reading, wrapped
from tui.tabletop.terminal.section_drawing import Part


class PageText(Reading):
    """Sections to read. Where one changes, what is being read stays where it is on the screen."""

    def __init__(self, *, id: str) -> None:
        super().__init__(focus=False, id=id)
        self._parts: Sequence[Part] = ()
        self._tops: dict[str, int] = {}

    def put(self, parts: Sequence[Part]) -> None:
        """Show these sections instead, where the reader was."""
        if parts == self._parts:
            return
        at, top = self._reading
        before, self._parts = self._parts, tuple(parts)
        inside = round(self.scroll_y) - top
        self.changed()
        same = next((part for part in before if part.id == at), None) in parts
        self._go_to(self._tops.get(at, 0) + (inside if same else 0))

    def jump(self, id: str) -> bool:
        """Put the top of a section at the top; False where it is not here."""
        if id not in self._tops:
            return False
        self._go_to(self._tops[id])
        return True

    def action_page_down(self) -> None:
        """Read on, at once: whoever asks next what is in sight is told what is."""
        self._turn(1)

    def action_page_up(self) -> None:
        """Read again."""
        self._turn(-1)

    def action_scroll_home(self) -> None:
        """To the beginning."""
        self._go_to(0)

    def move(self, by: int) -> None:
        """Read on or back by so many lines."""
        self._go_to(round(self.scroll_y) + by)

    def _turn(self, by: int) -> None:
        self.move(by * self._room.height)

    def _go_to(self, line: int) -> None:
        self.set_scroll(None, max(0, min(self.max_scroll_y, line)))
        self._say_more()
        self.refresh()

    @property
    def in_sight(self) -> tuple[str, ...]:
        """The sections of which the beginning can be read now."""
        first = round(self.scroll_y)
        return tuple(id for id, top in self._tops.items() if first <= top < first + self._room.height)

    @property
    def _reading(self) -> tuple[str, int]:
        """The section at the top of what is in sight, and where it begins."""
        above = [(id, top) for id, top in self._tops.items() if top <= round(self.scroll_y)]
        return above[-1] if above else ("", 0)

    def laid_out(self, width: int) -> Sequence[Strip]:
        """Sections set apart by a blank line, wrapped where their lines are not kept."""
        console, room = self.app.console, max(1, min(self._measure, width - 1))
        lines: list[Text] = []
        self._tops = {}
        for part in self._parts:
            lines += [Text()] if lines else []
            self._tops[part.id] = len(lines)
            for n, (text, kept, close) in enumerate(part.blocks):
                found = text.split(allow_blank=True)
                lines += [
                    *([Text()] if n > 1 and not close else []),
                    *(found if kept else wrapped(found, console, room)),
                ]
        self._lines = tuple(lines)
        return drawn_strips(self._lines, console)
