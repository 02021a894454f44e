"""Numbers for keys that come in columns, and answers that are looked up for pairs of numbers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.exploration import hashed
from simulator.exploration.hashed import Hashed
from simulator.exploration.lookup import LARGEST, Lookup, Pairs, one_by_one

KEYS = st.one_of(st.integers(0, 40), st.integers(0, (1 << 63) - 1))
BATCHES = st.lists(st.lists(KEYS, min_size=1, max_size=60), min_size=1, max_size=6)
WAYS = [False, pytest.param(True, marks=pytest.mark.skipif(not hashed.FAST, reason="numba is not installed"))]


@pytest.mark.parametrize("fast", WAYS)
def test_each_different_key_gets_the_next_number(fast: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the order of their coming, whatever table they fall into, with NumPy alone and with numba."""
    monkeypatch.setattr(hashed, "WORTH_IT", 0)

    @settings(max_examples=60, deadline=None)
    @given(BATCHES)
    def numbered(batches: list[list[int]]) -> None:
        known: dict[int, int] = {}
        table = Hashed(fast=fast)
        for batch in batches:
            before = len(known)
            truth = [known.setdefault(key, len(known)) for key in batch]
            numbers, new = table.of(np.array(batch, dtype=np.int64))
            assert numbers.tolist() == truth
            assert [batch[at] for at in new] == list(known)[before:]
            assert table.count == len(known)

    numbered()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 1_000), st.integers(0, 5_000)), min_size=1, max_size=60))
def test_what_is_looked_up_is_worked_out_once_for_each_pair(pairs: list[tuple[int, int]]) -> None:
    """In a table with a place for each pair, and where that would be too large."""
    asked: list[tuple[int, int]] = []

    def work(one: int, other: int) -> int:
        asked.append((one, other))
        return one * 10_000 + other

    lookup = Lookup(one_by_one(work))
    for some in (pairs[:1], pairs[: len(pairs) // 2 + 1], pairs):
        first, second = (np.array(each, dtype=np.int64) for each in zip(*some, strict=True))
        assert lookup.of(first, second).tolist() == [one * 10_000 + other for one, other in some]
    assert sorted(asked) == sorted(set(pairs))


def test_pairs_keep_their_numbers_when_their_table_grows_too_large() -> None:
    """What a number stands for is known afterwards."""
    pairs = Pairs()
    few = pairs.of(np.arange(4), 3)
    many = pairs.of(np.arange(10), np.full(10, LARGEST))
    assert pairs.of(np.arange(4), 3).tolist() == few.tolist()
    assert pairs.first.column[many].tolist() == [*range(10)]
    assert len(pairs) == 14


def test_numbers_beyond_31_bits_are_refused() -> None:
    """They would be taken for others: that is an error of ours, and never passed over."""
    with pytest.raises(OverflowError):
        Pairs().of(np.array([1]), np.array([1 << 31]))
