"""`peacekeeper check OLD NEW`: what an edit changed, in words, as JSON, and for saved runs."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from simulator.database import Database
from tests.tui.playing import GATE, SMALL
from tui.commands import HOLDS, run
from tui.proof_sheets.saved_runs import Runs, unfit_runs
from tui.shelf import Shelf


@pytest.fixture
def new(tmp_path: Path) -> Path:
    """The gate, to be edited."""
    shutil.copy(SMALL / "area.yaml", tmp_path)
    return Path(shutil.copy(GATE, tmp_path))


def edit(file: Path, old: str, new: str) -> None:
    """Change one thing in a file."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_words_alone_change_no_game(new: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever mends a sentence is told that all games are proved to be the same."""
    edit(new, "title: The gate", "title: The other gate")
    assert run(["check", str(GATE), str(new)]) == HOLDS
    out = capsys.readouterr().out
    assert "head: title" in out
    assert "Proved: all games are the same" in out


def test_an_edit_is_told_with_a_game(new: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What leads elsewhere is named by scene and move, before and now, with the moves that show it."""
    edit(new, "then: who-goes-where", "then: stones")
    run(["check", str(GATE), str(new)])
    out = capsys.readouterr().out
    assert "leads elsewhere" in out
    assert "  before: who-goes-where" in out
    assert "  now: stones" in out
    assert "  see it: " in out


def test_an_edit_as_json(new: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A program gets the same: where games part, what is reached in one only, and which verdicts turned."""
    edit(new, "then: who-goes-where", "then: stones")
    run(["check", str(GATE), str(new), "--json", "--db", str(tmp_path / "nobody.db")])
    changes = json.loads(capsys.readouterr().out)["changes"]
    assert changes["status"] == "differs"
    assert changes["partings"][0]["kind"] == "leads"
    assert changes["unfit_runs"] == []


def test_saved_runs_that_no_longer_fit_are_named(new: Path, database: Database, tmp_path: Path) -> None:
    """A run fits the new version if its moves lead to the same place there; the others are named by their ids."""
    db = str(tmp_path / "peacekeeper.db")
    for moves in ("talk,medic+water", "wait"):
        run(["play", str(GATE), "--plain", "--moves", moves, "--seed", "6", "--no-clock", "--db", db])
    old = Shelf().find(str(GATE))
    edit(new, "then: who-goes-where", "then: stones")
    found = unfit_runs(database, old, Shelf().find(str(new)))
    (gone,) = [row.id for row in database.runs.list() if row.length > 2]
    assert found == Runs(2, (gone,))


def test_an_edit_that_only_a_variant_shows_is_told(
    new: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is said to be the same that is not the same in every variant."""
    edit(new, "card: duf}", "card: duf, set: {tension: 5}}")
    run(["check", str(GATE), str(new), "--json", "--db", str(tmp_path / "nobody.db")])
    changes = json.loads(capsys.readouterr().out)["changes"]
    assert changes["status"] == "same"
    assert [each["status"] for each in changes["variants"].values()] == ["differs"]
