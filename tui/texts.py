"""Longer texts of the catalogue: a Markdown file each, in the language's folder. What it lacks is English."""

from __future__ import annotations

from functools import cache

from tui.words import DEFAULT, FOLDER, language


def text(name: str) -> str:
    """The text of this name (`cards/conduct`) in the language that was chosen. Raises FileNotFoundError."""
    return _read(name, language())


@cache
def _read(name: str, language: str) -> str:
    file = FOLDER / language / f"{name}.md"
    if language != DEFAULT and not file.exists():
        return _read(name, DEFAULT)
    return file.read_text(encoding="utf-8")
