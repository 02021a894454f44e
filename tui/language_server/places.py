"""Places in a buffer: an editor counts in its own units, we count characters from the start of the text."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property

from lsprotocol import types
from pygls.workspace import PositionCodec


class Places:
    """One text and the units in which the editor counts; offsets beyond a line or the text end with it."""

    def __init__(self, text: str, codec: PositionCodec) -> None:
        self.text, self._codec = text, codec

    def offset(self, position: types.Position) -> int:
        """The offset of a position."""
        if position.line >= len(self._starts):
            return len(self.text)
        start, line = self._line(position.line)
        here = types.Position(0, position.character)
        return start + min(self._codec.position_from_client_units([line], here).character, len(line))

    def position(self, offset: int) -> types.Position:
        """The position of an offset."""
        number = bisect_right(self._starts, offset) - 1
        start, line = self._line(number)
        column = self._codec.client_num_units(line[: offset - start])
        return types.Position(number, column)

    def range(self, start: int, end: int) -> types.Range:
        """From one offset to another."""
        return types.Range(self.position(start), self.position(end))

    def start_of_line(self, line: int) -> int:
        """The offset at which a line starts; lines count from 1, as in problems."""
        return self._starts[min(max(line - 1, 0), len(self._starts) - 1)]

    def end_of_line(self, offset: int) -> int:
        """The offset at which the line of an offset ends."""
        found = self.text.find("\n", offset)
        return len(self.text) if found < 0 else found

    def _line(self, number: int) -> tuple[int, str]:
        start = self._starts[number]
        return start, self.text[start : self.end_of_line(start)]

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(index + 1 for index, sign in enumerate(self.text) if sign == "\n")]
