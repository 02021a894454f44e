"""Chance after the fact."""

from __future__ import annotations

import pytest

from simulator.run import history
from tests.tui.playing import WHOLE, gate, played
from tui.luck import against, harm


@pytest.mark.parametrize("seed", range(8))
def test_chance_went_against_exactly_where_another_draw_would_have_hurt_fewer(seed: int) -> None:
    """The stone that hit the driver was bad luck; the stones that fell short were not."""
    run = played(gate(), [*WHOLE[:2], ("back",)], seed)
    record = run.records[-1]
    before = history(gate(), seed, run.records)[record.n]
    hurt = ("ledger", 7, "peacekeepers.hurt", 1) in record.entries
    assert against(gate(), before, record) == hurt == (harm(record.entries) > 0)


def test_what_was_not_drawn_is_not_luck() -> None:
    """A move without chance has nothing of luck, however many it hurt."""
    run = played(gate(), WHOLE[:3])
    record = run.records[-1]
    assert harm(record.entries) == 3
    assert not against(gate(), history(gate(), 1, run.records)[record.n], record)
