"""`peacekeeper database copy`, and commands on a database that is on a server."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from simulator.database import Database
from simulator.database.address import Server
from tests.postgres import RealServer
from tests.tui.playing import GATE, WHOLE, WHOLE_TEXT, kept_after
from tui.commands import HOLDS, UNUSABLE, run
from tui.keeping import VARIABLE


@pytest.fixture
def empty(server: RealServer) -> Server:
    """A database on it without tables, whose address holds a password."""
    address = server.without_tables("nothing")
    return Server(f"{address.url}&password=s3cret")


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    """A file with a run in it."""
    file = tmp_path / "a.db"
    with Database.open(file) as database:
        kept_after(database, WHOLE, name="Ana")
    return file


Say = Callable[..., tuple[int, str, str]]


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str]) -> Say:
    """Carry out a command here: its status, what it printed, and its messages."""

    def carry_out(*words: object) -> tuple[int, str, str]:
        status = run([*map(str, words)])
        return status, *capsys.readouterr()

    return carry_out


def test_a_file_is_copied_to_a_server_and_back(filled: Path, empty: Server, tmp_path: Path, say: Say) -> None:
    """With counts, for people and for programs; the same runs are listed there, and no password is printed."""
    status, there, messages = say("database", "copy", filled, empty.url)
    assert (status, messages) == (HOLDS, "")
    assert "1  people" in there
    _, back, _ = say("database", "copy", empty.url, tmp_path / "b.db", "--json")
    assert json.loads(back)["copied"]["runs"] == 1
    lists = [say("runs", "list", "--db", place)[1] for place in (filled, empty.url, tmp_path / "b.db")]
    assert lists[0] == lists[1] == lists[2] != ""
    assert "s3cret" not in there + back


def test_what_is_not_copied_is_said(filled: Path, empty: Server, tmp_path: Path, say: Say) -> None:
    """Onto something, from nothing, to nowhere: one message, and status 2."""
    attempts = ((filled, filled), (tmp_path / "none.db", empty.url), (filled, "postgresql://ana:s3cret@127.0.0.1:1/db"))
    for source, target in attempts:
        status, printed, messages = say("database", "copy", source, target)
        assert (status, printed, len(messages.splitlines())) == (UNUSABLE, "", 1)
        assert "s3cret" not in messages


def test_commands_work_on_a_server(empty: Server, monkeypatch: pytest.MonkeyPatch, say: Say) -> None:
    """Where PEACEKEEPER_DB names one: listed before anything is there, played, reported, deleted."""
    monkeypatch.setenv(VARIABLE, empty.url)
    assert "No runs yet" in say("runs", "list")[1]
    assert say("play", GATE, "--moves", WHOLE_TEXT, "--name", "Ana", "--json")[0] == HOLDS
    id = json.loads(say("runs", "list", "--json")[1])["runs"][0]["id"]
    assert say("runs", "report", id)[0] == HOLDS
    assert say("runs", "delete", id, "--yes")[0] == HOLDS
    assert "No runs yet" in say("runs", "list")[1]
