"""A review as one HTML file with everything in it: to read on a phone, or to print on A4. Everything is escaped."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from tui.debrief_lines import Line
from tui.report_html import Block, Part, add_item, environment
from tui.tabletop.naming import exercise_mark
from tui.tabletop.review.pieces import Leading, Piece, Row, Table
from tui.words import language, say


@dataclass
class TableBlock(Block):
    """A table among paragraphs: its heads, and for each row the entry that leads to it and its cells by head."""

    heads: tuple[str, ...] = ()
    rows: list[tuple[int | None, list[tuple[str, str]]]] = field(default_factory=list)


@dataclass
class _Page:
    """A page that is being put together: `here` is where the next piece goes, `anchors` what can be led to."""

    top: Part = field(default_factory=lambda: Part(""))
    here: Part = field(default_factory=lambda: Part(""))
    anchors: set[int] = field(default_factory=set)

    def take(self, piece: Piece) -> None:
        """Add one piece."""
        if isinstance(piece, Table):
            rows = [(self._anchor(row), [*zip(piece.heads, row.cells, strict=True)]) for row in piece.rows]
            self.here.blocks.append(TableBlock(heads=piece.heads, rows=rows))
        elif piece.kind == "title":
            self.top.title, self.here = piece.text, self.top
        elif piece.kind in ("heading", "subheading"):
            self._begin(piece)
        elif piece.kind == "item":
            add_item(self.here.blocks, piece)
        else:
            self.here.blocks.append(Block(piece))

    def _anchor(self, row: Row) -> int | None:
        """The entry under which a row is found; of several rows of one entry, the first."""
        new = next((n for n in row.entries if n not in self.anchors), None)
        self.anchors |= {new} if new is not None else set()
        return new

    def _begin(self, piece: Line) -> None:
        self.here = Part(piece.text)
        below = self.top if piece.kind == "heading" or not self.top.articles else self.top.articles[-1]
        below.articles.append(self.here)


def html_of_pieces(pieces: Iterable[Piece], imprint: str = "") -> str:
    """Any pieces as one HTML file, under the words that this is an exercise, which stand on each printed page too."""
    page = _Page()
    for piece in pieces:
        page.take(piece)
    return (
        environment()
        .get_template("tabletop/review.html")
        .render(
            language=language(),
            exercise=exercise_mark(),
            notice=say("notice.fictional"),
            title=page.top.title,
            lead=page.top.blocks,
            sections=page.top.articles,
            imprint=imprint,
            leads=lambda line: [n for n in _leads(line) if n in page.anchors],
            log=say("review.evidence.log"),
            contents=say("review.contents"),
        )
    )


def _leads(line: Line) -> tuple[int, ...]:
    return line.entries if isinstance(line, Leading) else ()
