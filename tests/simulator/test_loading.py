"""Loading: all problems at once or the first, the area beside the file, versions as data, variants, and the hash."""

from __future__ import annotations

import json
from dataclasses import FrozenInstanceError
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from simulator.block import Block, plain
from simulator.checking import checked
from simulator.compiling import from_data, to_data
from simulator.loading import load, load_area
from simulator.model import ScenarioFile
from simulator.moves import moves
from simulator.problem_codes import CODES
from simulator.problems import LoadError, Problems
from simulator.run import Run
from simulator.scenario import Scenario
from simulator.vocabulary import Vocabulary
from tests.random_scenarios import scenario_data
from tests.simulator import test_graph, test_meaning_of_files, test_names, test_parts, test_properties, test_shape
from tests.simulator.writing import AREA, FILE, VOCABULARY, changed, loaded, problems_of, written
from tests.small import AREA_DATA, built
from tests.small import VOCABULARY as SMALL_VOCABULARY

ELSEWHERE = {"S314", "S315", "S316", "S317", "S534"}
"""Codes about variants, cards, vocabularies and endless parts: test_names.py, test_vocabulary.py, test_parts.py."""


def played(scenario: Scenario, seed: int = 7, most: int = 12) -> list[Any]:
    """The records of a run that answers everything with the last legal move."""
    run = Run.start(scenario, seed)
    for _ in range(most):
        if run.finished:
            break
        run.decide(list(moves(scenario, run.state))[-1])
    return list(run.records)


def test_the_file_with_a_little_of_everything_has_no_problem(tmp_path: Path) -> None:
    """What the mistakes are made in is itself without one, and can be played."""
    assert problems_of(written(tmp_path)) == []
    assert len(played(loaded(written(tmp_path)))) > 2


def test_every_code_about_scenario_files_is_tried() -> None:
    """Each code about the shape, the names and the meaning of scenario files has a file that has it."""
    tables = (test_shape, test_names, test_meaning_of_files, test_graph, test_properties, test_parts)
    tried = {wrong.code for table in tables for wrong in table.MISTAKES}
    assert {code for code in tried if code[:2] != "S4"} | ELSEWHERE == {
        code for code in CODES if code[:2] in ("S2", "S3", "S5")
    }


# All at once, or the first

SLIPS = {
    "at the horizon: relieved": "at the horizon: releived",
    "{name: the thrower, of: crowd}": "{name: the thrower, of: crwod}",
    "regime: peace": "regime: truce",
    "when: interpreter and tension < 5": "when: interpreter and tension < five",
    "{talk: crowd}": "{tolk: crowd}",
    "{women.hurt: 1}": "{women.hrt: 1}",
    "play: medevac": "play: medevak",
    "by default: hold": "by default: holt",
    "      budget: 3": "      budget: 3\n      at least: 9",
    "{at: 12,": "{",
    "{regime: war,": "{regine: war,",
    "card: duf": "card: dufs",
    "id: gate": "id: gates",
}
IN_ORDER = ["S524", "S301", "S305", "S502", "S302", "S402", "S304", "S312", "S308", "S527", "S516", "S306", "S313"]


def test_one_load_tells_all_problems_in_the_order_of_the_file(tmp_path: Path) -> None:
    """Thirteen slips in names and meaning are told together, from the top of the file to its end."""
    file = written(tmp_path, changed(FILE, SLIPS))
    assert [problem.code for problem in problems_of(file)] == IN_ORDER


def test_one_load_tells_all_slips_in_shape_and_text(tmp_path: Path) -> None:
    """Slips in the shape of blocks and in texts are told together; names are looked up when these are right."""
    slips = {"title: The gate": "tittle: The gate", "horizon: 90": "horizon: long", "Hold\n": "Hold [now]\n"}
    found = problems_of(written(tmp_path, changed(FILE, {**slips, "then: the-report": "then: the-raport"})))
    assert [problem.code for problem in found] == ["S202", "S203", "S121"]


def test_problems_of_the_area_and_the_scenario_are_told_together(tmp_path: Path) -> None:
    """A card's slip and a scenario's slip come in one list, each with its file."""
    file = written(tmp_path, changed(FILE, {"{talk:": "{tolk:"}), area=AREA.replace("report: 20", "reprot: 20"))
    found = [(problem.code, Path(problem.place.file).name) for problem in problems_of(file)]
    assert found == [("S315", "area.yaml"), ("S304", "gate.yaml")]


