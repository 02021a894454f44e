"""Lengths of time in words that people use."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.durations import in_short, in_words


@pytest.mark.parametrize(
    ("minutes", "words", "short"),
    [
        (0, "0 minutes", "0 min"),
        (1, "1 minute", "1 min"),
        (90, "90 minutes", "90 min"),
        (125, "2 hours 5 minutes", "2 h 5 min"),
        (480, "8 hours", "8 h"),
        (1500, "1 day 1 hour", "1 d 1 h"),
        (2886, "2 days", "2 d"),
    ],
)
def test_a_length_is_told_as_people_tell_it(minutes: int, words: str, short: str) -> None:
    """Minutes, then hours, then days; nothing that is none."""
    assert (in_words(minutes), in_short(minutes)) == (words, short)


@given(st.integers(0, 100_000))
def test_no_length_is_without_words(minutes: int) -> None:
    """Every length says something, in two parts at most."""
    assert 1 <= len(in_short(minutes).split()) // 2 <= 2
