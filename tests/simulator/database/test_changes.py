"""Changes: whoever listens hears of the entries of others, with the new length of their log."""

from __future__ import annotations

import pytest

from simulator.database import Database
from simulator.database.address import Place, Server
from simulator.database.changes import listening
from simulator.database.errors import NoDatabase, ServerAway
from tests.postgres import RealServer
from tests.simulator.database.programs import hear, program, tell
from tests.simulator.database.stories import BEGUN, begin

LONG = 20.0
"""Seconds in which it would surely have been heard."""


def test_what_others_append_is_heard_of(db: Database, place: Place) -> None:
    """Once, with the length that the log has then; what was there before is not told."""
    db.exercises.open("old one", "h1", BEGUN, ["opened", "briefed"])
    with listening(place) as changes:
        assert changes.wait(0) == {}
        db.exercises.append("old one", 2, ["begun", "paused"])
        assert changes.wait(LONG) == {"old one": 4}
        db.exercises.open("e2", "h1", BEGUN, ["opened"])
        assert changes.wait(LONG) == {"e2": 1}
        assert changes.wait(0) == {}


def test_what_is_no_entry_is_not_told(db: Database, place: Place) -> None:
    """Runs, names, and what was refused or undone."""
    db.exercises.open("e1", "h1", BEGUN, ["opened"])
    with listening(place) as changes:
        begin(db)
        db.exercises.call("e1", 1, "Amina")
        with pytest.raises(KeyError):
            _append_and_fail(db)
        assert changes.wait(0.1) == {}
        db.exercises.append("e1", 1, ["kept"])
        assert changes.wait(LONG) == {"e1": 2}


def _append_and_fail(db: Database) -> None:
    with db.connection.write():
        db.exercises.append("e1", 1, ["undone"])
        raise KeyError


APPEND_WHEN_TOLD = """
with Database.open(path) as db:
    say("ready"); wait()
    for number in range(1, 51): db.exercises.append("e1", number, ["x"])
"""


def test_it_is_heard_while_waiting(db: Database, place: Place) -> None:
    """From another program, up to the last one, whatever comes together."""
    db.exercises.open("e1", "h1", BEGUN, ["opened"])
    with listening(place) as changes, program(APPEND_WHEN_TOLD, place) as other:
        assert hear(other) == "ready"
        tell(other)
        heard = [0]
        while heard[-1] < 51:
            (found,) = changes.wait(LONG).values()
            heard.append(found)
        assert heard == sorted(set(heard))
        assert len(db.exercises.entries("e1")) == 51


def test_nothing_is_missed_when_the_server_comes_back(on_server: Server, server: RealServer) -> None:
    """The loss is told once; then all that was appended in between."""
    with Database.open(on_server) as db, listening(on_server) as changes:
        db.exercises.open("e1", "h1", BEGUN, ["opened"])
        assert changes.wait(LONG) == {"e1": 1}
        server.stop()
        server.start()
        with pytest.raises(ServerAway):
            changes.wait(LONG)
        with pytest.raises(ServerAway):
            db.exercises.append("e1", 1, ["lost"])
        db.exercises.append("e1", 1, ["briefed"])
        assert changes.wait(LONG) == {"e1": 2}


def test_where_no_database_is_there_is_nothing_to_hear(nowhere: Place) -> None:
    """It is not made for that."""
    with pytest.raises(NoDatabase), listening(nowhere):
        pass
