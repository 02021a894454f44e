"""The step, sentence by sentence: *How a run works* in the design and docs/run.md."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.errors import Illegal, NothingOffered, RangeLeft
from simulator.moves import BEGIN, TIMEOUT
from simulator.run import Run
from simulator.step import step
from tests.random_scenarios import possible, walks
from tests.simulator.stepping import GAUGE, after, begun, injected, of_kind, value
from tests.small import first, never, scene, small

# Variables


def test_gauge_clamps() -> None:
    """An integer marked gauge clamps."""
    scenario = small({"a": scene({"go": {"add": {"tension": 9}, "then": "end"}})}, state=GAUGE)
    state, entries = after(scenario, "go")
    assert value(scenario, state, "tension") == 5
    assert ("set", 0, "tension", 5) in entries


def test_adds_apply_together_before_a_gauge_clamps() -> None:
    """Effects apply together: several `add` of one gauge count as one sum."""
    options = {id: {"label": id, "costs": 1, "add": {"tension": n}} for id, n in (("up", 3), ("down", -2))}
    pick = {"title": "T", "text": "T.", "select": {"budget": 2, "unit": "x", "then": "end", "options": options}}
    scenario = small({"a": pick}, state=GAUGE)
    assert value(scenario, after(scenario, "up+down")[0], "tension") == 5


def test_other_number_that_leaves_its_range_stops_the_step_and_loses_nothing() -> None:
    """For any other number, leaving the range is a clear stop; nothing is lost."""
    scenario = small({"a": scene({"go": {"add": {"n": 9}, "then": "end"}})}, state={"n": {"range": [0, 5], "start": 0}})
    run = Run.start(scenario, 1)
    before = run.state
    with pytest.raises(RangeLeft, match="'n' would become 9"):
        run.decide(("go",))
    assert (run.state, len(run.records)) == (before, 1)


def test_ledger_counts_are_carried_beside_the_state() -> None:
    """Ledger counts that no condition reads are carried beside the state."""
    scenario = small({"a": scene({"go": {"ledger": {"women.hurt": 2}, "then": "a"}})})
    state, entries = after(scenario, "go")
    assert ("ledger", 0, "women.hurt", 2) in entries
    assert state._replace(minute=0) == begun(scenario)[0]


def test_fact_about_a_group_is_a_fact_about_its_parts() -> None:
    """What is done to the whole is done to its parts."""
    scenario = small({"a": scene({"go": {"set": {"threat(crowd)": True}, "then": "end"}})})
    _, entries = after(scenario, "go")
    assert {entry[2] for entry in of_kind(entries, "set")} == {"threat(crowd)", "threat(front)", "threat(thrower)"}


# Kinds of scene


def test_choose_takes_one_option_on_offer() -> None:
    """*choose* one option: anything else is refused."""
    scenario = small({"a": scene({"go": {"then": "end"}, "no": {"when": "children.present", "then": "end"}})})
    state, entries = begun(scenario)
    assert entries[-1] == ("offered", 0, "go")
    for move in (("no",), ("nobody",), ("go", "no"), (), ("@inject", "x"), BEGIN, TIMEOUT):
        with pytest.raises(Illegal):
            step(scenario, state, move, never)


SELECT = {
    "title": "T",
    "text": "T.",
    "select": {
        "budget": 3,
        "unit": "soldiers",
        "takes": 4,
        "then": "end",
        "ends with": ["report"],
        "options": {
            "one": {"label": "One", "costs": 1, "acts": [{"aid": "crowd"}], "ledger": {"men.treated": 1}},
            "two": {"label": "Two", "costs": 2, "acts": ["talk"]},
            "three": {"label": "Three", "costs": 2, "acts": ["wait"]},
        },
    },
}


def test_select_takes_some_within_a_budget() -> None:
    """*select* some within a budget: not too many, not too few, each once, in file order."""
    scenario = small({"a": SELECT})
    state, _ = begun(scenario)
    for move in ((), ("two", "three"), ("two", "one"), ("one", "one"), ("one", "four")):
        with pytest.raises(Illegal):
            step(scenario, state, move, never)


def test_options_of_a_selection_act_in_file_order_and_the_scene_takes_the_time() -> None:
    """In select and form the options carry acts and effects, in file order; time and `then` belong to the scene."""
    state, entries = after(small({"a": SELECT}), "one+two")
    assert of_kind(entries, "act", "closing") == [
        ("act", 0, "aid", "crowd"),
        ("act", 0, "talk", None),
        ("closing", 4, "report", None),
    ]
    assert (state.minute, state.scene) == (4, "end")


def test_form_takes_one_option_for_each_field_and_no_free_text() -> None:
    """*form*: one option per field; free text is kept elsewhere and never part of the move."""
    fields = {
        "what": {"label": "What", "options": {"fire": {"label": "F", "acts": ["talk"]}, "riot": {"label": "R"}}},
        "who": {"label": "Who", "options": {"us": {"label": "U"}, "them": {"label": "T", "acts": ["warn"]}}},
        "more": {"label": "More", "free text": True},
    }
    scenario = small({"a": {"title": "T", "text": "T.", "form": {"title": "F", "fields": fields, "then": "end"}}})
    assert of_kind(after(scenario, "fire+them")[1], "act") == [("act", 0, "talk", None), ("act", 0, "warn", None)]
    state, _ = begun(scenario)
    for move in (("fire",), ("fire", "riot"), ("them", "fire"), ("fire", "us", "them")):
        with pytest.raises(Illegal):
            step(scenario, state, move, never)


def test_timeout_plays_the_default_and_is_logged_as_timeout() -> None:
    """A timed decision's default is always offered; the timeout is the logged move `@timeout`."""
    timed = scene(
        {"go": {"acts": ["talk"], "then": "end"}, "hold": {"acts": ["wait"], "takes": 3, "then": "end"}},
        **{"decide within": "30 s", "by default": "hold"},
    )
    run = Run.start(small({"a": timed}), 1)
    record = run.timeout()
    assert record.move == TIMEOUT
    assert record.entries[0] == ("act", 0, "wait", None)
    assert run.state.minute == 3


