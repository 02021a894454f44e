"""What belongs to a scenario when it travels: its mission area, parts, note, test plans and proof sheet."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from simulator.block import plain
from simulator.problems import Problems
from simulator.scenario import Scenario
from simulator.source import AREA_FILE, PARTS_FOLDER, read_source
from tui.exchange.authored import authored
from tui.exchange.manifest import Kind
from tui.exchange.packing import Packed
from tui.exchange.yaml_text import yaml_text
from tui.heads import PLANS

BESIDE: tuple[tuple[str, Kind, str], ...] = ((".note.md", "note", "note"), (PLANS, "test plans", "plans"))
"""What stands beside a scenario: how its name ends, what it is, and its key on the shelf."""


def sheet_of(scenario_hash: str) -> dict[str, Any] | None:
    """The proof sheet of a scenario version; None where there is none."""
    return None


def of_file(scenario: Scenario, file: Path, areas: Mapping[str, Path]) -> Iterator[Packed]:
    """What belongs to a scenario that was loaded from a file; `areas` are those that ship. Raises OSError."""
    beside, folder = file.parent / AREA_FILE, scenario.area.id
    area = beside if beside.exists() else areas[scenario.area.id]
    yield Packed(f"{folder}/{AREA_FILE}", "mission area", area.read_bytes(), scenario.area.id)
    yield Packed(f"{folder}/{scenario.id}.yaml", "scenario", file.read_bytes(), scenario.id, scenario.hash)
    for id in _parts_used(file):
        part = area.parent / PARTS_FOLDER / f"{id}.yaml"
        yield Packed(f"{folder}/{PARTS_FOLDER}/{id}.yaml", "part", part.read_bytes(), id)
    for ending, kind, _ in BESIDE:
        other = file.with_name(f"{file.stem}{ending}")
        if other.is_file():
            yield Packed(f"{folder}/{scenario.id}{ending}", kind, other.read_bytes(), scenario.id)
    yield from _proved(scenario)


def of_shelf(scenario: Scenario, company: Mapping[str, Any]) -> Iterator[Packed]:
    """What belongs to a scenario that was added to the shelf, written anew; `company` is what came along with it."""
    folder, area = scenario.area.id, yaml_text(plain(scenario.area)).encode()
    yield Packed(f"{folder}/{AREA_FILE}", "mission area", area, scenario.area.id)
    text = yaml_text(authored(scenario.file)).encode()
    yield Packed(f"{folder}/{scenario.id}.yaml", "scenario", text, scenario.id, scenario.hash)
    for ending, kind, key in BESIDE:
        if company.get(key):
            yield Packed(f"{folder}/{scenario.id}{ending}", kind, company[key].encode(), scenario.id)
    yield from _proved(scenario)


def _proved(scenario: Scenario) -> Iterator[Packed]:
    sheet = sheet_of(scenario.hash)
    if sheet is not None:
        text = json.dumps(sheet, ensure_ascii=False, indent=1, sort_keys=True)
        name = f"{scenario.area.id}/proofs/{scenario.id}.json"
        yield Packed(name, "proof sheet", text.encode(), scenario.id, scenario.hash)


def _parts_used(file: Path) -> list[str]:
    """The parts with files of their own that a scenario's file names; it has been loaded, so they are there."""
    source = read_source(file, Problems())
    used = source.data.get("uses", []) if source and isinstance(source.data, dict) else []
    return [str(id) for id in used]
