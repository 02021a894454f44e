"""What belongs to a scenario when it travels: its mission area, parts, note, test plans and proof sheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from simulator.block import plain
from simulator.compiling import of_variant
from simulator.database import Database
from simulator.problems import Problems
from simulator.scenario import Scenario
from simulator.source import AREA_FILE, PARTS_FOLDER, read_source
from tui.exchange.authored import authored
from tui.exchange.manifest import Kind
from tui.exchange.packing import Packed
from tui.exchange.yaml_text import yaml_text
from tui.heads import PLANS
from tui.policy import rulebook
from tui.proof_sheets.kept import as_text, kept_sheet
from tui.proof_sheets.told import FOLDER, file_name

BESIDE: tuple[tuple[str, Kind, str], ...] = ((".note.md", "note", "note"), (PLANS, "test plans", "plans"))
"""What stands beside a scenario: how its name ends, what it is, and its key on the shelf."""


def of_file(
    scenario: Scenario, file: Path, areas: Mapping[str, Path], database: Database | None = None
) -> Iterator[Packed]:
    """What belongs to a scenario that was loaded from a file; `areas` are those that ship. Raises OSError.

    Proof sheets are those that were proved here, which `database` keeps, and those that ship.
    """
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
    yield from _proved(scenario, database)


def of_shelf(scenario: Scenario, company: Mapping[str, Any], database: Database | None = None) -> Iterator[Packed]:
    """What belongs to a scenario that was added to the shelf, written anew; `company` is what came along with it."""
    folder, area = scenario.area.id, yaml_text(plain(scenario.area)).encode()
    yield Packed(f"{folder}/{AREA_FILE}", "mission area", area, scenario.area.id)
    text = yaml_text(authored(scenario.file)).encode()
    yield Packed(f"{folder}/{scenario.id}.yaml", "scenario", text, scenario.id, scenario.hash)
    for ending, kind, key in BESIDE:
        if company.get(key):
            yield Packed(f"{folder}/{scenario.id}{ending}", kind, company[key].encode(), scenario.id)
    yield from _proved(scenario, database)


def _proved(scenario: Scenario, database: Database | None) -> Iterator[Packed]:
    """The sheets of the scenario and its variants that were proved here. What somebody else claims does not go on."""
    rules = rulebook().hash
    for name in (None, *scenario.file.variants):
        kept = kept_sheet(of_variant(scenario, name), rules, database)
        if kept is not None:
            beside = f"{scenario.area.id}/{FOLDER}/{file_name(scenario.id, name)}"
            yield Packed(beside, "proof sheet", as_text(kept).encode(), scenario.id, scenario.hash)


def _parts_used(file: Path) -> list[str]:
    """The parts with files of their own that a scenario's file names; it has been loaded, so they are there."""
    source = read_source(file, Problems())
    used = source.data.get("uses", []) if source and isinstance(source.data, dict) else []
    return [str(id) for id in used]
