"""Explorations that leave nothing out, and the quick way through plain scenarios."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.models.as_scenario import as_scenario
from benchmarks.models.model import SIZES, Model, generate
from simulator.exploration.explored import Explored
from simulator.exploration.explorer import Explorer
from simulator.scenario import Scenario
from tests.random_scenarios import scenarios
from tests.simulator import direct_exploration as oracle
from tests.small import scene, small

MOST = 800


def models() -> st.SearchStrategy[Model]:
    """Small generated models, some with chance."""
    sizes = st.sampled_from([SIZES["tiny"], SIZES["tiny-chance"]])
    return st.builds(lambda size, seed: generate(size._replace(seed=seed, horizon=16)), sizes, st.integers(0, 1_000))


def told(found: Explored) -> object:
    """What an exploration found, whatever the order."""
    scenes: dict[str, int] = {}
    for layer in found.layers:
        scenes[layer.scene] = scenes.get(layer.scene, 0) + len(layer.words)
    edges = None if found.edges is None else len(found.edges.source)
    return scenes, found.offered, found.withheld, found.taken, set(found.stuck), edges


@settings(max_examples=8, deadline=None)
@given(scenarios())
def test_without_reducing_the_explorer_counts_what_the_oracle_counts(scenario: Scenario) -> None:
    """As many states as the engine tells apart, in every scene."""
    try:
        truth = oracle.explore(scenario, MOST)
    except oracle.TooMany:
        return
    assert Explorer(scenario, reduce=False).run().count == len(truth.states)


@settings(max_examples=10, deadline=None)
@given(models())
def test_generated_models_have_as_many_states_and_edges_as_the_oracle_finds(model: Model) -> None:
    """With and without chance: the counts that the benchmark holds against SPIN's."""
    made = as_scenario(model)
    found = Explorer(made, reduce=False, with_edges=True).run()
    assert found.edges is not None
    assert (found.count, len(found.edges.source)) == oracle.count(made)


@settings(max_examples=8, deadline=None)
@given(st.one_of(models().map(as_scenario), scenarios()), st.booleans())
def test_the_quick_way_finds_what_the_long_way_finds(scenario: Scenario, reduce: bool) -> None:
    """In plain scenarios: the same states, options, answers and edges."""
    quick, long = (Explorer(scenario, with_edges=True, reduce=reduce) for _ in range(2))
    long.plain = None
    assert told(quick.run()) == told(long.run())


@pytest.mark.parametrize("reduce", [True, False])
def test_the_quick_way_follows_cases_entries_and_scenes_without_an_offer(reduce: bool) -> None:
    """What generated models do not have: ways by cases, values set on entry, a scene that may offer nothing."""
    ways = [{"to": "b", "when": "n > 3"}, {"to": "end", "when": "n == 0"}, {"to": "a"}]
    made = small(
        {
            "a": scene({"up": {"add": {"n": 1}, "takes": 1, "then": ways}, "down": {"add": {"n": -2}, "then": ways}}),
            "b": {**scene({"on": {"when": "n < 5", "takes": 2, "then": "a"}}), "set": {"f": True}},
        },
        state={"n": {"gauge": [-2, 5], "start": 1}, "f": {"flag": False}},
        horizon=20,
    )
    quick, long = (Explorer(made, reduce=reduce, with_edges=True) for _ in range(2))
    assert quick.plain is not None
    long.plain = None
    found = quick.run()
    assert told(found) == told(long.run())
    assert set(found.stuck) == {"b"}
