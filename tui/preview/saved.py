"""The file as it was saved: noticing that it has changed, and reading it again. Nothing that is saved is a crash."""

from __future__ import annotations

import gc
import time
from dataclasses import dataclass
from pathlib import Path

from simulator.problems import Place, Problem
from simulator.scenario import Scenario
from simulator.source import AREA_FILE, PARTS_FOLDER
from tui.commands.checked import Checked, check_files
from tui.words import say

LOOK = 0.025
"""Seconds between two looks at the file: so little that nobody waits for it, and hardly any work."""

PATIENCE = 0.5
"""Seconds for which a file that is empty or gone is taken to be on its way: many editors write anew, or rename."""

Stamp = tuple[tuple[str, int, int, int], ...]
"""What tells one version of the files from the next: name, time, size and place on the disk of each."""


@dataclass(frozen=True)
class Saved:
    """One version of the file: when it was saved, its problems, and the scenario where it can be used."""

    time: str
    checked: Checked

    @property
    def scenario(self) -> Scenario | None:
        """The scenario; None where the file cannot be used, or is a mission area."""
        return self.checked.scenario

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything that is wrong, as `check` says it."""
        return self.checked.problems

    @property
    def count(self) -> int:
        """How many problems there are, those included that are not listed."""
        return len(self.problems) + self.checked.left_out

    @property
    def good(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


def stamp(file: Path) -> Stamp:
    """The stamp of a scenario file with what belongs to it: the mission area and the parts beside it."""
    found = []
    for one in (file, file.parent / AREA_FILE, *sorted((file.parent / PARTS_FOLDER).glob("*.yaml"))):
        try:
            about = one.stat()
        except OSError:
            continue
        found.append((one.name, about.st_mtime_ns, about.st_size, about.st_ino))
    return tuple(found)


def is_there(file: Path, seen: Stamp) -> bool:
    """Whether there is something to read in the file."""
    return any(name == file.name and size for name, _, size, _ in seen)


def read_saved(file: Path) -> Saved:
    """Check the file as it stands on the disk."""
    held = gc.isenabled()
    gc.disable()  # looking for garbage while so much is made takes a tenth of the time
    try:
        (checked,) = check_files([file])
    except Exception as error:  # also our own mistake must not take the preview away from whoever writes
        checked = Checked(file, (_unread(file, error),))
    finally:
        if held:
            gc.enable()
    return Saved(_time(file), checked)


def _unread(file: Path, error: Exception) -> Problem:
    message = say("preview.unread", reason=f"{type(error).__name__}: {error}"[:200])
    return Problem("S101", message, Place(str(file)), say("preview.unread-advice"))


def _time(file: Path) -> str:
    try:
        return time.strftime("%H:%M:%S", time.localtime(file.stat().st_mtime))
    except OSError:
        return ""
