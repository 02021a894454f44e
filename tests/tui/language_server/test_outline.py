"""The outline of a buffer says what the file says, and holds out where the buffer is no YAML."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.problems import Problems
from simulator.source import Source, read_source
from tests.tui.language_server.typing_at import TEXT
from tests.tui.playing import ROOT
from tui.heads import shipped_folder
from tui.language_server.context import context
from tui.language_server.outline import Outline, Token
from tui.language_server.outline_reader import outline

FILES = sorted([*shipped_folder().rglob("*.yaml"), *(ROOT / "tests" / "fixtures").rglob("*.yaml")])

SIGNS = ["a:", " b: ", "- ", "\n", "\n  ", "\n    ", "{", "}", "[", "]", ",", ": ", '"', "'", "''", "\\", "|\n", ">-\n"]
WORDS = [
    "text",
    "é",
    "#",
    " # x",
    "\t",
    "\u2028",
    "\r",
    "&a",
    "*a",
    "!t",
    "---\n",
    "?",
    "%",
    "when: x > 1",
    "\x00",
    "👩",
]
PIECES = st.sampled_from(SIGNS + WORDS)
TEXTS = st.lists(PIECES, max_size=60).map("".join)

QUOTES = ("'", '"')
MANY_LINES = ("|", ">")


def place(text: str, token: Token) -> tuple[int, int]:
    """Line and column of a token from 1, its quotation mark included."""
    start = token.start - (token.style in QUOTES)
    return text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)


def read(file: Path) -> tuple[Source, Outline]:
    source = read_source(file, Problems(stop_at_first=True))
    assert source is not None
    return source, outline(source.text)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_key_stands_where_the_file_has_it(file: Path) -> None:
    """In a file that can be read, the outline has the same keys at the same places as the loader."""
    source, found = read(file)
    keys = {token.path: place(source.text, token) for token in found.tokens if token.kind == "key"}
    assert keys == {path: (at.line, at.column) for path, at in source.key_places.items()}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_value_stands_where_the_file_has_it(file: Path) -> None:
    """In a file that can be read, the outline has the same single values at the same places as the loader."""
    source, found = read(file)
    values = [token for token in found.tokens if token.kind == "value" and token.style not in MANY_LINES]
    scalars = {path for path, event in source.events.items() if getattr(event, "value", "") != ""}
    wanted = {path for path in scalars if source.events[path].style not in MANY_LINES}
    assert {token.path: place(source.text, token) for token in values} == {
        path: (source.places[path].line, source.places[path].column) for path in wanted
    }


@given(TEXTS)
def test_anything_has_an_outline(text: str) -> None:
    """Whatever is typed, each token is a piece of the text, and they follow each other."""
    found = outline(text)
    assert all(text[token.start : token.end] == token.text for token in found.tokens)
    assert all(before.end <= after.start for before, after in pairwise(found.tokens))


@given(TEXTS, st.data())
def test_one_can_type_anywhere_in_anything(text: str, data: st.DataObject) -> None:
    """Whatever stands there, the word under the cursor is a piece of the text around it."""
    offset = data.draw(st.integers(0, len(text)))
    here = context(text, offset)
    assert here is None or (here.start <= offset <= here.end and text[here.start : offset] == here.typed)


@given(st.integers(0, len(TEXT)))
def test_a_file_that_ends_early_has_the_same_keys_before(end: int) -> None:
    """A file that is written only to here has the keys that the whole file has, up to the last line."""
    last = TEXT.rfind("\n", 0, end) + 1
    before = [token for token in outline(TEXT[:end]).tokens if token.kind == "key" and token.end < last]
    assert before == [token for token in outline(TEXT).tokens if token.kind == "key" and token.end < last]


@pytest.mark.parametrize(
    "broken",
    ['label: "Walk', "label: 'Walk", "acts: [{crowd.dialogue: crowd", "add: {tension: -1", "when", "::", "- - -"],
)
def test_what_is_broken_spoils_only_its_line(broken: str) -> None:
    """An open quotation mark or bracket hides no scene that comes after it."""
    line = "        label: Walk to the gate and talk with the woman in front\n"
    found = outline(TEXT.replace(line, f"        {broken}\n"))
    assert found.keys(("scenes",)) == outline(TEXT).keys(("scenes",))
    assert found.keys(("scenes", "at-the-gate", "options")) == ["talk", "loudspeaker", "fire", "wait"]


@pytest.mark.parametrize(
    "text", ["[" * 100_000, "- " * 100_000, "{a: " * 50_000, '"' * 100_001, "'\n" * 50_000, "a:\n" * 100_000]
)
def test_no_heap_of_signs_takes_long(text: str) -> None:
    """A heap of signs is read no further than the limits allow; the test's own time limit would tell."""
    assert len(outline(text).tokens) <= 60_001
    context(text, len(text))
