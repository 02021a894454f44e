"""A pocket card as text for a screen of so many columns: items wrap under themselves, headings are bold capitals."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from tui.app.drawing import drawn, heading
from tui.pocket_cards import Card, CardLine, sources
from tui.words import say

DASH = "·"


def card_text(card: Card, width: int, console: Console, *, airy: bool = False) -> Text:
    """The card alone. `airy` sets headings apart by an empty line, where there is room for it."""
    text = Text()
    for n, line in enumerate(card.lines):
        if n:
            text.append("\n\n" if _apart(card.lines[n - 1], line, airy=airy) else "\n")
        text.append_text(_line(line, width, console))
    return text


def sources_text(card: Card) -> Text:
    """The provisions under the card; empty for the mission area's own, which are fictional."""
    cited = sources(card)
    return Text("\n").join([heading(say("cards.sources")), *map(Text, cited)]) if cited else Text()


def _apart(before: CardLine, line: CardLine, *, airy: bool) -> bool:
    """Paragraphs always stand apart, headings where there is room; a heading never from what it is over."""
    if line.kind == "heading":
        return airy or before.kind == "text"
    return line.kind == "text" and before.kind == "text"


def _line(line: CardLine, width: int, console: Console) -> Text:
    if line.kind == "heading":
        return heading("".join(span.text for span in line.words))
    words = drawn(line.words)
    if line.kind == "text":
        return words
    mark = f"{DASH if line.mark == '-' else line.mark} "
    wrapped = words.wrap(console, max(1, width - len(mark)))
    for row in wrapped:
        row.rstrip()
    return Text.assemble(mark, Text("\n" + " " * len(mark)).join(wrapped))
