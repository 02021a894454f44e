"""How likely each outcome of a move is: the weights that the file gives its branches."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from simulator.exploration.explored import Explored
from simulator.exploration.fields import Column
from simulator.moves import options_taken, taken
from simulator.scenario import Move, Scenario

NO_BRANCH = 255


def probabilities(found: Explored, source: Column, move: Column) -> npt.NDArray[np.float64]:
    """The probability with which each of these edges is taken, once its move is chosen."""
    scenes, moves = list(found.scenario.scenes), len(found.moves)
    branch = move & 255
    drawn = branch != NO_BRANCH
    if not drawn.any():
        return np.ones(len(source))
    without = int(branch[drawn].max()) + 1  # the place of a move without chance, after those of the branches
    place = (scene_numbers(found)[source] * moves + (move >> 8)) * (without + 1) + np.minimum(branch, without)
    chances = np.ones(len(scenes) * moves * (without + 1))
    known = np.zeros(len(chances), dtype=np.bool_)
    known[place] = True
    for at in np.flatnonzero(known).tolist():
        chosen, one = divmod(at, without + 1)
        if one != without:
            scene, number = divmod(chosen, moves)
            chances[at] = _probability(found.scenario, scenes[scene], found.moves[number], one)
    likely: npt.NDArray[np.float64] = chances[place]
    return likely


def scene_numbers(found: Explored) -> Column:
    """The scene of each node, by its place in the file."""
    number = {id: n for n, id in enumerate(found.scenario.scenes)}
    scenes = np.array([number[layer.scene] for layer in found.layers], dtype=np.int64)
    return np.repeat(scenes, [len(layer.words) for layer in found.layers])


def _probability(scenario: Scenario, scene: str, move: Move, branch: int) -> float:
    at = scenario.scenes[scene]
    course = taken(at, options_taken(at, move))
    return course.branches[branch].weight / course.total
