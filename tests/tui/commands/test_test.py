"""`peacekeeper test`: what it says of plans to people and to programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.tui.planning.planned import GOOD, written
from tui.commands import HOLDS, PROBLEMS, UNUSABLE, run


def test_plans_that_fit_are_told_with_their_end(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One line a plan, and how many there were."""
    file = written(tmp_path)
    assert run(["test", str(tmp_path)]) == HOLDS
    first, last = capsys.readouterr().out.splitlines()
    assert first == f"{file}: talks-first goes as planned: 5 decisions, and at minute 17 it is at 'gate-open'."
    assert last == "1 plan played, 0 not as planned."


def test_a_plan_that_is_left_is_told_with_its_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The other plans of the file are played all the same."""
    other = "  hurries:\n    moves: [{do: loudspeaker, minute: 3}]\n"
    file = written(tmp_path, GOOD + other)
    assert run(["test", str(file)]) == PROBLEMS
    out = capsys.readouterr().out
    line = len((GOOD + other).splitlines())
    assert "talks-first goes as planned" in out
    assert f"  {file}:{line}:39: S605 After decision 1 it is minute 2, and the plan says 3." in out
    assert out.endswith("2 plans played, 1 not as planned.\n")


def test_programs_read_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--json` has each plan with how far it came and its problems."""
    file = written(tmp_path, GOOD.replace("minute: 4", "minute: 5"))
    assert run(["test", str(file), "--json"]) == PROBLEMS
    (found,) = json.loads(capsys.readouterr().out)["files"]
    (plan,) = found["plans"]
    assert (found["file"], found["scenario"], plan["id"], plan["as_planned"]) == (
        *(str(file), "the-gate", "talks-first"),
        False,
    )
    assert (plan["decisions"], plan["minute"], plan["scene"], plan["ended"]) == (5, 17, "gate-open", True)
    assert [problem["code"] for problem in plan["problems"]] == ["S605"]


@pytest.mark.parametrize("text", ["", "format: 2\n", "plans: {a: {moves: []}}\n"])
def test_what_cannot_be_read_is_told(tmp_path: Path, text: str, capsys: pytest.CaptureFixture[str]) -> None:
    """With status 2, a place and no traceback."""
    file = written(tmp_path, text)
    assert run(["test", str(file)]) == UNUSABLE
    assert capsys.readouterr().err.startswith(str(file))


def test_where_there_are_no_plans_it_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """For a folder as for a file that is not there."""
    assert run(["test", str(tmp_path)]) == UNUSABLE
    assert "There are no plans here." in capsys.readouterr().err
    assert run(["test", str(tmp_path / "no.yaml")]) == UNUSABLE
    assert "S101" in capsys.readouterr().err


def test_check_knows_plans_and_parts_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file of plans is played, and the file of a part is looked at as far as it can be without its values."""
    file = written(tmp_path, GOOD.replace("minute: 4", "minute: 5"))
    assert run(["check", str(file)]) == PROBLEMS
    assert f"{file}:6:85: S605" in capsys.readouterr().out
    (tmp_path / "parts").mkdir()
    part = tmp_path / "parts" / "search.yaml"
    part.write_text("format: 1\nid: serch\ntitle: A search\nwith: {whom: a traget}\nstart: here\nscenes: {}\n")
    assert run(["check", str(part)]) == PROBLEMS
    out = capsys.readouterr().out
    assert f"{part}:2:5: S524" in out
    assert f"{part}:4:14: S204 'a traget' is not one of the values allowed here. Did you mean 'a target'?" in out
