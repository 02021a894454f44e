"""The JSON Schemas for editors: fresh, met by what ships, and strict where the loader is strict."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from simulator import limits
from simulator.problems import Problems
from simulator.schema import FILES, schema_of, schema_text
from simulator.source import read_source
from tests.random_scenarios import scenario_data
from tests.simulator import test_shape
from tests.simulator.writing import AREA, FILE, Mistake, changed, mistake, place_in

ROOT = Path(__file__).resolve().parents[2]
KINDS = {"area.yaml": "area", "parts": "part"}
SHIPPED = [
    (path, KINDS.get(path.name, KINDS.get(path.parent.name, "plans" if ".plans." in path.name else "scenario")))
    for path in sorted((ROOT / "scenarios").rglob("*.yaml"))
]


@cache
def validator(kind: str) -> Draft202012Validator:
    """What an editor makes of a schema."""
    return Draft202012Validator(schema_of(kind))


def data_of(text: str) -> Any:
    """What stands in a YAML text."""
    source = read_source("x.yaml", Problems(), text=text)
    assert source is not None
    return source.data


def faults(text: str, kind: str = "scenario") -> list[str]:
    """What an editor would underline."""
    return [error.message for error in validator(kind).iter_errors(data_of(text))]


@pytest.mark.parametrize("kind", sorted(FILES))
def test_the_schemas_in_docs_are_fresh(kind: str) -> None:
    """docs/schema has what the program says; `make schema` writes it."""
    written = (ROOT / "docs" / "schema" / f"{kind}.schema.json").read_text()
    assert written == schema_text(kind), "run make schema"


@pytest.mark.parametrize("kind", sorted(FILES))
def test_the_schemas_are_schemas(kind: str) -> None:
    """They follow the dialect that they name, and every block in them is closed to unknown keys."""
    schema = schema_of(kind)
    Draft202012Validator.check_schema(schema)
    blocks = [schema, *(block for block in schema.get("$defs", {}).values() if "properties" in block)]
    assert [block for block in blocks if block["additionalProperties"] is not False] == []


@pytest.mark.parametrize(("path", "kind"), SHIPPED, ids=lambda value: getattr(value, "name", value))
def test_what_ships_meets_its_schema(path: Path, kind: str) -> None:
    """Every scenario and mission area that ships is valid for editors too."""
    assert faults(path.read_text(), kind) == []


def test_the_small_files_meet_their_schemas() -> None:
    """The file with a little of everything, and its area."""
    assert faults(FILE) == []
    assert faults(AREA, "area") == []


@given(scenario_data())
def test_every_valid_scenario_meets_the_schema(file: dict[str, Any]) -> None:
    """What loads, no editor complains of."""
    assert validator("scenario").is_valid(file)


SHORT_FORMS = [
    ("acts: [wait]", "acts: [wait, {wait: }, {wait: crowd}]"),
    ("acts: [wait]", "acts:\n          - wait\n          - report: crowd\n          - wait:"),
    ("{alert: crowd}", "alert, {alert: crowd, once: true}, {alert: , once: false}"),
    ("then: relieved\n      fields", "then: [{when: tension > 3, to: who-goes}, {to: relieved}]\n      fields"),
    ("set: {mood: calm}", "set: {threat(crowd): true, children.present: false, regime: war, tension: 3}"),
    ("crowd: {name: the crowd}", "crowd:"),
    ("by default: hold", "by default: [hold]"),
    (
        "variants:\n",
        "properties:\n  a: {never: tension > 4, in: who-goes}\n  b: {at least one of: [relieved]}\nvariants:\n",
    ),
    ("play: medevac", "play: {medevac: }"),
    ("play: medevac", "play: {medevac: {who: crowd, minutes: 4}}"),
    ("variants:\n", "  b: {with: {n: a number}, start: a, scenes: {a: {text: At., takes: {n}}}}\nvariants:\n"),
    ("variants:\n", "dilemmas:\n  a: {scene: who-goes, rules: [T01], why: Few.}\nvariants:\n"),
    ("variants:\n", "dilemmas:\n  a: {scenes: [who-goes], rules: [T01], why: Few.}\nvariants:\n"),
]


@pytest.mark.parametrize(("old", "new"), SHORT_FORMS)
def test_every_way_of_writing_is_known(old: str, new: str) -> None:
    """Words alone and about somebody, `then` as a name or as cases, facts about targets, a target without a name."""
    assert faults(changed(FILE, {old: new})) == []


@pytest.mark.parametrize(
    "wrong",
    [
        *test_shape.MISTAKES,
        mistake("", "acts: [wait]", "acts: [▸{wait: 3}]"),
        mistake("", "acts: [wait]", "acts: [▸{wait: crowd, once: true}]"),
        mistake("", "{alert: crowd}", "▸{once: true}"),
        mistake("", "{alert: crowd}", "{alert: crowd, once: ▸maybe}"),
        mistake("", "then: relieved\n      fields", "then: ▸3\n      fields"),
        mistake("", "then: relieved\n      fields", "then: [{▸too: relieved}]\n      fields"),
    ],
    ids=lambda wrong: next(iter(wrong.changes.values())).strip(),
)
def test_what_the_loader_refuses_in_a_blocks_shape_an_editor_underlines(wrong: Mistake) -> None:
    """Unknown keys, wrong kinds, lengths and numbers: each slip in shape is one for the schema too."""
    text, _, _ = place_in(changed(FILE, wrong.changes))
    assert faults(text)


PLAN = "format: 1\nplans: {a: {moves: MOVES}}\n"


@pytest.mark.parametrize(("moves", "fits"), [
    ("[speak, [a, b], {do: speak, draw: 1}, {do: [a, b], offers: c}, {inject: radio}]", True),
    ("[{do: speak, inject: radio}]", False),
    ("[{minute: 3}]", False),
    ("[{do: speak, drw: 1}]", False),
    ("[]", False),
])  # fmt: skip
def test_the_short_forms_of_plans_are_known(moves: str, fits: bool) -> None:
    """A move is an option, a list of them, or a block with either `do` or `inject`."""
    assert (faults(PLAN.replace("MOVES", moves), "plans") == []) is fits


def test_the_limits_are_in_the_schema() -> None:
    """An editor says how long a text may be and how many options a scene may have."""
    text = schema_text("scenario")
    for key, limit in (
        ("maxLength", limits.TEXT_LENGTH),
        ("maxProperties", limits.OPTIONS),
        ("maximum", limits.MINUTES),
    ):
        assert re.search(rf'"{key}": {limit}\b', text)
