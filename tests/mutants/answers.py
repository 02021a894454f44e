"""Defects in what a trainee learns from options: the good one is told by its place or length, a bad one is forgiven."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from simulator.scenario import Move
from tests.mutants.draft import Data, default_of, read_again, spots
from tests.mutants.policy import always_wrong
from tests.mutants.seeded import Expected, Original, Seeded

WAYS = ("first", "last", "longest")


def given_away(original: Original, data: Data, chance: Random) -> Seeded | None:
    """In every scene of the good game its answer stands first, or last, or has the longest labels."""
    if original.good is None:
        return None
    way = chance.choice(WAYS)
    for scene, move in dict(reversed(original.good.decisions)).items():
        for options in _lists(data, scene):
            good = [id for id in options if id in move]
            if way == "longest":
                _give_longest(options, good)
            else:
                _give_place(options, good, first=way == "first")
    return Seeded(f"what the good game takes is always the {way}", way=way)


def _give_place(options: Data, good: list[str], *, first: bool) -> None:
    others = [id for id in options if id not in good]
    order = [*good, *others] if first else [*others, *good]
    kept = dict(options)
    options.clear()
    options.update({id: kept[id] for id in order})


def _give_longest(options: Data, good: list[str]) -> None:
    labels = sorted((option["label"] for option in options.values()), key=len, reverse=True)
    for id, label in zip([*good, *(id for id in options if id not in good)], labels, strict=True):
        options[id]["label"] = label


def _lists(data: Data, scene: str) -> Iterator[Data]:
    """The lists of options of a scene, each once."""
    seen: list[int] = []
    for spot in spots(data):
        if spot.scene == scene and id(spot.among) not in seen:
            seen.append(id(spot.among))
            yield spot.among


def forgiven(original: Original, data: Data, chance: Random) -> Seeded | None:
    """An option does all that the good one does, and breaks a critical rule: the ending is the same."""
    if original.good is None:
        return None
    scene, (good,) = chance.choice(_chosen(original, data))
    options = data["scenes"][scene]["options"]
    other = chance.choice([id for id in options if id != good and id not in default_of(data["scenes"][scene])])
    act, label = always_wrong(data, chance), options[other]["label"]
    options[other] = {**read_again(options[good]), "label": label}
    options[other]["acts"] = [*(options[other].get("acts") or []), act]
    ending = original.good.ending
    return Seeded(f"{scene} {other} does what {good} does, and more, and is forgiven", Expected(("P208",), (ending,)))


def _chosen(original: Original, data: Data) -> list[tuple[str, Move]]:
    """The decisions of the good game in which one option was chosen from several."""
    assert original.good is not None
    return [
        (scene, move) for scene, move in original.good.decisions if len(data["scenes"][scene].get("options", {})) > 1
    ]
