"""Garbage collection, held back where it would only cost time.

Starting and loading make a great many objects that stay until the end. To look through them again and again for what
might go frees next to nothing, takes a tenth of the start, and would hold up a decision for as long as three take.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


def hold() -> None:
    """Collect nothing until `settle` is called."""
    gc.disable()


def settle() -> None:
    """Collect again, if that was held; what is there by now is taken to stay, and is not looked through any more."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


def stay() -> None:
    """What is there by now is taken to stay: a host that runs for hours looks through what came since, and no more."""
    gc.collect()
    gc.freeze()


@contextmanager
def loading() -> Iterator[None]:
    """While a scenario is loaded: what was only needed for that goes; the rest stays, where `settle` was called."""
    held = not gc.isenabled()
    hold()
    try:
        yield
    finally:
        gc.collect()
        if gc.get_freeze_count():
            gc.freeze()
        if not held:
            gc.enable()
