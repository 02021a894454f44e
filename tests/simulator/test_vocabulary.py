"""The vocabulary: words, what covers what, and what a vocabulary file may not say."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.block import plain, read
from simulator.checking import checked
from simulator.problems import LoadError, Problems
from simulator.vocabulary import CardKey, FactWord, Vocabulary, Word
from simulator.vocabulary_file import load_vocabulary

FILE = """\
acts:
  force.warn: {means: Warn them., about: optional}
  force.deadly: {means: Shoot., about: required}
  forced-entry: {means: Break a door.}
  report.flash: {means: Report at once., about: none}
events:
  surrender: {means: Somebody gives up., about: required}
facts:
  regime: {means: Which law applies., one of: [law enforcement, conduct of hostilities]}
  surrender: {means: They have given up., flag: false, about: target}
  radio.down: {means: The radio is down., flag: true}
card:
  flash-report: {means: Minutes to report., minutes: 30, basis: exercise standard}
  warning-shots: {means: Warning shots are allowed., flag: false}
families:
  force.physical: [force.deadly]
  serious: [force.physical, surrender, report]
ledger:
  groups: [women, peacekeepers]
  outcomes: [killed, hurt]
"""


def loaded(text: str = FILE) -> Vocabulary:
    return load_vocabulary("words.yaml", text=text)


def found_in(text: str) -> list[tuple[str, int | None, int | None]]:
    """Code, line and column of each problem of a vocabulary file that has some."""
    problems = Problems()
    with pytest.raises(LoadError) as caught:
        load_vocabulary("words.yaml", problems, text=text)
    assert list(caught.value.problems) == problems.all
    return [(problem.code, problem.place.line, problem.place.column) for problem in problems]


def test_a_file_says_what_words_there_are() -> None:
    """Every part of the file comes out as it was written."""
    words = loaded()
    assert words.acts["force.warn"] == Word(means="Warn them.", about="optional")
    assert words.acts["forced-entry"].about == "optional"
    assert words.events["surrender"].about == "required"
    assert words.card["flash-report"] == CardKey(means="Minutes to report.", minutes=30, basis="exercise standard")
    assert words.card["warning-shots"].default is False
    assert words.groups == ("women", "peacekeepers")
    assert words.outcomes == ("killed", "hurt")


def test_a_fact_starts_as_its_word_says() -> None:
    """A flag starts as it is written, a list with its first value."""
    facts = loaded().facts
    assert {name: fact.default for name, fact in facts.items()} == {
        "regime": "law enforcement",
        "surrender": False,
        "radio.down": True,
    }
    assert facts["regime"].values == ("law enforcement", "conduct of hostilities")
    assert facts["surrender"] == FactWord(means="They have given up.", flag=False, about="target")


@pytest.mark.parametrize(
    ("family", "members"),
    [
        ("force.warn", {"force.warn"}),
        ("force", {"force.warn", "force.deadly"}),
        ("force.physical", {"force.deadly"}),
        ("serious", {"force.deadly", "surrender", "report.flash"}),
        ("surrender", {"surrender"}),
        ("forc", set()),
        ("", set()),
        ("nothing", set()),
    ],
)
def test_what_a_family_covers(family: str, members: set[str]) -> None:
    """A word covers itself, a beginning what follows its dot, a family its members and theirs."""
    words = loaded()
    assert words.members(family) == members
    assert {word for word in [*words.acts, *words.events] if words.covers(family, word)} == members


PARTS = st.sampled_from(["a", "b", "c-d", "c"])
IDS = st.lists(PARTS, min_size=1, max_size=3).map(".".join)


@given(
    st.lists(IDS, unique=True, max_size=8),
    st.dictionaries(IDS, st.lists(IDS, max_size=3), max_size=4),
    IDS,
    IDS,
)
def test_covering_is_what_the_definition_says(
    acts: list[str], families: dict[str, list[str]], family: str, word: str
) -> None:
    """A family covers a word if it is the word, a beginning of it, or a way leads there through members.

    Families may hold each other in a circle; the answer comes all the same.
    """
    words = checked(Vocabulary, {"acts": {act: {"means": "x"} for act in acts}, "families": families})
    reached = {family}
    for _ in families:
        reached |= {member for one in reached for member in families.get(one, [])}
    covered = word in acts and any(word == one or word.startswith(f"{one}.") for one in reached)
    assert words.covers(family, word) is covered


def test_a_vocabulary_can_be_stored_and_read_again() -> None:
    """Its data as JSON, as stored with a scenario version, gives the same vocabulary."""
    words = loaded()
    stored: Any = json.loads(json.dumps(plain(words)))
    assert read(Vocabulary, stored) == words


@pytest.mark.parametrize(
    ("old", "new", "code", "line", "column"),
    [
        ("about: optional", "about: sometimes", "S204", 2, 42),
        ("means: Warn them.", "meens: Warn them.", "S202", 2, 16),
        ("{means: Warn them., about: optional}", "{about: optional}", "S201", 2, 3),
        ("Shoot.", "Shoot <b>.", "S121", 3, 31),
        ("force.warn:", "Force_warn:", "S208", 2, 3),
        ("minutes: 30", "minutes: true", "S203", 13, 54),
        ("flag: true", "flag: true, one of: [a, b]", "S209", 11, 3),
        ("flag: true", "flag: yes", "S203", 11, 49),
        ("[law enforcement, conduct of hostilities]", "[law]", "S206", 9, 39),
        ("[force.deadly]", "[force.deadli]", "S304", 16, 20),
        ("[force.deadly]", "[serious]", "S317", 16, 20),
        ("events:\n", "events:\n  force.warn: {means: x}\n", "S316", 7, 3),
        ("force.physical: [", "force.deadly: [", "S316", 16, 3),
        ("groups:", "grups:", "S202", 19, 3),
        ("acts:", "acts: [", "S105", 1, 7),
    ],
)
def test_what_a_vocabulary_may_not_say(old: str, new: str, code: str, line: int, column: int) -> None:
    """Each mistake has its code and its place."""
    assert old in FILE
    assert (code, line, column) in found_in(FILE.replace(old, new, 1))


def test_one_load_tells_all_problems() -> None:
    """Unknown members, circles and double words are told together."""
    text = FILE.replace("[force.deadly]", "[force.deadli, serious]").replace("[force.physical, s", "[forse, s")
    assert [code for code, _, _ in found_in(text)] == ["S304", "S304"]


def test_a_circle_of_families_is_told_for_each_of_them() -> None:
    """Two families that hold each other are both named."""
    text = FILE.replace("[force.deadly]", "[force.deadly, serious]")
    assert [(code, line) for code, line, _ in found_in(text)] == [("S317", 16), ("S317", 17)]
