"""An exercise whose database is a PostgreSQL server: the same log, and a server that goes away and comes back."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from simulator.database import Database
from simulator.database.address import Place, Server
from simulator.database.errors import DatabaseError
from simulator.exercise.entries import CONTROL
from simulator.exercise.exercise import Exercise
from tests.postgres import RealServer
from tests.simulator.exercise.tables import table_scenario
from tests.tui.tabletop.served import Served, served

JSON = {"accept": "application/json"}


@pytest.fixture
def place(server: RealServer) -> Server:
    """A database of one's own on a real server."""
    return server.without_tables("nothing")


def still() -> tuple[float, str]:
    """A clock that stands."""
    return 0.0, "2026-11-30T09:00:00Z"


def held(folder: Path, place: Place | None) -> list[str]:
    """The log of a small exercise: seats, an inject, a recommendation, a decision with dissent, a message, a fork."""
    with served(folder, table_scenario(), place=place, clock=still, seed=7) as found:
        with found.seated("head") as head, found.seated("force") as force:
            for step in (Exercise.brief, Exercise.begin):
                found.act(step)
            found.act(partial(Exercise.inject, id="news"))
            found.act(Exercise.ask)
            turn = str(found.room.standing.asked)
            form = {"action": "recommend", "move": "go", "reason": "Now: 'quoted', 100 %", "turn": turn}
            assert force.post("/seat/force", data=form, headers=JSON).status_code == 200
            found.act(Exercise.reveal)
            form = {"action": "decide", "move": "wait", "reason": "Not yet", "turn": turn}
            assert head.post("/seat/head", data=form, headers=JSON).status_code == 200
            found.act(partial(Exercise.dissent, seat="force", reason="Too late"))
            found.act(Exercise.go_on)
        return found.on_loop(lambda: found.host.database.exercises.entries(found.room.id))


def without_id(lines: list[str]) -> list[str]:
    """A log, its first entry without the random id of the exercise."""
    return [lines[0].partition('"exercise":')[0], *lines[1:]]


def test_the_same_exercise_leaves_the_same_log(tmp_path: Path, place: Server) -> None:
    """Byte for byte, in a file and on a server."""
    assert without_id(held(tmp_path, None)) == without_id(held(tmp_path, place))


@pytest.fixture
def table(tmp_path: Path, place: Server) -> Iterator[Served]:
    with served(tmp_path, table_scenario(), place=place) as found:
        yield found


def test_a_server_that_restarts_takes_nothing_along(table: Served, server: RealServer, place: Server) -> None:
    """What cannot be kept is refused and has not happened; when the server is back, play goes on where it stood."""
    with table.seated("head") as client:
        said = {"action": "say", "text": "Before"}
        assert client.post("/seat/head", data=said, headers=JSON).status_code == 200
        before = table.room.standing
        server.stop()
        try:
            answer = client.post("/seat/head", data={**said, "text": "Meanwhile"}, headers=JSON)
            assert (answer.status_code, bool(answer.json()["problem"])) == (409, True)
            with pytest.raises(DatabaseError):
                table.act(Exercise.brief)
            assert table.room.standing == before
            assert client.get("/seat/head").status_code == 200
        finally:
            server.start()
        assert client.post("/seat/head", data={**said, "text": "After"}, headers=JSON).status_code == 200
        table.act(Exercise.brief)
    with Database.open(place) as database:
        log = "".join(database.exercises.entries(table.room.id))
        assert [word in log for word in ("Before", "Meanwhile", "After")] == [True, False, True]


def test_two_hosts_on_one_server_see_the_same(table: Served, place: Server, tmp_path: Path) -> None:
    """What one facilitator does, the other's host takes in."""
    table.act(partial(Exercise.note, by=CONTROL, text="From one laptop"))
    with served(tmp_path, table.room.scenario, place=place, again=table.room.id) as other:
        other.act(partial(Exercise.note, by=CONTROL, text="From the other"))
        assert table.on_loop(table.room.catch_up)
        assert table.room.standing == other.room.standing
