"""Random valid scenarios for properties: every feature of the format, small enough to play to the end."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from simulator.moves import moves
from simulator.run import Run
from simulator.scenario import Move, Scenario
from tests.small import ENDING, built, data

VARIABLES: dict[str, dict[str, Any]] = {
    "tension": {"gauge": [0, 5], "start": 2},
    "tries": {"range": [-1000, 1000], "start": 0},
    "ready": {"flag": False},
    "mood": {"one of": ["calm", "angry", "gone"], "start": "calm"},
}
CONDITIONS = [
    "tension < 3",
    "tension >= 3 and not ready",
    "ready",
    "not ready or tries > 1",
    'mood == "calm"',
    'mood != "angry" and tension + tries > 2',
    "children.present",
    "threat(thrower)",
    'regime is "peace"',
]
ACTS: list[Any] = [
    "talk",
    {"warn": "crowd"},
    {"force.push": "front"},
    {"force.fire": "thrower"},
    "report",
    {"aid": "crowd"},
]
EVENTS: list[Any] = [{"alert": "crowd"}, {"casualty": "thrower"}, "arrival", {"casualty": "front", "once": True}]
SETS = st.fixed_dictionaries(
    {},
    optional={
        "mood": st.sampled_from(["calm", "angry", "gone"]),
        "ready": st.booleans(),
        "children.present": st.booleans(),
        "threat(front)": st.booleans(),
        "regime": st.sampled_from(["peace", "war"]),
    },
)
ADDS = st.fixed_dictionaries({}, optional={"tension": st.integers(-3, 3), "tries": st.integers(-2, 2)})
LEDGER = st.fixed_dictionaries({}, optional={"women.hurt": st.integers(0, 2), "peacekeepers.treated": st.just(1)})


def _few(items: list[Any], most: int) -> st.SearchStrategy[list[Any]]:
    return st.lists(st.sampled_from(items), max_size=most)


@st.composite
def _effects(draw: st.DrawFn, calls: list[str]) -> dict[str, Any]:
    scheduled = draw(st.dictionaries(st.sampled_from(calls), st.integers(1, 9), max_size=1)) if calls else {}
    return {"set": draw(SETS), "add": draw(ADDS), "ledger": draw(LEDGER), "schedule": scheduled}


@st.composite
def _then(draw: st.DrawFn, places: list[str]) -> Any:
    one = st.sampled_from(places)
    if draw(st.booleans()):
        return draw(one)
    return [{"when": draw(st.sampled_from(CONDITIONS)), "to": draw(one)}, {"to": draw(one)}]


@st.composite
def _course(draw: st.DrawFn, places: list[str], calls: list[str], parts: list[str]) -> dict[str, Any]:
    """The course of an option, selection or form."""
    found: dict[str, Any] = {"takes": draw(st.integers(1, 12)), "then": draw(_then(places))}
    found["ends with"] = draw(_few(ACTS, 1))
    if parts and draw(st.integers(0, 4)) == 0:
        return {**found, "play": draw(st.sampled_from(parts))}
    if draw(st.integers(0, 3)) == 0:
        weights = draw(st.lists(st.integers(1, 4), min_size=2, max_size=3))
        found["chance"] = [{"weight": w, "then": draw(_then(places)), "ledger": draw(LEDGER)} for w in weights]
    return found


@st.composite
def _scene(draw: st.DrawFn, places: list[str], calls: list[str], parts: list[str]) -> dict[str, Any]:
    about: dict[str, Any] = {
        "title": "A scene",
        "text": "Something happens.",
        "set": draw(SETS),
        "events": draw(_few(EVENTS, 2)),
        "ledger": draw(LEDGER),
    }
    kind = draw(st.sampled_from(["choose", "choose", "choose", "select", "form"]))
    if kind == "choose":
        return {**about, **draw(_choice(places, calls, parts))}
    course = draw(_course(places, calls, parts))
    if kind == "select":
        options = {f"s{n}": draw(_picked(calls if n == 0 else [], n)) for n in range(draw(st.integers(2, 4)))}
        return {**about, "select": {"budget": 4, "unit": "people", **course, "options": options}}
    fields = {
        f"field{f}": {"label": "A field", "options": {f"f{f}{n}": draw(_picked([], f)) for n in range(2)}}
        for f in range(2)
    }
    return {
        **about,
        "form": {"title": "A form", **course, "fields": {**fields, "more": {"label": "More", "free text": True}}},
    }


@st.composite
def _choice(draw: st.DrawFn, places: list[str], calls: list[str], parts: list[str]) -> dict[str, Any]:
    options: dict[str, Any] = {}
    for n in range(draw(st.integers(1, 4))):
        course = draw(_course(places, calls, parts))
        when = {"when": draw(st.sampled_from(CONDITIONS))} if n and draw(st.booleans()) else {}
        acts = draw(_few(ACTS, 2))
        options[f"o{n}"] = {"label": f"Do {n}", "acts": acts, **when, **draw(_effects(calls)), **course}
    timed = {"decide within": "30 s", "by default": "o0"} if draw(st.booleans()) else {}
    return {"options": options, **timed}


@st.composite
def _picked(draw: st.DrawFn, calls: list[str], n: int) -> dict[str, Any]:
    """An option of a selection or form; only the first may set, so that none clash."""
    effects = draw(_effects(calls)) if n == 0 else {"ledger": draw(LEDGER)}
    return {"label": f"Take {n}", "acts": draw(_few(ACTS, 2)), **{k: v for k, v in effects.items() if k != "set"}}


@st.composite
def _injects(draw: st.DrawFn, places: list[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for n in range(draw(st.integers(0, 4))):
        kind = draw(st.sampled_from(["at", "on call", "when", "by hand"]))
        triggers: dict[str, dict[str, Any]] = {
            "at": {"at": draw(st.integers(0, 60))},
            "on call": {"on call": True},
            "when": {"when": draw(st.sampled_from(CONDITIONS))},
            "by hand": {"by hand": {"from": 0, "to": 60, "at most": 2}},
        }
        trigger = triggers[kind]
        if kind in ("at", "on call") and draw(st.booleans()):
            trigger["if"] = draw(st.sampled_from(CONDITIONS))
        if draw(st.integers(0, 2)) == 0:
            trigger["then"] = draw(st.sampled_from(places))
        effects = {"set": draw(SETS), "add": draw(ADDS), "ledger": draw(LEDGER)}
        found[f"i{n}"] = {**trigger, **effects, "events": draw(_few(EVENTS[:3], 1))}
    return found


@st.composite
def scenario_data(draw: st.DrawFn) -> dict[str, Any]:
    """A valid scenario file as plain data. Every scene is reachable: each is named by the start's first option."""
    names = [f"scene{n}" for n in range(draw(st.integers(1, 5)))]
    places = [*names, "end"]
    injects = draw(_injects(places))
    calls = [id for id, inject in injects.items() if inject.get("on call")]
    parts = ["drill"] if draw(st.booleans()) else []
    scenes = {name: draw(_scene(places, calls, parts)) for name in names}
    if parts:
        last = {"label": "Back", "takes": 1, "then": "return"}
        drill = draw(_choice(["again", "done"], calls, []))
        done = {"title": "Done", "text": "Done.", "options": {"back": last}}
        parts_block = {
            "drill": {"start": "again", "scenes": {"again": {"title": "Drill", "text": "Go.", **drill}, "done": done}}
        }
        ways = {id: {"label": f"Go to {id}", "then": id} for id in [*places, "start-here"]}
        ways["drill"] = {"label": "Drill", "play": "drill", "then": "start-here"}
        drill["options"]["leave"] = {"label": "Leave", "then": "done"}
    else:
        parts_block = {}
        ways = {id: {"label": f"Go to {id}", "then": id} for id in [*places, "start-here"]}
    start = {"title": "Start", "text": "It starts.", "options": ways}
    return data(
        {"start-here": start, **scenes},
        state=VARIABLES,
        facts={"regime": "peace", "threat(front)": False},
        injects=injects,
        parts=parts_block,
        horizon=draw(st.sampled_from([40, 90])),
    )


def scenarios() -> st.SearchStrategy[Scenario]:
    """Random valid scenarios, compiled."""
    return scenario_data().map(built)


@st.composite
def walks(draw: st.DrawFn, most: int = 12) -> Run:
    """A random scenario, played for some decisions (timeouts and injects by hand among them), perhaps to its end."""
    run = Run.start(draw(scenarios()), draw(st.integers(0, 2**32)))
    for _ in range(draw(st.integers(0, most))):
        if run.finished:
            break
        run._advance(draw(st.sampled_from(possible(run))))
    return run


def possible(run: Run) -> list[Move]:
    """Every move that the run admits now, the engine's own among them, stopping aside."""
    scene = run.scenario.scenes[run.state.scene]
    found = list(moves(run.scenario, run.state))
    if scene.default is not None:
        found.append(("@timeout",))
    for inject in run.scenario.injects:
        window = inject.file.by_hand
        if window and window.from_ <= run.state.minute <= window.to and run.state.fired[inject.index] < window.at_most:
            found.append(("@inject", inject.id))
    return found


__all__ = ["ENDING", "possible", "scenario_data", "scenarios", "walks"]
