"""`peacekeeper tabletop report`: files that say where they are, and shapes that programs can rely on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from simulator.database import Database
from simulator.exercise.entries import Entry, Opened
from tests.tui.playing import ROOT
from tests.tui.tabletop.review.holding import NAMES, held, scenario
from tui import keeping
from tui.commands import HOLDS, UNUSABLE, run
from tui.tabletop.review import reading


@pytest.fixture
def db(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A database with two exercises in it, the later one a copy of the first with another id."""
    file = tmp_path / "a.db"
    with Database.open(file) as database:
        keeping.keep_version(database, scenario())
        for id in ("one-first", "two-later"):
            entries = held()
            opened = entries[0].what
            assert isinstance(opened, Opened)
            log: list[Entry] = [entries[0]._replace(what=opened.replaced(exercise=id)), *entries[1:]]
            database.exercises.open(id, scenario().hash, log[0].at, [entry.to_json() for entry in log])
            for number, name in NAMES.items():
                database.exercises.call(id, number, name)
    monkeypatch.setenv("PEACEKEEPER_DB", str(file))
    monkeypatch.setenv("PEACEKEEPER_EXPORTS", str(tmp_path / "out"))
    return file


def test_a_report_is_written_and_says_where(db: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """HTML and Markdown of the exercise whose id begins so; without one, of the last."""
    assert run(["tabletop", "report", "one"]) == HOLDS
    first = capsys.readouterr().out.split("\n")[:-1]
    assert [Path(file).suffix for file in first] == [".html", ".md"]
    assert all("one-first" in file and Path(file).is_file() for file in first)
    assert run(["tabletop", "report"]) == HOLDS
    assert "two-later" in capsys.readouterr().out


def test_json_has_a_stable_shape_that_is_documented(db: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each key of a review, of a decision and of what it is about stands in docs/commands.md."""
    assert run(["tabletop", "report", "one", "--json"]) == HOLDS
    data = json.loads(capsys.readouterr().out)
    assert list(data) == ["format", "exercise", "files", "review"]
    file = next(Path(name) for name in data["files"] if name.endswith(".json"))
    assert json.loads(file.read_text()) == {"format": 1, "review": data["review"]}
    shapes = (ROOT / "docs" / "commands.md").read_text().split("- **REVIEW**")[1].split("- **SCENARIO**")[0]
    view = data["review"]
    rows = [
        view,
        view["about"],
        *(view[key][0] for key in ("decisions", "timeline", "planned", "lessons", "objectives")),
    ]
    assert [key for row in rows for key in row if f"`{key}`" not in shapes] == []


def test_the_copy_of_control_is_another_file(db: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Its name says whose it is, and only there private notes are."""
    assert run(["tabletop", "report", "one", "--for", "control"]) == HOLDS
    assert run(["tabletop", "report", "one"]) == HOLDS
    control, _, participants, _ = (Path(line) for line in capsys.readouterr().out.split("\n")[:-1])
    assert control.name.endswith("-review-control.html")
    assert "PRIVATE" in control.read_text()
    assert "PRIVATE" not in participants.read_text()


def test_side_by_side_and_hot(db: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each is a paper of its own, in the folder that was asked for."""
    assert run(["tabletop", "report", "one", "--beside", "two", "--to", str(tmp_path / "b")]) == HOLDS
    assert run(["tabletop", "report", "one", "--hot", "--json", "--to", str(tmp_path / "b")]) == HOLDS
    out = capsys.readouterr().out
    assert sorted(file.suffix for file in (tmp_path / "b").iterdir()) == [".html", ".html", ".json", ".md", ".md"]
    assert '"questions"' in out


@pytest.mark.parametrize(
    "arguments",
    [["none"], [""], ["one", "--hot", "--beside", "two"], ["one", "--for", "all"], ["one", "--beside", "x"]],
)
def test_what_cannot_be_reported_is_one_message(
    db: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """An id that is not there, two papers at once, a reader that nobody is."""
    assert run(["tabletop", "report", *arguments]) == UNUSABLE
    assert "Traceback" not in capsys.readouterr().err


def test_without_an_exercise_it_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Before the first exercise there is nothing to report."""
    monkeypatch.setenv("PEACEKEEPER_DB", str(tmp_path / "none.db"))
    assert run(["tabletop", "report"]) == UNUSABLE
    assert "No exercise was held yet" in capsys.readouterr().err


def test_what_was_still_possible_is_looked_for(db: Path, looks: None) -> None:
    """The search of debriefs is asked, for as long as it is waited for."""
    with Database.open(db, read_only=True) as database:
        this = reading.read_exercise(database, reading.find_exercise(database, "one"))
        assert reading.review_of(database, this).decisions[0].still
