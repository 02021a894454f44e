"""A line to write on that leads on at once: what is typed after Enter finds what comes next."""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.widgets import Input


class FreeLine(Input):
    """Enter hands over what was written, within the key itself. A line that is not shown takes no keys."""

    def __init__(self, written: Callable[[str], None], *, id: str, longest: int) -> None:
        super().__init__(id=id, max_length=longest, classes="line")
        self._written = written

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            self._written(self.value.strip())
        elif self.display:
            await super()._on_key(event)
        else:
            event.prevent_default()  # it goes on to whatever has taken the place of the line
