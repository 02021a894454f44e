"""What a trainer gets wrong in a real scenario: the right line, and a sentence that says what to do."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from simulator.loading import load
from simulator.problems import LoadError, Problems
from simulator.source import AREA_FILE
from simulator.vocabulary import Vocabulary
from simulator.vocabulary_file import load_vocabulary

ROOT = Path(__file__).resolve().parents[2]
SCENARIO = ROOT / "scenarios" / "ashara" / "crowd-at-the-depot.yaml"


@cache
def vocabulary() -> Vocabulary:
    """The words that ship."""
    return load_vocabulary(ROOT / "scoring" / "vocabulary.yaml")


def told(text: str) -> list[str]:
    """What is told of a text that stands in the scenario's place, each as `line: code sentences`."""
    problems = Problems()
    areas = {"ashara": SCENARIO.parent / AREA_FILE}
    try:
        load(SCENARIO, vocabulary(), problems=problems, text=text, areas=areas)
    except LoadError as error:
        return [str(p).replace(str(p.place), str(p.place.line)) for p in error.problems]
    return []


def broken(pattern: str, put: str) -> tuple[str, int]:
    """The scenario with the first line or lines that match written in another way, and the first one's number."""
    text = SCENARIO.read_text()
    found = re.search(pattern, text, flags=re.MULTILINE)
    assert found, pattern
    return text[: found.start()] + found.expand(put) + text[found.end() :], text.count("\n", 0, found.start()) + 1


LABEL, TAKES, OPTION = r"^        label: (.*)$", r"^        (takes: \d+)$", r"^      (\S+):\n        label: "
OTHER = "{label: Look again, then: first-light}"
FIT = "this does not fit into the block that it stands in. Check the indentation"

SLIPS = [
    ("a key misspelt", LABEL, r"        lable: \1", 0, "S202 There is no key 'lable' here. Did you mean 'label'?"),
    ("a scene misspelt", r"^start: (.*)$", r"start: \1x", 0, "S301 There is no scene '.*x'. Did you mean '.*'?"),
    ("a space too few", TAKES, r"       \1", 0, f"S105 The file cannot be read as YAML: {FIT}"),
    ("a space too many", TAKES, r"         \1", 0, f"S105 The file cannot be read as YAML: {FIT}"),
    ("a tab", TAKES, r"        \1\t# quick", 0, "S118 There is a tab here. Use spaces."),
    ("a key twice", r"^(        takes: \d+)$", r"\1\n\1", 1, "S106 The key 'takes' stands twice in this block"),
    ("an option twice", OPTION, rf"      \1: {OTHER}\n      \1:\n        label: ", 1, "S106 The key '.*' stands twice"),
    ("a colon in a text", LABEL, r"        label: Now: \1", 0, "S105 .*: a colon stands where .* quotation marks"),
    ("no colon", LABEL, r"        label \1", 1, "S105 .*: this key cannot stand here. Put a colon and a space"),
    ("no space", LABEL, r"        label:\1", 1, "S105 .*: this key cannot stand here. Put a colon and a space"),
    ("an apostrophe", LABEL, r"        label: 'Don't shoot'", 0, "S105 .*: the text goes on after the quotation mark"),
    ("a quotation mark never closed", LABEL, r'        label: "\1', 0, "S105 .* opened here is closed in line"),
    ("a condition with =", r'when: (\w+) is "', r'when: \1 = "', 0, "S403 '=' is not a sign of conditions. Write =="),
    ("no quotation marks", r'when: (\w+) is "([a-z ]+)"', r"when: \1 is \2", 0, r"S405 .* Write \"[a-z ]+\"\."),
    ("an unknown word", r"acts: \[\{crowd\.", r"acts: [{crwod.", 0, "S304 The vocabulary has no such word here"),
    (
        "a target misspelt",
        r"^  crowd: \{name: the crowd, of: people",
        r"  crowd: {name: C, of: poeple",
        0,
        "S305 Nobody",
    ),
    ("words in a number", TAKES, r"        \1 minutes", 0, "S203 This should be a whole number, and is a text."),
    ("no list", r"acts: \[(\w\S+), .*$", r"acts: \1", 0, r"S203 This should be a list, .* `\[one, two\]`"),
    ("a value misspelt", r"regime: law enforcement", r"regime: law enforcment", 0, "S502 .*mean 'law enforcement'"),
    ("markup in a text", LABEL, r"        label: \1 [now]", 0, "S121 A text may not contain square brackets."),
]


@pytest.mark.parametrize(
    ("pattern", "put", "after", "said"), [slip[1:] for slip in SLIPS], ids=[slip[0] for slip in SLIPS]
)
def test_a_trainers_mistake_is_told_in_its_line(pattern: str, put: str, after: int, said: str) -> None:
    """One slip in a real scenario gives one problem, in its line, in words that say what to do.

    `after` counts the lines from where the change begins to where the slip shows.
    """
    text, line = broken(pattern, put)
    (problem,) = told(text)
    assert re.match(f"{line + after}: {said}", problem)


def test_a_missing_then_is_told_at_its_option() -> None:
    """An option that leads nowhere is told at its own name."""
    text, line = broken(r"^        then: \S+\n", "")
    (problem,) = told(text)
    found = re.match(r"(\d+): S510 It is not said where '(.*)' leads. Add `then`", problem)
    assert found, problem
    assert text.split("\n")[int(found[1]) - 1] == f"      {found[2]}:"
    assert 0 < line - int(found[1]) < 20


def test_the_scenario_itself_has_no_problem() -> None:
    """What the mistakes are made in has none."""
    assert told(SCENARIO.read_text()) == []
