"""From blocks to a scenario ready to run; and a version as plain data that stands alone, and back from it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from simulator.answers import check_answers
from simulator.area import Area
from simulator.block import Misread, plain, read
from simulator.build import Builder, version_hash
from simulator.build_properties import build_properties, check_dilemmas
from simulator.build_scenes import SceneBuilder, build_injects
from simulator.build_seats import check_seats
from simulator.graph import check_graph
from simulator.model import ScenarioFile
from simulator.problems import LoadError, Place, Problems
from simulator.scenario import ENGINE_SEMANTICS, Scenario
from simulator.state import State
from simulator.targets import circles
from simulator.vocabulary import Vocabulary

if TYPE_CHECKING:  # a game needs no file of a trainer's, and so nothing that reads one
    from simulator.source import Source


def from_data(data: Mapping[str, Any], *, variant: str | None = None, hash: str | None = None) -> Scenario:
    """A scenario version as it was stored, see `to_data`; `hash` is the name that it was stored under, if it has one.

    Raises LoadError where the engine can no longer run it, and Misread where it is not what was stored under that name.
    """
    if data["engine"] != ENGINE_SEMANTICS:
        problems = Problems()
        problems.add("S113", Place(str(data["scenario"].get("id"))), name=str(data["engine"]))
        raise LoadError(tuple(problems))
    words, early = _words_as_now(data["vocabulary"])
    file, area, vocabulary = read(ScenarioFile, data["scenario"]), read(Area, data["area"]), read(Vocabulary, words)
    if hash is not None and not early and version_hash(file, area, vocabulary) != hash:
        raise Misread("this is not what was stored under this name")
    return compile_scenario(file, area, vocabulary, variant=variant, hash=hash)


def _words_as_now(words: Mapping[str, Any]) -> tuple[dict[str, Any], bool]:
    """A vocabulary as it was stored, and whether that was early: with `type` and `start` or `default` for the kind."""
    found, early = dict(words), False
    for group, usual in (("facts", "start"), ("card", "default")):
        for name, word in found.get(group, {}).items():
            kind = word.get("type")
            early = early or kind is not None
            kept = {key: value for key, value in word.items() if key not in ("type", usual)}
            if isinstance(kind, list):
                kept["one of"] = kind
            elif kind is not None:
                kept[kind] = word[usual]
            found[group] = {**found[group], name: kept}
    return found, early


def to_data(scenario: Scenario) -> dict[str, Any]:
    """Everything that a version consists of, as plain data that stands alone."""
    return {
        "engine": ENGINE_SEMANTICS,
        "scenario": plain(scenario.file),
        "area": plain(scenario.area),
        "vocabulary": plain(scenario.vocabulary),
    }


def of_variant(scenario: Scenario, name: str | None) -> Scenario:
    """The same version with the start of a variant, or without one."""
    if scenario.variant == name:
        return scenario
    file, area, words, hash = scenario.file, scenario.area, scenario.vocabulary, scenario.hash
    return compile_scenario(file, area, words, variant=name, hash=hash)


def with_variants(scenario: Scenario) -> list[Scenario]:
    """The scenario as it is and each of its variants, of the same version."""
    return [of_variant(scenario, name) for name in (None, *scenario.file.variants)]


def compile_scenario(
    file: ScenarioFile,
    area: Area,
    vocabulary: Vocabulary,
    *,
    source: Source | None = None,
    problems: Problems | None = None,
    variant: str | None = None,
    hash: str | None = None,
) -> Scenario:
    """Resolve all names, compile all conditions, check the graph. A stored version has its `hash`. Raises LoadError."""
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
    properties = build_properties(builder, scenes)
    check_dilemmas(builder, scenes)
    for other in file.variants:
        builder.initial_values(other)
    values = builder.initial_values(variant)
    if problems:
        raise LoadError(tuple(problems))
    scenario = Scenario(
        file=file,
        area=area,
        vocabulary=vocabulary,
        hash=hash or version_hash(file, area, vocabulary),
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
        expressions=builder.expressions,
        declared=builder.names.declarations,
        properties=properties,
    )
    check_graph(scenario, builder)
    if problems:
        raise LoadError(tuple(problems))
    return scenario


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
    check_seats(builder)
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
