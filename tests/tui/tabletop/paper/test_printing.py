"""`peacekeeper tabletop print`: files in a folder, from a scenario or from an exercise in the database."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from simulator.database import Database
from simulator.exercise import lasting
from simulator.exercise.entries import Opened
from tests.tui.playing import GATE, SMALL
from tui import keeping
from tui.commands import HOLDS, UNUSABLE, run
from tui.shelf import Shelf

SEATS = {
    "head": {"title": "Head", "post": "head of mission", "role": "You decide."},
    "legal": {"title": "Legal", "post": "legal", "role": "You advise.", "told": "Only you know."},
}


@pytest.fixture
def gate(tmp_path: Path) -> Path:
    """The gate with two seats, and a guide beside it."""
    data = yaml.safe_load(GATE.read_text(encoding="utf-8"))
    file = tmp_path / "the-gate.yaml"
    file.write_text(yaml.safe_dump({**data, "seats": SEATS}, sort_keys=False, allow_unicode=True), encoding="utf-8")
    (tmp_path / "the-gate.note.md").write_text("# How to run the gate\n", encoding="utf-8")
    (tmp_path / "area.yaml").write_bytes((SMALL / "area.yaml").read_bytes())
    return file


def test_a_scenario_is_written_as_one_file_for_each_stack(gate: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The list says sides and copies; the guide is in the script; every kind of scene can be printed."""
    out = gate.parent / "out"
    assert run(["tabletop", "print", str(gate), "--to", str(out), "--json", "--db", str(gate.parent / "x.db")]) == HOLDS
    found = json.loads(capsys.readouterr().out)["printed"]
    assert [Path(each["file"]) for each in found["files"]] == sorted(out.iterdir())
    assert [each["stack"] for each in found["files"]][:2] == ["cover", "script"]
    assert found["exercise"] is None
    assert "How to run the gate" in (out / "the-gate-paper-1-script.html").read_text(encoding="utf-8")


def test_an_exercise_is_printed_by_the_beginning_of_its_id(gate: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As it stands in the database, from the version that it was opened on."""
    file = gate.parent / "x.db"
    with Database.open(file) as database:
        scenario = Shelf(database).find(str(gate))
        keeping.keep_version(database, scenario)
        opened = Opened(exercise="abc123", scenario=scenario.hash, seed=1)
        exercise = lasting.begin(database.exercises, scenario, opened, lambda: (0.0, "2026-11-30T09:00:00Z"))
        exercise.brief()
        exercise.begin()
    out = gate.parent / "out"
    assert run(["tabletop", "print", "--exercise", "abc", "--to", str(out), "--db", str(file)]) == HOLDS
    assert "the-gate-abc123-paper-0-cover.html" in capsys.readouterr().out
    assert "On the table" in (out / "the-gate-abc123-paper-0-cover.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ([], "Name a scenario"),
        ([str(GATE)], "names no seats"),
        (["--exercise", "abc"], "There is no exercise abc"),
        (["no-such"], "no-such"),
    ],
)
def test_what_cannot_be_printed_is_one_message(
    given: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """No scenario, no seats, no exercise: what is wrong and what to do."""
    assert run(["tabletop", "print", *given, "--to", str(tmp_path), "--db", str(tmp_path / "x.db")]) == UNUSABLE
    err = capsys.readouterr().err
    assert said in err
    assert "Traceback" not in err
