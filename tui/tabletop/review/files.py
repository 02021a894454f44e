"""The review of an exercise as files: HTML to read and print, Markdown to edit, JSON for programs."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from simulator.database.exercises import ExerciseRow
from tui.completion import VERSION, day_of
from tui.exporting import write_all
from tui.tabletop.review.copy import Reader
from tui.tabletop.review.html import html_of_pieces
from tui.tabletop.review.markdown import markdown_of_pieces
from tui.tabletop.review.pieces import Piece
from tui.words import say

FORMAT = 1
"""Of the JSON, as that of what commands print."""


@dataclass(frozen=True)
class Paper:
    """Something to write: what it is (`review`, `hot`, `beside`), its pieces, and the same as data where wanted."""

    what: str
    pieces: Sequence[Piece]
    data: Mapping[str, Any] | None = None

    def without_data(self) -> Paper:
        """The same, for people alone."""
        return replace(self, data=None)


def write_paper(row: ExerciseRow, paper: Paper, reader: Reader, folder: Path) -> list[Path]:
    """Write a paper of an exercise, in place of an earlier one, and return the files. Raises NotWritten.

    The copy of exercise control says so in its name, so that nobody hands it out by mistake.
    """
    parts = [day_of(row.opened), row.scenario_id, row.id, paper.what, *(["control"] if reader == "control" else [])]
    begin = re.sub(r"[^\w.-]", "_", "-".join(parts))
    about = imprint(row)
    texts = {
        f"{begin}.html": html_of_pieces(paper.pieces, about),
        f"{begin}.md": markdown_of_pieces(paper.pieces, about),
    }
    if paper.data is not None:
        texts[f"{begin}.json"] = json.dumps({"format": FORMAT, **paper.data}, ensure_ascii=False, indent=2) + "\n"
    return write_all(folder, texts)


def imprint(row: ExerciseRow) -> str:
    """What a paper was made of: scenario, version, exercise and day."""
    version = row.scenario[:VERSION]
    return say("review.imprint", id=row.scenario_id, version=version, exercise=row.id, day=day_of(row.opened))
