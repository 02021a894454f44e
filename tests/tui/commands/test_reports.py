"""What the commands report: shapes that programs can rely on, and words for people."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.tui.playing import GATE, SMALL, WHOLE, WHOLE_TEXT, gate, played
from tui.commands import HOLDS, PROBLEMS, UNUSABLE, run

RUN_KEYS = [
    "id", "scenario", "title", "version", "variant", "seed", "mode", "person", "forked_from", "begun", "status",
    "ending", "ended", "records",
]  # fmt: skip
SCENARIO_KEYS = [
    "id", "title", "summary", "level", "role", "minutes", "themes", "content_note", "origin", "version",
]  # fmt: skip
RULE_KEYS = ["id", "title", "area", "rank", "severity", "why", "basis", "provisions"]
PROBLEM_KEYS = ["code", "message", "advice", "suggestion", "file", "line", "column"]


class Program:
    """The program with a database of its own; what it printed last."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys
        self.err = ""

    def __call__(self, *arguments: str | Path, status: int = HOLDS) -> str:
        assert run([str(argument) for argument in arguments]) == status
        out, self.err = self._capsys.readouterr()
        return out

    def json(self, *arguments: str | Path, status: int = HOLDS) -> dict[str, Any]:
        data: dict[str, Any] = json.loads(self(*arguments, "--json", status=status))
        assert data["format"] == 1
        return data

    def played(self, moves: str = WHOLE_TEXT, *more: str) -> str:
        """The id of a run of the gate that was just played."""
        data = self.json("play", GATE, "--moves", moves, "--seed", "1", *more)
        return str(data["run"]["id"])


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Program:
    monkeypatch.setenv("PEACEKEEPER_DB", str(tmp_path / "data" / "a.db"))
    return Program(capsys)


def test_a_scripted_play_reports_run_log_and_assessment(program: Program) -> None:
    """The log is that of the moves and the seed, and the assessment is of this run."""
    data = program.json("play", GATE, "--moves", WHOLE_TEXT, "--seed", "1")
    assert list(data) == ["format", "run", "offered", "records", "assessment"]
    assert list(data["run"]) == RUN_KEYS
    assert [tuple(record["move"]) for record in data["records"][1:]] == list(WHOLE)
    assert data["records"] == [json.loads(record.to_json()) for record in played(gate(), WHOLE).records]
    assert (data["run"]["status"], data["assessment"]["ending"], data["offered"]) == ("finished", "gate-open", [])


def test_moves_that_end_early_leave_a_run_to_carry_on(program: Program) -> None:
    """The run is open, offers what it offered, and comes to the same end when it is resumed."""
    data = program.json("play", GATE, "--moves", "talk", "--seed", "1")
    assert (data["run"]["status"], data["offered"]) == ("open", ["medic", "water", "shields"])
    again = program.json("play", "--resume", data["run"]["id"][:6], "--moves", WHOLE_TEXT.removeprefix("talk,"))
    assert again["run"]["id"] == data["run"]["id"]
    assert again["records"] == [json.loads(record.to_json()) for record in played(gate(), WHOLE).records]


def test_the_way_to_carry_on_is_one_line_to_copy(program: Program) -> None:
    """The command stands alone on its line, and it works."""
    out = program("play", GATE, "--moves", "talk")
    command = out.splitlines()[-1]
    assert command.startswith("peacekeeper play --plain --resume ")
    assert "WHO GOES WHERE" in program(*command.split()[1:], "--moves", "medic")


def test_a_wrong_move_leaves_the_run_open(program: Program) -> None:
    """Status 2, one message that names what was on offer, and the decisions before it kept."""
    program("play", GATE, "--moves", "talk,run", status=UNUSABLE)
    assert "medic, water, shields" in program.err
    assert program.err.count("\n") == 1
    (row,) = program.json("runs", "list")["runs"]
    assert (row["status"], row["records"]) == ("open", 2)


def test_resume_without_an_id_takes_the_last_open_run(program: Program) -> None:
    """Runs that are over are not resumed by it."""
    program.played("talk")
    program.played()
    data = program.json("play", "--moves", "medic", "--resume")
    assert [record["move"] for record in data["records"][1:]] == [["talk"], ["medic"]]


def test_a_variant_and_a_name_are_kept(program: Program) -> None:
    """A variant is played as such; a named player is a number in every report."""
    run_id = program.played("talk", "--variant", "police", "--name", "Ana", "--mode", "exam")
    data = program.json("runs", "show", run_id)
    assert (data["run"]["variant"], data["run"]["person"], data["run"]["mode"]) == ("police", 1, "exam")
    assert "Ana" not in json.dumps(data)
    assert "Ana" not in program("runs", "report", run_id)


def test_runs_are_listed_shown_replayed_and_reported(program: Program) -> None:
    """Each report of a run has its keys, and its words for people."""
    run_id = program.played()
    assert [row["id"] for row in program.json("runs", "list")["runs"]] == [run_id]
    assert run_id in program("runs", "list")
    shown = program.json("runs", "show", run_id)
    assert list(shown) == ["format", "run", "records", "notes"]
    assert "3. 06:37 Fire tear gas at the throwers" in program("runs", "show", run_id)
    replayed = program.json("runs", "replay", run_id)
    assert (replayed["same"], replayed["records"]) == (True, shown["records"])
    assert "The log was played again: 5 decisions" in program("runs", "replay", run_id)
    assert list(program.json("runs", "report", run_id)) == ["format", "run", "assessment"]
    assert program("runs", "report", run_id).startswith("*This is training.")


