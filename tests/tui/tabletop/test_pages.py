"""Pages that go on from what was drawn before are the same as those that are drawn anew."""

from __future__ import annotations

import random
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from typing import Any, cast

from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.database import Database
from simulator.exercise.entries import Attribution
from simulator.exercise.refused import Refused
from tests.simulator.exercise.tables import SEATS, table_scenario
from tests.simulator.exercise.test_exercise import anything, onward
from tui.tabletop.hosting.host import Host
from tui.tabletop.hosting.room import Room
from tui.tabletop.pages.screen_page import screen_page
from tui.tabletop.pages.seat_page import seat_page
from tui.tabletop.pages.section import Page


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 1 << 30), st.sampled_from(["by role", "by name", "not at all"]))
def test_a_page_that_goes_on_is_the_same(seed: int, attribution: Attribution) -> None:
    """Whatever happens, whoever comes, goes or is forgotten, and in another way that is forked from it."""
    choice = random.Random(seed)
    with TemporaryDirectory() as folder, Database.open(Path(folder) / "held.db") as database:
        host = Host(database, lambda: (0.0, "2026-11-30T09:00:00Z"))
        room = host.open(
            table_scenario({**SEATS, "force": {**SEATS["force"], "falls to": "head"}}), attribution=attribution
        )
        for seat in SEATS:
            room.ask_for(room.arrive(seat.upper()), seat)
        for _ in range(50):
            _something(choice, host, room)
            for seat in choice.sample([*SEATS], 2):
                assert seat_page(room, seat) == _anew(room, seat)
            assert screen_page(room) == _anew(room, None)


def _something(choice: random.Random, host: Host, room: Room) -> None:
    """A thing that is tried, mostly with the exercise."""
    kind = choice.random()
    if kind < 0.05 and room.names:
        room.forget(choice.choice([*room.names]))
    else:
        try:
            if kind < 0.1:
                host.fork(room, choice.randint(1, room.standing.length))
            elif kind < 0.2:
                number, seat = room.arrive(choice.choice(["Noor", "Emil"])), choice.choice([*SEATS])
                room.act(lambda exercise: exercise.seat(seat, number))
            elif kind < 0.6:
                room.act(lambda exercise: onward(choice, exercise)())
            else:
                room.act(lambda exercise: anything(choice, cast(Any, SimpleNamespace(exercise=exercise)))())
        except Refused:
            pass


def _anew(room: Room, seat: str | None) -> Page:
    """The page as somebody sees it who has just opened the room."""
    fresh = Room(room.store, room.exercise, room.door)
    fresh.names = room.names
    return screen_page(fresh) if seat is None else seat_page(fresh, seat)
