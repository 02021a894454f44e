"""Loading a scenario: `load(file, vocabulary)` gives a Scenario or says everything that is wrong with the file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path as FilePath
from typing import TypeVar

from pydantic import ValidationError

from simulator import shape
from simulator.area import Area
from simulator.block import Block
from simulator.checking import checked
from simulator.compiling import compile_scenario
from simulator.model import ScenarioFile
from simulator.part_files import with_parts
from simulator.problems import LoadError, Problems
from simulator.prose import check_texts
from simulator.scenario import Scenario
from simulator.source import AREA_FILE, Source, read_source
from simulator.vocabulary import Vocabulary

Kind = TypeVar("Kind", bound=Block)


def load(
    file: FilePath,
    vocabulary: Vocabulary,
    *,
    problems: Problems | None = None,
    variant: str | None = None,
    text: str | None = None,
    areas: Mapping[str, FilePath] | None = None,
) -> Scenario:
    """Load a scenario file with the mission area that stands beside it (or in `areas`, by id).

    With `problems` all problems are collected there; LoadError is raised in the end where there are any, and without a
    collector at the first. `text` is the file's content where it comes from an editor.
    """
    problems = Problems(stop_at_first=True) if problems is None else problems
    source = read_source(file, problems, text=text)
    source = with_parts(file, source, vocabulary, areas or {}, problems) if source else None
    scenario = validated(ScenarioFile, source, problems)
    area = _area(file, scenario, source, areas or {}, vocabulary, problems) if scenario and source else None
    if scenario is None or area is None or source is None:
        raise LoadError(tuple(problems))
    if scenario.id != file.stem:
        problems.add("S524", source.place(("id",)), name=scenario.id, file=file.name)
    return compile_scenario(scenario, area, vocabulary, source=source, problems=problems, variant=variant)


def load_area(
    file: FilePath, problems: Problems | None = None, vocabulary: Vocabulary | None = None, *, text: str | None = None
) -> Area | None:
    """Load a mission area file; None where it cannot be used and a collector was given.

    With a vocabulary the values of its cards are checked too. `text` is its content where it comes from an editor.
    """
    problems = Problems(stop_at_first=True) if problems is None else problems
    source = read_source(file, problems, text=text)
    area = validated(Area, source, problems)
    if area is not None and source is not None and vocabulary is not None:
        _check_cards(area, vocabulary, source, problems)
    return area


def validated(kind: type[Kind], source: Source | None, problems: Problems) -> Kind | None:
    """The file as a block, or None and the problems with its shape and text."""
    if source is None:
        return None
    check_texts(source, problems)
    before = len(problems)
    try:
        return checked(kind, source.data)
    except ValidationError as error:
        shape.report(error, kind, source, problems)
        assert len(problems) > before
        return None


def _area(
    file: FilePath,
    scenario: ScenarioFile,
    source: Source,
    areas: Mapping[str, FilePath],
    vocabulary: Vocabulary,
    problems: Problems,
) -> Area | None:
    """The mission area that stands beside the file, else that of `areas`; it is the one that the scenario names."""
    beside, wanted = file.parent / AREA_FILE, scenario.mission_area
    found = beside if beside.exists() else areas.get(wanted)
    area = load_area(found, problems, vocabulary) if found else None
    if found is None or (area is not None and area.id != wanted):
        near = [area.id] if area else areas
        problems.add("S309", source.place(("mission area",)), name=wanted, near=near)
    return area


def _check_cards(area: Area, vocabulary: Vocabulary, source: Source, problems: Problems) -> None:
    """The values of each card are values that rules read."""
    known = vocabulary.card
    for id, card in area.cards.items():
        for key, value in card.values.items():
            if key not in known or isinstance(value, bool) != isinstance(known[key].default, bool):
                place = source.key_place(("cards", id, "values", key))
                problems.add("S315", place, name=key, near=known)
