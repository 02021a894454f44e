"""The oracle for explorations says of small scenarios what a reader can count by hand."""

from __future__ import annotations

import pytest
from hypothesis import given

from simulator.errors import NothingOffered, RangeLeft
from simulator.run import Run
from simulator.step import step
from tests.random_scenarios import walks
from tests.simulator.direct_graph import (
    Explored,
    TooMany,
    can_reach,
    can_reach_an_ending,
    count,
    dead_ends,
    endings_reached,
    explore,
    game_to,
    injects_fired,
    options_offered,
    options_taken,
    scenes_entered,
    scenes_reached,
    values_seen,
)
from tests.small import scene, small

END = {"then": "end"}
CHANCE = {"chance": [{"weight": 2, "then": "b"}, {"weight": 3, "then": "end"}], "then": "end"}
TIMED = {"decide within": "30 s", "by default": "hold"}


def places(explored: Explored) -> list[tuple[str, int]]:
    return [(state.scene, state.minute) for state in explored.states]


def test_every_state_is_found_once_nearest_first() -> None:
    """States are what a decision can be met in: here and there, early and late, each once."""
    roads = scene({"short": {"takes": 5, "then": "b"}, "long": {"takes": 9, "then": "b"}, "home": END})
    explored = explore(small({"a": roads, "b": scene({"on": END})}))
    assert places(explored) == [("a", 0), ("b", 5), ("b", 9), ("end", 1), ("end", 6), ("end", 10)]
    assert [(e.source, e.move, e.target) for e in explored.edges[:2]] == [(0, ("short",), 1), (0, ("long",), 2)]


def test_each_outcome_of_chance_is_an_edge_with_its_weight() -> None:
    """Chance gives one edge for each branch, with its weight out of the total, and the draw that gives it."""
    explored = explore(small({"a": scene({"go": CHANCE}), "b": scene({"on": END})}))
    told = [(edge.branch, edge.draw, edge.weight, edge.total, edge.target) for edge in explored.edges]
    assert told == [(0, 0, 2, 5, 1), (1, 2, 3, 5, 2), (None, None, 1, 1, 3)]


def test_timeouts_are_edges_of_timed_scenes() -> None:
    """A timed scene has a timeout beside its options; it is no move of the player's."""
    explored = explore(small({"a": scene({"hold": END, "go": {"takes": 2, **END}}, **TIMED)}))
    assert [(edge.move, edge.by_player) for edge in explored.edges] == [
        (("hold",), True),
        (("go",), True),
        (("@timeout",), False),
    ]


def test_an_inject_by_hand_is_an_edge_inside_its_window_and_so_often() -> None:
    """The facilitator may play an inject at decisions inside its window, and no more often than it says."""
    injects = {"call": {"by hand": {"from": 3, "to": 6, "at most": 1}, "set": {"children.present": True}}}
    steps = {"a": scene({"go": {"takes": 4, "then": "b"}}), "b": scene({"on": {"takes": 9, "then": "c"}})}
    explored = explore(small({**steps, "c": scene({"out": END})}, injects=injects))
    world = [(explored.states[edge.source].scene, edge.source) for edge in explored.edges if edge.by_world]
    assert world == [("b", 1)]
    assert injects_fired(explored) == {"call"}
    assert len(explored.states) == 7  # a; then b, c and end, each before and after the call


def test_selections_and_forms_are_answered_in_every_way() -> None:
    """A selection within its budget and a form with a choice for each field are moves of several options."""
    picked = {"budget": 3, "unit": "people", "at least": 0, "takes": 1, "then": "f"}
    options = {id: {"label": id, "costs": cost} for id, cost in (("x", 1), ("y", 2), ("z", 3))}
    fields = {f: {"label": f, "options": {f"{f}{n}": {"label": f} for n in range(2)}} for f in ("p", "q")}
    scenes = {
        "a": {"title": "A", "text": "A.", "select": {**picked, "options": options}},
        "f": {"title": "F", "text": "F.", "form": {"title": "F", "then": "end", "fields": fields}},
    }
    explored = explore(small(scenes))
    by_scene = [(explored.states[edge.source].scene, edge.move) for edge in explored.edges]
    assert {move for where, move in by_scene if where == "a"} == {(), ("x",), ("y",), ("z",), ("x", "y")}
    assert len([move for where, move in by_scene if where == "f"]) == 4


