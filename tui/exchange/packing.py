"""Making a pack: one file for a memory stick, with scenarios and all that belongs to them.

The same files and the same review give the same bytes, on any machine and any day.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from simulator.block import plain
from simulator.problems import Problems, SimulatorError, shown
from simulator.scenario import Scenario
from simulator.source import AREA_FILE, read_source
from tui.exchange.manifest import MANIFEST, NAME, Kind, Manifest, Member, Review, digest
from tui.exchange.yaml_text import yaml_text
from tui.heads import PLANS
from tui.words import say

NO_DAY = (1980, 1, 1, 0, 0, 0)
"""The day that every member has, so that a pack does not change with the day on which it is made."""

PLAIN_FILE = 0o100644 << 16


class NotPackable(SimulatorError):
    """Files cannot stand in one pack; the sentence says which."""


@dataclass(frozen=True, slots=True)
class Packed:
    """One file on its way into a pack."""

    name: str
    kind: Kind
    content: bytes
    id: str | None = None
    version: str | None = None


def sheet_of(scenario_hash: str) -> dict[str, Any] | None:
    """The proof sheet of a scenario version; None where there is none."""
    return None


def pack(scenarios: Iterable[tuple[Scenario, Path]], review: Review, areas: Mapping[str, Path]) -> bytes:
    """A pack of scenarios, each with its file; `areas` are the mission areas that ship. Raises NotPackable, OSError."""
    found: dict[str, Packed] = {}
    for scenario, file in scenarios:
        for packed in _belonging(scenario, file, areas):
            if not NAME.fullmatch(packed.name):
                raise NotPackable(say("exchange.pack.name", name=shown(packed.name)))
            if found.setdefault(packed.name, packed).content != packed.content:
                raise NotPackable(say("exchange.pack.two", name=shown(packed.name)))
    members = sorted(found.values(), key=lambda packed: packed.name)
    return _zipped({MANIFEST: _manifest(members, review), **{packed.name: packed.content for packed in members}})


def _belonging(scenario: Scenario, file: Path, areas: Mapping[str, Path]) -> Iterator[Packed]:
    """A scenario's file and what it needs or what stands beside it."""
    beside = file.parent / AREA_FILE
    area = beside if beside.exists() else areas[scenario.area.id]
    folder = scenario.area.id
    yield Packed(f"{folder}/{AREA_FILE}", "mission area", area.read_bytes(), scenario.area.id)
    yield Packed(f"{folder}/{scenario.id}.yaml", "scenario", file.read_bytes(), scenario.id, scenario.hash)
    for id in _parts_used(file):
        part = area.parent / "parts" / f"{id}.yaml"
        yield Packed(f"{folder}/parts/{id}.yaml", "part", part.read_bytes(), id)
    others: tuple[tuple[str, Kind], ...] = ((".note.md", "note"), (PLANS, "test plans"))
    for ending, kind in others:
        other = file.with_name(f"{file.stem}{ending}")
        if other.is_file():
            yield Packed(f"{folder}/{scenario.id}{ending}", kind, other.read_bytes(), scenario.id)
    sheet = sheet_of(scenario.hash)
    if sheet is not None:
        text = json.dumps(sheet, ensure_ascii=False, indent=1, sort_keys=True)
        yield Packed(f"{folder}/proofs/{scenario.id}.json", "proof sheet", text.encode(), scenario.id, scenario.hash)


def _parts_used(file: Path) -> list[str]:
    """The parts with files of their own that a scenario's file names; it has been loaded, so they are there."""
    source = read_source(file, Problems())
    used = source.data.get("uses", []) if source and isinstance(source.data, dict) else []
    return [str(id) for id in used]


def _manifest(members: Iterable[Packed], review: Review) -> bytes:
    files = tuple(
        Member(
            file=packed.name,
            kind=packed.kind,
            bytes=len(packed.content),
            sha256=digest(packed.content),
            id=packed.id,
            version=packed.version,
        )
        for packed in members
    )
    return yaml_text(plain(Manifest(format=1, review=review, files=files))).encode()


def _zipped(members: Mapping[str, bytes]) -> bytes:
    """Stored and not compressed: other versions of a compressor give other bytes."""
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w", zipfile.ZIP_STORED) as archive:
        for name, content in members.items():
            info = zipfile.ZipInfo(name, NO_DAY)
            info.create_system, info.external_attr = 3, PLAIN_FILE
            archive.writestr(info, content)
    return stored.getvalue()
