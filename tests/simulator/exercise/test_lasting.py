"""Exercises in the database: killed at any moment, opened again, forked, and run by two at once."""

from __future__ import annotations

import contextlib
import os
import random
import signal

import pytest

from simulator.database import Database
from simulator.database.address import Place
from simulator.database.errors import ExerciseConflict, NotFound
from simulator.exercise.entries import Entry, Opened, Stepped
from simulator.exercise.exercise import Exercise
from simulator.exercise.lasting import again, begin, fork
from simulator.exercise.refused import Refused
from simulator.exercise.standing import standing_of
from tests.simulator.exercise.tables import Table, table_scenario
from tests.simulator.exercise.test_exercise import anything


def play_for_ever(place: Place, seed: int, acknowledge: int) -> None:
    """Do one thing after the other, and acknowledge each by a byte once it is kept."""
    table, choice = Table(), random.Random(seed)
    with Database.open(place) as db:
        run = again(db.exercises, table.scenario, "e1", table.clock)
        while True:
            if run.standing.scene == "end" or run.standing.phase == "debrief":
                return
            table.seconds += 1
            with contextlib.suppress(Refused):
                anything(choice, table, run)()
                os.write(acknowledge, b".")


def killed_while_playing(place: Place, seed: int, after: int) -> int:
    """Kill a process that plays, once it has acknowledged so much; how much it had acknowledged in the end."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        with contextlib.suppress(BaseException):
            play_for_ever(place, seed, writing)
        os._exit(0)
    os.close(writing)
    found = b""
    while len(found) < after and (more := os.read(reading, 1)):
        found += more
    os.kill(child, signal.SIGKILL)
    while more := os.read(reading, 64):
        found += more
    os.close(reading)
    os.waitpid(child, 0)
    return len(found)


def laid(place: Place) -> None:
    """A database with an exercise in it, in its lobby."""
    scenario = table_scenario()
    with Database.open(place) as db:
        db.scenarios.add(scenario.hash, "small", "Small", {}, words="", added="2026-11-30T09:00:00Z")
        begin(db.exercises, scenario, Opened(exercise="e1", scenario=scenario.hash, seed=1), Table().clock)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.parametrize("kills", [20, pytest.param(500, marks=pytest.mark.soak)])
def test_killed_at_any_moment_nothing_acknowledged_is_lost(place: Place, kills: int) -> None:
    """Each time it goes on where it was: all that was acknowledged is there, and at most one thing more."""
    table, choice = Table(), random.Random(5)
    laid(place)
    things = 0
    for kill in range(kills):
        acknowledged = killed_while_playing(place, kill, choice.randrange(20))
        with Database.open(place) as db:
            found = again(db.exercises, table.scenario, "e1", table.clock)
            kept = sum(not isinstance(entry.what, Stepped) for entry in found.entries) - 1
            begun = any(isinstance(entry.what, Stepped) for entry in found.entries)
            assert things + acknowledged <= kept + begun <= things + acknowledged + 1
            assert found.standing == standing_of(found.entries)
            things = kept + begun
            if found.standing.phase in ("debrief", "closed"):
                db.exercises.delete("e1")
                opened = Opened(exercise="e1", scenario=table.scenario.hash, seed=kill)
                begin(db.exercises, table.scenario, opened, table.clock)
                things = 0


def test_two_facilitators_cannot_write_over_each_other(place: Place) -> None:
    """The second is refused, and where it stands nothing has changed."""
    table = Table()
    laid(place)
    with Database.open(place) as here, Database.open(place) as there:
        one = again(here.exercises, table.scenario, "e1", table.clock)
        other = again(there.exercises, table.scenario, "e1", table.clock)
        one.brief()
        with pytest.raises(ExerciseConflict):
            other.end()
        assert other.standing.phase == "lobby"
        assert [Entry.from_json(line) for line in here.exercises.entries("e1")] == one.entries


def test_a_fork_is_an_exercise_of_its_own(place: Place) -> None:
    """With its origin on record in its row and in its log."""
    table = Table()
    laid(place)
    with Database.open(place) as db:
        origin: Exercise = again(db.exercises, table.scenario, "e1", table.clock)
        origin.brief()
        origin.begin()
        other = fork(db.exercises, origin, 2, "e2", table.clock)
        other.begin()
        row = db.exercises.row("e2")
        assert row is not None
        assert (row.forked_from, row.length) == (("e1", 2), 3)
        assert again(db.exercises, table.scenario, "e2", table.clock).standing == other.standing
        with pytest.raises(NotFound):
            again(db.exercises, table.scenario, "e9", table.clock)
