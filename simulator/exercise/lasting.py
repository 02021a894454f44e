"""Exercises that last: in the database, where they are opened, opened again and forked."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.database.errors import NotFound
from simulator.database.exercises import Exercises
from simulator.exercise.entries import Entry, Opened
from simulator.exercise.exercise import Exercise
from simulator.exercise.forking import forked
from simulator.exercise.logged import Clock, Keep, first_entry
from simulator.scenario import Scenario


def begin(store: Exercises, scenario: Scenario, opened: Opened, clock: Clock) -> Exercise:
    """A new exercise in its lobby. The scenario version has been added before."""
    entry = first_entry(opened, clock)
    store.open(opened.exercise, scenario.hash, entry.at, [entry.to_json()])
    return Exercise(scenario, [entry], clock, kept_in(store, opened.exercise))


def again(store: Exercises, scenario: Scenario, id: str, clock: Clock) -> Exercise:
    """An exercise where it stands, after a crash too. Raises NotFound, Misread, Divergence."""
    lines = store.entries(id)
    if not lines:
        raise NotFound(kind="exercise", name=id)
    return Exercise(scenario, [*map(Entry.from_json, lines)], clock, kept_in(store, id))


def fork(store: Exercises, origin: Exercise, at: int, id: str, clock: Clock) -> Exercise:
    """Another exercise, which goes on from the first `at` entries of this one. Raises Refused."""
    entries = forked(origin.entries, at, id)
    opened = origin.standing.opened
    assert opened is not None
    lines = [entry.to_json() for entry in entries]
    store.open(id, origin.scenario.hash, clock()[1], lines, (opened.exercise, at))
    return Exercise(origin.scenario, entries, clock, kept_in(store, id))


def kept_in(store: Exercises, id: str) -> Keep:
    """Keeps entries in the store, durable when it returns."""

    def keep(entries: Sequence[Entry]) -> None:
        store.append(id, entries[0].n, [entry.to_json() for entry in entries])

    return keep
