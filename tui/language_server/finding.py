"""Where a name is declared, and every place that means it."""

from __future__ import annotations

from pathlib import Path

from simulator.problems import Problems
from simulator.source import read_source
from tui.language_server.buffer import Buffer
from tui.language_server.names import Name, Occurrence
from tui.language_server.neighbours import area_file, planned, shared_parts


def declared_here(buffer: Buffer, offset: int) -> Occurrence | None:
    """Where the name at an offset is declared in the same file."""
    found = buffer.name_at(offset)
    return buffer.declaration(found.name) if found else None


def meant_here(buffer: Buffer, offset: int) -> list[Occurrence]:
    """Every place of the file that means the name at an offset."""
    found = buffer.name_at(offset)
    return buffer.places_of(found.name) if found else []


def declared_beside(buffer: Buffer, offset: int) -> tuple[Path, int, int] | None:
    """Where what stands in another file is declared: that file, line and column, counted from 0."""
    found = buffer.name_at(offset)
    if found is not None and found.name.thing == "part":
        part = shared_parts(buffer).get(found.name.id)
        return (part, 0, 0) if part else None
    other = planned(buffer)
    if found is not None and other is not buffer:
        return _in_scenario(other, found.name)
    if found is None or found.name.thing not in ("area", "card"):
        return None
    file = area_file(buffer.file, buffer.outline.value(("mission area",)))
    if file is None:
        return None
    return file, *_place(file, found.name)


def _in_scenario(buffer: Buffer, name: Name) -> tuple[Path, int, int] | None:
    """Where the scenario declares what its plans name."""
    there = buffer.declaration(name)
    if there is None:
        return None
    line_starts = buffer.text.rfind("\n", 0, there.start) + 1
    return buffer.file, buffer.text.count("\n", 0, there.start), there.start - line_starts


def _place(file: Path, name: Name) -> tuple[int, int]:
    source = read_source(file, Problems())
    if source is None:
        return 0, 0
    place = source.key_place(("cards", name.id) if name.thing == "card" else ("id",))
    return (place.line or 1) - 1, (place.column or 1) - 1
