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
    result = np.ones(len(source))
    drawn = np.flatnonzero(move & 255 != NO_BRANCH)
    if not len(drawn):
        return result
    scenes, branches = list(found.scenario.scenes), int((move[drawn] & 255).max()) + 1
    number, branch = move[drawn] >> 8, move[drawn] & 255
    place = (scene_numbers(found)[source[drawn]] * len(found.moves) + number) * branches + branch
    table = np.zeros(len(scenes) * len(found.moves) * branches)
    table[place] = -1.0
    for at in np.flatnonzero(table):
        chosen, one = divmod(int(at), branches)
        scene, moved = divmod(chosen, len(found.moves))
        table[at] = _probability(found.scenario, scenes[scene], found.moves[moved], one)
    result[drawn] = table[place]
    return result


def scene_numbers(found: Explored) -> Column:
    """The scene of each node, by its place in the file."""
    number = {id: n for n, id in enumerate(found.scenario.scenes)}
    scenes = np.array([number[layer.scene] for layer in found.layers], dtype=np.int64)
    return np.repeat(scenes, [len(layer.words) for layer in found.layers])


def _probability(scenario: Scenario, scene: str, move: Move, branch: int) -> float:
    at = scenario.scenes[scene]
    course = taken(at, options_taken(at, move))
    return course.branches[branch].weight / course.total
