"""Commands about exercises: what is listed, and what is erased for good."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from simulator.database import Database
from tests.simulator.exercise.tables import table_scenario
from tui.commands import HOLDS, UNUSABLE, run
from tui.tabletop.hosting.host import Host


@pytest.fixture
def exercise(tmp_path: Path) -> str:
    """An exercise with two people, in the file `held.db`."""
    with Database.open(tmp_path / "held.db") as database:
        room = Host(database).open(table_scenario())
        room.act(lambda e: e.seat("head", room.arrive("Ana Mori")))
        room.arrive("Bo")
        return room.id


def test_names_are_erased_and_the_log_stays(exercise: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Not a byte of a name is left in the file; what happened is there with numbers."""
    file = tmp_path / "held.db"
    assert run(["tabletop", "delete", exercise[:5], "--names", "--db", str(file)]) == HOLDS
    assert "2 names are erased" in capsys.readouterr().out
    with Database.open(file) as database:
        assert database.exercises.names(exercise) == {}
        assert len(database.exercises.entries(exercise)) == 2
    assert b"Ana Mori" not in file.read_bytes()


def test_an_exercise_is_erased_whole(exercise: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is listed before, and not afterwards."""
    db = ["--db", str(tmp_path / "held.db"), "--json"]
    assert run(["tabletop", "list", *db]) == HOLDS
    assert [each["id"] for each in json.loads(capsys.readouterr().out)["exercises"]] == [exercise]
    assert run(["tabletop", "delete", exercise, *db]) == HOLDS
    assert json.loads(capsys.readouterr().out)["deleted"] is True
    assert run(["tabletop", "list", *db]) == HOLDS
    assert json.loads(capsys.readouterr().out)["exercises"] == []
    assert run(["tabletop", "delete", exercise, *db]) == UNUSABLE


@pytest.mark.parametrize(
    "words",
    [
        ["host"],
        ["host", "the-new-partner", "--resume", "x"],
        ["host", "the-new-partner", "--network", "--listen", "127.0.0.1", "--plain"],
        ["host", "the-new-partner", "--listen", "not an address", "--plain"],
        ["host", "the-new-partner", "--certificate", "a.pem", "--plain"],
        ["host", "crowd-at-the-depot", "--plain"],
        ["host", "--resume", "nothing-there", "--plain"],
        ["host", "the-new-partner", "--plain", "--certificate", "/nowhere/a.pem", "--key", "/nowhere/b.pem"],
    ],
)
def test_a_host_that_cannot_be_says_why(words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One clear message, and no exercise is opened half."""
    assert run(["tabletop", *words, "--db", str(tmp_path / "held.db")]) in (1, UNUSABLE)
    assert capsys.readouterr().err.strip()
