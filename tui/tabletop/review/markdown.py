"""A review as Markdown, with tables; nothing that anybody typed is obeyed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from tui.debrief_lines import Line
from tui.report import blocks, escaped
from tui.tabletop.naming import exercise_mark
from tui.tabletop.review.pieces import Piece, Table
from tui.words import say


def markdown_of_pieces(pieces: Iterable[Piece], imprint: str = "") -> str:
    """Any pieces as Markdown, under the words that this is an exercise."""
    parts = [f"**{exercise_mark()}**", f"*{say('notice.fictional')}*", *_parts(pieces)]
    end = ["---", escaped(imprint)] if imprint else []
    return "\n\n".join([*parts, *end, f"**{exercise_mark()}**"]) + "\n"


def _parts(pieces: Iterable[Piece]) -> Iterator[str]:
    for are_lines, group in groupby(pieces, key=lambda piece: isinstance(piece, Line)):
        if are_lines:
            yield from blocks(piece for piece in group if isinstance(piece, Line))
        else:
            yield from (_table(piece) for piece in group if isinstance(piece, Table))


def _table(table: Table) -> str:
    rows = [table.heads, ["---"] * len(table.heads), *(row.cells for row in table.rows)]
    return "\n".join(
        "| " + " | ".join(cell if n == 1 else _cell(cell) for cell in cells) + " |" for n, cells in enumerate(rows)
    )


def _cell(text: str) -> str:
    return escaped(" · ".join(" ".join(line.split()) for line in text.split("\n")))
