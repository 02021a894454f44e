"""Two apps on one database, in two real terminals: both write, none loses, and one run has one log."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from simulator.database import Database
from tests.tui.app.terminal import terminal
from tests.tui.app.test_path import moves_of
from tests.tui.playing import GATE, gate, kept_after
from tui import keeping
from tui.words import say

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="needs tmux, to read a real screen")


def test_two_runs_at_once_are_both_kept(tmp_path: Path) -> None:
    """Each decides in turn in a run of its own, and each log has what its player did."""
    db = tmp_path / "a.db"
    with (
        terminal(tmp_path / "one", "--db", db, "play", GATE) as one,
        terminal(tmp_path / "two", "--db", db, "play", GATE) as two,
    ):
        for screen in (one, two):
            screen.sees("You are: Section commander")
            screen.press("Enter")
            screen.sees("AT THE GATE")
        one.press("1")
        two.press("2")
        one.sees("She says that the last convoy sold the food.")
        two.sees("Nobody moves.")
        one.press("Enter")
        one.sees("WHO GOES WHERE")
        one.press("1", "0")
        one.sees("They take their places.")
    with Database.open(db) as database:
        logs = [[record.move for record in keeping.records_of(database, row.id)] for row in database.runs.list()]
    assert sorted(logs) == [[("@begin",), ("loudspeaker",)], [("@begin",), ("talk",), ("medic",)]]


def test_one_run_in_two_windows_has_one_log(tmp_path: Path) -> None:
    """Who decides on a state that is past is told so once, nothing is written over, and the run is carried on."""
    db = tmp_path / "a.db"
    with Database.open(db) as database:
        kept_after(database, (("talk",),))
    with (
        terminal(tmp_path / "one", "--db", db, "play", "--resume") as one,
        terminal(tmp_path / "two", "--db", db, "play", "--resume") as two,
    ):
        for screen in (one, two):
            screen.sees("WHO GOES WHERE", "9 of 9 soldiers left")
        one.press("1", "0")
        one.sees("They take their places.")
        two.press("2", "0")
        two.sees(say("app.error").upper(), "another window")
        two.press("Escape")
        two.sees("WHO GOES WHERE", "[x] Four with water")
        two.press("Escape")
        two.sees(say("app.pause.leave"))
        two.press("2")
        two.sees(say("app.title").split()[0])
        two.press("Home", "Enter")
        two.sees("STONES")
        two.press("1")
        two.sees("You: Step back thirty metres")
        two.press("C-q")
        assert "Traceback" not in two.sees("status 0")
    with Database.open(db) as database:
        assert moves_of(database) == [("@begin",), ("talk",), ("medic",), ("back",)]
        assert keeping.resume(database, database.runs.list()[0].id).scenario.hash == gate().hash


def test_a_run_that_was_ended_in_the_other_window_is_over(tmp_path: Path) -> None:
    """The window that is left behind is told that the run is over, and can leave."""
    db = tmp_path / "a.db"
    with Database.open(db) as database:
        kept = kept_after(database, (("talk",),))
        with terminal(tmp_path / "one", "--db", db, "play", "--resume") as screen:
            screen.sees("WHO GOES WHERE")
            kept.play.stop()
            screen.press("1", "0")
            screen.sees(say("app.error").upper(), "is over")
            screen.press("Escape")
            screen.sees("WHO GOES WHERE")
            screen.press("C-q")
            assert "Traceback" not in screen.sees("status 0")
        assert moves_of(database) == [("@begin",), ("talk",), ("@stop",)]
