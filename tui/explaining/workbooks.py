"""Mistakes in a workbook: the example, exported, with some cells written over."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from simulator.loading import load
from simulator.problems import LoadError, Problem
from tui.policy import vocabulary
from tui.words import say

FILE = "crowd-at-the-gate.xlsx"


def told_in_workbook(scenario: Path, areas: Mapping[str, Path], cells: Mapping[str, Any]) -> list[Problem]:
    """What is told of a scenario's workbook with these cells (`Sheet!B2`); a sheet without a value is taken out."""
    from tui.exchange.workbook_reading import imported

    book = _workbook(scenario, areas)
    for name, value in cells.items():
        sheet, _, cell = name.partition("!")
        if cell:
            book[sheet][cell] = value
        else:
            del book[sheet]
    book.save(scenario.parent / FILE)
    try:
        imported(scenario.parent / FILE, vocabulary(), areas, scenario)
    except LoadError as error:
        return list(error.problems)
    return []


def cells_before(scenario: Path, areas: Mapping[str, Path], cells: Mapping[str, Any]) -> Mapping[str, Any]:
    """What stood in these cells; whole sheets and empty cells are left out."""
    book = _workbook(scenario, areas)
    places = {name: name.partition("!") for name in cells}
    values = {name: book[sheet][cell].value for name, (sheet, _, cell) in places.items() if cell}
    return {name: value for name, value in values.items() if value is not None}


def cells_in_words(cells: Mapping[str, Any]) -> str:
    """Cells, one a line."""
    gone = say("explain.taken-out")
    return "\n".join(f"{name.replace('!', ' ')}: {gone if value is None else value}" for name, value in cells.items())


def _workbook(scenario: Path, areas: Mapping[str, Path]) -> Any:
    from openpyxl import load_workbook  # type: ignore[import-untyped]

    from tui.exchange.workbook_writing import workbook_of

    return load_workbook(io.BytesIO(workbook_of(load(scenario, vocabulary(), areas=areas).file)))
