"""Whatever stands in a buffer, each question has an answer: no feature fails on a text, at no place in it."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol import types
from pygls.workspace import PositionCodec

from tests.tui.language_server.test_outline import PIECES, TEXTS
from tests.tui.language_server.typing_at import TEXT
from tests.tui.playing import SMALL
from tui.heads import shipped_folder
from tui.language_server.buffer import Buffer
from tui.language_server.completion import complete
from tui.language_server.finding import declared_beside, declared_here, meant_here
from tui.language_server.hover import explained
from tui.language_server.mending import mendings
from tui.language_server.places import Places
from tui.language_server.problems import diagnostics, problems_of
from tui.language_server.renaming import CannotRename, renamed
from tui.language_server.symbols import symbols

PARTS = shipped_folder() / "ashara" / "parts"
FILES = [SMALL / "the-gate.yaml", SMALL / "area.yaml", SMALL / "the-gate.plans.yaml", PARTS / "casevac.yaml"]


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """The gate with pieces of it gone, and others written instead."""
    text = TEXT
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 40)))
        text = text[:start] + "".join(draw(st.lists(PIECES, max_size=3))) + text[end:]
    return text


def asked_everything(file: Path, text: str, offset: int) -> None:
    """Every question about one place."""
    buffer = Buffer(file, text.replace("\r\n", "\n"))
    places = Places(buffer.text, PositionCodec(types.PositionEncodingKind.Utf16))
    offset = min(offset, len(buffer.text))
    assert places.offset(places.position(offset)) == offset
    complete(buffer, places, offset)
    explained(buffer, offset)
    declared_here(buffer, offset)
    declared_beside(buffer, offset)
    meant_here(buffer, offset)
    symbols(buffer, places)
    with suppress(CannotRename):
        renamed(buffer, offset, "another-name")
    found = diagnostics(problems_of(buffer), buffer, places)
    list(mendings(buffer, places, file.as_uri(), found))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
@given(text=TEXTS, offset=st.integers(0, 200))
def test_anything_in_any_file(file: Path, text: str, offset: int) -> None:
    """Signs in any order, in each kind of file."""
    asked_everything(file, text, offset)


@given(text=damaged(), offset=st.integers(0, len(TEXT)))
def test_a_damaged_scenario(text: str, offset: int) -> None:
    """A scenario that was right and has holes now."""
    asked_everything(FILES[0], text, offset)


@given(text=damaged())
def test_a_place_is_where_the_editor_has_it(text: str) -> None:
    """There and back, from offsets to the editor's lines and units, for every unit that an editor may count in."""
    for encoding in types.PositionEncodingKind:
        places = Places(text, PositionCodec(encoding))
        for offset in range(0, len(text) + 1, 97):
            assert places.offset(places.position(offset)) == offset
