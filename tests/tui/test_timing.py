"""Timed decisions for everybody: as written, stretched, or without a clock."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tui.story import Limit
from tui.timing import allowed

limits = st.builds(Limit, st.integers(1, 9_999), st.integers(0, 999), st.just(("hold",)))


@given(limits)
def test_stretching_gives_three_times_as_long_to_read_and_to_decide(limit: Limit) -> None:
    """Never less, and the move that follows when time runs out stays."""
    found = allowed(limit, "stretched")
    assert found == Limit(limit.seconds * 3, limit.reading * 3, limit.default)


@given(limits)
def test_as_written_and_without_a_clock(limit: Limit) -> None:
    """The author's seconds hold unless somebody asked for others; without a clock nothing runs out."""
    assert allowed(limit, "on") == limit
    assert allowed(limit, "off") is None
    assert allowed(None, "on") is None