def test_an_author_s_error_is_kept_with_its_state_and_move() -> None:
    """Leaving a range and offering nothing are errors of a move in a state, for the draw that shows them."""
    broken = {"chance": [{"weight": 2, "then": "end"}, {"weight": 1, "then": "end", "add": {"hands": -2}}], **END}
    options = {"spend": broken, "stuck": {"then": "b"}}
    hands = {"hands": {"range": [0, 3], "start": 1}}
    explored = explore(small({"a": scene(options), "b": scene({"on": {"when": "hands > 1", **END}})}, state=hands))
    told = [(error.state.scene, error.move, error.draw, error.kind) for error in explored.errors]
    assert told == [("a", ("spend",), 2, RangeLeft), ("a", ("stuck",), None, NothingOffered)]


def test_an_error_at_the_beginning_leaves_no_state() -> None:
    """Where already the first scene offers nothing, there is an error and no state."""
    explored = explore(small({"a": scene({"on": {"when": "children.present", **END}})}))
    assert (explored.states, [error.move for error in explored.errors]) == ((), [("@begin",)])
    assert dead_ends(explored) == can_reach_an_ending(explored) == frozenset()


LOCKED = {
    "a": scene({"in": {"then": "trap"}, "out": END}),
    "trap": scene({"wait": {"then": "trap2"}}),
    "trap2": scene({"push": {"add": {"hands": 9}, "then": "lost"}}),
    "lost": scene({"never": {"when": "hands > 2", **END}, "on": END}),
}


def locked() -> Explored:
    return explore(small(LOCKED, state={"hands": {"range": [0, 3], "start": 1}}))


def test_a_dead_end_and_the_way_into_it_are_told() -> None:
    """A state that only leads to an error is a dead end; what leads only there reaches no ending either."""
    explored = locked()
    at = {state.scene: n for n, state in enumerate(explored.states)}
    assert dead_ends(explored) == {at["trap2"]}
    assert can_reach_an_ending(explored) == {at["a"], at["end"]}
    assert can_reach(explored, [at["trap2"]]) == {at["a"], at["trap"], at["trap2"]}


def test_scenes_options_and_endings_that_no_game_reaches_are_left_out() -> None:
    """What is reached, offered and taken is said of games, not of the drawing."""
    explored = locked()
    assert scenes_reached(explored) == {"a", "trap", "trap2", "end"}
    assert endings_reached(explored) == {"end"}
    assert options_offered(explored) == {("a", "in"), ("a", "out"), ("trap", "wait"), ("trap2", "push")}
    assert options_taken(explored) == options_offered(explored) - {("trap2", "push")}


def test_a_scene_that_an_inject_leaves_at_once_is_entered_and_not_reached() -> None:
    """A scene from which an inject on a condition leads away at once is entered, but nobody decides there."""
    injects = {"away": {"when": "children.present", "then": "c"}}
    scenes = {
        "a": scene({"go": {"then": "b"}}),
        "b": scene({"on": END}, set={"children.present": True}),
        "c": scene({"out": END}),
    }
    explored = explore(small(scenes, injects=injects))
    assert scenes_entered(explored) - scenes_reached(explored) == {"b"}


def test_values_are_those_at_decisions_and_endings() -> None:
    """For each variable the values that it can have are listed."""
    push = {"takes": 40, "add": {"tension": 2}, "then": "a"}
    explored = explore(small({"a": scene({"push": push})}, state={"tension": {"gauge": [0, 3], "start": 0}}))
    assert {name.name: values for name, values in values_seen(explored).items()}["tension"] == {0, 2, 3}


@given(walks(4))
def test_a_game_to_a_state_leads_there(run: Run) -> None:
    """The game given for a state, played with its draws, ends in exactly that state; its length is the least."""
    try:
        explored = explore(run.scenario, 300)
    except TooMany:
        return
    assert count(run.scenario) == (len(explored.states), len(explored.edges))
    for n in range(len(explored.states)):
        state, game = explored.states[0], game_to(explored, n)
        for move, draw in game:
            state, _ = step(run.scenario, state, move, lambda total, draw=draw: int(draw))  # type: ignore[misc]
        assert state == explored.states[n]
    lengths = [len(game_to(explored, n)) for n in range(len(explored.states))]
    assert lengths == sorted(lengths)


def test_too_many_states_stop_the_exploration() -> None:
    """Beyond the number that the caller allows there is no answer."""
    with pytest.raises(TooMany, match="more than 20"):
        explore(small({"a": scene({"go": {"then": "a"}})}), 20)
