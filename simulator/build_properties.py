"""A trainer's own properties and dilemmas, looked up and compiled with a `Builder`."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from simulator import model
from simulator.build import Builder
from simulator.scenario import Property, PropertyKind

if TYPE_CHECKING:
    from simulator.source import Path


def build_properties(builder: Builder, scenes: Collection[str]) -> tuple[Property, ...]:
    """The properties of the file, in file order; `scenes` are the full ids of all scenes."""
    found = (_property(builder, id, file, scenes) for id, file in builder.file.properties.items())
    return tuple(each for each in found if each is not None)


def check_dilemmas(builder: Builder, scenes: Collection[str]) -> None:
    """Report scenes that dilemmas name and that there are not; rules are looked up by who knows them."""
    for id, dilemma in builder.file.dilemmas.items():
        path: Path = ("dilemmas", id, "scene")
        alone = builder.source is not None and path in builder.source.places
        _known(builder, dilemma.scenes, scenes, path if alone else ("dilemmas", id, "scenes"))


def _property(builder: Builder, id: str, file: model.Property, scenes: Collection[str]) -> Property | None:
    path: Path = ("properties", id)
    given = _kinds(file)
    if len(given) != 1:
        builder.key_problem("S529", path, name=id)
        return None
    ((kind, named),) = given.items()
    unused = "when" if kind == "never" else "in"
    if file.when if kind == "never" else file.in_:
        builder.key_problem("S530", (*path, unused), name=id, key=unused)
    text, key = (file.never, "never") if kind == "never" else (file.when, "when")
    test = builder.condition(text, (*path, key))
    _known(builder, named, scenes, (*path, "in" if kind == "never" else kind))
    return Property(id, file.text, kind, test, named)


def _kinds(file: model.Property) -> Mapping[PropertyKind, tuple[str, ...]]:
    """Each kind that the property has, with the scenes that it names."""
    kinds: dict[PropertyKind, tuple[str, ...]] = {}
    if file.never is not None:
        kinds["never"] = file.in_
    if file.always_reachable:
        kinds["always reachable"] = file.always_reachable
    if file.at_least_one_of:
        kinds["at least one of"] = file.at_least_one_of
    return kinds


def _known(builder: Builder, named: tuple[str, ...], scenes: Collection[str], path: Path) -> None:
    for n, id in enumerate(named):
        if id not in scenes:
            builder.problem("S301", (*path, n), name=id, near=scenes)
