"""Passes that this laptop was given, so that a terminal that was closed comes back to its seat. Readable by its owner.

A pass is of use only at the host that gave it, and only as long as the seat is still that person's.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

MOST = 50
"""Passes that are kept; the oldest go first."""

FILE = "tabletop-passes.json"


class KeptPass(NamedTuple):
    """A pass, for which host and which seat it is."""

    url: str
    seat: str
    text: str


def kept_pass(folder: Path, url: str, seat: str | None = None) -> KeptPass | None:
    """The pass that was given last by this host, for this seat; None where there is none."""
    found = [each for each in _read(folder) if each.url == url and seat in (None, each.seat)]
    return found[-1] if found else None


def keep_pass(folder: Path, found: KeptPass) -> None:
    """Keep a pass, in place of an earlier one for the same seat; a disk that is full is no reason to stop."""
    others = [each for each in _read(folder) if each[:2] != found[:2]]
    text = json.dumps([*others, found][-MOST:])
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        beside = folder / f"{FILE}.new"
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as out:
            out.write(text)
        beside.replace(folder / FILE)


def _read(folder: Path) -> list[KeptPass]:
    try:
        rows = json.loads((folder / FILE).read_text(encoding="utf-8"))
        return [KeptPass(*map(str, row)) for row in rows]
    except (OSError, ValueError, TypeError, RecursionError):
        return []
