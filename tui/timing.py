"""How long a timed decision takes for a person: as written, stretched, or with no clock at all."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tui.settings import STRETCH, Timing

if TYPE_CHECKING:
    from tui.story import Limit


def allowed(limit: Limit | None, timing: Timing) -> Limit | None:
    """The limit that holds for this person, reading time included; None where no clock runs."""
    if limit is None or timing == "off":
        return None
    if timing == "stretched":
        return replace(limit, seconds=limit.seconds * STRETCH, reading=limit.reading * STRETCH)
    return limit
