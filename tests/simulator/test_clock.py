"""The clock, the horizon, parts, and the engine's own moves: *How a run works* in the design and docs/run.md."""

from __future__ import annotations

import pytest

from simulator.errors import Illegal
from simulator.moves import STOP
from simulator.run import Run
from simulator.step import step
from tests.simulator.stepping import GAUGE, after, begun, injected, of_kind
from tests.small import never, scene, small

# Clock, horizon, parts


def test_horizon_stops_the_clock_and_a_named_ending_follows() -> None:
    """The clock stops at the horizon, what would have come later does not happen, and a named ending follows."""
    scenario, state, entries = injected({"x": {"at": 119}, "y": {"at": 121}}, takes=150)
    assert (state.minute, state.scene, state.phase) == (120, "late", "debrief")
    assert [entry[2] for entry in of_kind(entries, "inject")] == ["x"]
    assert entries[-1] == ("ending", 120, "late")
    assert scenario.horizon == 120


def test_horizon_reached_exactly_ends_the_run_and_ends_with_still_occurs() -> None:
    """When t + takes reaches the horizon the named ending follows; *ends with* acts occur, for nothing was cut off."""
    _, state, entries = injected({}, takes=120)
    assert state.scene == "late"
    assert of_kind(entries, "closing") == [("closing", 120, "report", None)]


def test_inject_with_then_before_the_horizon_wins_over_it() -> None:
    """The horizon's ending follows unless an inject with `then` stopped the clock at an earlier minute."""
    _, state, _ = injected({"x": {"at": 100, "then": "b"}}, takes=150)
    assert (state.minute, state.scene) == (100, "b")


def test_no_inject_fires_once_an_ending_is_entered() -> None:
    """Once an ending is entered no inject fires."""
    injects = {"x": {"when": "children.present", "then": "a"}}
    scenario = small({"a": scene({"go": {"set": {"children.present": True}, "then": "end"}})}, injects=injects)
    state, entries = after(scenario, "go")
    assert state.scene == "end"
    assert of_kind(entries, "inject") == []


DRILL = {
    "drill": {
        "start": "call",
        "scenes": {"call": scene({"done": {"takes": 2, "then": "return"}, "again": {"then": "call"}})},
    }
}


def test_part_is_played_and_returns_to_where_the_option_says() -> None:
    """An option with `play` plays the part and goes on at `then` when the part returns."""
    scenario = small(
        {"a": scene({"go": {"play": "drill", "then": "b"}}), "b": scene({"on": {"then": "end"}})}, parts=DRILL
    )
    inside, _ = after(scenario, "go")
    assert (inside.scene, inside.stack) == ("drill/call", ("b",))
    outside, _ = after(scenario, "go", "again", "done")
    assert (outside.scene, outside.stack) == ("b", ())


def test_inject_that_leads_elsewhere_leaves_the_part_for_good() -> None:
    """An inject that leads out of a part ends the part."""
    scenes = {"a": scene({"go": {"play": "drill", "then": "a"}}), "b": scene({"on": {"then": "end"}})}
    scenario = small(scenes, parts=DRILL, injects={"x": {"at": 3, "then": "b"}})
    state, _ = after(scenario, "go", "done")
    assert (state.scene, state.stack) == ("b", ())


# The engine's own moves


def test_begin_applies_the_first_scenes_set_then_injects_at_minute_zero_then_events() -> None:
    """Begin: `set`, injects due at minute 0, conditional ones, events, offers, in this order."""
    injects = {"now": {"at": 0, "add": {"tension": 1}}, "then": {"when": "tension == 3"}}
    scenario = small(
        {"a": scene({"go": {"then": "end"}}, set={"tension": 2}, events=["alert"])}, injects=injects, state=GAUGE
    )
    _, entries = begun(scenario)
    assert [entry[0] for entry in entries] == ["enter", "set", "inject", "set", "inject", "event", "offered"]


def test_stop_abandons_the_run_at_any_decision() -> None:
    """`@stop` may be played at any decision: the run is abandoned, and nothing can be played after it."""
    run = Run.start(small({"a": scene({"go": {"then": "end"}})}), 1)
    run.stop()
    assert (run.abandoned, run.finished, run.ending) == (True, True, None)
    with pytest.raises(Illegal):
        step(run.scenario, run.state, STOP, never)


def test_inject_by_hand_is_played_in_its_window_and_at_most_so_often() -> None:
    """A facilitator's inject has a window and a maximum per run; it takes no time and the decision is offered again."""
    injects = {"call": {"by hand": {"from": 1, "to": 5, "at most": 1}, "add": {"tension": -1}}}
    scenario = small({"a": scene({"go": {"takes": 2, "then": "a"}}, events=["alert"])}, injects=injects, state=GAUGE)
    run = Run.start(scenario, 1)
    with pytest.raises(Illegal):
        run.inject("call")
    run.decide(("go",))
    record = run.inject("call")
    assert [entry[0] for entry in record.entries] == ["inject", "set", "offered"]
    assert run.state.minute == 2
    with pytest.raises(Illegal):
        run.inject("call")
    with pytest.raises(Illegal):
        run.inject("nobody")
