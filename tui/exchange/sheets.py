"""What writing and reading a workbook share: the names of its sheets, and how text is stored in cells."""

from __future__ import annotations

import re

FORMAT = 1
"""Raised when an older program could misread a workbook."""

FORMAT_KEY, KEY, VALUE = "workbook format", "key", "value"
README = "read me"

SHEETS = (
    *(README, "head", "briefing", "scenes", "options", "fields", "also", "chance", "injects", "documents"),
    *("objectives", "who", "state", "facts", "parts", "variants", "properties", "dilemmas"),
)
"""All sheets, in the order in which people look at them."""

ESCAPE = re.compile(r"_(x[0-9A-Fa-f]{4}_)")
STORED = re.compile(r"_x005F_(x[0-9A-Fa-f]{4}_)|_x000D_")
"""What may be left of codes in a text that was read: an escaped one, or the first half of a line break."""


def title_of(sheet: str) -> str:
    """The title of a sheet: `Scenes`."""
    return sheet.capitalize()


def as_stored(text: str) -> str:
    """A text as it must be stored, so that `_x0041_` in it is not taken for the code of a sign."""
    return ESCAPE.sub(r"_x005F_\1", text)


def as_read(text: str) -> str:
    """A text as it was meant: with line feeds only, whatever program saved it."""
    text = STORED.sub(lambda found: f"_{found[1]}" if found[1] else "", text)
    return text.replace("\r\n", "\n").replace("\r", "\n")
