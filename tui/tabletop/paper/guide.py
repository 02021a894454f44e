"""The facilitator's guide, `ID.note.md` beside the scenario, as it is printed before all else."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from simulator import limits
from simulator.characters import UNSEEN

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markupsafe import Markup

ENDING = ".note.md"

REFUSED = ["link", "image", "autolink", "reference", "html_block", "html_inline"]
"""What a guide may not have: it is printed, and nothing in it leads anywhere or is taken for our own page."""


def guide_of(file: Path | None) -> str | None:
    """The guide beside a scenario file, as it is written; None where there is none that can be read."""
    if file is None:
        return None
    try:
        with file.with_name(f"{file.stem}{ENDING}").open(encoding="utf-8", errors="replace") as found:
            text = found.read(limits.FILE_BYTES)
    except OSError:
        return None
    return UNSEEN.sub(" ", text)


def rendered(text: str) -> Markup:
    """The guide as HTML: headings, lists, tables and emphasis; all else is escaped."""
    from markupsafe import Markup

    return Markup(_markdown().render(text))


@cache
def _markdown() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False}).enable("table").disable(REFUSED)
