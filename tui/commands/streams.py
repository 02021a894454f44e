"""The standard streams: closed, broken, or with an encoding that lacks some of our characters."""

from __future__ import annotations

import codecs
import os
import sys
import unicodedata

PLAIN = "peacekeeper.plain"
"""Name of the error handler that writes what an encoding lacks with the nearest plain characters."""

NEAREST = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...", "·": "/"})


def prepare_streams() -> None:
    """Make sure that no character can stop a message, whatever the terminal's encoding."""
    codecs.register_error(PLAIN, _nearest)
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors=PLAIN)
    if sys.stdin is not None and hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(errors="replace")


def give_up_output() -> None:
    """Send what is still to be written nowhere, so that nothing fails again on the way out."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
    except OSError:
        pass


def _nearest(error: UnicodeError) -> tuple[str | bytes, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    text = error.object[error.start : error.end].translate(NEAREST)
    plain = unicodedata.normalize("NFKD", text)
    return "".join(c if c.isascii() else "" if unicodedata.combining(c) else "?" for c in plain), error.end
