"""The models that explorers are compared on mean the same in every spelling."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import cache

import pytest

from benchmarks.models.as_prism import as_prism
from benchmarks.models.as_promela import as_promela
from benchmarks.models.as_scenario import as_scenario
from benchmarks.models.model import SIZES, Model, generate
from benchmarks.peers.spin import verifier
from tests.simulator.direct_exploration import Edge, Explored, count, explore

TINY, CHANCE = generate(SIZES["tiny"]), generate(SIZES["tiny-chance"])
STORM_SAYS = (0.0, 7.342935528120713)
"""The least and the most expected hurt in the tiny model with chance, by stormpy 2.0.0."""


@pytest.mark.parametrize("model", [TINY, CHANCE], ids=lambda model: model.size.name)
def test_the_scenario_has_as_many_states_as_the_size_claims(model: Model) -> None:
    """The plain explorer counts the states that the size claims, and finds no error of an author."""
    explored = explore(as_scenario(model))
    assert len(explored.states) == count(as_scenario(model))[0] == model.size.states
    assert not explored.errors


@pytest.mark.skipif(not shutil.which("spin") or not shutil.which("gcc"), reason="SPIN is not installed")
def test_spin_counts_what_the_plain_explorer_counts() -> None:
    """SPIN stores exactly our states; of transitions it counts the beginning as one more."""
    with verifier(as_promela(TINY), TINY.size.states) as spin:
        run = spin.run()
    assert (run.states, run.transitions - 1) == count(as_scenario(TINY))


def test_storm_s_expected_values_are_those_of_the_scenario() -> None:
    """Least and most expected hurt, reckoned edge by edge from the scenario's own log, are what Storm said."""
    explored = explore(as_scenario(CHANCE))
    assert (expected(explored, min), expected(explored, max)) == pytest.approx(STORM_SAYS, abs=1e-9)


def expected(explored: Explored, best: Callable[..., float]) -> float:
    ways: dict[int, dict[tuple[str, ...], list[Edge]]] = {}
    for edge in explored.edges:
        ways.setdefault(edge.source, {}).setdefault(edge.move, []).append(edge)

    @cache
    def value(state: int) -> float:
        moves = ways.get(state, {}).values()
        return best((sum(map(share, outcomes)) for outcomes in moves), default=0.0)

    def share(edge: Edge) -> float:
        return edge.weight / edge.total * (hurt(edge) + value(edge.target))

    return value(0)


def hurt(edge: Edge) -> int:
    return sum(int(entry[3] or 0) for entry in edge.entries if entry[0] == "ledger")


def test_each_size_is_as_large_as_it_has_to_be() -> None:
    """The sizes are within a tenth of those that the targets name: 252,799, 500,000 and 2,242,298 states."""
    wanted = {"small": 252_799, "thirty": 500_000, "large": 2_242_298}
    assert all(abs(SIZES[name].states / states - 1) < 0.1 for name, states in wanted.items())
    thirty = generate(SIZES["thirty"])
    assert (len(thirty.scenes), sum(map(len, thirty.scenes))) == (30, 109)


def test_a_move_and_its_reward_stand_in_the_decision_process() -> None:
    """Every option is one command with one reward in the spelling for Storm."""
    options = sum(map(len, CHANCE.scenes))
    assert sum(line.startswith("  [s") for line in as_prism(CHANCE).splitlines()) == 2 * options
