"""Lines on a page."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.debrief_lines import Line
from tui.plain.page import NARROWEST, WIDEST, Page, terminal_width


def written(text: str, width: int = WIDEST) -> str:
    out = io.StringIO()
    Page(out, width).line(text)
    return out.getvalue()


@given(st.text(), st.integers(NARROWEST, WIDEST))
def test_nothing_that_a_terminal_would_obey_gets_through(text: str, width: int) -> None:
    """Whatever is written, only printable characters and line ends come out."""
    assert all(character.isprintable() or character == "\n" for character in written(text, width))


@given(st.lists(st.text(alphabet="abc", min_size=1, max_size=NARROWEST), max_size=60), st.integers(NARROWEST, WIDEST))
def test_lines_are_never_wider_than_the_page(words: list[str], width: int) -> None:
    """Words that fit are wrapped, and none is lost."""
    out = written(" ".join(words), width)
    assert all(len(line) <= width for line in out.splitlines())
    assert out.split() == words


def test_a_long_word_is_not_lost() -> None:
    """A word that is wider than the page goes on in the next line."""
    assert written("x" * 100).replace("\n", "") == "x" * 100


@pytest.mark.parametrize(("columns", "width"), [("5", NARROWEST), ("60", 60), ("200", WIDEST), ("no", WIDEST)])
def test_the_page_is_as_wide_as_the_terminal_within_reason(
    columns: str, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Narrow terminals get narrow lines; wide ones get lines that people can read."""
    monkeypatch.setenv("COLUMNS", columns)
    assert terminal_width() == width


def test_a_map_keeps_its_lines() -> None:
    """What is drawn in text is not wrapped."""
    out = io.StringIO()
    Page(out, NARROWEST).as_drawn("a" * 50 + "\n  b")
    assert out.getvalue() == "a" * 50 + "\n  b\n"


def test_each_kind_of_line_reads_without_position_or_colour() -> None:
    """Headings are capitals after an empty line; labels stand before what they label."""
    out = io.StringIO()
    Page(out).show(
        [
            Line("heading", "Done well"),
            Line("item", "kept", "Warn"),
            Line("subheading", "Decision 1"),
            Line("text", "So."),
            Line("text", "", "Then"),
        ]
    )
    assert out.getvalue() == "\nDONE WELL\nWarn: kept\n\nDecision 1\nSo.\nThen\n"
