"""docs/words.md: fresh, whole, and it says which rules read a word."""

from __future__ import annotations

import re

import pytest

from tests.tui.playing import ROOT
from tui.explaining.word_list import word_list
from tui.policy import vocabulary

PAGE = word_list()


def row(word: str) -> list[str]:
    """The cells of a word's row."""
    (found,) = [line for line in PAGE.splitlines() if line.startswith(f"| `{word}` |")]
    return [cell.strip() for cell in found.strip("|").split("|")]


def test_the_page_is_fresh() -> None:
    """docs/words.md is what `make reference` makes now."""
    assert (ROOT / "docs" / "words.md").read_text(encoding="utf-8") == PAGE, "run `make reference`"


def test_every_word_has_its_row() -> None:
    """Nothing that a scenario may say is missing."""
    words = vocabulary()
    rows = re.findall(r"^\| `([^`]+)` \|", PAGE, flags=re.MULTILINE)
    assert sorted(rows) == sorted([*words.acts, *words.events, *words.facts, *words.families])


@pytest.mark.parametrize(
    ("word", "rule"),
    [
        ("promise.protection", "T30"),  # by its own name, under never
        ("poc.protect.patrol", "T22"),  # by the beginning of it
        ("gate.admit", "T22"),  # by a family
        ("poc.alert", "T21"),  # what opens a duty
        ("promise.can-keep", "T30"),  # in a condition
        ("threat.to-civilians", "T22"),  # what a fact becomes
        ("rescue.urgent", "T27"),  # in an exception
    ],
)
def test_a_word_names_the_rules_that_read_it(word: str, rule: str) -> None:
    """However a rule names a word, the word names the rule."""
    assert rule in row(word)[-1].split(", ")


def test_a_word_that_a_rule_does_not_read_does_not_name_it() -> None:
    """Nor does the beginning of a word stand for one that only looks like it."""
    assert "T30" not in row("promise.honest")[-1]
    assert row("poc.alert")[1:3] == ["must", "You hear of a threat to civilians."]
