"""What stands beside a buffer: its mission area, shared parts, the scenario of plans. Kept while no file changes."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from simulator import limits
from simulator.area import Area
from simulator.loading import load_area
from simulator.part_files import part_files
from simulator.problems import LoadError
from simulator.source import AREA_FILE
from tui.heads import PLANS, shipped_folder
from tui.language_server.buffer import Buffer
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


def shared_parts(buffer: Buffer) -> dict[str, Path]:
    """The files of the parts that a scenario may use, by id: they stand beside it, or beside its mission area."""
    found = area_file(buffer.file, buffer.outline.value(("mission area",)))
    return part_files(found.parent) if found else {}


def buffer_of(file: Path) -> Buffer | None:
    """A file that is not open, as a buffer; None where it cannot be read."""
    try:
        return _buffer(file, file.stat().st_mtime_ns)
    except (OSError, ValueError):
        return None


def planned(buffer: Buffer) -> Buffer:
    """The scenario whose games a file of plans plans; the buffer itself where it is no such file."""
    if buffer.kind != "plans":
        return buffer
    scenario = buffer.file.with_name(buffer.file.name.removesuffix(PLANS) + ".yaml")
    return buffer_of(scenario) or buffer


@lru_cache(maxsize=8)
def _buffer(file: Path, _changed: int) -> Buffer | None:
    if file.stat().st_size > limits.FILE_BYTES:
        return None
    return Buffer(file, file.read_text(encoding="utf-8").replace("\r\n", "\n"))


@lru_cache(maxsize=8)
def _read(file: Path, _changed: int) -> Area | None:
    return load_area(file)
