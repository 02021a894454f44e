"""The model as a scenario of ours, compiled."""

from __future__ import annotations

from typing import Any

from benchmarks.models.model import GAUGES, HIGH, START, Branch, Model, Option
from simulator.area import Area
from simulator.checking import checked
from simulator.compiling import compile_scenario
from simulator.model import ScenarioFile
from simulator.scenario import Scenario
from simulator.vocabulary import Vocabulary

NOT_TOLD = "Generated."
ENDING = "relieved"
HURT = "women.hurt"
LEDGER = {"groups": ["women"], "outcomes": ["hurt"]}


def as_scenario(model: Model) -> Scenario:
    """The scenario, ready to run. Raises LoadError if the model is not sound."""
    words = checked(Vocabulary, {"ledger": LEDGER})
    return compile_scenario(checked(ScenarioFile, as_data(model)), checked(Area, area()), words)


def as_data(model: Model) -> dict[str, Any]:
    """The scenario file as plain data."""
    ending = {"title": ENDING, "text": NOT_TOLD, "ending": {"title": ENDING}}
    scenes = {f"s{n}": _scene(options) for n, options in enumerate(model.scenes)}
    return {
        **_head(model),
        "state": {gauge: {"gauge": [0, HIGH], "start": START} for gauge in GAUGES},
        "start": "s0",
        "scenes": {**scenes, ENDING: ending},
    }


def _head(model: Model) -> dict[str, Any]:
    return {
        "format": 1,
        "id": f"model-{model.size.name}",
        "title": f"A generated model of {model.size.scenes} scenes",
        "summary": NOT_TOLD,
        "level": "tactical",
        "role": "Nobody in particular",
        "component": "military",
        "mission area": "generated",
        "card": "roe",
        "play minutes": 20,
        "starts": "06:30",
        "horizon": model.size.horizon,
        "at the horizon": ENDING,
        "briefing": dict.fromkeys(("situation", "mission", "execution", "support", "command"), NOT_TOLD),
    }


def _scene(options: tuple[Option, ...]) -> dict[str, Any]:
    return {"title": "A scene", "text": NOT_TOLD, "options": {f"o{n}": _option(o, n) for n, o in enumerate(options)}}


def _option(option: Option, n: int) -> dict[str, Any]:
    when = " and ".join(f"{c.gauge} {c.operator} {c.number}" for c in option.conditions)
    head = {"label": f"Option {n}", "takes": option.takes, **({"when": when} if when else {})}
    if len(option.branches) == 1:
        return {**head, **_branch(option.branches[0])}
    branches = [{"weight": branch.weight, **_branch(branch)} for branch in option.branches]
    return {**head, "then": f"s{option.branches[0].then}", "chance": branches}


def _branch(branch: Branch) -> dict[str, Any]:
    ledger = {"ledger": {HURT: branch.hurt}} if branch.hurt else {}
    return {"add": dict(branch.adds), **ledger, "then": f"s{branch.then}"}


def area() -> dict[str, Any]:
    """The mission area of generated models, as plain data."""
    card = {"title": "Card", "kind": "ROE", "components": ["military"], "fictional": True, "text": NOT_TOLD}
    return {
        "format": 1,
        "id": "generated",
        "title": "Generated",
        "mission": {"name": "Generated mission", "short": "GEN"},
        "summary": NOT_TOLD,
        "mandate": NOT_TOLD,
        "map": NOT_TOLD,
        "cards": {"roe": card},
    }
