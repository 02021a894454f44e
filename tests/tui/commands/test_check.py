"""`peacekeeper check` in its three forms, and as the notes of a GitHub workflow."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.problems import Place, Problem
from tests.tui.playing import GATE
from tui.commands import HOLDS, PROBLEMS, UNUSABLE, run
from tui.commands.workflow import note_of

NOTE = re.compile(r"::error (?P<properties>[^:]*)::(?P<message>.*)")
TEXTS = st.text(st.sampled_from("ab:,%\n\r\u202e\x1b é="), max_size=12)


def read_back(note: str) -> tuple[dict[str, str], str]:
    """A note as GitHub reads it: its properties and its message."""
    found = NOTE.fullmatch(note)
    assert found is not None, note
    signs = {"%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ",", "%25": "%"}

    def plain(text: str) -> str:
        return re.sub("|".join(signs), lambda sign: signs[sign[0]], text)

    pairs = (pair.split("=", 1) for pair in found["properties"].split(","))
    return {key: plain(value) for key, value in pairs}, plain(found["message"])


def seen(text: str) -> str:
    """The text without what cannot be seen; line feeds stay."""
    return "".join(c for c in text if c.isprintable() or c in "\r\n")


@given(TEXTS, TEXTS, TEXTS, st.none() | st.integers(1, 999))
def test_a_note_is_one_line_that_github_reads_back(file: str, message: str, advice: str, line: int | None) -> None:
    """Whatever a file is called and a problem says, the note is one line, and nothing in it begins another command."""
    note = note_of(Problem("S301", message, Place(file, line, line), advice))
    properties, said = read_back(note)
    assert note.isprintable()
    assert properties["file"] == seen(file)
    assert properties["title"] == "S301"
    assert properties.get("line") == (None if line is None else str(line))
    assert said == seen(f"{message} {advice}")


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    """A scenario that leads to a scene that there is not."""
    file = tmp_path / GATE.name
    file.write_text(re.sub(r"^start: .*$", "start: nowhere", GATE.read_text(), flags=re.MULTILINE))
    (tmp_path / "area.yaml").write_text((GATE.parent / "area.yaml").read_text())
    return file


def test_a_workflow_sees_the_line(wrong: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--format github` gives one note for each problem, at its place, and the same status as for people."""
    assert run(["check", str(wrong), "--format", "github"]) == PROBLEMS
    first, *_ = capsys.readouterr().out.splitlines()
    properties, message = read_back(first)
    line = wrong.read_text().splitlines().index("start: nowhere") + 1
    assert (properties["file"], properties["line"], properties["title"]) == (str(wrong), str(line), "S301")
    assert message.startswith("There is no scene 'nowhere'.")
    assert run(["check", str(GATE), "--format", "github", "--no-proofs"]) == HOLDS
    assert "::" not in capsys.readouterr().out


def test_json_has_two_names(wrong: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--json` is `--format json`."""
    assert run(["check", str(wrong), "--json"]) == PROBLEMS
    short = capsys.readouterr().out
    assert run(["check", str(wrong), "--format", "json"]) == PROBLEMS
    assert capsys.readouterr().out == short
    (file,) = json.loads(short)["files"]
    assert {problem["code"] for problem in file["problems"]} >= {"S301"}


def test_nothing_to_check_is_bad_usage(capsys: pytest.CaptureFixture[str]) -> None:
    """Without files and without a code to explain there is nothing to do, and the command says what is missing."""
    assert run(["check"]) == UNUSABLE
    assert "PATH" in capsys.readouterr().err


def test_a_page_for_programs(capsys: pytest.CaptureFixture[str]) -> None:
    """`--explain` has JSON too."""
    assert run(["check", "--explain", "S301", "--json"]) == HOLDS
    problem = json.loads(capsys.readouterr().out)["problem"]
    assert set(problem) == {"code", "title", "about", "wrong", "said", "right"}
    assert problem["code"] == "S301"
