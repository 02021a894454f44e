"""Files in numbers: whatever bytes, structure or change, loading gives a scenario or tells coded problems, and ends.

`test_loading_of_anything` tries fewer cases that hypothesis builds with more care; these are many and cheap.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from simulator import limits
from simulator.area import Area
from simulator.loading import load, load_area
from simulator.problem_codes import CODES
from simulator.problems import LoadError, Problems
from simulator.scenario import Scenario
from simulator.source import read_source
from tests.hostile import PROGRAMS, SIGNS, bounded, changed_bytes, changed_data, changed_text, timeout, tried
from tests.simulator.test_loading_of_anything import SHIPPED, VALUES, play, shipped
from tests.simulator.writing import AREA, FILE
from tests.simulator.writing import VOCABULARY as SMALL_VOCABULARY

PIECES = (
    *(
        "a: ",
        "- ",
        "? ",
        ": ",
        "\n",
        "\n  ",
        "\n    ",
        "[",
        "]",
        "{",
        "}",
        ", ",
        "|\n  ",
        ">-\n  ",
        "'",
        '"',
        "#",
        " #",
    ),
    *(
        "&a ",
        "*a",
        "!!int ",
        "<<: ",
        "---\n",
        "...\n",
        "%YAML 1.1\n",
        "~",
        "null",
        "true",
        "1",
        "0x1f",
        "9" * 12,
        ".nan",
    ),
    *(
        "x" * 70,
        "[" * 30,
        "- " * 30,
        "{a: " * 30,
        "\u2028",
        "\ufeff",
        "\t",
        "\r",
        "\0",
        "\ud800",
        "é",
        "\\u200b",
        "\\x",
    ),
    *(
        "id: gate\n",
        "scenes:\n",
        "format: 1\n",
        "options:\n",
        "when: (",
        "text: |\n",
        "<b>",
        "[b]x[/b]",
        "**",
        "http://a",
    ),
)
SOUPS = st.binary(max_size=60).map(lambda data: "".join(PIECES[n % len(PIECES)] for n in data))
SPELLED = st.binary(max_size=120).map(lambda data: "".join(SIGNS[n % len(SIGNS)] for n in data))
ODD = (
    *VALUES,
    "x" * 9_000,
    10**30,
    -(10**9),
    ["talk"] * 70,
    {str(n): n for n in range(70)},
    "@timeout",
    "a" * 61,
    "😀",
)
"""Values that stand wrong nearly everywhere."""

ODD_TEXT = tuple(str(value) for value in ODD)
Load = Callable[[], object]


@cache
def folder(base: Path) -> Path:
    """A folder with the small mission area in it."""
    (base / "area.yaml").write_text(AREA)
    return base


def told(work: Load, text: str) -> Any:
    """What is loaded, or None where problems were told: each with a code, in one line, at a line that there is."""
    with bounded():
        try:
            return work()
        except LoadError as error:
            found = error.problems
    assert found
    for problem in found:
        assert problem.code in CODES
        assert str(problem).isprintable()
        assert len(str(problem)) < 2_000
        line, column = problem.place.line, problem.place.column
        assert line is None or 1 <= line <= text.count("\n") + 1
        assert column is None or column >= 1
    assert len(found) <= limits.PROBLEMS
    return None


def small(base: Path, text: str) -> Scenario | None:
    """The scenario of a text that stands beside the small mission area."""
    file = folder(base) / "gate.yaml"
    found = told(lambda: load(file, SMALL_VOCABULARY, problems=Problems(), text=text), text)
    assert found is None or isinstance(found, Scenario)
    return found


def of_bytes(base: Path, data: bytes) -> Scenario | None:
    """The scenario of a file with these bytes."""
    file = folder(base) / "bytes.yaml"
    file.write_bytes(data)
    text = data.decode("utf-8", "replace").replace("\r\n", "\n")
    found = told(lambda: load(file, SMALL_VOCABULARY, problems=Problems()), text)
    assert found is None or isinstance(found, Scenario)
    return found


@cache
def plain(text: str) -> Any:
    """A file as plain data. Copy it before it is changed."""
    return yaml.safe_load(text)


def changed_values(text: str, program: bytes) -> str:
    """A file with blocks and values in the wrong place, under the wrong key, of the wrong kind or size."""
    data = changed_data(copy.deepcopy(plain(text)), program, ODD, copy.deepcopy)
    return json.dumps(data, ensure_ascii=False)


@pytest.fixture
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that all these tests share."""
    return tmp_path_factory.getbasetemp()


