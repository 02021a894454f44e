"""The explorer says what the oracle says: of random scenarios, with every feature of the format."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.errors import NothingOffered, RangeLeft
from simulator.exploration import budget, explorer
from simulator.exploration.budget import Budget, resident
from simulator.exploration.explored import Explored, nothing
from simulator.exploration.explorer import Explorer, Start
from simulator.moves import BEGIN, moves
from simulator.run import Run
from simulator.scenario import Scenario
from simulator.state import State
from simulator.step import step
from tests.random_scenarios import scenarios
from tests.simulator import direct_exploration as oracle
from tests.small import scene, small

MOST = 800


def explored(scenario: Scenario, allowed: Budget | None = None) -> Explored:
    """Everything, or what the budget allows."""
    return Explorer(scenario, budget=allowed).run()


def reached(found: Explored) -> set[str]:
    """The scenes of an exploration."""
    return {layer.scene for layer in found.layers}


def offered(found: Explored) -> set[tuple[str, str]]:
    """Scenes and options that are on offer in some state."""
    return {
        (id, option)
        for id, bits in found.offered.items()
        for n, option in enumerate(found.scenario.scenes[id].options)
        if bits >> n & 1
    }


@settings(max_examples=20, deadline=None)
@given(scenarios())
def test_the_explorer_reaches_what_the_oracle_reaches(scenario: Scenario) -> None:
    """The same scenes, options and errors, in no more states than there are."""
    try:
        truth = oracle.explore(scenario, MOST)
    except oracle.TooMany:
        return
    found = explored(scenario)
    assert found.complete
    assert reached(found) == oracle.scenes_reached(truth)
    assert offered(found) == oracle.options_offered(truth)
    assert found.count <= len(truth.states)
    assert bool(found.left) == any(error.kind is RangeLeft for error in truth.errors)
    assert bool(found.stuck) == any(error.kind is NothingOffered for error in truth.errors)


@settings(max_examples=20, deadline=None)
@given(scenarios())
def test_a_shortest_game_can_be_played(scenario: Scenario) -> None:
    """The game to a node goes by moves that are on offer, as short as the oracle's, and arrives in its scene."""
    try:
        truth = oracle.explore(scenario, MOST)
    except oracle.TooMany:
        return
    found = explored(scenario)
    for id in sorted(reached(found)):
        node = int(found.nodes_of(id)[0])
        game = found.game(node)
        shortest = min(len(oracle.game_to(truth, n)) for n, state in enumerate(truth.states) if state.scene == id)
        assert len(game) == shortest
        state = truth.states[0]
        for played in game:
            state = next(
                outcome.after
                for outcome in oracle._outcomes(scenario, state, played.move, [])
                if outcome.branch == played.branch
            )
        assert state.scene == id


def counter(top: int) -> Scenario:
    """A scene in which a number goes up until it is full; every value makes a difference."""
    return small(
        {
            "count": scene(
                {"up": {"add": {"n": 1}, "when": f"n < {top}", "takes": 1, "then": "count"}, "go": {"then": "end"}}
            )
        },
        state={"n": {"range": [0, top], "start": 0}},
        horizon=1000,
    )


def test_a_budget_ends_an_exploration_and_says_so() -> None:
    """What was not gone through is unknown: the reason is told, and nothing counts as complete."""
    found = explored(counter(300), Budget(states=50))
    assert found.reason == "states"
    assert not found.complete
    assert explored(counter(300), Budget(megabytes=0)).reason == "megabytes"
    assert explored(counter(300), Budget(seconds=0)).reason == "seconds"


def test_the_budget_of_memory_is_that_of_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the process has grown by counts, whatever it is that takes it: not only the states that are kept."""
    sizes = iter([1_000_000, 1_500_000, *[4_000_000] * 1_000])
    monkeypatch.setattr(budget, "resident", lambda: next(sizes))
    found = explored(counter(300), Budget(megabytes=2))
    assert found.reason == "megabytes"
    assert found.count < 10


def test_the_process_tells_what_it_holds() -> None:
    """On Linux a megabyte more is seen; a system that does not tell says nothing."""
    if not Path("/proc/self/statm").exists():
        assert resident() == 0
        return
    before = resident()
    held = bytearray(50_000_000)
    held[::4096] = b"x" * len(held[::4096])
    assert resident() - before > 40_000_000


def test_a_wide_layer_is_looked_at_within(monkeypatch: pytest.MonkeyPatch) -> None:
    """The budget is asked every so many rows, not only when a layer is done."""
    ways = {f"to{n}": {"set": {"n": n}, "then": "on"} for n in range(10)}
    on = {"go": {"then": "end"}, "back": {"when": "n > 7", "then": "a"}, "up": {"when": "n < 5", "then": "end"}}
    wide = small({"a": scene(ways), "on": scene(on)}, state={"n": {"range": [0, 10], "start": 0}})

    def asked() -> int:
        told: list[int] = []
        Explorer(wide, tell=lambda states, seconds: told.append(states)).run()
        return len(told)

    once = asked()
    monkeypatch.setattr(explorer, "CHUNK", 2)
    assert asked() > once


@settings(max_examples=12, deadline=None)
@given(scenarios())
def test_what_waits_may_be_looked_up_early(scenario: Scenario) -> None:
    """Where much arrives, it is not kept until its layer is done: the same states, edges and lengths of games."""

    def told(few: int) -> tuple[int, int, list[tuple[str, int]]]:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(explorer, "CHUNK", few)
            patch.setattr(explorer, "CROWD", few)
            found = Explorer(scenario, budget=Budget(states=5_000), with_edges=True).run()
        if not found.complete or found.edges is None:
            return (0, 0, [])
        games = sorted((found.scene_of(node), len(found.game(node))) for node in range(found.count))
        return found.count, len(found.edges.source), games

    assert told(2) == told(1_000_000)


def test_an_exploration_ends_where_what_was_found_is_enough() -> None:
    """It is told of each layer, says why it ended, and claims nothing of the rest."""
    found = Explorer(counter(50)).run(lambda new: sum(len(layer.words) for layer in new) == 1 and new[0].first > 10)
    assert found.reason == "enough"
    assert not found.complete
    assert 10 < found.count < 50


def test_a_scenario_with_too_many_values_is_unknown() -> None:
    """Where the values that something reads do not fit into a state's number, that is said, and nothing is claimed."""
    names = [f"n{n}" for n in range(6)]
    ways = {name: {"when": f"{name} < 7", "add": {name: 1}, "then": "a"} for name in names}
    wide = small(
        {"a": scene({**ways, "go": {"then": "end"}})},
        state={name: {"range": [0, 100_000], "start": 0} for name in names},
    )
    assert explored(wide).reason == "wide"