def test_scene_that_is_no_ending_and_offers_nothing_is_an_authors_error() -> None:
    """A scene that is no ending and offers nothing is an author's error: the run stays where it was."""
    stuck = scene({"no": {"when": "children.present", "then": "end"}})
    run = Run.start(small({"a": scene({"go": {"then": "b"}}), "b": stuck}), 1)
    with pytest.raises(NothingOffered, match="'b'"):
        run.decide(("go",))
    assert (run.state.scene, len(run.records)) == ("a", 1)


# One step


def test_1_acts_occur_at_t_in_order_and_conditions_read_the_state_before_the_move() -> None:
    """The move's acts occur at t, in order; conditions read the state before the move."""
    cases = [{"when": "ready", "to": "late"}, {"to": "end"}]
    option = {"acts": ["talk", {"warn": "crowd"}], "set": {"ready": True}, "takes": 5, "then": cases}
    scenario = small({"a": scene({"go": option})}, state={"ready": {"flag": False}})
    state, entries = after(scenario, "go")
    assert entries[:2] == (("act", 0, "talk", None), ("act", 0, "warn", "crowd"))
    assert state.scene == "end"


def test_2_effects_apply_together_after_the_acts() -> None:
    """Its effects apply together: sets and adds, then what they count."""
    option = {"acts": ["talk"], "set": {"ready": True}, "add": {"n": 2}, "ledger": {"boys.hurt": 1}, "then": "end"}
    state_vars = {"ready": {"flag": False}, "n": {"range": [0, 9], "start": 1}}
    _, entries = after(small({"a": scene({"go": option})}, state=state_vars), "go")
    assert [entry[0] for entry in entries[:4]] == ["act", "set", "set", "ledger"]
    assert ("set", 0, "n", 3) in entries


def test_3_chance_is_drawn_after_the_effects_and_its_branch_applies() -> None:
    """Chance is drawn, if any; the branch's effects apply at t, and its `then` decides."""
    chance = [{"weight": 2, "then": "end"}, {"weight": 3, "then": "late", "ledger": {"men.hurt": 1}}]
    option = {"set": {"ready": True}, "takes": 6, "chance": chance}
    scenario = small({"a": scene({"go": option})}, state={"ready": {"flag": False}})
    for number, branch, where in ((0, 0, "end"), (1, 0, "end"), (2, 1, "late"), (4, 1, "late")):
        state, entries = after(scenario, "go", draw=lambda total, number=number: number)
        assert ("chance", 0, branch, 5) in entries
        assert state.scene == where
    _, entries = after(scenario, "go", draw=lambda total: total - 1)
    assert [entry[0] for entry in entries[:3]] == ["set", "chance", "ledger"]


def test_4_injects_due_fire_at_their_own_minute_then_in_file_order() -> None:
    """Injects due in between fire at their own minute, then in file order."""
    _, _, entries = injected({"c": {"at": 7}, "a": {"at": 3}, "b": {"at": 7}, "later": {"at": 11}})
    assert of_kind(entries, "inject") == [("inject", 3, "a"), ("inject", 7, "c"), ("inject", 7, "b")]


def test_4_inject_that_carries_then_replaces_the_destination_and_stops_the_clock() -> None:
    """One that carries `then` replaces the destination and stops the clock there; the first one wins."""
    injects = {"x": {"at": 4, "then": "end"}, "y": {"at": 4, "then": "late"}, "z": {"at": 5}}
    _, state, entries = injected(injects)
    assert (state.minute, state.scene) == (4, "end")
    assert [entry[2] for entry in of_kind(entries, "inject")] == ["x", "y"]