@pytest.mark.parametrize("slips", [SLIPS, {"title: The gate": "tittle: The gate"}, {"start: at": "start:\tat"}])
def test_without_a_collector_the_first_problem_is_raised(tmp_path: Path, slips: dict[str, str]) -> None:
    """Loading to play stops at the first problem found, which is one of those that a check lists."""
    file = written(tmp_path, changed(FILE, slips))
    with pytest.raises(LoadError) as caught:
        loaded(file)
    (first,) = caught.value.problems
    assert first in problems_of(file)


def test_a_text_from_an_editor_is_loaded_as_if_it_were_saved(tmp_path: Path) -> None:
    """`text` stands for the file's content: the same scenario, the same problems."""
    file = written(tmp_path)
    text = changed(FILE, {"title: The gate": "title: The other gate"})
    assert load(file, VOCABULARY, text=text).title == "The other gate"
    assert loaded(file).title == "The gate"
    with pytest.raises(LoadError, match=r"gate\.yaml:\d+:\d+: S301"):
        load(file, VOCABULARY, text=changed(FILE, {"then: the-report": "then: the-raport"}))


# The mission area


def test_the_area_beside_the_file_is_used(tmp_path: Path) -> None:
    """The area beside the file goes before any other of its name."""
    other = written(tmp_path / "other", area=AREA.replace("title: Testland", "title: Elsewhere"))
    file = written(tmp_path / "here")
    assert loaded(file, areas={"testland": other.parent / "area.yaml"}).area.title == "Testland"


def test_an_area_from_elsewhere_is_used_where_none_is_beside(tmp_path: Path) -> None:
    """A scenario that stands alone is loaded with the area of its name."""
    other = written(tmp_path / "other", area=AREA.replace("title: Testland", "title: Elsewhere"))
    file = written(tmp_path / "alone", area=None)
    assert loaded(file, areas={"testland": other.parent / "area.yaml"}).area.title == "Elsewhere"


def test_an_area_by_itself_is_loaded_or_told(tmp_path: Path) -> None:
    """An area file is checked by itself, with the values of its cards where a vocabulary is given."""
    area = written(tmp_path, area=AREA.replace("report: 20", "reprot: 20")).parent / "area.yaml"
    loaded_area = load_area(area)
    assert loaded_area is not None
    assert loaded_area.id == "testland"
    with pytest.raises(LoadError, match=r"area\.yaml:9:\d+: S315 .*Did you mean 'report'"):
        load_area(area, vocabulary=VOCABULARY)
    problems = Problems()
    area.write_text(AREA.replace("title: Testland", "titel: Testland"))
    assert load_area(area, problems) is None
    assert [problem.code for problem in problems] == ["S202"]


# Variants


def test_a_variant_changes_start_values_and_card(tmp_path: Path) -> None:
    """A variant starts with its own values of variables and facts, and is judged by its own card."""
    file = written(tmp_path)
    plain, war = loaded(file), loaded(file, variant="war")
    assert (plain.variant, war.variant) == (None, "war")
    assert (plain.card, war.card) == ({"report": 20, "shots": False}, {"report": 30, "shots": True})
    names = [name.name for name in plain.names]
    differ = {name: pair for name, *pair in zip(names, plain.initial.values, war.initial.values, strict=True)}
    assert {name: pair for name, pair in differ.items() if pair[0] != pair[1]} == {
        "tension": [2, 4],
        "regime": ["peace", "war"],
    }
    assert plain.hash == war.hash


def test_a_variants_fact_about_a_group_is_a_fact_about_its_parts(tmp_path: Path) -> None:
    """Start values reach the parts of a group, and a variant's go before the scenario's."""
    file = written(tmp_path, changed(FILE, {"set: {regime: war, tension: 4}": "set: {threat(crowd): true}"}))
    scenario = loaded(file, variant="war")
    values = dict(zip(scenario.names, scenario.initial.values, strict=True))
    assert [value for name, value in values.items() if name.name == "threat"] == [True, True]


# Versions as data, and the hash


@given(scenario_data(), st.integers(0, 99))
def test_a_version_as_data_is_the_same_scenario(file: dict[str, Any], seed: int) -> None:
    """What is stored of a version, as JSON and back, has the same hash and plays the same."""
    scenario = built(file)
    again = from_data(json.loads(json.dumps(to_data(scenario))))
    assert again.hash == scenario.hash
    assert to_data(again) == to_data(scenario)
    assert played(again, seed) == played(scenario, seed)


def test_a_version_as_data_keeps_its_variants(tmp_path: Path) -> None:
    """A stored version can be run as each of its variants."""
    scenario = loaded(written(tmp_path))
    again = from_data(to_data(scenario), variant="war")
    assert again.initial.values == loaded(written(tmp_path), variant="war").initial.values
    assert again.card == {"report": 30, "shots": True}


