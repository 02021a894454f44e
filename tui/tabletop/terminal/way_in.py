"""How people come in, for the wall: the address, the digits, and a picture of both that a phone reads."""

from __future__ import annotations

from typing import NamedTuple

import segno
from rich.text import Text

QUIET = 2
"""Light modules around the picture."""

HALVES = {(True, True): " ", (False, False): "█", (True, False): "▄", (False, True): "▀"}
"""Two modules in one character, whether each is dark: what is drawn is light, as on a dark screen."""


class WayIn(NamedTuple):
    """The address of the host as phones find it, and the six digits."""

    address: str
    code: str

    @property
    def digits(self) -> str:
        """The digits in two groups, as people carry them."""
        return f"{self.code[:3]} {self.code[3:]}"


def picture(way: WayIn) -> Text:
    """The code as text, two rows of modules in each line; white on black, in whatever colours the rest is."""
    matrix = segno.make(f"{way.address}/?code={way.code}", error="l", micro=False).matrix_iter(border=QUIET)
    rows = [[bool(module) for module in row] for row in matrix]
    if len(rows) % 2:
        rows.append([False] * len(rows[0]))
    pairs = zip(rows[::2], rows[1::2], strict=True)
    lines = ("".join(HALVES[pair] for pair in zip(upper, lower, strict=True)) for upper, lower in pairs)
    return Text("\n".join(lines), style="#ffffff on #000000", no_wrap=True)
