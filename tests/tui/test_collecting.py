"""Garbage collection is held back at the start and while loading, and goes on afterwards."""

from __future__ import annotations

import subprocess
import sys

HELD = """
import gc
from tui import collecting
collecting.hold()
with collecting.loading():
    assert not gc.isenabled()
assert not gc.isenabled() and not gc.get_freeze_count()
collecting.settle()
assert gc.isenabled() and gc.get_freeze_count()
before = gc.get_freeze_count()
with collecting.loading():
    assert not gc.isenabled()
    kept = [[] for _ in range(1000)]
assert gc.isenabled() and gc.get_freeze_count() > before
"""


def test_what_was_loaded_stays_and_collecting_goes_on() -> None:
    """In a process of its own: what is taken to stay would stay in this one too."""
    subprocess.run([sys.executable, "-c", HELD], check=True)
