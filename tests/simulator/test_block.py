"""Blocks as plain data and back: what the program wrote is read as it was, and anything else is refused."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.rule import Rule
from simulator.area import Area
from simulator.block import Block, Misread, plain, read
from simulator.checking import checked
from simulator.compiling import from_data, to_data
from simulator.model import ScenarioFile
from simulator.vocabulary import Vocabulary
from tests.random_scenarios import scenario_data
from tests.small import AREA, AREA_DATA, VOCABULARY, data, scene, small
from tui.policy import rulebook, vocabulary

SCENES = {"gate": scene({"go": {"acts": ["talk"], "then": "end"}})}
FILE = checked(ScenarioFile, data(SCENES))


def again(block: Block) -> Block:
    """A block after a way through JSON."""
    return read(type(block), json.loads(json.dumps(plain(block))))


@given(scenario_data())
def test_every_scenario_is_read_back_as_pydantic_checked_it(file: dict[str, Any]) -> None:
    """Reading without checks finds the same blocks, so a stored version means what its file meant."""
    block = checked(ScenarioFile, file)
    assert again(block) == block
    assert plain(again(block)) == plain(block)


@pytest.mark.parametrize("block", [AREA, VOCABULARY, vocabulary(), *rulebook().rules], ids=lambda block: type(block))
def test_all_other_blocks_are_read_back_too(block: Block) -> None:
    """Mission area, words and rules."""
    assert again(block) == block


def test_what_is_usual_is_left_out_unless_the_whole_is_wanted() -> None:
    """A stored version is short; what other programs read has every key."""
    rule = rulebook().rules[0]
    assert plain(rule).keys() < plain(rule, whole=True).keys()
    assert read(Rule, plain(rule, whole=True)) == rule


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in plain data."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(place for key, one in inner for place in places(one, (*path, key)))]


def put(value: Any, path: tuple[Any, ...], other: Any) -> Any:
    """Plain data with another value at a place."""
    if not path:
        return other
    found = value.copy()
    found[path[0]] = put(value[path[0]], path[1:], other)
    return found


@given(st.data(), st.sampled_from([None, 7.5, "", [], {}, {"no such key": 1}, [None], "word", 3, True]))
def test_other_data_is_refused_or_read_as_something(draw: st.DataObject, other: Any) -> None:
    """Whatever stands in a damaged version, the answer is a block or Misread, never another error."""
    file = json.loads(json.dumps(plain(FILE)))
    wrong = put(file, draw.draw(st.sampled_from(places(file))), other)
    try:
        found = read(ScenarioFile, wrong)
    except Misread:
        return
    assert isinstance(found, ScenarioFile)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("title", 3),
        ("title", None),
        ("themes", "one"),
        ("scenes", []),
        ("briefing", "text"),
        ("level", "high"),
        ("x", 1),
    ],
)
def test_the_wrong_kind_of_value_is_refused(key: str, value: Any) -> None:
    """What is no text, list, mapping or known value where one must be."""
    file = plain(FILE)
    with pytest.raises(Misread):
        read(ScenarioFile, {**file, key: value})


def test_a_missing_key_is_refused() -> None:
    """A version without its title is no version."""
    area = {key: value for key, value in plain(checked(Area, AREA_DATA)).items() if key != "title"}
    with pytest.raises(Misread, match="Area"):
        read(Area, area)


def test_words_as_early_versions_kept_them_are_still_read() -> None:
    """Runs on versions that were stored before facts were kept as files write them can be opened."""
    scenario = small(SCENES)
    stored = json.loads(json.dumps(to_data(scenario)))
    words = stored["vocabulary"]
    words["facts"] = {name: early(word, "start") for name, word in words["facts"].items()}
    words["card"] = {name: early(word, "default") for name, word in words["card"].items()}
    assert from_data(stored).vocabulary == scenario.vocabulary
    assert from_data(stored, hash="as it was named").hash == "as it was named"


def test_a_version_is_what_its_name_says() -> None:
    """A stored version in which a word was changed is not taken for the one that was played."""
    scenario = small(SCENES)
    assert from_data(to_data(scenario), hash=scenario.hash) == from_data(to_data(scenario))
    changed = json.loads(json.dumps(to_data(scenario)).replace("Something happens.", "Nothing happens."))
    with pytest.raises(Misread):
        from_data(changed, hash=scenario.hash)


def early(word: dict[str, Any], usual: str) -> dict[str, Any]:
    """A fact or a card's value as it was stored once: its type, and what it is where nobody says."""
    kept = {key: value for key, value in word.items() if key not in ("flag", "one of", "minutes")}
    if "one of" in word:
        return {**kept, "type": word["one of"], usual: False}
    kind = "minutes" if "minutes" in word else "flag"
    return {**kept, "type": kind, usual: word[kind]}


def test_a_vocabulary_has_facts_of_both_kinds() -> None:
    """The words that the others are tested with."""
    assert {bool(fact.values) for fact in VOCABULARY.facts.values()} == {True, False}
    assert isinstance(VOCABULARY, Vocabulary)
