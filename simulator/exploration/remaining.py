"""How long a run may still last from each scene, and which minutes therefore make no difference."""

from __future__ import annotations

from collections.abc import Mapping

from simulator.exploration.contexts import NEVER
from simulator.graph import edges
from simulator.scenario import Scenario


def longest(scenario: Scenario) -> Mapping[str, int]:
    """The most minutes from each scene to an ending, by moves and injects on a condition; NEVER where it may circle."""
    ahead: dict[str, set[tuple[str, int]]] = {id: set() for id in scenario.scenes}
    for edge in edges(scenario):
        ahead[edge.source].add((edge.target, edge.takes))
    jumps = {case.scene for i in scenario.injects if i.way and i.file.at is None for case in i.way.cases}
    for id, scene in scenario.scenes.items():
        if scene.kind != "ending":
            ahead[id] |= {(target, 0) for target in jumps - {id}}
    found: dict[str, int] = {}
    for id in scenario.scenes:
        _measure(id, ahead, found, set())
    return found


def _measure(scene: str, ahead: Mapping[str, set[tuple[str, int]]], found: dict[str, int], above: set[str]) -> int:
    """Depth first, without recursion limits to fear: scenes are at most some hundreds."""
    if scene in found:
        return found[scene]
    if scene in above:
        return NEVER
    above.add(scene)
    lengths = [takes + _measure(target, ahead, found, above) for target, takes in ahead[scene]]
    above.remove(scene)
    length = min(NEVER, max(lengths, default=0))
    found[scene] = length
    return length
