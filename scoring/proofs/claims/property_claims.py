"""A trainer's own properties, proved over all states like the built-in ones."""

from __future__ import annotations

import numpy as np

from scoring.proofs.paths import can_reach, ended, game_along, game_to, nodes_in, way
from scoring.proofs.sheet import Claim, GameStep
from simulator.exploration.explored import Explored
from simulator.exploration.explorer import Explorer
from simulator.exploration.fields import Flags
from simulator.exploration.needs import union
from simulator.exploration.rows import Before
from simulator.scenario import Property, Scenario

Game = tuple[GameStep, ...]


def watched_slots(scenario: Scenario) -> int:
    """What conditions of properties read."""
    index = {name: at for at, name in enumerate(scenario.names)}
    tests = [each.test for each in scenario.properties if each.test is not None]
    return union(1 << index[name] for test in tests for name in scenario.expressions[test].reads)


def property_claims(explorer: Explorer, found: Explored) -> tuple[Claim, ...]:
    """Each property: proved, refuted by a game, or unknown."""
    return tuple(_claim(explorer, found, each) for each in found.scenario.properties)


def _claim(explorer: Explorer, found: Explored, asked: Property) -> Claim:
    refuted = {"never": _never, "always reachable": _always_reachable, "at least one of": _at_least_one}[asked.kind]
    game = refuted(explorer, found, asked)
    fill = {"text": asked.text or asked.id}
    if game is not None:
        return Claim(code="P302", status="shown", weight="error", name=asked.id, fill=fill, game=game)
    status = "proved" if found.complete else "unknown"
    return Claim(code="P301", status=status, weight="note", name=asked.id, fill=fill)  # type: ignore[arg-type]


def _holding(explorer: Explorer, found: Explored, asked: Property) -> Flags:
    """The nodes in which the property's condition holds; all where it has none."""
    holds = np.ones(found.count, dtype=np.bool_)
    if asked.test is None:
        return holds
    condition = explorer.fields.condition(asked.test)
    for layer in found.layers:
        states = Before(explorer.stages[layer.scene].layout, layer.words)
        holds[layer.first : layer.first + len(layer.words)] = condition(states)
    return holds


def _never(explorer: Explorer, found: Explored, asked: Property) -> Game | None:
    bad = _holding(explorer, found, asked)
    if asked.scenes:
        bad &= nodes_in(found, frozenset(asked.scenes))
    return game_to(found, int(bad.argmax())) if bad.any() else None


def _always_reachable(explorer: Explorer, found: Explored, asked: Property) -> Game | None:
    if found.edges is None or not found.complete:
        return None
    lost = ~can_reach(found.edges, nodes_in(found, frozenset(asked.scenes)))
    lost &= _holding(explorer, found, asked) & ~ended(found)
    return game_to(found, int(lost.argmax())) if lost.any() else None


def _at_least_one(explorer: Explorer, found: Explored, asked: Property) -> Game | None:
    if found.edges is None or not found.count:
        return None
    around = ~nodes_in(found, frozenset(asked.scenes))
    targets = ended(found) & around & _holding(explorer, found, asked)
    along = way(found.edges, 0, targets, around) if around[0] else None
    return None if along is None else game_along(found, found.edges, along)
