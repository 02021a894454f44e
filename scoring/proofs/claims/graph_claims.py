"""What is said of the graph: what no game comes to, ranges that are left, scenes without offers or without an end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from scoring.proofs.paths import can_reach, ended, game_by, game_to, nodes_in
from scoring.proofs.sheet import Claim, EndingShown, Status, Weight
from simulator.exploration.explored import Explored
from simulator.exploration.fields import Column
from simulator.graph import Edge
from simulator.graph import edges as ways_between


def graph_claims(found: Explored) -> Iterator[Claim]:
    """All that is wrong with the graph, or not known."""
    yield from _errors(found)
    yield from _unreached(found)
    yield from _never_offered(found)
    yield from _only_the_clock(found)


def reached_scenes(found: Explored) -> frozenset[str]:
    """The scenes to which some game comes."""
    return frozenset(layer.scene for layer in found.layers)


def _status(found: Explored) -> Status:
    return "proved" if found.complete else "unknown"


def _errors(found: Explored) -> Iterator[Claim]:
    for slot, (node, move) in found.left.items():
        name, declared = str(found.scenario.names[slot]), found.scenario.declared[slot]
        fill = {"low": str(declared.low), "high": str(declared.high)}
        begun = node >= 0
        game = game_by(found, node, move << 8 | 255) if begun else None
        scene = found.scene_of(node) if begun else found.scenario.initial.scene
        yield Claim(code="P104", status="shown", weight="error", scene=scene, name=name, fill=fill, game=game)
    for scene, (node, move) in found.stuck.items():
        to_it = game_by(found, node, move << 8 | 255) if node >= 0 else None
        yield Claim(code="P103", status="shown", weight="error", scene=scene, game=to_it)


def _unreached(found: Explored) -> Iterator[Claim]:
    scenario = found.scenario
    only_by_clock = {scenario.at_the_horizon} - {edge.target for edge in ways_between(scenario)}
    for id in sorted(set(scenario.scenes) - reached_scenes(found) - found.stuck.keys()):
        ending = scenario.scenes[id].kind == "ending"
        # every file has to name an ending for the horizon; that no game lasts so long is no mistake
        weight: Weight = "note" if id in only_by_clock else "error"
        yield Claim(code="P105" if ending else "P101", status=_status(found), weight=weight, scene=id)


def _never_offered(found: Explored) -> Iterator[Claim]:
    for id in sorted(reached_scenes(found)):
        for bit, option in enumerate(found.scenario.scenes[id].options):
            if not found.offered[id] >> bit & 1:
                yield Claim(code="P102", status=_status(found), weight="error", scene=id, option=option)


def _only_the_clock(found: Explored) -> Iterator[Claim]:
    """Decisions from which no way leads to an ending but by waiting for the horizon, though there was time for one.

    Shortly before the horizon every way is cut off. So a decision only counts if more decisions can follow before the
    clock cuts a move off than a way to an ending takes in the graph, twice over; or if the graph has no such way.
    The ending at the horizon is often one to which moves lead, too: the clock is where no move of the scene does.
    """
    if found.edges is None or not found.complete or found.left or found.stuck:
        return
    scenario, horizon = found.scenario, found.scenario.at_the_horizon
    endings = frozenset(id for id, scene in scenario.scenes.items() if scene.kind == "ending")
    ways = ways_between(scenario)
    leading = frozenset(edge.source for edge in ways if edge.target == horizon)
    if any(case.scene == horizon for inject in scenario.injects if inject.way for case in inject.way.cases):
        leading = frozenset(scenario.scenes)
    cut = nodes_in(found, frozenset((horizon,)))[found.edges.target] & (found.edges.target >= 0)
    cut &= ~nodes_in(found, leading)[found.edges.source]
    lost = ~can_reach(found.edges.some(~cut), ended(found))
    if not lost.any():
        return
    far = _decisions_to_an_ending(ways, endings)
    near = _decisions_to_the_clock(found, found.edges.source[cut], 2 * len(scenario.scenes) + 2)
    for id in sorted({layer.scene for layer in found.layers} - endings):
        nodes = found.nodes_of(id)
        here = nodes[lost[nodes] & (near[nodes] > (2 * far[id] + 2 if id in far else 0))]
        if len(here):
            game = game_to(found, int(here[0]))
            yield Claim(code="P106", status="shown", weight="error", scene=id, count=len(here), game=game)


def _decisions_to_an_ending(ways: Sequence[Edge], endings: frozenset[str]) -> dict[str, int]:
    """The fewest decisions from each scene to an ending, by the graph; scenes without such a way are left out."""
    found, count = dict.fromkeys(endings, 0), 0
    while True:
        count += 1
        more = {edge.source for edge in ways if edge.target in found} - found.keys()
        if not more:
            return found
        found |= dict.fromkeys(more, count)


def _decisions_to_the_clock(found: Explored, cut: Column, most: int) -> Column:
    """The fewest decisions from each node until the clock cuts a move off, counted up to `most`.

    `cut` are the nodes of which it cuts off the next move.
    """
    assert found.edges is not None
    near = np.full(found.count, most)
    near[cut] = 1
    inside = found.edges.target >= 0
    source, target = found.edges.source[inside], found.edges.target[inside]
    for count in range(2, most):
        closer = source[(near[target] == count - 1) & (near[source] > count)]
        near[closer] = count
    return near


def endings_shown(found: Explored) -> tuple[EndingShown, ...]:
    """Every ending, with a shortest game to it."""
    return tuple(_ending(found, id) for id, scene in found.scenario.scenes.items() if scene.kind == "ending")


def _ending(found: Explored, id: str) -> EndingShown:
    nodes, ending = found.nodes_of(id), found.scenario.scenes[id].file.ending
    title = ending.title if ending else id
    if not len(nodes):
        return EndingShown(scene=id, title=title, status=_status(found))
    return EndingShown(scene=id, title=title, status="shown", game=game_to(found, int(nodes[0])))
