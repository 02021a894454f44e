"""A process that works behind what a person is looking at, and gives way to it."""

from __future__ import annotations

import os


def step_back(by: int) -> None:
    """Give way by so many steps of niceness, where the system knows such a thing; Windows does not."""
    if hasattr(os, "nice"):
        os.nice(by)
