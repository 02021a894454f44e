"""A generated model: scenes, options, five gauges from 0 to 10 and a clock; always the same for one size.

The first option of each scene is always on offer, and leads to the next scene: no dead ends, and nothing is orphaned.
The only ending is the one at the horizon.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import NamedTuple

GAUGES = ("v0", "v1", "v2", "v3", "v4")
HIGH = 10
START = 5
TAKES = (2, 3, 5)
COMPARISONS = ("<", ">=")


class Comparison(NamedTuple):
    """A gauge against a number: `operator` is `<` or `>=`."""

    gauge: str
    operator: str
    number: int


class Branch(NamedTuple):
    """What a move may come to. `adds` is clamped to the gauge; `hurt` counts people, and is not in the state."""

    weight: int
    adds: Mapping[str, int]
    then: int
    hurt: int


class Option(NamedTuple):
    """On offer where all comparisons hold. Without chance it has one branch. `takes` is in minutes."""

    conditions: tuple[Comparison, ...]
    takes: int
    branches: tuple[Branch, ...]

    @property
    def total(self) -> int:
        """The weights of all branches."""
        return sum(branch.weight for branch in self.branches)


class Size(NamedTuple):
    """What a model is generated from. `states` is how many it has, endings among them, the briefing left out."""

    name: str
    scenes: int
    options: int
    horizon: int
    states: int
    chance: bool = False
    seed: int = 1


class Model(NamedTuple):
    """Options by scene; scenes count from 0, and the ending at the horizon is the number after the last."""

    size: Size
    scenes: tuple[tuple[Option, ...], ...]

    @property
    def ending(self) -> int:
        """The number of the scene at the horizon."""
        return len(self.scenes)


def generate(size: Size) -> Model:
    """The model of this size."""
    chance = random.Random(f"{size.name} {size.seed}")
    counts = [size.options // size.scenes + (n < size.options % size.scenes) for n in range(size.scenes)]
    chance.shuffle(counts)
    return Model(size, tuple(_scene(chance, size, n, count) for n, count in enumerate(counts)))


def _scene(chance: random.Random, size: Size, n: int, count: int) -> tuple[Option, ...]:
    first = _option(chance, size, (n + 1) % size.scenes)._replace(conditions=())
    return (first, *(_option(chance, size, chance.randrange(size.scenes)) for _ in range(count - 1)))


def _option(chance: random.Random, size: Size, then: int) -> Option:
    draws = size.chance and chance.random() < 0.5
    weights = (2, 1) if draws else (1,)
    branches = [_branch(chance, weight, then) for weight in weights]
    if draws:
        branches[1] = branches[1]._replace(then=chance.randrange(size.scenes))
    return Option(_conditions(chance), chance.choice(TAKES), tuple(branches))


def _branch(chance: random.Random, weight: int, then: int) -> Branch:
    gauges = chance.sample(GAUGES, chance.choice((0, 1, 1, 2)))
    adds = {gauge: chance.choice((-2, -1, 1, 2)) for gauge in sorted(gauges)}
    return Branch(weight, adds, then, chance.choice((0, 0, 0, 1, 2)))


def _conditions(chance: random.Random) -> tuple[Comparison, ...]:
    gauges = chance.sample(GAUGES, chance.choice((0, 1, 1, 2)))
    return tuple(Comparison(gauge, chance.choice(COMPARISONS), chance.randint(3, 7)) for gauge in gauges)


SIZES = {
    size.name: size
    for size in (
        Size("tiny", scenes=5, options=14, horizon=30, states=343),
        Size("small", scenes=20, options=60, horizon=50, states=243_832),
        Size("thirty", scenes=30, options=109, horizon=49, states=519_526),
        Size("large", scenes=20, options=60, horizon=72, states=2_144_065),
        Size("tiny-chance", scenes=5, options=14, horizon=14, states=923, chance=True),
        Size("chance", scenes=20, options=60, horizon=35, states=220_209, chance=True),
    )
}
"""The sizes that are measured. The tiny ones are for tests; those with chance are for expected values."""
