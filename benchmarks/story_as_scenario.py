"""The generated story as a scenario file, with the mission area and the vocabulary that it needs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from benchmarks.story import ACTS, ENDING, GAUGES, HORIZON, MOODS, SCENES, Option, Scene, Story
from simulator.loading import load
from simulator.problems import Problems
from simulator.scenario import Scenario
from simulator.vocabulary import Vocabulary
from simulator.vocabulary_file import load_vocabulary

NOT_TOLD = "Generated."


def write(story: Story, folder: Path) -> Path:
    """Write the scenario, its mission area and its vocabulary to the folder; the scenario's path."""
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / "area.yaml", _area())
    _write(folder / "vocabulary.yaml", {"acts": {act: {"means": NOT_TOLD} for act in ACTS}})
    scenario = folder / "generated-story.yaml"
    _write(scenario, as_scenario(story))
    return scenario


def read(scenario: Path) -> Scenario:
    """Load what `write` wrote. Raises LoadError if any problem is found."""
    return load(scenario, vocabulary(scenario.parent))


def vocabulary(folder: Path) -> Vocabulary:
    """The story's own small vocabulary."""
    found = load_vocabulary(folder / "vocabulary.yaml", Problems(stop_at_first=True))
    assert found is not None  # it stops at the first problem
    return found


def as_scenario(story: Story) -> dict[str, Any]:
    """The scenario file as plain data. Every decision takes a minute."""
    first = next(iter(story.scenes))
    return {
        **_head(),
        "state": {**{g.name: {"gauge": [0, g.high], "start": g.start} for g in GAUGES.values()}, **_words(story)},
        "start": first,
        "scenes": {
            **{id: _scene(id, scene) for id, scene in story.scenes.items()},
            ENDING: {"title": ENDING, "text": NOT_TOLD, "ending": {"title": ENDING}},
        },
    }


def _head() -> dict[str, Any]:
    return {
        "format": 1,
        "id": "generated-story",
        "title": f"A generated story of {SCENES} scenes",
        "summary": NOT_TOLD,
        "level": "tactical",
        "role": "Nobody in particular",
        "component": "military",
        "mission area": "generated",
        "card": "roe",
        "play minutes": 20,
        "starts": "06:30",
        "horizon": HORIZON,
        "at the horizon": ENDING,
        "briefing": dict.fromkeys(("situation", "mission", "execution", "support", "command"), NOT_TOLD),
    }


def _words(story: Story) -> dict[str, Any]:
    return {
        "interpreter": {"flag": story.start["interpreter"]},
        "mood": {"one of": list(MOODS), "start": story.start["mood"]},
    }


def _scene(id: str, scene: Scene) -> dict[str, Any]:
    options = {option.id: _option(option) for option in scene.options}
    return {"title": id, "text": "\n\n".join(scene.paragraphs), "options": options}


def _option(option: Option) -> dict[str, Any]:
    said = {
        "when": option.condition.text if option.condition else None,
        "set": dict(option.sets),
        "add": dict(option.adds),
        "consequence": option.consequence,
    }
    rest = {key: value for key, value in said.items() if value}
    return {"label": option.label, "acts": [option.act], **rest, "then": option.then}


def _area() -> dict[str, Any]:
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


def _write(file: Path, data: object) -> None:
    file.write_text(yaml.safe_dump(data, sort_keys=False), encoding="utf-8")
