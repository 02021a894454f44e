"""Whatever is done to a scenario's text, loading it gives a scenario or says what is wrong; it never crashes."""

from __future__ import annotations

import copy
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.loading import load
from simulator.moves import moves
from simulator.problems import LoadError, Problems, SimulatorError
from simulator.run import Run
from simulator.scenario import Scenario
from simulator.source import AREA_FILE
from simulator.vocabulary import Vocabulary
from simulator.vocabulary_file import load_vocabulary
from tests.simulator.writing import AREA, FILE
from tests.simulator.writing import VOCABULARY as SMALL_VOCABULARY

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = ROOT / "scenarios" / "ashara" / "crowd-at-the-depot.yaml"

SIGNS = st.sampled_from([*"abz019 :-#'\"[]{}()|>&*!%@`,.?\n\t=<~_", "\r", "\0", "é", "\u200b", "\U0001f600", "\ud800"])
VALUES: list[Any] = [
    *(None, True, False, -1, 0, 3, 1.5, float("nan"), 999_999_999, "", "text", "return", "at-the-gate", "tension"),
    *("crowd", "talk", "threat(crowd)", "tension > 1", [], {}, [1, "a"], {"a": 1}, [[]], {"talk": "crowd"}, "x" * 500),
]
KINDS = ("delete", "double", "swap", "move", "indent", "outdent", "sign", "value")


@st.composite
def changes(draw: st.DrawFn, text: str, most: int = 3) -> str:
    """A text with some of its lines deleted, doubled, swapped, moved, indented, or with another sign or value."""
    lines = text.split("\n")
    for kind in draw(st.lists(st.sampled_from(KINDS), min_size=1, max_size=most)):
        at, other = (draw(st.integers(0, len(lines) - 1)) for _ in range(2))
        line = lines[at]
        if kind == "delete":
            lines[at : at + 1] = []
        elif kind == "double":
            lines.insert(at, line)
        elif kind == "swap":
            lines[at], lines[other] = lines[other], line
        elif kind == "move":
            lines.insert(other, lines.pop(at))
        elif kind in ("indent", "outdent"):
            lines[at] = f"  {line}" if kind == "indent" else line[2:]
        elif kind == "sign":
            spot = draw(st.integers(0, len(line)))
            lines[at] = line[:spot] + draw(SIGNS) + line[spot + draw(st.integers(0, 1)) :]
        else:
            lines[at] = line.split(":")[0] + ": " + draw(st.sampled_from([str(value) for value in VALUES]))
        lines = lines or [""]
    return "\n".join(lines)


def paths(data: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The path of everything in plain data but its top."""
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [found for key, value in items for found in ((*path, key), *paths(value, (*path, key)))]


@st.composite
def other_data(draw: st.DrawFn, data: dict[str, Any]) -> dict[str, Any]:
    """Plain data with some of its values replaced, by odd ones or by pieces from elsewhere, or taken out."""
    data = copy.deepcopy(data)
    for _ in range(draw(st.integers(1, 3))):
        if not (places := paths(data)):
            break
        *way, last = draw(st.sampled_from(places))
        block = at(data, way)
        if draw(st.integers(0, 3)) == 0:
            del block[last]
        else:
            pieces = st.sampled_from(VALUES) | st.sampled_from(places).map(lambda path: at(data, path))
            block[last] = copy.deepcopy(draw(pieces))
    return data


def at(data: Any, path: Any) -> Any:
    """What stands at a path."""
    for key in path:
        data = data[key]
    return data


@cache
def shipped() -> tuple[str, Vocabulary]:
    """The scenario that ships, and its words."""
    return SHIPPED.read_text(), load_vocabulary(ROOT / "scoring" / "vocabulary.yaml")


@cache
def small_area(folder: Path) -> Path:
    """The small mission area, in a file."""
    (folder / AREA_FILE).write_text(AREA)
    return folder / AREA_FILE


def loaded(text: str, vocabulary: Vocabulary, area: Path, name: str) -> Scenario | None:
    """The scenario, or None where problems were told."""
    try:
        return load(area.parent / name, vocabulary, problems=Problems(), text=text)
    except LoadError as error:
        check_told(error, text)
        return None


def check_told(error: LoadError, text: str) -> None:
    """Each problem is one line that can be shown, and stands at a line that the file has."""
    assert error.problems
    for problem in error.problems:
        assert str(problem).isprintable()
        assert problem.place.line is None or 1 <= problem.place.line <= text.count("\n") + 1


def play(scenario: Scenario, seed: int) -> None:
    """Play what was loaded; only an author's error may stop it."""
    try:
        run = Run.start(scenario, seed)
        for _ in range(6):
            if not run.finished:
                found = list(moves(scenario, run.state))
                run.decide(found[seed % len(found)])
    except SimulatorError:
        return


@settings(max_examples=max(100, settings().max_examples))
@given(st.data())
def test_the_shipped_scenario_with_changes_is_loaded_or_told(data: st.DataObject) -> None:
    """Lines of the real scenario deleted, doubled, swapped or with other signs: a scenario, or its problems."""
    text, vocabulary = shipped()
    loaded(data.draw(changes(text)), vocabulary, SHIPPED.parent / AREA_FILE, SHIPPED.name)


@settings(max_examples=max(300, settings().max_examples))
@given(text=changes(FILE), seed=st.integers(0, 9))
def test_a_small_scenario_with_changes_is_loaded_and_played_or_told(
    tmp_path_factory: Any, text: str, seed: int
) -> None:
    """The small scenario with a little of everything, changed: it plays, or its problems are told."""
    area = small_area(tmp_path_factory.getbasetemp())
    scenario = loaded(text, SMALL_VOCABULARY, area, "gate.yaml")
    if scenario is not None:
        play(scenario, seed)


@settings(max_examples=max(300, settings().max_examples))
@given(file=other_data(yaml.safe_load(FILE)), seed=st.integers(0, 9))
def test_good_yaml_of_other_content_is_loaded_and_played_or_told(
    tmp_path_factory: Any, file: dict[str, Any], seed: int
) -> None:
    """Values of other kinds and blocks in the wrong place: it plays, or its problems are told."""
    area = small_area(tmp_path_factory.getbasetemp())
    scenario = loaded(yaml.dump(file, sort_keys=False), SMALL_VOCABULARY, area, "gate.yaml")
    if scenario is not None:
        play(scenario, seed)
