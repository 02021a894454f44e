"""The gate with changes, as a file of its own with its mission area."""

from __future__ import annotations

import shutil
from pathlib import Path

from simulator.loading import load
from simulator.scenario import Scenario
from tests.tui.playing import GATE, SMALL
from tui.policy import vocabulary

TEXT = GATE.read_text(encoding="utf-8")

SECRET = """\
  secret:
    title: Behind the mill
    text: Nobody comes here.
    options: {on: {label: Go on, acts: [wait], then: gate-open}}
"""
"""A scene to which nothing leads by itself."""


def text(*changes: tuple[str, str]) -> str:
    """The file with some texts replaced by others."""
    found = TEXT
    for old, new in changes:
        assert old in found
        found = found.replace(old, new)
    return found


def file_in(folder: Path, *changes: tuple[str, str]) -> Path:
    """The file in this folder, with the mission area beside it."""
    folder.mkdir(exist_ok=True)
    shutil.copy(SMALL / "area.yaml", folder)
    file = folder / GATE.name
    file.write_text(text(*changes), encoding="utf-8")
    return file


def scenario(folder: Path, *changes: tuple[str, str]) -> Scenario:
    """The scenario of such a file."""
    return load(file_in(folder, *changes), vocabulary())
