"""Random small scenarios that put rules to the test: much happens in few states, and no author's error."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from simulator.scenario import Scenario
from tests.random_scenarios import ACTS, EVENTS
from tests.small import ENDING, built, data

CONDITIONS = ["ready", "not ready", "children.present", 'regime is "war"', "threat(thrower)", "tension > 2"]
SETS = st.fixed_dictionaries(
    {},
    optional={
        "ready": st.booleans(),
        "children.present": st.booleans(),
        "threat(front)": st.booleans(),
        "regime": st.sampled_from(["peace", "war"]),
    },
)
FEW_ACTS = st.lists(st.sampled_from(ACTS), max_size=2)
FEW_EVENTS = st.lists(st.sampled_from(EVENTS), max_size=1)
TENSION = st.fixed_dictionaries({}, optional={"tension": st.integers(-2, 2)})


@st.composite
def _option(draw: st.DrawFn, places: list[str]) -> dict[str, Any]:
    found = {"acts": draw(FEW_ACTS), "set": draw(SETS), "add": draw(TENSION), "takes": draw(st.integers(1, 12))}
    found |= {"ends with": draw(st.lists(st.sampled_from(ACTS), max_size=1)), "then": draw(st.sampled_from(places))}
    if draw(st.integers(0, 3)) == 0:
        found["chance"] = [{"weight": 1, "then": draw(st.sampled_from(places))}, {"weight": 2}]
    return found


@st.composite
def _scene(draw: st.DrawFn, places: list[str]) -> dict[str, Any]:
    options = {f"o{n}": draw(_option(places)) for n in range(draw(st.integers(1, 3)))}
    for option in list(options.values())[1:]:
        if draw(st.integers(0, 3)) == 0:
            option["when"] = draw(st.sampled_from(CONDITIONS))
    labelled = {id: {"label": f"Do {id}", **option} for id, option in options.items()}
    timed = {"decide within": "30 s", "by default": "o0"} if draw(st.booleans()) else {}
    about = {"title": "A scene", "text": "It happens.", "set": draw(SETS), "events": draw(FEW_EVENTS)}
    return {**about, "options": labelled, **timed}


@st.composite
def _injects(draw: st.DrawFn, places: list[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for n in range(draw(st.integers(0, 2))):
        trigger: dict[str, Any] = draw(
            st.sampled_from(
                [{"at": 7}, {"at": 20, "if": "ready"}, {"when": "tension > 3"}, {"by hand": {"at most": 1}}]
            )
        )
        led = {"then": draw(st.sampled_from(places))} if draw(st.integers(0, 3)) == 0 else {}
        found[f"i{n}"] = {**trigger, "events": draw(FEW_EVENTS), "set": draw(SETS), **led}
        found[f"i{n}"]["events"] = [event for event in found[f"i{n}"]["events"] if not _once(event)]
    return found


def _once(event: Any) -> bool:
    return isinstance(event, dict) and "once" in event


@st.composite
def _data(draw: st.DrawFn) -> dict[str, Any]:
    names = [f"s{n}" for n in range(draw(st.integers(1, 4)))]
    scenes: dict[str, Any] = {}
    for n, name in enumerate(names):
        onward = [*names[n + 1 :], "end", "end2"]
        scenes[name] = draw(_scene([*onward, *([name] if draw(st.integers(0, 4)) == 0 else [])]))
    ways: dict[str, Any] = {id: {"label": f"Go to {id}", "then": id, "takes": 1} for id in [*names, "end", "end2"]}
    for id in (*names[1:], "end", "end2"):
        ways[id]["when"] = "ready"  # there for the graph's sake: it is not ready yet
    start = {"title": "Start", "text": "It starts.", "options": ways}
    hands = draw(st.sampled_from([[], ["report"], ["aid", "report"]]))
    return data(
        {"start-here": start, **scenes, "end2": {**ENDING, "ending": {"title": "The end", "hands over": hands}}},
        state={"ready": {"flag": False}, "tension": {"gauge": [0, 4], "start": 2}},
        injects=draw(_injects([*names, "end"])),
        horizon=draw(st.sampled_from([25, 60])),
        starts=draw(st.sampled_from(["06:30", "23:50"])),
    )


def tense_scenarios() -> st.SearchStrategy[Scenario]:
    """The scenarios, compiled."""
    return _data().map(built)