def test_s113_a_version_of_another_engine_is_refused(tmp_path: Path) -> None:
    """What was stored for an engine of other rules is not run by this one."""
    data = {**to_data(loaded(written(tmp_path))), "engine": 0}
    with pytest.raises(LoadError, match="gate: S113 This scenario was stored for version 0 of the engine"):
        from_data(data)


class PlainDumper(yaml.SafeDumper):
    """Writes out what stands in a file twice, where PyYAML would put an alias."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def as_yaml(data: dict[str, Any]) -> str:
    """Plain data as a YAML text."""
    return yaml.dump(data, Dumper=PlainDumper, sort_keys=False)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(file=scenario_data())
def test_every_valid_scenario_loads_from_its_text(tmp_path: Path, file: dict[str, Any]) -> None:
    """Written as YAML and loaded, a scenario is the version that it was as data."""
    path = written(tmp_path, as_yaml(file), area=as_yaml(AREA_DATA), name="small.yaml")
    assert load(path, SMALL_VOCABULARY).hash == built(file).hash


@pytest.mark.parametrize(
    "changes",
    [
        {"id: gate": "# A comment.\nid: gate   # and another"},
        {"id: gate\ntitle: The gate\n": "title: The gate\nid: gate\n"},
        {"{gauge: [0, 5], start: 2}": "{start: 2, gauge: [0, 5]}"},
        {"title: Who goes": 'title: "Who goes"'},
        {"acts: [wait]": "acts:\n          - wait"},
        {"then: relieved\n      fields": "then: [{to: relieved}]\n      fields"},
    ],
)
def test_the_hash_does_not_depend_on_how_a_file_is_written(tmp_path: Path, changes: dict[str, str]) -> None:
    """Comments, quotation marks, layout, the order of a block's own keys and short forms of `then` mean nothing."""
    plain, other = loaded(written(tmp_path)), loaded(written(tmp_path, changed(FILE, changes)))
    assert other.hash == plain.hash


SWAPPED = (
    "        deputy: {label: Your deputy, costs: 1}\n        guard: {label: A guard, costs: 1, add: {hands: -1}}\n",
    "        guard: {label: A guard, costs: 1, add: {hands: -1}}\n        deputy: {label: Your deputy, costs: 1}\n",
)


@pytest.mark.parametrize(
    ("file", "area"),
    [
        (changed(FILE, {"label: Hold\n": "label: Hold back\n"}), AREA),
        (changed(FILE, dict([SWAPPED])), AREA),
        (FILE, changed(AREA, {"report: 20": "report: 25"})),
        (FILE, changed(AREA, {"text: Be calm.": "text: Stay calm."})),
    ],
)
def test_the_hash_depends_on_what_a_file_says(tmp_path: Path, file: str, area: str) -> None:
    """A word of a text, the order of options and the mission area are part of the version: logs refer to them."""
    assert loaded(written(tmp_path, file, area=area)).hash != loaded(written(tmp_path)).hash


def test_the_hash_depends_on_the_vocabulary(tmp_path: Path) -> None:
    """The words that a scenario is understood by are part of its version."""
    file = written(tmp_path)
    words = plain(VOCABULARY)
    words["facts"]["children.present"]["flag"] = True
    assert load(file, checked(Vocabulary, words)).hash != loaded(file).hash


# Models


def blocks(kind: type[Block] = Block) -> list[type[Block]]:
    """All kinds of block that scenario, area and vocabulary files have."""
    kinds = [inner for inner in kind.__subclasses__() if inner.__module__.startswith("simulator.")]
    return [*kinds, *(deeper for inner in kinds for deeper in blocks(inner))]


@pytest.mark.parametrize("block", blocks(), ids=lambda block: block.__name__)
def test_every_block_is_frozen_and_refuses_unknown_keys(block: type[Block]) -> None:
    """No block takes a key that it does not know, and none can be changed once it was read."""
    assert block.__dataclass_params__.frozen is True  # type: ignore[attr-defined]
    with pytest.raises(ValidationError) as caught:
        checked(block, {"no such key": 1})
    assert ("no such key",) in [error["loc"] for error in caught.value.errors()]


def test_what_was_read_cannot_be_changed(tmp_path: Path) -> None:
    """A scenario's file is a frozen value."""
    file = loaded(written(tmp_path)).file
    with pytest.raises(FrozenInstanceError):
        file.title = "Another"  # type: ignore[misc]
    assert isinstance(file, ScenarioFile)