@timeout
@tried(250)
@given(data=st.binary(max_size=300))
def test_a_file_of_any_bytes_is_told(base: Path, data: bytes) -> None:
    """What is no text, or text that no scenario begins like, is told and not loaded."""
    assert of_bytes(base, data) is None


@timeout
@tried(750)
@given(program=PROGRAMS)
def test_a_small_scenario_with_changed_bytes_is_loaded_or_told(base: Path, program: bytes) -> None:
    """Bits that a disk turned, pieces that a copy lost or doubled, marks of other encodings."""
    of_bytes(base, changed_bytes(FILE.encode(), program))


@timeout
@tried(1_250)
@given(text=SOUPS | SPELLED)
def test_any_yaml_is_told(base: Path, text: str) -> None:
    """Pieces of YAML in any order: anchors, tags, directives, brackets without end, signs that nobody sees."""
    assert small(base, text) is None


@timeout
@tried(1_000)
@given(program=PROGRAMS, seed=st.integers(0, 9))
def test_a_small_scenario_with_changed_lines_is_loaded_or_told(base: Path, program: bytes, seed: int) -> None:
    """What is loaded is played a few moves: only an author's error may stop it."""
    scenario = small(base, changed_text(FILE, program, ODD_TEXT))
    if scenario is not None:
        with bounded():
            play(scenario, seed)


@timeout
@tried(1_000)
@given(program=PROGRAMS, seed=st.integers(0, 9))
def test_a_small_scenario_with_changed_values_is_loaded_or_told(base: Path, program: bytes, seed: int) -> None:
    """The same for its values, in good YAML."""
    scenario = small(base, changed_values(FILE, program))
    if scenario is not None:
        with bounded():
            play(scenario, seed)


@timeout
@tried(750)
@given(program=PROGRAMS, lines=st.booleans())
def test_a_mission_area_with_changes_is_loaded_or_told(base: Path, program: bytes, lines: bool) -> None:
    """The same for the file that scenarios share."""
    text = changed_text(AREA, program, ODD_TEXT) if lines else changed_values(AREA, program)
    file = base / "changed-area.yaml"
    file.write_bytes(text.encode("utf-8", "surrogatepass"))
    found = told(lambda: loaded_area(file), text)
    assert found is None or isinstance(found, Area)


def loaded_area(file: Path) -> Area | None:
    """The mission area of a file. Raises LoadError."""
    problems = Problems()
    area = load_area(file, problems, SMALL_VOCABULARY)
    problems.raise_any()
    return area


@timeout
@tried(50)
@given(program=PROGRAMS)
def test_the_scenario_that_ships_with_changed_lines_is_loaded_or_told(program: bytes) -> None:
    """Twenty times as long, with everything that an author uses."""
    text, vocabulary = shipped()
    text = changed_text(text, program, ODD_TEXT)
    told(lambda: load(SHIPPED, vocabulary, problems=Problems(), text=text), text)


def test_a_character_is_told_at_its_place_in_any_text() -> None:
    """Control characters, surrogates and marks of direction: each in the line and column where it stands."""
    for sign in SIGNS:
        problems = Problems()
        read_source("x.yaml", problems, text=f"a: 1\nb: te{sign}xt\n")
        if problems.all and problems.all[0].code in ("S104", "S118"):
            assert (problems.all[0].place.line, problems.all[0].place.column) == (2, 6)
