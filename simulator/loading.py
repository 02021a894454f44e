"""Loading a scenario: `load(file, vocabulary)` gives a Scenario or says everything that is wrong with the file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path as FilePath
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from simulator import shape
from simulator.answers import check_answers
from simulator.area import Area
from simulator.build import Builder, dump, version_hash
from simulator.build_scenes import SceneBuilder, build_injects
from simulator.graph import check_graph
from simulator.model import ScenarioFile
from simulator.problems import LoadError, Place, Problems
from simulator.prose import check_texts
from simulator.scenario import ENGINE_SEMANTICS, Scenario
from simulator.source import AREA_FILE, Source, read_source
from simulator.state import State
from simulator.targets import circles
from simulator.vocabulary import Vocabulary

Model = TypeVar("Model", bound=BaseModel)


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
    scenario = validated(ScenarioFile, source, problems)
    area = _area(file, scenario, source, areas or {}, vocabulary, problems) if scenario and source else None
    if scenario is None or area is None or source is None:
        raise LoadError(tuple(problems))
    if scenario.id != file.stem:
        problems.add("S524", source.place(("id",)), name=scenario.id, file=file.name)
    return compile_scenario(scenario, area, vocabulary, source=source, problems=problems, variant=variant)


def load_area(file: FilePath, problems: Problems | None = None, vocabulary: Vocabulary | None = None) -> Area | None:
    """Load a mission area file; None where it cannot be used and a collector was given.

    With a vocabulary the values of its cards are checked too.
    """
    problems = Problems(stop_at_first=True) if problems is None else problems
    source = read_source(file, problems)
    area = validated(Area, source, problems)
    if area is not None and source is not None and vocabulary is not None:
        _check_cards(area, vocabulary, source, problems)
    return area


def validated(model: type[Model], source: Source | None, problems: Problems) -> Model | None:
    """The file as a model, or None and the problems with its shape and text."""
    if source is None:
        return None
    check_texts(source, problems)
    before = len(problems)
    try:
        return model.model_validate(source.data)
    except ValidationError as error:
        shape.report(error, model, source, problems)
        assert len(problems) > before
        return None


def from_data(data: Mapping[str, Any], *, variant: str | None = None) -> Scenario:
    """A scenario version as it was stored, see `to_data`. Raises LoadError where the engine can no longer run it."""
    if data["engine"] != ENGINE_SEMANTICS:
        problems = Problems()
        problems.add("S113", Place(str(data["scenario"].get("id"))), name=str(data["engine"]))
        raise LoadError(tuple(problems))
    return compile_scenario(
        ScenarioFile.model_validate(data["scenario"]),
        Area.model_validate(data["area"]),
        Vocabulary.model_validate(data["vocabulary"]),
        variant=variant,
    )


def to_data(scenario: Scenario) -> dict[str, Any]:
    """Everything that a version consists of, as plain data that stands alone."""
    return {
        "engine": ENGINE_SEMANTICS,
        "scenario": dump(scenario.file),
        "area": dump(scenario.area),
        "vocabulary": scenario.vocabulary.model_dump(mode="json"),
    }


def compile_scenario(
    file: ScenarioFile,
    area: Area,
    vocabulary: Vocabulary,
    *,
    source: Source | None = None,
    problems: Problems | None = None,
    variant: str | None = None,
) -> Scenario:
    """Resolve all names, compile all conditions, check the graph. Raises LoadError."""
    problems = Problems() if problems is None else problems
    builder = Builder(file, area, vocabulary, source, problems)
    _check_head(builder, variant)
    if problems and variant is not None and variant not in file.variants:
        raise LoadError(tuple(problems))
    once: dict[tuple[str, int], int] = {}
    scenes = {id: s for part in (None, *file.parts) for id, s in SceneBuilder(builder, part, once).scenes().items()}
    injects = build_injects(builder)
    for scene in scenes.values():
        check_answers(scene, builder)
    for other in file.variants:
        builder.initial_values(other)
    values = builder.initial_values(variant)
    if problems:
        raise LoadError(tuple(problems))
    scenario = Scenario(
        file=file,
        area=area,
        vocabulary=vocabulary,
        hash=version_hash(file, area, vocabulary),
        variant=variant,
        names=builder.names.all,
        initial=State(
            phase="briefing",
            scene=file.start,
            values=values,
            pending=tuple(sorted((i.file.at, i.index) for i in injects if i.file.at is not None)),
            fired=(0,) * len(injects),
        ),
        scenes=scenes,
        injects=injects,
        conditional=tuple(inject for inject in injects if inject.test is not None),
        horizon=file.horizon,
        at_the_horizon=file.at_the_horizon,
        targets=builder.reach,
        card=builder.card(variant),
    )
    check_graph(scenario, builder)
    if problems:
        raise LoadError(tuple(problems))
    return scenario


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


def _check_head(builder: Builder, variant: str | None) -> None:
    file = builder.file
    builder.destination(file.start, None, ("start",))
    builder.destination(file.at_the_horizon, None, ("at the horizon",))
    last = file.scenes.get(file.at_the_horizon)
    if last is not None and last.ending is None:
        builder.problem("S520", ("at the horizon",), name=file.at_the_horizon)
    for part, block in file.parts.items():
        builder.destination(block.start, part, ("parts", part, "start"))
    _check_chosen_cards(builder)
    _check_who(builder)
    _check_gauges(builder)
    if variant is not None and variant not in file.variants:
        builder.problem("S314", ("variants",), name=variant, near=file.variants)


def _check_gauges(builder: Builder) -> None:
    state = builder.file.state
    gauges = [id for id, variable in state.items() if variable.gauge is not None]
    for n, id in enumerate(builder.file.ledger_gauges):
        if id not in gauges:
            builder.problem("S528" if id in state else "S306", ("ledger gauges", n), name=id, near=gauges)


def _check_who(builder: Builder) -> None:
    who = builder.file.who
    for id, target in who.items():
        if target.of is not None and target.of not in who:
            builder.problem("S305", ("who", id, "of"), name=target.of, near=who)
    for id in circles(who):
        builder.problem("S318", ("who", id, "of"), name=id)


def _check_chosen_cards(builder: Builder) -> None:
    file, area = builder.file, builder.area
    cards = [(file.card, ("card",)), *((v.card, ("variants", id, "card")) for id, v in file.variants.items() if v.card)]
    for card, path in cards:
        if card not in area.cards:
            builder.problem("S313", path, name=card, near=area.cards)


def _check_cards(area: Area, vocabulary: Vocabulary, source: Source, problems: Problems) -> None:
    """The values of each card are values that rules read."""
    known = vocabulary.card
    for id, card in area.cards.items():
        for key, value in card.values.items():
            if key not in known or isinstance(value, bool) != isinstance(known[key].default, bool):
                place = source.key_place(("cards", id, "values", key))
                problems.add("S315", place, name=key, near=known)
