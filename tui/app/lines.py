"""Lines of the debrief as text on a screen."""

from __future__ import annotations

from collections.abc import Iterable

from rich.text import Text

from tui.debrief_lines import Line
from tui.page_one import Row


def drawn_lines(lines: Iterable[Line]) -> Text:
    """The lines one below the other, headings set apart; nothing is said by colour."""
    text = Text()
    for line in lines:
        if line.kind in ("title", "heading"):
            text.append(f"\n{line.text.upper()}\n" if text.plain else f"{line.text.upper()}\n", style="bold")
        elif line.kind == "subheading":
            text.append(f"\n{line.text}\n", style="bold")
        else:
            indent = "  " if line.kind == "item" else ""
            text.append(indent)
            if line.label:
                text.append(f"{line.label}: ", style="bold")
            text.append(f"{line.text}\n")
    text.rstrip()
    return text


def drawn_rows(rows: Iterable[Row]) -> Text:
    """Rows of a page that is laid out, each as it stands."""
    return Text("\n").join(Text.assemble((row.text[: row.bold], "bold"), row.text[row.bold :]) for row in rows)