def test_a_replay_tells_the_story_that_was_played(program: Program) -> None:
    """Apart from moves and feedback, the transcript is what plain mode showed."""
    out = program("play", GATE, "--moves", WHOLE_TEXT, "--seed", "1", "--mode", "exam")
    run_id = program.json("runs", "list")["runs"][0]["id"]
    story = out[out.index("THE GATE") : out.index("DEBRIEF:")].splitlines()
    again = program("runs", "replay", run_id).splitlines()
    assert [line for line in story if line and not line.startswith("Move:")] == [line for line in again[:-1] if line]


def test_a_log_that_was_changed_is_noticed(program: Program, tmp_path: Path) -> None:
    """A log that does not come out as recorded is refused in one sentence."""
    import sqlite3

    run_id = program.played()
    with sqlite3.connect(tmp_path / "data" / "a.db") as sqlite:
        sqlite.execute("update records set record = replace(record, 'gas', 'back') where number = 3")
    sqlite.close()
    program("runs", "replay", run_id, status=UNUSABLE)
    assert "does not fit" in program.err or "comes out otherwise" in program.err


def test_a_deleted_run_is_gone(program: Program) -> None:
    """Deleting is asked first, unless --yes stands there."""
    run_id = program.played()
    assert program.json("runs", "delete", run_id, "--yes")["deleted"] == {"id": run_id}
    assert program.json("runs", "list")["runs"] == []
    program("runs", "show", run_id, status=UNUSABLE)


def test_the_library_is_listed_searched_and_shown(program: Program) -> None:
    """What was added is in every list with its keys."""
    assert program.json("library", "add", GATE)["added"]["id"] == "the-gate"
    listed = {item["id"]: item for item in program.json("library", "list")["scenarios"]}
    assert list(listed["the-gate"]) == SCENARIO_KEYS
    assert listed["the-gate"]["origin"] == "added"
    found = program.json("library", "search", "stones", "section")["scenarios"]
    assert [item["id"] for item in found] == ["the-gate"]
    shown = program.json("library", "show", "the-gate")["scenario"]
    assert list(shown) == [*SCENARIO_KEYS, "variants", "objectives"]
    assert shown["objectives"][0] == {"id": "warn-first", "text": "Warn before you fire", "rules": ["T01"]}
    assert "Trains: Warn before you fire (T01)" in program("library", "show", "the-gate")
    assert program.json("library", "remove", "the-gate")["removed"] == {"id": "the-gate"}
    assert "the-gate" not in {item["id"] for item in program.json("library", "list")["scenarios"]}


def test_showing_a_scenario_gives_nothing_of_its_story_away(program: Program) -> None:
    """No text of a scene or option stands in what the library shows."""
    program("library", "add", GATE)
    told = program("library", "show", "the-gate") + json.dumps(program.json("library", "show", "the-gate"))
    for scene in gate().scenes.values():
        assert scene.file.text.split("\n")[0] not in told


def test_reading_commands_make_no_database(program: Program, tmp_path: Path) -> None:
    """Who only looks leaves nothing behind."""
    for arguments in (["library", "list"], ["runs", "list"], ["rules", "list"], ["check", str(SMALL)]):
        program(*arguments)
    assert not (tmp_path / "data").exists()


def test_check_lists_every_problem_with_its_place(program: Program, tmp_path: Path) -> None:
    """Files and folders are checked; the problems of all are listed together, with status 1."""
    shutil.copytree(SMALL, tmp_path / "small")
    text = (
        GATE.read_text().replace("then: who-goes-where", "then: who-goes-there").replace("rules: [T01]", "rules: [T99]")
    )
    (tmp_path / "small" / GATE.name).write_text(text)
    data = program.json("check", tmp_path / "small", status=PROBLEMS)
    files = {Path(found["file"]).name: found for found in data["files"]}
    assert list(files) == ["area.yaml", "the-gate.yaml", "two-words.yaml"]
    problems = files["the-gate.yaml"]["problems"]
    assert list(problems[0]) == PROBLEM_KEYS
    assert [problem["suggestion"] for problem in problems] == ["who-goes-where"] * 2
    assert problems[0]["line"] == text.splitlines().index("        then: who-goes-there") + 1
    assert "2 problems." in program("check", tmp_path / "small", status=PROBLEMS)


def test_check_knows_the_rules_that_objectives_rest_on(program: Program, tmp_path: Path) -> None:
    """A rule that there is not is a problem at its place."""
    shutil.copytree(SMALL, tmp_path / "small")
    (tmp_path / "small" / GATE.name).write_text(GATE.read_text().replace("rules: [T01]", "rules: [T99]"))
    (problem,) = program.json("check", tmp_path / "small" / GATE.name, status=PROBLEMS)["files"][0]["problems"]
    assert "'T99'" in problem["message"]
    assert problem["line"] is not None


def test_rules_are_listed_and_shown_with_their_provisions(program: Program) -> None:
    """A rule names what it rests on, and its clauses as they are written."""
    rules = {rule["id"]: rule for rule in program.json("rules", "list")["rules"]}
    assert list(rules["T01"]) == RULE_KEYS
    shown = program.json("rules", "show", "t01")["rule"]
    assert list(shown) == [*RULE_KEYS, "clauses", "unless"]
    assert set(shown["provisions"][0]) == {"id", "text", "paraphrase"}
    out = program("rules", "show", "T01")
    assert "only after force.warn" in out
    assert "Provision: " in out
    program("rules", "show", "TT01", status=UNUSABLE)
    assert "Did you mean 'T01'?" in program.err


def test_the_schema_is_a_schema(program: Program) -> None:
    """Editors get the form of both kinds of files."""
    assert "scenes" in json.loads(program("schema"))["properties"]
    assert "mandate" in json.loads(program("schema", "area"))["properties"]
