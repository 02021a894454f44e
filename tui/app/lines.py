"""Lines of the debrief as text on a screen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from rich.text import Text

from tui.debrief_lines import Line
from tui.page_one import Row

HEADINGS = ("title", "heading", "subheading")


def drawn_lines(lines: Iterable[Line]) -> Text:
    """The lines one below the other, headings set apart; nothing is said by colour.

    Several items that are the same have what they are said once above them.
    """
    text, headed = Text(), True
    for kind, label, found in _runs(lines):
        opens = kind in HEADINGS or (found[0].opens and not headed)
        text.append("\n" if opens and text.plain else "")
        headed = kind in HEADINGS
        listed = kind == "item" and label is not None and len(found) > 1
        if listed:
            text.append(f"{label}:\n", style="bold")
        for line in found:
            text.append("  " if kind == "item" else "")
            if headed:
                text.append(f"{line.text if kind == 'subheading' else line.text.upper()}\n", style="bold")
                continue
            if label and not listed:
                text.append(f"{label}: ", style="bold")
            text.append(f"{line.text}\n")
    text.rstrip()
    return text


def _runs(lines: Iterable[Line]) -> Iterator[tuple[str, str | None, list[Line]]]:
    """Lines that follow each other and are the same, together."""
    for (kind, label), found in groupby(lines, key=lambda line: (line.kind, line.label)):
        yield kind, label, list(found)


def drawn_rows(rows: Iterable[Row]) -> Text:
    """Rows of a page that is laid out, each as it stands."""
    return Text("\n").join(Text.assemble((row.text[: row.bold], "bold"), row.text[row.bold :]) for row in rows)
