"""Sights that go on from what a seat saw before are the same as those that are worked out anew."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.exercise.refused import Refused
from simulator.exercise.sight import NOBODY, Sight, sight, unchanged
from simulator.exercise.sights import Sights
from tests.simulator.exercise.tables import SEATS, Table, table_scenario
from tests.simulator.exercise.test_exercise import anything, onward

WATCHED = (*SEATS, NOBODY)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 1 << 30))
def test_a_sight_that_goes_on_is_the_same(seed: int) -> None:
    """Whatever happens, whoever has looked in between, with seats whose information falls to others."""
    choice = random.Random(seed)
    table = Table(table_scenario({**SEATS, "force": {**SEATS["force"], "falls to": "head"}}))
    run, sights = table.exercise, Sights(table.scenario)
    for _ in range(60):
        try:
            (anything(choice, table) if choice.random() < 0.5 else onward(choice, run))()
        except Refused:
            continue
        for seat in choice.sample(WATCHED, choice.randint(0, len(WATCHED))):
            assert sights.of(run.standing, seat) == sight(run.scenario, run.standing, seat)


def test_what_has_not_changed_is_the_same_value() -> None:
    """So that whoever draws it need not look into it."""
    table = Table()
    run, sights = table.exercise, Sights(table.scenario)
    run.seat("force", 1)
    run.brief()
    run.begin()
    run.inject("news")
    before = sights.of(run.standing, "force")
    run.pause()
    after = sights.of(run.standing, "force")
    assert before.told
    assert before.arrived
    assert all(getattr(before, part) is getattr(after, part) for part in ("told", "arrived", "heard", "decisions"))
    run.improvise("Rumour", "They say so.", [])
    later = sights.of(run.standing, "force")
    assert (later.told is after.told, len(later.arrived)) == (True, len(after.arrived) + 1)


def test_a_sight_names_all_its_parts() -> None:
    """A part that is taken over is one of the sight's own."""
    table = Table()
    assert unchanged(table.exercise.standing, table.exercise.standing) <= set(Sight._fields)
