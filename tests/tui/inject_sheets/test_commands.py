"""`peacekeeper import` and `export` with lists of injects."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.tui.inject_sheets.making import LIST, ONE, document, workbook
from tests.tui.playing import GATE, SMALL, gate
from tui.commands import run
from tui.exchange.workbook_writing import workbook_of
from tui.inject_sheets.codes import codes
from tui.inject_sheets.opening import is_scenario_workbook

ROOT = Path(__file__).parents[3]


def test_a_list_goes_in_and_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Import a list, check what came of it, export it as a document, import that: nothing changed."""
    file = tmp_path / "crisis.yaml"
    assert run(["import", str(workbook(tmp_path, [LIST, ONE])), "-o", str(file)]) == 0
    assert run(["check", str(file)]) == 0
    for kind in ("docx", "xlsx"):
        out = tmp_path / f"out.{kind}"
        assert run(["export", str(file), "--injects", "-o", str(out)]) == 0
        capsys.readouterr()
        assert run(["import", str(out), "-o", str(file), "--yes", "--json"]) == 0
        told = json.loads(capsys.readouterr().out)["imported"]
        assert (told["changes"], told["problems"], told["notices"]) == ([], [], [])


def test_warnings_are_told_and_the_file_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Status 1 says that somebody should look; the scenario is there all the same."""
    file = tmp_path / "crisis.yaml"
    listed = workbook(tmp_path, [LIST, (1, "0910", "Call", "UNMISS asks.", *ONE[4:])])
    assert run(["import", str(listed), "-o", str(file)]) == 1
    assert "UNMISS asks." in file.read_text()
    assert "list.xlsx, sheet Sheet, cell D2: X931" in capsys.readouterr().out


def test_nothing_is_written_where_there_are_no_injects(tmp_path: Path) -> None:
    """A file without injects leaves what is there as it is."""
    file = tmp_path / "crisis.yaml"
    file.write_text("mine")
    assert run(["import", str(document(tmp_path, [], lines=["Minutes"])), "-o", str(file)]) == 2
    assert run(["import", str(document(tmp_path, [], lines=["Minutes"])), "-o", str(file), "--yes"]) == 1
    assert file.read_text() == "mine"


def test_what_a_workbook_is_is_told_by_what_is_in_it(tmp_path: Path) -> None:
    """The workbook of a scenario is one under any name, and a list of injects is none."""
    whole = tmp_path / "MSEL.xlsx"
    whole.write_bytes(workbook_of(gate().file))
    assert is_scenario_workbook(whole)
    assert not is_scenario_workbook(workbook(tmp_path, [LIST, ONE]))
    shutil.copytree(SMALL, tmp_path / "small")
    assert run(["import", str(whole), "-o", str(tmp_path / "small" / GATE.name), "--yes"]) == 0


def test_a_list_has_the_name_of_a_list(tmp_path: Path) -> None:
    """Another ending is refused, and so is writing over a file."""
    assert run(["export", str(GATE), "--injects", "-o", str(tmp_path / "a.pdf")]) == 2
    (tmp_path / "a.docx").write_text("mine")
    assert run(["export", str(GATE), "-o", str(tmp_path / "a.docx")]) == 2
    assert (tmp_path / "a.docx").read_text() == "mine"


def test_every_code_is_explained() -> None:
    """What can be told of inject sheets stands in the document about them, with its page."""
    text = (ROOT / "docs" / "exchange.md").read_text()
    rows = [f"| [{code}](problems/{code}.md) | {known.title} |" for code, known in codes().items()]
    assert [row for row in rows if row not in text] == []
