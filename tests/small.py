"""Small scenarios for tests: a vocabulary, a mission area, and a scenario file with only what a test needs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from simulator.area import Area
from simulator.checking import checked
from simulator.compiling import compile_scenario
from simulator.model import ScenarioFile
from simulator.scenario import Scenario
from simulator.vocabulary import Vocabulary

WORDS: dict[str, Any] = {
    "acts": {
        word: {"means": "An act.", "about": "optional"}
        for word in ("talk", "warn", "wait", "report", "aid", "force.push", "force.fire")
    },
    "events": {word: {"means": "An event.", "about": "optional"} for word in ("alert", "casualty", "arrival")},
    "facts": {
        "regime": {"means": "Which rules.", "one of": ["peace", "war"]},
        "children.present": {"means": "Children are here.", "flag": False},
        "threat": {"means": "A threat.", "flag": False, "about": "target"},
    },
    "card": {
        "report": {"means": "Time to report.", "minutes": 30, "basis": "exercise standard"},
        "shots": {"means": "Shots allowed.", "flag": False, "basis": "exercise standard"},
    },
    "families": {"force": ["force.push", "force.fire"]},
    "ledger": {"groups": ["women", "men", "girls", "boys", "peacekeepers"], "outcomes": ["hurt", "treated"]},
}
VOCABULARY = checked(Vocabulary, WORDS)

AREA_DATA: dict[str, Any] = {
    "format": 1,
    "id": "testland",
    "title": "Testland",
    "mission": {"name": "Mission in Testland", "short": "MIT"},
    "summary": "A place for tests.",
    "mandate": "To be tested.",
    "map": "A-B",
    "cards": {
        "roe": {
            "title": "ROE",
            "kind": "ROE",
            "components": ["military"],
            "fictional": True,
            "text": "Be careful.",
            "values": {"report": 20},
        }
    },
}
AREA = checked(Area, AREA_DATA)

ENDING = {"title": "The end", "text": "It is over.", "ending": {"title": "The end"}}


def scene(options: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    """A scene of the kind *choose*; labels are made up where a test gives none."""
    filled = {id: {"label": f"Do {id}", **option} for id, option in options.items()}
    return {"title": "A scene", "text": "Something happens.", "options": filled, **more}


def data(scenes: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    """A scenario file as plain data; `late` is always there, the ending `end` where something leads to it."""
    head = {
        "format": 1,
        "id": "small",
        "title": "Small",
        "summary": "A small scenario.",
        "level": "tactical",
        "role": "Tester",
        "component": "military",
        "mission area": "testland",
        "card": "roe",
        "play minutes": 5,
        "starts": "06:30",
        "horizon": 120,
        "at the horizon": "late",
        "briefing": dict.fromkeys(("situation", "mission", "execution", "support", "command"), "As usual."),
        "start": next(iter(scenes)),
        "who": {"crowd": None, "front": {"of": "crowd"}, "thrower": {"of": "front"}},
    }
    endings = {id: ENDING for id in ("end", "late") if id == "late" or '"end"' in json.dumps([scenes, more])}
    return {**head, "scenes": {**scenes, **endings}, **more}


def small(scenes: Mapping[str, Any], *, variant: str | None = None, **more: Any) -> Scenario:
    """A small scenario, compiled."""
    return built(data(scenes, **more), variant=variant)


def built(file: Mapping[str, Any], *, variant: str | None = None) -> Scenario:
    """A scenario from plain data, compiled."""
    return compile_scenario(checked(ScenarioFile, file), AREA, VOCABULARY, variant=variant)


def never(total: int) -> int:
    """A draw for scenarios without chance."""
    raise AssertionError("nothing should be drawn")


def first(total: int) -> int:
    """A draw that always takes the first branch."""
    return 0
