"""Where a claim stands in the file that it is about: the option, scene, rule or name that it speaks of.

What is about the scenario as a whole has no line: a place is never made up.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from scoring.proofs.sheet import Claim
from simulator.build import path_of
from simulator.moves import INJECT, TIMEOUT
from simulator.problems import Place
from simulator.source import Path, Source

BLOCK = {
    "P107": "state",
    "P108": "state",
    "P109": "injects",
    "P111": "injects",
    "P210": "objectives",
    "P301": "properties",
    "P302": "properties",
}
"""The block of the file in which the name of a claim stands, by code."""

LAST_MOVE = frozenset(("P104", "P204", "P206"))
"""Claims about the last move of their game."""

BY_CHANCE = "P204"
"""The claim that chance or an inject did it: there the player's own option is not what counts."""


def place_of(claim: Claim, source: Source) -> Place:
    """File, line and column of what a claim is about, in the scenario's file as its parts were filled in.

    The file alone where the claim is about all of it, or where the file has nothing of that name any more.
    """
    for path in _paths(claim, source):
        place = source.key_places.get(path) or source.places.get(path)
        if place is not None:
            return place
    return Place(source.file)


def _paths(claim: Claim, source: Source) -> Iterator[Path]:
    """Where it may stand, the nearest first."""
    if claim.scene is not None:
        yield from _in_scene(claim, path_of(claim.scene), source)
    elif claim.rule is not None:
        yield from _naming(claim.rule, source)
    elif claim.name is not None and claim.code in BLOCK:
        yield from _named(BLOCK[claim.code], claim.name, source)


def _in_scene(claim: Claim, scene: Path, source: Source) -> Iterator[Path]:
    if claim.option is not None:
        yield from _option(scene, claim.option, source)
    elif claim.code in LAST_MOVE and claim.game:
        move = claim.game[-1].move
        if move == TIMEOUT:
            yield (*scene, "by default")
        elif move[:1] == (INJECT,):
            yield ("injects", move[1])
        elif len(move) == 1 and claim.code != BY_CHANCE:
            yield from _option(scene, move[0], source)
    yield scene


def _option(scene: Path, id: str, source: Source) -> Iterator[Path]:
    """An option to choose, of a selection, or of a field of a form."""
    yield (*scene, "options", id)
    yield (*scene, "select", "options", id)
    fields: Path = (*scene, "form", "fields")
    yield from ((*fields, name, "options", id) for name in _inside(source, fields))


def _naming(rule: str, source: Source) -> Iterator[Path]:
    """The objective that names a rule, at the rule."""
    for n, objective in enumerate(_inside(source, ("objectives",))):
        rules = list(objective.get("rules", ()))
        if rule in rules:
            yield ("objectives", n, "rules", rules.index(rule))


def _named(block: str, id: str, source: Source) -> Iterator[Path]:
    """A block by its name; objectives are a list, and say theirs inside."""
    yield (block, id)
    if block == "objectives":
        for n, objective in enumerate(_inside(source, (block,))):
            if objective.get("id") == id:
                yield (block, n)


def _inside(source: Source, path: Path) -> Any:
    """What stands at a path; nothing where there is none."""
    data = source.data
    for key in path:
        data = data.get(key, {}) if isinstance(data, dict) else {}
    return data
