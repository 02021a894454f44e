"""A database on a read-only memory stick: everything can be read, practice can be played, and nobody is misled."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from simulator.database import Database
from tests.simulator.database.programs import read_only_disk
from tests.tui.app.terminal import terminal
from tests.tui.playing import GATE, WHOLE, gate, kept_after, peacekeeper
from tui import keeping
from tui.words import say


class Stick(NamedTuple):
    """A stick with a run that ended and one that is open; `inside` runs commands for which it cannot be written."""

    db: Path
    ended: str
    open: str
    inside: Sequence[str]


@pytest.fixture
def stick(tmp_path: Path) -> Iterator[Stick]:
    """A stick; when all is done, nothing on it has changed."""
    folder = tmp_path / "stick"
    folder.mkdir()
    db = folder / "a.db"
    with Database.open(db) as database:
        ended, left = kept_after(database, WHOLE), kept_after(database, WHOLE[:1])
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    yield Stick(db, ended.id, left.id, read_only_disk(folder))
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == before


def first_words(key: str, **values: str) -> str:
    """The first words of something that is said, which stand on one line in any width."""
    return " ".join(say(key, **values).split()[:2])


def test_what_was_played_can_be_read(stick: Stick) -> None:
    """Lists, logs, replays, debriefs and the library: as from any other disk."""
    for command in (
        ("runs", "list"),
        *(("runs", name, stick.ended) for name in ("show", "replay", "report")),
        ("library", "list"),
    ):
        done = peacekeeper(*command, "--db", stick.db, inside=stick.inside)
        assert (done.returncode, done.stderr) == (0, "")
        assert gate().title.casefold() in done.stdout.casefold() or command[0] == "library"


@pytest.mark.parametrize(
    "command",
    [
        ("runs", "delete", "{ended}", "--yes"),
        ("library", "add", str(GATE)),
        ("play", str(GATE), "--mode", "exam", "--moves", "talk"),
        ("play", str(GATE), "--mode", "exam", "--plain"),
    ],
    ids=" ".join,
)
def test_what_must_be_kept_is_refused_in_one_line(command: Sequence[str], stick: Stick) -> None:
    """Deleting, adding, and an exam, which is played to be kept: one line says why not and what to do."""
    words = [word.format(ended=stick.ended) for word in command]
    done = peacekeeper(*words, "--db", stick.db, inside=stick.inside)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert str(stick.db) in done.stderr
    assert "read-only" in done.stderr
    assert "--db" in done.stderr


@pytest.mark.parametrize("what", [(str(GATE), "--seed", "1"), ("--resume",)], ids=["new", "resumed"])
def test_practice_is_played_and_not_kept(what: Sequence[str], stick: Stick) -> None:
    """Plain mode and scripts say at the start that nothing is kept, and in the end not how to carry on."""
    notice = "".join(say("keeping.not-kept", file=str(stick.db)).split())  # a long path is broken over lines
    for how in (("--plain",), ("--moves", "talk" if what[0] != "--resume" else "medic")):
        done = peacekeeper("play", *what, *how, "--db", stick.db, typed="1\n", inside=stick.inside)
        said = " ".join(done.stdout.split())
        assert (done.returncode, done.stderr) == (0, "")
        assert notice in "".join(done.stdout.split())
        assert say("plain.not-kept") in said
        assert say("plain.carry-on") not in said


def test_a_script_in_json_is_warned_beside_its_output(stick: Stick) -> None:
    """Standard output stays JSON; standard error says that the run is not kept."""
    done = peacekeeper("play", GATE, "--moves", "talk", "--json", "--db", stick.db, inside=stick.inside)
    assert done.returncode == 0
    assert json.loads(done.stdout)["run"]["id"]
    assert done.stderr == say("keeping.not-kept", file=str(stick.db)) + "\n"


@pytest.mark.skipif(shutil.which("tmux") is None, reason="needs tmux, to read a real screen")
def test_the_app_says_so_first_and_then_does_everything(stick: Stick, tmp_path: Path) -> None:
    """The notice stands over the library; behind it the open run is listed, and can be carried on."""
    with terminal(tmp_path / "screen", "--db", stick.db, inside=stick.inside) as screen:
        screen.sees(first_words("keeping.not-kept", file=str(stick.db)), str(stick.db)[:20])
        screen.press("Escape")
        screen.sees(gate().title)
        screen.press("Home", "Enter")
        screen.sees("WHO GOES WHERE")
        screen.press("1", "0")
        screen.sees("They take their places.")
        screen.press("Escape")
        screen.sees(say("app.pause.not-kept"))
        screen.press("2")
        screen.sees("Carry on: The gate")
        screen.press("End")
        screen.sees(say("app.content", note="")[:8])
        screen.press("Enter")
        assert say("app.key.exam") not in screen.sees(say("app.key.begin")).splitlines()[-1]
        screen.press("C-q")
        assert "Traceback" not in screen.sees("status 0")


def test_a_stick_with_nothing_on_it_can_be_played_from(tmp_path: Path) -> None:
    """Where there is no database and none can be made, practice goes on all the same, and lists are empty."""
    folder = tmp_path / "stick"
    folder.mkdir()
    inside = read_only_disk(folder)
    done = peacekeeper("play", GATE, "--moves", "talk", "--db", folder / "new" / "a.db", inside=inside)
    assert (done.returncode, done.stderr) == (0, "")
    assert say("plain.not-kept") in done.stdout
    listed = peacekeeper("runs", "list", "--db", folder / "a.db", inside=inside)
    assert (listed.returncode, listed.stdout.strip()) == (0, say("runs.nothing"))
    assert list(folder.iterdir()) == []


def test_a_stick_that_was_pulled_out_is_told_of(tmp_path: Path) -> None:
    """Files that were copied from under a program that ran: what to do is said in one line, by every command."""
    folder = tmp_path / "stick"
    folder.mkdir()
    db = folder / "a.db"
    with Database.open(db) as database:
        keeping.begin(database, gate(), seed=1).play.begin()
        for end in ("", "-wal"):
            shutil.copy(f"{db}{end}", folder / f"copy.db{end}")
    for command in (("runs", "list"), ("play", str(GATE), "--moves", "talk")):
        done = peacekeeper(*command, "--db", folder / "copy.db", inside=read_only_disk(folder))
        assert (done.returncode, done.stderr.count("\n")) == (2, 1)
        assert "Copy all files" in done.stderr
    shutil.copytree(folder, tmp_path / "own")
    done = peacekeeper("runs", "list", "--db", tmp_path / "own" / "copy.db")
    assert (done.returncode, gate().title in done.stdout) == (0, True)
