"""The catalogue: every word on every screen, and nothing that no screen says."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from scoring.assessment import ObjectiveResult
from scoring.verdicts import Verdict
from tests.tui.playing import ROOT
from tui import words
from tui.policy import vocabulary
from tui.words import catalogue, say

CALLS = {"say", "template", "has"}
Use = tuple[str, bool, frozenset[str] | None]
"""A key or the beginning of one, whether it is whole, and the names of the values given."""


def uses(source: str) -> Iterator[Use]:
    """Every call that looks something up in the catalogue."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS and node.args:
            names = None
            if node.func.id == "say" and all(k.arg for k in node.keywords):
                names = frozenset(str(k.arg) for k in node.keywords)
            for key, whole in _keys(node.args[0]):
                yield key, whole, names


def _keys(node: ast.expr) -> Iterator[tuple[str, bool]]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value, True
    elif isinstance(node, ast.IfExp):
        yield from _keys(node.body)
        yield from _keys(node.orelse)
    elif isinstance(node, ast.JoinedStr):
        first = node.values[0]
        assert isinstance(first, ast.Constant), ast.unparse(node)
        yield str(first.value), False


def literals(source: str) -> Iterator[str]:
    """Every string that stands in the source: keys may be handed on before they are looked up."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def all_uses() -> list[tuple[Path, Use]]:
    files = sorted((ROOT / "tui").rglob("*.py"))
    return [(file, use) for file in files if file.name != "words.py" for use in uses(file.read_text())]


def keys_of_templates() -> set[str]:
    """Keys that templates of pages look up."""
    files = (ROOT / "tui" / "templates").rglob("*.html")
    return {key for file in files for key in re.findall(r'\bsay\("([^"]+)"', file.read_text())}


def under(beginning: str) -> list[str]:
    return [key for key in catalogue("en") if key.startswith(beginning)]


def test_every_key_that_is_used_is_in_the_catalogue() -> None:
    """No screen can ask for words that nobody wrote."""
    missing = [
        f"{file.relative_to(ROOT)}: {key}"
        for file, (key, whole, _) in all_uses()
        if not (key in catalogue("en") if whole else under(key))
    ]
    assert missing == []
    assert keys_of_templates() <= catalogue("en").keys()


def test_every_key_of_the_catalogue_is_used() -> None:
    """Nothing stands in the catalogue that no screen says."""
    whole = {text for file in (ROOT / "tui").rglob("*.py") for text in literals(file.read_text())}
    whole |= keys_of_templates()
    beginnings = tuple(key for _, (key, is_whole, _) in all_uses() if not is_whole)
    assert [key for key in catalogue("en") if key not in whole and not key.startswith(beginnings)] == []


def test_every_value_that_words_ask_for_is_given() -> None:
    """Where words have a place for a value, whoever says them gives that value."""
    short = []
    for file, (key, whole, names) in all_uses():
        for entry in [key] if whole else under(key):
            wanted = placeholders(entry)
            if names is not None and not wanted <= names:
                short.append(f"{file.relative_to(ROOT)}: {entry} wants {sorted(wanted - names)}")
    assert short == []


def placeholders(key: str) -> set[str]:
    """The names of the values that an entry asks for, and `count` where it has a plural."""
    entry = catalogue("en").get(key, "")
    texts = list(entry.values()) if isinstance(entry, dict) else [entry]
    named = {name for text in texts for _, name, _, _ in string.Formatter().parse(text) if name}
    return named | ({"count"} if isinstance(entry, dict) else set())


def test_the_search_sees_a_key_that_is_missing() -> None:
    """Keys are found whole, as beginnings, and on both sides of a choice."""
    source = 'say("a.b", count=1); say(f"c.{x}"); say("d" if x else "e")'
    assert [(key, whole) for key, whole, _ in uses(source)] == [("a.b", True), ("c.", False), ("d", True), ("e", True)]


def test_words_without_an_entry_are_said_as_their_key() -> None:
    """A hole in the catalogue is ugly and never a crash."""
    assert say("no.such.key", count=3) == "no.such.key"


def test_one_is_not_many() -> None:
    """An entry with a plural is chosen by its count."""
    assert say("duration.minutes", count=1) == "1 minute"
    assert say("duration.minutes", count=2) == "2 minutes"
    assert say("duration.minutes", count=0) == "0 minutes"


def test_a_language_without_a_catalogue_is_english(monkeypatch: pytest.MonkeyPatch) -> None:
    """A language that nobody translated to falls back to English."""
    monkeypatch.setenv("PEACEKEEPER_LANGUAGE", "../../xx")
    assert words.language() == "en"


@pytest.mark.parametrize("group", vocabulary().groups)
def test_every_group_of_people_has_a_name(group: str) -> None:
    """The ledger can name everybody whom the vocabulary counts."""
    assert words.has(f"ledger.group.{group}") or group == "peacekeepers"


@pytest.mark.parametrize("outcome", vocabulary().outcomes)
def test_every_outcome_has_a_word(outcome: str) -> None:
    """The ledger can say everything that the vocabulary lets happen to people."""
    assert words.has(f"ledger.outcomes.{outcome}")


@pytest.mark.parametrize("verdict", [verdict.value for verdict in Verdict])
def test_every_verdict_has_words(verdict: str) -> None:
    """A debrief can say every verdict."""
    assert words.has(f"verdict.{verdict}")


@pytest.mark.parametrize("result", get_args(ObjectiveResult))
def test_every_result_of_an_objective_has_words(result: str) -> None:
    """A debrief can say how each objective went."""
    assert words.has(f"result.{result}")


@pytest.mark.parametrize("component", ["military", "police", "civilian"])
def test_every_component_has_people_of_its_own(component: str) -> None:
    """The player's own people are named for what they are."""
    assert words.has(f"ledger.own.{component}")
