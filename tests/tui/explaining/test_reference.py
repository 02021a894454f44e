"""docs/format-reference.md: fresh, whole, and every key of it has a meaning."""

from __future__ import annotations

import re
from dataclasses import fields

import pytest

from simulator.block import Block
from simulator.model import EventUse, Inject, Option, ScenarioFile, Scene, WordUse
from tests.tui.playing import ROOT
from tui.explaining.reference import all_blocks, in_words, meaning, owner, reference, title
from tui.words import catalogue, has

PAGE = reference()
TABLED = [kind for kind in all_blocks() if not issubclass(kind, WordUse)]


def anchor(heading: str) -> str:
    """The address that places for Markdown give a heading."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


def test_the_page_is_fresh() -> None:
    """docs/format-reference.md is what `make reference` makes now."""
    assert (ROOT / "docs" / "format-reference.md").read_text(encoding="utf-8") == PAGE, "run `make reference`"


@pytest.mark.parametrize("kind", all_blocks(), ids=lambda kind: str(kind.__name__))
def test_every_block_has_a_name_and_every_key_a_meaning(kind: type[Block]) -> None:
    """A key that is added to the models has to be explained in the catalogue (keys.json) before this passes."""
    assert has(f"block.{kind.__name__}")
    missing = [
        kind.KEY(each.name) for each in fields(kind) if kind in TABLED and " " not in meaning(kind, kind.KEY(each.name))
    ]
    assert missing == []


def test_nothing_is_explained_that_is_not_there() -> None:
    """Each meaning is that of a key that some file may hold."""
    known = {
        f"keys.{owner(kind, kind.KEY(f.name)).__name__}.{kind.KEY(f.name)}" for kind in TABLED for f in fields(kind)
    }
    assert {key for key in catalogue("en") if key.startswith("keys.")} == known


def test_every_link_leads_somewhere() -> None:
    """Each link within the page has a heading, no two headings are alike, and each file that is named is there."""
    headings = [anchor(heading) for heading in re.findall(r"^## (.+)$", PAGE, flags=re.MULTILINE)]
    assert len(headings) == len(set(headings)) == len(all_blocks())
    assert set(re.findall(r"\]\(#([^)]+)\)", PAGE)) <= set(headings)
    for file in set(re.findall(r"\]\(([^#)]+)\)", PAGE)):
        assert (ROOT / "docs" / file).is_file(), file


@pytest.mark.parametrize(
    ("key", "holds"),
    [
        ("level", "needed: one of `tactical`, `operational`, `leadership`"),
        ("play minutes", "needed: a whole number from 1 to 240"),
        ("themes", "a list of: one line of text"),
        ("scenes", "needed: for each id: [a scene](#a-scene)"),
        ("takes", "minutes, from 0 to 129600; `1` unless said"),
        ("then", "a scene, or a list of: [a case](#a-case)"),
        ("gauge", "two whole numbers, such as `[0, 5]`"),
        ("by default", "a word or a list of: a word"),
        ("on call", "`true`"),
        ("when", "a condition"),
    ],
)
def test_what_may_stand_somewhere_is_said_in_plain_words(key: str, holds: str) -> None:
    """A trainer reads what may stand at a key, not the name of a type."""
    assert f"| `{key}` | {holds} |" in PAGE


def test_no_word_of_programmers_is_on_the_page() -> None:
    """Neither names of types nor of fields as the program has them."""
    assert not re.search(r"\b(str|int|bool|dict|tuple|Optional|None|Annotated|Literal)\b|`\w+_\w*`", PAGE)


def test_shared_keys_are_explained_once() -> None:
    """`set` means the same in an option and an inject, and not in a scene."""
    assert meaning(Option, "set") == meaning(Inject, "set") != meaning(Scene, "set")


def test_words_for_blocks() -> None:
    """A block is a link to its own part of the page."""
    assert in_words(Scene) == "[a scene](#a-scene)"
    assert title(ScenarioFile) == "The scenario file"
    assert issubclass(EventUse, WordUse)
