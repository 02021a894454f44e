"""What proofs find in a scenario, as a problem among others."""

from __future__ import annotations

from dataclasses import dataclass

from scoring.proofs.sheet import Weight
from simulator.problems import Problem
from simulator.scenario import Move


@dataclass(frozen=True, slots=True)
class Finding(Problem):
    """A problem with its weight, and the game that shows it: its moves, and a seed with which chance plays along.

    `scene` and `option` are those that it is about, where it is about one. `seed` is None where there is no such seed.
    """

    weight: Weight = "error"
    scene: str | None = None
    option: str | None = None
    moves: tuple[Move, ...] | None = None
    seed: int | None = None
