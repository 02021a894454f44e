"""Where a host is: what somebody reads from a screen and types, or copies with the digits in it."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import SplitResult, parse_qs, urlsplit

from simulator.characters import unseen
from simulator.problems import SimulatorError, shown
from tui.words import say

PORT = 8765
"""The port of a host, where none is given."""

USUAL = f"http://127.0.0.1:{PORT}"
"""A host on this laptop."""

DIGITS = 6


class BadAddress(SimulatorError):
    """This is no address of a host; the sentence says what one looks like."""


class Address(NamedTuple):
    """Where a host is: scheme, name and port. `code` are the digits, where the address had them."""

    url: str
    code: str = ""


def address(text: str) -> Address:
    """The address in `192.168.1.5:8765`, `room.local` or a whole URL. Raises BadAddress."""
    text = text.strip() or USUAL
    has_scheme = "://" in text
    try:
        parts = urlsplit(text if has_scheme else f"http://{text}")
        port = parts.port
    except ValueError as error:
        raise _refused(text) from error
    if (
        parts.scheme not in ("http", "https")
        or not parts.hostname
        or "@" in parts.netloc
        or unseen(text)
        or " " in text
    ):
        raise _refused(text)
    name = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    port = port or (None if has_scheme else PORT)
    return Address(f"{parts.scheme}://{name}" + (f":{port}" if port else ""), _code(parts))


def digits(text: str) -> str:
    """The digits in what was typed, which may be set apart by a blank."""
    return "".join(c for c in text if c.isdecimal() and c.isascii())[:DIGITS]


def _code(parts: SplitResult) -> str:
    return digits(parse_qs(parts.query).get("code", [""])[0])


def _refused(text: str) -> BadAddress:
    return BadAddress(say("terminal.bad-address", address=shown(text, 80), example="192.168.1.5:8765"))
