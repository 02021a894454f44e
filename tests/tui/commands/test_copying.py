"""`peacekeeper database copy`, and commands on a database that is on a server."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from simulator.database import Database
from simulator.database.address import Server
from tests.postgres import RealServer
from tests.tui.playing import GATE, WHOLE, WHOLE_TEXT, kept_after, peacekeeper
from tui.commands import HOLDS, UNUSABLE
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


def test_a_file_is_copied_to_a_server_and_back(filled: Path, empty: Server, tmp_path: Path) -> None:
    """With counts, for people and for programs; the same runs are listed there, and no password is printed."""
    there = peacekeeper("database", "copy", filled, empty.url)
    assert (there.returncode, there.stderr) == (HOLDS, "")
    assert "1  people" in there.stdout
    back = peacekeeper("database", "copy", empty.url, tmp_path / "b.db", "--json")
    assert json.loads(back.stdout)["copied"]["runs"] == 1
    lists = [peacekeeper("runs", "list", "--db", place).stdout for place in (filled, empty.url, tmp_path / "b.db")]
    assert lists[0] == lists[1] == lists[2] != ""
    assert "s3cret" not in there.stdout + back.stdout


def test_what_is_not_copied_is_said(filled: Path, empty: Server, tmp_path: Path) -> None:
    """Onto something, from nothing, to nowhere: one message, and status 2."""
    attempts = ((filled, filled), (tmp_path / "none.db", empty.url), (filled, "postgresql://ana:s3cret@127.0.0.1:1/db"))
    for source, target in attempts:
        done = peacekeeper("database", "copy", source, target)
        assert done.returncode == UNUSABLE
        assert done.stdout == ""
        assert len(done.stderr.splitlines()) == 1
        assert "s3cret" not in done.stderr


def test_commands_work_on_a_server(empty: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where PEACEKEEPER_DB names one: listed before anything is there, played, reported, deleted."""
    monkeypatch.setenv(VARIABLE, empty.url)
    assert "No runs yet" in peacekeeper("runs", "list").stdout
    played = peacekeeper("play", GATE, "--moves", WHOLE_TEXT, "--name", "Ana", "--json")
    assert played.returncode == HOLDS
    id = json.loads(peacekeeper("runs", "list", "--json").stdout)["runs"][0]["id"]
    assert peacekeeper("runs", "report", id).returncode == HOLDS
    assert peacekeeper("runs", "delete", id, "--yes").returncode == HOLDS
    assert "No runs yet" in peacekeeper("runs", "list").stdout
