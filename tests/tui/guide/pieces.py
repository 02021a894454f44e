"""The trainer's guide as its reader meets it: pieces of files to copy, commands to type, and what is said to them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import takewhile
from typing import Literal

GAP = "…"
"""Stands for lines that the guide does not show."""

FENCE = re.compile(r"^```(?P<kind>yaml|sh|text)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
KEY = re.compile(r" *[^ :][^:]*:")


@dataclass(frozen=True)
class Piece:
    """A block of the guide: a piece of a file, a command, or what the program says."""

    kind: Literal["yaml", "sh", "text"]
    text: str

    @property
    def lines(self) -> list[str]:
        """Its lines."""
        return self.text.splitlines()


def pieces(guide: str) -> list[Piece]:
    """All blocks of a guide, in order."""
    return [Piece(found["kind"], found["text"]) for found in FENCE.finditer(guide)]  # type: ignore[arg-type]


def depth(line: str) -> int:
    """How far to the right a line begins."""
    return len(line) - len(line.lstrip())


def sections(lines: list[str]) -> list[list[str]]:
    """What begins as far to the right as the first line, each with all that belongs to it."""
    found: list[list[str]] = []
    for line in lines:
        if line.strip() and depth(line) == depth(lines[0]):
            found.append([])
        found[-1].append(line)
    return found


def copied(file: list[str], piece: Piece, below: int) -> tuple[list[str], int]:
    """The file with a piece copied into it as the guide says, and the line below which the next new piece goes.

    A piece takes the place of what begins with the same line, or else with the same word. A new one goes below the one
    before it, or to the end if it begins at the left edge. In an option the first line is there and the rest is new.
    """
    if depth(piece.lines[0]) > 2:
        first = file.index(piece.lines[0]) + 1
        return [*file[:first], *piece.lines[1:], *file[first:]], below
    for section in sections(piece.lines):
        at = place(file, section[0])
        if at is None and section[0] == piece.lines[0] and not depth(section[0]):
            below = len(file)
        end = below if at is None else ends(file, at)
        file = [*file[: end if at is None else at], *section, *file[end:]]
        below = (end if at is None else at) + len(section)
    return file, below


def place(file: list[str], first: str) -> int | None:
    """Where a piece belongs that begins with this line; None where it is new."""
    same = [n for n, line in enumerate(file) if line == first]
    if not same and not first.strip().startswith("- "):
        key = KEY.match(first)
        same = [n for n, line in enumerate(file) if key and line.startswith(key[0])]
    return same[0] if same else None


def ends(file: list[str], at: int) -> int:
    """The line after the last that belongs to the one at `at`; notes below it belong to what follows."""
    left = depth(file[at])
    inside = takewhile(lambda line: not line.strip() or depth(line) > left, file[at + 1 :])
    own = [n for n, line in enumerate(inside, at + 1) if line.strip() and not line.strip().startswith("#")]
    return max(own, default=at) + 1


def says(shown: Piece, said: str) -> bool:
    """Whether the program said what the guide shows, where gaps stand for any lines."""
    parts = [re.escape(line + "\n") if line != GAP else r"(?:.*\n)*?" for line in shown.lines]
    return re.fullmatch("".join(parts), said) is not None
