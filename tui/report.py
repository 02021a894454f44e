"""The debrief as Markdown, to keep, print or hand in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from tui.debrief import Debrief
from tui.debrief_lines import Line, lines
from tui.words import say

OBEYED_AT_THE_START = re.compile(r"^(\d*)([-+=~.)])")
"""What makes a list, a rule, a heading or code of a line that begins so."""

MARKS = {"title": "# ", "heading": "## ", "subheading": "### ", "item": "- ", "text": ""}


def markdown(view: Debrief, imprint: str = "") -> str:
    """The whole debrief. The notice that it was training comes first; what it was made of, where given, last."""
    return markdown_of(lines(view), imprint)


def markdown_of(found: Iterable[Line], imprint: str = "") -> str:
    """Any lines as Markdown, between the notice and what they were made of."""
    end = [f"---\n\n{escaped(imprint)}"] if imprint else []
    parts = [f"*{say('notice.fictional')}*", *blocks(found), *end]
    return "\n\n".join(parts) + "\n"


def blocks(found: Iterable[Line]) -> Iterator[str]:
    """Lines as Markdown; items that follow each other stand together."""
    items: list[str] = []
    for line in found:
        text = MARKS[line.kind] + _labelled(line)
        if line.kind == "item":
            items.append(text)
            continue
        if items:
            yield "\n".join(items)
            items = []
        yield text
    if items:
        yield "\n".join(items)


def _labelled(line: Line) -> str:
    text = escaped(" ".join(line.text.split()))
    return f"**{escaped(line.label)}:** {text}" if line.label else OBEYED_AT_THE_START.sub(r"\1\\\2", text)


def escaped(text: str) -> str:
    """The text with nothing in it that Markdown would obey."""
    return "".join(f"\\{character}" if character in "\\`*_[]<>#|" else character for character in text)