def test_what_nobody_reads_makes_no_states() -> None:
    """A variable that no condition reads is left out, however many values it has."""
    noisy = {"add": {"noise": 1}, "then": "count", "takes": 120}
    one = small(
        {"count": scene({"on": noisy, "go": {"then": "end"}})},
        state={"noise": {"gauge": [0, 1000], "start": 0}},
        horizon=1000,
    )
    minutes = {run_minute(one, n) for n in range(10)}
    assert explored(one).count <= len(minutes) + 2


def run_minute(scenario: Scenario, decisions: int) -> int:
    """The minute after some decisions for the first option."""
    run = Run.start(scenario, 1)
    for _ in range(decisions):
        if not run.finished:
            run._advance(("on",))
    return run.state.minute


def long_story(takes: int) -> Scenario:
    """Some days in which something is decided each time; late in the month an inject leads to an ending of its own."""
    return small(
        {
            "day": scene(
                {
                    "on": {"takes": takes, "add": {"n": 1}, "then": "day"},
                    "rest": {"takes": 2 * takes, "then": "day"},
                    "go": {"when": "n > 2", "then": "end"},
                }
            ),
            "called": {"title": "E", "text": "E", "ending": {"title": "E"}},
        },
        state={"n": {"gauge": [0, 4], "start": 0}},
        injects={"call": {"at": 30_000, "if": "n < 2", "then": "called"}},
        horizon=43_000,
    )


@pytest.mark.parametrize("takes", [500, 1_300, 4_099])
def test_minutes_of_a_month_are_told_apart(takes: int) -> None:
    """A long exercise has as many states, scenes and endings as the oracle finds, to the last minute."""
    made = long_story(takes)
    truth, found = oracle.explore(made), Explorer(made, watched=-1).run()
    played = [state for state in truth.states if state.phase == "play"]
    assert reached(found) == oracle.scenes_reached(truth)
    assert len(found.nodes_of("day")) == len({(state.minute, state.values) for state in played})


@settings(max_examples=20, deadline=None)
@given(scenarios(), st.integers(1, 9))
def test_an_exploration_goes_on_from_a_state_of_a_game(scenario: Scenario, seed: int) -> None:
    """From the state after each decision of a game, last first: what is ahead, and what the first state leads to."""
    whole, later = explored(scenario, Budget(states=MOST)), Explorer(scenario)
    if not whole.complete:
        return
    states = random_states(scenario, seed)
    for state in reversed(states):
        (node,) = later.run_from([Start(state, 0)])
        assert node is not None
        assert later.found.scene_of(node) == state.scene
    assert reached(later.found) == reached(whole)
    assert offered(later.found) == offered(whole)


def random_states(scenario: Scenario, seed: int) -> list[State]:
    """The states of a random game, until it ends or meets an author's error."""
    chance, states = Random(seed), [step(scenario, scenario.initial, BEGIN, nothing)[0]]
    with suppress(RangeLeft, NothingOffered):
        while states[-1].phase == "play":
            on_offer = list(moves(scenario, states[-1]))
            states.append(step(scenario, states[-1], chance.choice(on_offer), chance.randrange)[0])
    return states


def test_an_exploration_goes_on_while_news_is_on_its_way() -> None:
    """An inject that only tells something waits in a game; what is ahead is explored all the same."""
    made = small(
        {
            "a": scene({"on": {"schedule": {"news": 5}, "then": "b", "takes": 1}}),
            "b": scene({"on": {"then": "end", "takes": 9}}),
        },
        injects={"news": {"on call": True, "text": "It rains."}},
    )
    later = Explorer(made)
    later.run_from([Start(state, 0) for state in random_states(made, 1)])
    assert reached(later.found) == {"a", "b", "end"}
