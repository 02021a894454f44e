"""The sheets of the scenarios that ship: made for those that need one, and looked at by `peacekeeper library check`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from simulator.compiling import with_variants
from simulator.scenario import Scenario
from tui.policy import rulebook
from tui.proof_sheets.kept import KeptSheet, shipped_file, shipped_sheet
from tui.proof_sheets.told import FOLDER


def each_variant(scenarios: Iterable[Scenario]) -> Iterator[Scenario]:
    """Each scenario as it is and in each of its variants."""
    for scenario in scenarios:
        yield from with_variants(scenario)


def unproved(scenarios: Iterable[Scenario]) -> list[tuple[Scenario, KeptSheet | None]]:
    """The scenarios and variants that ship without a sheet that fits, or with one on which something is left to do."""
    rules = rulebook().hash
    found = ((scenario, shipped_sheet(scenario, rules)) for scenario in each_variant(scenarios))
    return [(scenario, kept) for scenario, kept in found if kept is None or kept.standing != "fair"]


def strays(scenarios: Iterable[Scenario], folder: Path) -> list[Path]:
    """Files of sheets that belong to no scenario and variant any more."""
    wanted = {shipped_file(scenario, folder) for scenario in each_variant(scenarios)}
    return sorted(file for file in folder.glob(f"*/{FOLDER}/*.json") if file not in wanted)
