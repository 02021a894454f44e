"""Forks: what they take over, and that nothing of the origin changes."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.exercise.entries import CONTROL, Opened
from simulator.exercise.exercise import Exercise
from simulator.exercise.forking import forked, may_fork, shared
from simulator.exercise.refused import Refused
from simulator.exercise.standing import standing_of
from tests.simulator.exercise.tables import Table
from tests.simulator.exercise.test_exercise import anything, seated


def test_a_fork_goes_another_way_from_the_same_moment() -> None:
    """With the same luck, its origin on record, and its origin as it was."""
    table = seated()
    run = table.exercise
    run.begin()
    at = run.standing.length
    run.decide(CONTROL, ("go",), instead_of="In haste.")
    before = [*table.kept]
    other = Exercise(table.scenario, forked(run.entries, at, "y"), table.clock, lambda entries: None)
    assert (other.standing.phase, other.run.offered) == ("situation", ("wait", "go"))
    other.decide(CONTROL, ("wait",), instead_of="To see.")
    assert (other.standing.scene, run.standing.scene) == ("second", "end")
    assert other.standing.opened == Opened(
        exercise="y", scenario=table.scenario.hash, seed=1, forked_from="x", fork_at=at
    )
    assert shared(run.entries, other.entries) == at
    assert table.kept == before


def test_a_decision_stays_with_what_came_of_it() -> None:
    """There is no moment between the two; nor before the beginning, or after the end of the log."""
    run = seated().exercise
    run.begin()
    run.decide(CONTROL, ("go",), instead_of="In haste.")
    length = run.standing.length
    assert [at for at in range(-1, length + 3) if not may_fork(run.entries, at)] == [
        -1,
        0,
        length - 1,
        length + 1,
        length + 2,
    ]
    with pytest.raises(Refused):
        forked(run.entries, length - 1, "y")


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 1 << 30))
def test_every_fork_stands_where_its_origin_stood(seed: int) -> None:
    """At whatever moment, and it can be played on."""
    choice, table = random.Random(seed), seated()
    for _ in range(25):
        try:
            anything(choice, table)()
        except Refused:
            continue
    entries = table.exercise.entries
    at = choice.choice([n for n in range(len(entries) + 1) if may_fork(entries, n)])
    other: Exercise = Exercise(Table().scenario, forked(entries, at, "y"), table.clock, lambda entries: None)
    then = standing_of(entries[:at])
    assert (other.standing.phase, other.standing.records) == (then.phase, then.records)
    assert other.standing.outcomes == then.outcomes
