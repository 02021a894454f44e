"""Lines from the standard input, read without holding a lock: whoever waits for one never keeps the program."""

from __future__ import annotations

import asyncio
import os
import sys
import threading
from typing import TextIO, cast

CHUNK = 4096
"""Bytes that are read at once."""


class TypedLines:
    """A source of lines, for questions one after the other, and for a loop that does something else meanwhile."""

    def __init__(self, number: int) -> None:
        self._number = number
        self._left = b""
        self._ended = False

    def isatty(self) -> bool:
        """Whether a person types."""
        return os.isatty(self._number)

    def readline(self, limit: int = -1) -> str:
        """The next line, no longer than `limit` bytes; empty at the end."""
        while b"\n" not in self._left and not self._ended and not 0 <= limit <= len(self._left):
            found = os.read(self._number, CHUNK)
            self._ended = not found
            self._left += found
        line, end, left = self._left.partition(b"\n")
        if 0 <= limit < len(line):
            line, end, left = line[:limit], b"", self._left[limit:]
        self._left = left
        return (line + end).decode("utf-8", "replace")

    async def next(self) -> str:
        """The next line, while others may go on."""
        loop, found = asyncio.get_running_loop(), asyncio.Event()
        line: list[str] = []

        def read() -> None:
            try:
                line.append(self.readline())
            except (OSError, ValueError):
                line.append("")
            try:
                loop.call_soon_threadsafe(found.set)
            except RuntimeError:
                return  # the loop is over: nobody waits any more

        threading.Thread(target=read, daemon=True).start()
        await found.wait()
        return line[0]

    def as_text(self) -> TextIO:
        """Itself, for those who ask for lines of a text."""
        return cast("TextIO", self)


def typed_lines() -> TypedLines | None:
    """What is typed or piped in; None where there is nothing to read from."""
    try:
        return TypedLines(sys.stdin.fileno()) if sys.stdin is not None else None
    except (OSError, ValueError):
        return None
