"""A trainer's own properties and dilemmas: what a file may say of them, and what becomes of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.block import plain, read
from simulator.model import ScenarioFile
from simulator.scenario import Property
from tests.simulator.writing import FILE, Mistake, changed, expected, loaded, mistake, told, written
from tests.small import scene, small

GOOD = """\
properties:
  calm:
    text: The crowd keeps calm.
    never: tension == 5 and not children.present
    in: [at-the-gate, medevac/nine-line]
  never-angry: {never: mood == "angry"}
  way-out: {always reachable: relieved, when: interpreter}
  seen: {at least one of: [who-goes, medevac/nine-line], when: tension > 3}
dilemmas:
  too-few: {scenes: [who-goes], rules: [T01], why: Three people cannot do everything.}
  no-time: {scene: at-the-gate, rules: [T01, T02], why: There is no time.}
variants:
"""


def with_blocks(folder: Path, blocks: str = GOOD) -> Path:
    """The file with these blocks."""
    return written(folder, changed(FILE, {"variants:\n": blocks}))


def test_properties_are_compiled_in_file_order(tmp_path: Path) -> None:
    """Each has its kind, the scenes that it names, and its condition as a test on values."""
    calm, angry, way_out, seen = loaded(with_blocks(tmp_path)).properties
    assert (calm.id, calm.kind, calm.text) == ("calm", "never", "The crowd keeps calm.")
    assert calm.scenes == ("at-the-gate", "medevac/nine-line")
    assert (angry.kind, angry.scenes) == ("never", ())
    assert (way_out.kind, way_out.scenes) == ("always reachable", ("relieved",))
    assert (seen.kind, seen.scenes) == ("at least one of", ("who-goes", "medevac/nine-line"))


def test_a_propertys_condition_can_be_tested_and_read(tmp_path: Path) -> None:
    """It answers for the start values, also of a fact that nothing else in the file names, and keeps its tree."""
    scenario = loaded(with_blocks(tmp_path))
    conditions = {each.id: each.test for each in scenario.properties}
    assert all(test is not None for test in conditions.values())
    answers = {id: test(scenario.initial.values) for id, test in conditions.items() if test}
    assert answers == {"calm": False, "never-angry": False, "way-out": True, "seen": False}
    texts = [scenario.expressions[test].text for test in conditions.values() if test]
    assert texts[-1] == "tension > 3"


def test_a_property_may_have_no_condition() -> None:
    """Then it holds for every decision, or of every game."""
    scenario = small({"begin": scene({"go": {"then": "end"}})}, properties={"ends": {"always reachable": ["end"]}})
    assert scenario.properties == (Property("ends", None, "always reachable", None, ("end",)),)


def test_dilemmas_are_kept_with_the_file(tmp_path: Path) -> None:
    """One scene may stand alone; what is stored reads back as it was."""
    file = loaded(with_blocks(tmp_path)).file
    assert file.dilemmas["too-few"].scenes == ("who-goes",)
    assert file.dilemmas["no-time"].scenes == ("at-the-gate",)
    assert read(ScenarioFile, plain(file)) == file


def test_a_file_without_properties_keeps_its_version() -> None:
    """Nothing is added to what names a version, so what was played stays on it."""
    assert not {"properties", "dilemmas"} & plain(small({"begin": scene({"go": {"then": "end"}})}).file).keys()


def wrong(code: str, block: str, near: str | None = None) -> Mistake:
    """A property or dilemma with a mistake in it."""
    return mistake(code, "variants:\n", f"{block}\nvariants:\n", near)


MISTAKES = [
    wrong("S529", "properties: {▸calm: {never: tension > 4, always reachable: relieved}}"),
    wrong("S529", "properties: {▸calm: {text: It is calm.}}"),
    wrong("S530", "properties: {calm: {never: tension > 4, ▸when: interpreter}}"),
    wrong("S530", "properties: {calm: {always reachable: relieved, ▸in: who-goes}}"),
    wrong("S301", "properties: {calm: {always reachable: ▸releived}}", "relieved"),
    wrong("S301", "properties: {calm: {at least one of: [relieved, ▸nine-line]}}", "medevac/nine-line"),
    wrong("S301", "properties: {calm: {never: tension > 4, in: [▸who-goe]}}", "who-goes"),
    wrong("S402", "properties: {calm: {never: interpreter and ▸tenson > 4}}", "tension"),
    wrong("S404", "properties: {calm: {always reachable: relieved, when: ▸interpreter > 3}}"),
    wrong("S202", "properties: {calm: {▸nevr: tension > 4}}", "never"),
    wrong("S208", "properties: {▸Calm: {never: tension > 4}}"),
    wrong("S301", "dilemmas: {few: {scenes: [who-goes, ▸whogoes], rules: [T01], why: Few.}}", "who-goes"),
    wrong("S301", "dilemmas: {few: {scene: ▸whogoes, rules: [T01], why: Few.}}", "who-goes"),
    wrong("S201", "dilemmas: {▸few: {scene: who-goes, rules: [T01]}}"),
    wrong("S206", "dilemmas: {few: {scene: who-goes, ▸rules: [], why: Few.}}"),
]


@pytest.mark.parametrize("slip", MISTAKES, ids=lambda slip: next(iter(slip.changes.values())).strip())
def test_a_mistake_is_told_at_its_place(tmp_path: Path, slip: Mistake) -> None:
    """With its code, line and column, and the name that was probably meant."""
    assert told(tmp_path, slip) == [expected(slip)]
