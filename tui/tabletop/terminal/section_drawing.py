"""Sections of a page as text on a screen. No markup is parsed, and nothing is said by colour alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rich.text import Text

from tui.app.drawing import heading
from tui.tabletop.pages.section import Line, Section
from tui.words import say

SHORT = 200
"""Characters of an item that needs no blank line to be told from the next."""


class Block(NamedTuple):
    """A text; where `kept`, its lines are never wrapped. `close`: it follows the one before without a blank line."""

    text: Text
    kept: bool = False
    close: bool = False


class Part(NamedTuple):
    """A section as it is drawn."""

    id: str
    blocks: tuple[Block, ...]


def drawn_section(section: Section, *, new: bool = False) -> Part:
    """A section under its heading, which says that there is something new in it."""
    title = say("terminal.new-in", title=section.title) if new else section.title
    blocks = [Block(heading(title))] if title else []
    return Part(section.id, (*blocks, *drawn_lines(section.lines)))


def drawn_lines(lines: Iterable[Line]) -> Iterator[Block]:
    """Lines one after the other, each set apart; short items and what belongs to them stand close."""
    close = True
    for line in lines:
        if line.kind == "heading":
            yield Block(Text(line.text, style="bold"))
        elif line.kind == "kept":
            yield Block(Text(line.text), kept=True, close=True)
        elif line.kind == "alert":
            yield Block(Text(line.text, style="bold reverse"))
        else:
            yield Block(_told(line), close=close and len(line.text) < SHORT)
        close = line.kind == "item" and len(line.text) < SHORT


def _told(line: Line) -> Text:
    """When it came, and who or what it is, then the words; a letter or an arrow needs no colon."""
    lead = " · ".join(part for part in (line.when, line.label) if part)
    colon = "" if len(lead) < 2 or lead.endswith(":") else ":"
    return Text.assemble((f"{lead}{colon} ", "bold"), line.text) if lead else Text(line.text)
