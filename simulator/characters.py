"""Characters that no file may hold: control, bidirectional, zero-width and other characters that nobody sees.

They can hide text from a reviewer, turn a line around, or make a terminal obey. The tables are those of
Unicode; a test compares them with Python's own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice

from simulator import limits
from simulator.problems import Place, Problems

CONTROL = "\x00-\x09\x0b-\x1f\x7f-\x9f"
"""All but the line feed; files with carriage return and line feed are brought to line feeds first."""

SEPARATORS = "\u2028\u2029"
"""Line breaks for some programs and not for others."""

FORMAT = (
    "\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\U000110bd\U000110cd\U00013430-\U0001345f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
)
"""Unicode's category Cf: joiners, marks and overrides of direction, invisible operators."""

BLANK = "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0000-\U000e0fff"
"""Letters and marks that are drawn as nothing: fillers, variation selectors, tags."""

NO_CHARACTER = "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff" + "".join(
    chr(plane << 16 | 0xFFFE) + chr(plane << 16 | 0xFFFF) for plane in range(1, 17)
)
"""Surrogates and the code points that Unicode keeps free."""

UNSEEN = re.compile(f"[{CONTROL}{SEPARATORS}{FORMAT}{BLANK}{NO_CHARACTER}]")


def unseen(text: str) -> str | None:
    """The first character of `text` that no file may hold, or None."""
    found = UNSEEN.search(text)
    return found[0] if found else None


def check_characters(text: str, file: str, problems: Problems) -> str:
    """Report characters that no file may hold; gives the text with a space for each of them."""
    if not UNSEEN.search(text):
        return text
    for found, place in _places(text, file):
        report_character(found, place, problems)
    return UNSEEN.sub(" ", text)


def report_character(character: str, place: Place, problems: Problems) -> None:
    """Report one character that no file may hold."""
    if character == "\t":
        problems.add("S118", place)
    else:
        problems.add("S104", place, character=described(character))


def described(character: str) -> str:
    """A character by its number and, if it has one, its name: `U+200B zero width space`."""
    name = unicodedata.name(character, "a control character").lower()
    return f"U+{ord(character):04X} {name}"


def _places(text: str, file: str) -> Iterator[tuple[str, Place]]:
    """The first in each line; so many lines that the list of problems is full, and no more."""
    lines = ((number, UNSEEN.search(line)) for number, line in enumerate(text.split("\n"), 1))
    found = ((match[0], Place(file, number, match.start() + 1)) for number, match in lines if match)
    return islice(found, limits.PROBLEMS + 1)
