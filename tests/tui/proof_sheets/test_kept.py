"""A proof sheet is kept with its version, and found again only for that version, variant and rules."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from scoring.proofs.prove import Asked
from simulator.database import Database
from simulator.scenario import Scenario
from tests.tui.playing import GATE, SMALL, TWO_WORDS, two_words
from tui.commands import HOLDS, PROBLEMS, UNUSABLE, run
from tui.policy import rulebook
from tui.proof_sheets.kept import FILED, KeptSheet, as_text, keep, kept_sheet, shipped_file
from tui.proof_sheets.making import made
from tui.proof_sheets.told import KIND
from tui.shelf import Shelf


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return two_words()


@pytest.fixture(scope="module")
def sheet(scenario: Scenario) -> KeptSheet:
    """The sheet of the second small scenario."""
    return made(scenario, Asked(games=20))


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the second small scenario in a folder of its own, with a database of its own."""
    monkeypatch.setenv("PEACEKEEPER_DB", str(tmp_path / "own.db"))
    shutil.copy(SMALL / "area.yaml", tmp_path)
    return Path(shutil.copy(TWO_WORDS, tmp_path))


def test_what_is_kept_is_found(scenario: Scenario, sheet: KeptSheet, database: Database) -> None:
    """The same version, variant and rules find the sheet as it was made."""
    keep(database, scenario, sheet)
    assert kept_sheet(scenario, rulebook().hash, database) == sheet


def test_other_rules_find_nothing(scenario: Scenario, sheet: KeptSheet, database: Database) -> None:
    """A sheet says nothing under other rules."""
    keep(database, scenario, sheet)
    assert kept_sheet(scenario, "0" * 64, database) is None


def test_another_version_finds_nothing(sheet: KeptSheet, scenario: Scenario, database: Database, own: Path) -> None:
    """One changed word makes another version, of which nothing is proved yet."""
    keep(database, scenario, sheet)
    own.write_text(own.read_text(encoding="utf-8").replace("title: ", "title: Other ", 1), encoding="utf-8")
    assert kept_sheet(Shelf().find(str(own)), rulebook().hash, database) is None


def test_a_sheet_that_was_passed_off_is_not_taken(sheet: KeptSheet, scenario: Scenario, database: Database) -> None:
    """Whatever it stands under: a sheet that names another version is none of this one."""
    forged = sheet.replaced(sheet=sheet.sheet.replaced(version="f" * 64))
    keep(database, scenario, forged)
    assert kept_sheet(scenario, rulebook().hash, database) is None


def test_sheets_of_what_is_only_written_do_not_pile_up(
    scenario: Scenario, sheet: KeptSheet, database: Database
) -> None:
    """Whoever checks after every edit keeps the last sheets and not all."""
    for n in range(FILED + 5):
        database.sheets.put(f"scenario:{n:064x}", KIND, "rules", {"n": n})
    keep(database, scenario, sheet)
    left = [n for n in range(FILED + 5) if database.sheets.list(f"scenario:{n:064x}")]
    assert left == list(range(6, FILED + 5))


def test_the_same_sheet_is_the_same_text(sheet: KeptSheet) -> None:
    """A file of a sheet changes only where the sheet does."""
    assert as_text(sheet) == as_text(sheet.replaced())


def test_a_check_proves_once(own: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """What a check has proved, the next one tells without proving it."""
    assert run(["check", str(own)]) == HOLDS
    first = capsys.readouterr().out
    assert "Proved fair" in first
    monkeypatch.setattr("tui.commands.proved.made", None)
    assert run(["check", str(own)]) == HOLDS
    assert capsys.readouterr().out == first
    assert run(["check", str(own), "--no-proofs"]) == HOLDS
    assert "Proved" not in capsys.readouterr().out


def test_a_stranger_s_folder_is_not_proved_unasked(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is found in a folder is checked; how to prove it is said."""
    assert run(["check", str(own.parent)]) == HOLDS
    assert f"Not proved yet: peacekeeper check {own}" in capsys.readouterr().out
    assert run(["check", str(own.parent), "--proofs"]) == HOLDS
    assert "Proved fair" in capsys.readouterr().out


def test_a_sheet_beside_a_stranger_s_file_is_not_believed(own: Path, sheet: KeptSheet) -> None:
    """A file of a sheet counts only among what ships: anybody can write one."""
    beside = own.parent / "proofs" / f"{own.stem}.json"
    beside.parent.mkdir()
    beside.write_text(as_text(sheet), encoding="utf-8")
    assert kept_sheet(Shelf().find(str(own)), rulebook().hash, None) is None
    assert shipped_file(Shelf().find(str(own))) != beside


def test_what_is_to_be_mended_ends_in_status_1(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A proof that finds a mistake is a problem, also when it is kept."""
    gate = shutil.copy(GATE, own.parent)
    assert run(["check", str(gate)]) == PROBLEMS
    assert "to be mended." in capsys.readouterr().out
    assert run(["check", str(gate)]) == PROBLEMS


def test_the_sheet_can_be_printed(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As Markdown and as HTML, with the hashes, the endings and how to play to each."""
    assert run(["proof", str(own)]) == UNUSABLE
    assert f"peacekeeper check {own}" in capsys.readouterr().err
    run(["check", str(own)])
    capsys.readouterr()
    assert run(["proof", str(own)]) == HOLDS
    text = capsys.readouterr().out
    assert text.startswith("*This is training.")
    for part in (two_words().hash[:12], rulebook().hash[:12], "## Endings", "peacekeeper play two-words --moves"):
        assert part in text
    assert run(["proof", str(own), "--html"]) == HOLDS
    html = capsys.readouterr().out
    assert html.startswith("<!DOCTYPE html>")
    assert "<h2>Endings</h2>" in html


def test_the_debrief_says_what_is_proved(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The report of a run says in one line what is proved of the version that was played, and nothing of another."""
    play = ("--plain", "--moves", "yes-sir", "--seed", "1", "--no-clock")
    assert run(["play", str(own), *play]) == HOLDS
    with Database.open(own.parent / "own.db") as database:
        (row,) = database.runs.list()
    capsys.readouterr()
    assert run(["runs", "report", row.id]) == HOLDS
    assert "Proved fair" not in capsys.readouterr().out
    assert run(["check", str(own)]) == HOLDS
    capsys.readouterr()
    assert run(["runs", "report", row.id]) == HOLDS
    assert "Proved fair on" in capsys.readouterr().out