def test_4_inject_on_call_fires_so_many_minutes_after_it_was_scheduled() -> None:
    """`schedule` sets an inject that is on call; a second call keeps the earlier time."""
    _, _, entries = injected({"police": {"on call": True}}, schedule={"police": 6})
    assert of_kind(entries, "inject") == [("inject", 6, "police")]
    option = {"takes": 2, "schedule": {"police": 5}, "then": "a"}
    scenario = small({"a": scene({"go": option})}, injects={"police": {"on call": True}})
    assert after(scenario, "go", "go")[0].pending == ((5, 0),)
    assert of_kind(after(scenario, "go", "go", "go")[1], "inject") == [("inject", 5, "police")]
    assert after(scenario, "go", "go", "go", "go")[0].pending == ()


def test_4_inject_whose_if_does_not_hold_when_due_does_not_happen() -> None:
    """Where `if` does not hold when the inject is due, it does not happen, now or later."""
    _, state, entries = injected({"x": {"at": 3, "if": "tension < 2"}, "y": {"at": 3, "if": "tension == 4"}})
    assert [entry[2] for entry in of_kind(entries, "inject")] == ["y"]
    assert state.pending == ()


def test_5_ends_with_occurs_at_the_end_unless_the_clock_was_stopped_before() -> None:
    """Acts under *ends with* occur at t + takes, unless the clock was stopped before."""
    assert of_kind(injected({})[2], "closing") == [("closing", 10, "report", None)]
    assert of_kind(injected({"x": {"at": 9, "then": "end"}})[2], "closing") == []
    assert of_kind(injected({"x": {"at": 10, "then": "end"}})[2], "closing") == [("closing", 10, "report", None)]
    assert of_kind(injected({}, takes=121)[2], "closing") == []


def test_6_next_scenes_set_applies_and_then_injects_on_a_condition_fire_in_file_order() -> None:
    """The next scene's `set` applies; injects on a condition fire in file order, each once, until none holds."""
    injects = {
        "second": {"when": "tension == 2", "add": {"tension": -1}},
        "first": {"when": "tension == 1 and not ready", "add": {"tension": 1}, "set": {"ready": True}},
    }
    scenes = {"a": scene({"go": {"then": "b"}}), "b": scene({"on": {"then": "end"}}, set={"tension": 1})}
    variables = {**GAUGE, "ready": {"flag": False}}
    state, entries = after(small(scenes, injects=injects, state=variables), "go")
    assert [entry[2] for entry in of_kind(entries, "enter", "inject")] == ["b", "first", "second"]
    assert sum(state.fired) == 2


def test_6_inject_on_a_condition_that_carries_then_changes_the_scene() -> None:
    """One that carries `then` changes the scene, whose `set` applies in turn."""
    injects = {"boils": {"when": "tension == 5", "then": "c"}}
    scenes = {
        "a": scene({"go": {"add": {"tension": 1}, "then": "b"}}),
        "b": scene({"on": {"then": "end"}}, events=["alert"]),
        "c": scene({"on": {"then": "end"}}, set={"tension": 0}, events=["arrival"]),
    }
    scenario = small(scenes, injects=injects, state=GAUGE)
    state, entries = after(scenario, "go")
    assert (state.scene, value(scenario, state, "tension")) == ("c", 0)
    assert of_kind(entries, "event") == [("event", 1, "arrival", None)]


def test_7_events_of_the_scene_entered_in_the_end_occur_on_each_entry_unless_once() -> None:
    """The events of the scene that was entered in the end occur, again on each entry, unless marked `once`."""
    events = ["alert", {"casualty": "thrower", "once": True}]
    scenario = small({"a": scene({"go": {"then": "a"}}, events=events)})
    once = ("event", 0, "casualty", "thrower")
    assert of_kind(begun(scenario)[1], "event") == [("event", 0, "alert", None), once]
    assert of_kind(after(scenario, "go")[1], "event") == [("event", 1, "alert", None)]


def test_8_the_log_says_which_options_are_offered() -> None:
    """Options are offered, and the log says which."""
    scenes = {
        "a": scene(
            {"go": {"set": {"children.present": True}, "then": "a"}, "x": {"when": "children.present", "then": "end"}}
        )
    }
    scenario = small(scenes)
    assert begun(scenario)[1][-1] == ("offered", 0, "go")
    assert after(scenario, "go")[1][-1] == ("offered", 1, "go", "x")


@given(walks(), st.data())
def test_the_fast_lane_is_the_same_step(run: Run, data: st.DataObject) -> None:
    """A step in the fast lane is the step that it would be without it, entry by entry."""
    if not run.finished:
        lane = {id: replace(s, quiet=False) for id, s in run.scenario.scenes.items()}
        move = data.draw(st.sampled_from(possible(run)))
        slow = replace(run.scenario, scenes=lane)
        assert step(run.scenario, run.state, move, first) == step(slow, run.state, move, first)


def test_step_is_pure() -> None:
    """`step` has no clock, disk, screen or randomness of its own: the same arguments give the same answer."""
    scenario = small({"a": scene({"go": {"chance": [{"weight": 1, "then": "end"}, {"weight": 1, "then": "late"}]}})})
    state, _ = begun(scenario)
    assert step(scenario, state, ("go",), first) == step(scenario, state, ("go",), first)
