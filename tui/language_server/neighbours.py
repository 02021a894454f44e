"""The mission area that a scenario belongs to, read where it stands and kept while its file does not change."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from simulator.area import Area
from simulator.loading import load_area
from simulator.problems import LoadError
from simulator.source import AREA_FILE
from tui.heads import shipped_folder
from tui.shelf import areas


def area_file(file: Path, wanted: str | None) -> Path | None:
    """The file of the mission area that stands beside a scenario, else that of the one which it names."""
    beside = file.parent / AREA_FILE
    return beside if beside.exists() else areas(shipped_folder()).get(wanted or "")


def area_of(file: Path, wanted: str | None) -> Area | None:
    """The mission area of a scenario; None where there is none that can be read."""
    found = area_file(file, wanted)
    try:
        return _read(found, found.stat().st_mtime_ns) if found else None
    except (OSError, LoadError):
        return None


@lru_cache(maxsize=8)
def _read(file: Path, _changed: int) -> Area | None:
    return load_area(file)
