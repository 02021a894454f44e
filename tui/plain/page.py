"""Writing lines: no colour, no drawing, no cursor movement, one thing a line."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterable
from typing import TextIO

from tui.debrief_lines import Line

WIDEST = 78
"""Characters in a line at most: what people read without losing the next line."""

NARROWEST = 20
INDENT = "  "


class Page:
    """Where plain mode writes. Long lines are wrapped; nothing that a terminal would obey gets through."""

    def __init__(self, out: TextIO, width: int | None = None) -> None:
        self._out = out
        self._width = width or terminal_width()

    def line(self, text: str = "", label: str | None = None, *, indent: str = "") -> None:
        """One thing to read, wrapped; with a label, which says what it is, before it."""
        said = f"{label}: {text}" if label and text else f"{label or ''}{text}"
        wrapped = textwrap.wrap(
            visible(said), self._width, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False
        )
        self._out.write("\n".join(wrapped or [""]) + "\n")

    def heading(self, text: str) -> None:
        """A heading: an empty line before it, and capitals instead of any drawing."""
        self.line()
        self.line(text.upper())

    def as_drawn(self, text: str) -> None:
        """Text whose lines are kept: a map, a letter."""
        for line in text.split("\n"):
            self._out.write(visible(line) + "\n")

    def show(self, lines: Iterable[Line]) -> None:
        """Lines of a view."""
        for line in lines:
            if line.kind in ("title", "heading"):
                self.heading(line.text)
            elif line.kind == "subheading":
                self.line()
                self.line(line.text)
            else:
                self.line(line.text, line.label)

    def prompt(self, text: str) -> None:
        """A question; the answer stands on the same line."""
        wrapped = textwrap.wrap(visible(text), self._width, break_on_hyphens=False)
        self._out.write("\n".join(wrapped) + " ")
        self.flush()

    def flush(self) -> None:
        """Make sure that it can be read now."""
        self._out.flush()


def terminal_width() -> int:
    """The terminal's width, no wider than people read well."""
    return max(NARROWEST, min(WIDEST, shutil.get_terminal_size((WIDEST, 24)).columns))


def visible(text: str) -> str:
    """The text without anything that a terminal would obey."""
    return "".join(character if character.isprintable() else " " for character in text)
