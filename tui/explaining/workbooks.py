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
    write_over(book, cells)
    book.save(scenario.parent / FILE)
    try:
        imported(scenario.parent / FILE, vocabulary(), areas, scenario)
    except LoadError as error:
        return list(error.problems)
    return []


def cells_before(scenario: Path, areas: Mapping[str, Path], cells: Mapping[str, Any]) -> Mapping[str, Any]:
    """What stood in these cells; whole sheets and empty cells are left out."""
    return values_before(_workbook(scenario, areas), cells)


def write_over(book: Any, cells: Mapping[str, Any]) -> None:
    """Write these cells; a sheet without a value is taken out, and another value is how it is seen, such as hidden."""
    for name, value in cells.items():
        sheet, _, cell = name.partition("!")
        if cell:
            book[sheet][cell] = value
        elif value is None:
            del book[sheet]
        else:
            book[sheet].sheet_state = value


def values_before(book: Any, cells: Mapping[str, Any]) -> Mapping[str, Any]:
    """What stands in these cells of a workbook; whole sheets and empty cells are left out."""
    places = {name: name.partition("!") for name in cells}
    values = {name: book[sheet][cell].value for name, (sheet, _, cell) in places.items() if cell}
    return {name: value for name, value in values.items() if value is not None}


def cells_in_words(cells: Mapping[str, Any]) -> str:
    """Cells, one a line."""
    return "\n".join(f"{name.replace('!', ' ')}: {_in_words(name, value)}" for name, value in cells.items())


def _in_words(name: str, value: Any) -> str:
    if value is None:
        return say("explain.taken-out")
    return str(value) if "!" in name else say("explain.hidden")


def _workbook(scenario: Path, areas: Mapping[str, Path]) -> Any:
    from openpyxl import load_workbook  # type: ignore[import-untyped]

    from tui.exchange.workbook_writing import workbook_of

    return load_workbook(io.BytesIO(workbook_of(load(scenario, vocabulary(), areas=areas).file)))
