"""How many sides of A4 a stack has, about: each browser breaks lines a little differently, so this is an estimate.

The templates say what counts: `data-page` begins a page, `data-mm` is a height in millimetres that
is added (or taken away), `data-wide` the width of
a column. All other text is measured by its characters.
"""

from __future__ import annotations

from html.parser import HTMLParser
from math import ceil

PAGE = 253.0
"""Millimetres of A4 between the margins, a little less than there are: no page is full to its last line."""

SLACK = 0.06
"""Share of a page by which an estimate may be over without another page: heights are estimated a little too high."""

WIDTH = 174.0
"""Millimetres between the margins at the sides."""

CHARACTER, LINE = 1.95, 5.2
"""Millimetres that a character is wide, and a line is high, on average, in the type of the pages."""

HEADINGS = {"h1": 14.0, "h2": 11.0, "h3": 8.0}
"""Millimetres that a heading of one line takes, with the space around it."""

AFTER = {"p": 2.0, "li": 1.0, "tr": 2.0, "pre": 3.0}
"""Millimetres of space after each of these."""

UNSEEN = ("style", "title", "head")


def pages(html: str) -> int:
    """The sides of one copy."""
    ruler = _Ruler()
    ruler.feed(html)
    ruler.close()
    return ruler.done()


class _Ruler(HTMLParser):
    """Adds up heights. Blocks marked `data-whole` are not broken: what does not fit any more begins a page."""

    def __init__(self) -> None:
        super().__init__()
        self.full, self.height = 0, 0.0
        self.text, self.unseen, self.left_out = "", 0, False
        self.width, self.cells = WIDTH, list[float]()
        self.whole: float | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.unseen += tag in UNSEEN
        self.left_out |= "data-unseen" in given
        if "data-page" in given:
            self.turn()
        if "data-whole" in given and self.whole is None:
            self.whole, self.height = self.height, 0.0
        if "data-mm" in given:
            self.height += float(given["data-mm"] or 0)
        if tag in ("td", "th"):
            self.width = float(given.get("data-wide") or 40)
        if tag == "br":
            self.text += "\n"

    def handle_data(self, data: str) -> None:
        if not self.unseen and not self.left_out:
            self.text += data if self.lasttag == "pre" else " ".join(data.split()) + " "

    def handle_endtag(self, tag: str) -> None:
        self.unseen -= tag in UNSEEN
        if tag in ("td", "th"):
            self.cells.append(self._lines() * LINE)
        elif tag == "tr":
            self.height += max(self.cells, default=0.0) + AFTER["tr"]
            self.cells, self.width = [], WIDTH
        elif tag in HEADINGS:
            self.height += HEADINGS[tag] + (self._lines() - 1) * LINE
        elif tag in ("p", "li", "pre"):
            self._end_of_lines(tag)
        elif tag == "section" and self.whole is not None:
            self._close_whole()

    def _end_of_lines(self, tag: str) -> None:
        if not self.left_out and not self._in_a_cell():
            self.height += self._lines() * LINE + AFTER[tag]
        self.left_out = False

    def _in_a_cell(self) -> bool:
        if self.width == WIDTH:
            return False
        self.text += "\n"
        return True

    def _lines(self) -> int:
        per_line = max(1, int(self.width / CHARACTER))
        found = sum(ceil(len(line.strip()) / per_line) or 0 for line in self.text.rstrip().split("\n"))
        self.text = ""
        return found

    def _close_whole(self) -> None:
        before, own = self.whole or 0.0, self.height
        self.whole = None
        room = PAGE - before % PAGE
        self.height = before + own if own <= room + SLACK * PAGE or before % PAGE == 0 else before + room + own

    def turn(self) -> None:
        """Begin a page, if anything stands on this one."""
        self.full += max(self.height > 0, ceil(self.height / PAGE - SLACK))
        self.height = 0.0

    def done(self) -> int:
        """All sides, the last one too."""
        self.turn()
        return max(1, self.full)
