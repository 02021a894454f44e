"""`peacekeeper check --proofs`: in plain words, as JSON, and with games that can be played."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from pathlib import Path

import pytest

from tests.tui.playing import GATE, SMALL
from tui.claim_codes import CODES
from tui.commands import HOLDS, PROBLEMS, run
from tui.words import catalogue

TWO_WORDS = SMALL / "two-words.yaml"


def proved(capsys: pytest.CaptureFixture[str], *args: str) -> tuple[int, str]:
    """The exit status of a check with proofs, and what it says."""
    status = run(["check", "--proofs", *args])
    return status, capsys.readouterr().out


def test_a_sound_scenario_is_proved_sound(capsys: pytest.CaptureFixture[str]) -> None:
    """What is so in every game is said to be proved; nothing is to be mended, nothing unknown, and the status is 0."""
    status, out = proved(capsys, str(TWO_WORDS))
    assert status == HOLDS
    assert "Proved: every game ends." in out
    assert "0 things to mend. 0 things are not known." in out


def test_what_is_to_be_mended_ends_in_status_1(capsys: pytest.CaptureFixture[str]) -> None:
    """Each finding has its weight and code, and no brace of a sentence stays unfilled."""
    status, out = proved(capsys, str(GATE))
    assert status == PROBLEMS
    assert re.search(rf"^{re.escape(str(GATE))}:\d+:\d+: Mend: P\d{{3}} [A-Z]", out, re.MULTILINE)
    assert not re.search(r"[{}]", out)


def test_a_game_that_is_shown_can_be_played(capsys: pytest.CaptureFixture[str]) -> None:
    """The line under a finding plays the game as it stands."""
    _, out = proved(capsys, str(GATE))
    line = next(line.strip() for line in out.splitlines() if "peacekeeper play" in line)
    words = shlex.split(line.partition("peacekeeper ")[2])
    assert words[:2] == ["play", str(GATE)]
    assert run([*words, "--plain", "--no-clock"]) == HOLDS


def test_what_to_do_is_said_once_for_each_code(capsys: pytest.CaptureFixture[str]) -> None:
    """Many findings of one code do not repeat it, on each of the two sheets: the first says what to do."""
    _, out = proved(capsys, str(GATE))
    found = [line.endswith(CODES["P207"].advice) for line in out.splitlines() if ": P207 " in line]
    once = len(found) // 2
    assert found == [n % once == 0 for n in range(len(found))]
    assert once > 1


def test_the_sheet_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    """A program gets the whole proof sheet, with the hashes of scenario and rules."""
    _, out = proved(capsys, str(TWO_WORDS), "--json")
    (sheet,) = json.loads(out)["proofs"]
    assert sheet["scenario"] == "two-words"
    assert {len(sheet["version"]), len(sheet["rules"])} == {64}
    assert sheet["compliance"]["from_start"] == "surely"
    assert sheet["games"]["ended"] is None


def test_a_finding_has_its_place_for_programs_and_workflows(capsys: pytest.CaptureFixture[str]) -> None:
    """JSON and the notes of a workflow say what the text says, at the same line, and how grave it is."""
    status, out = proved(capsys, str(GATE), "--json")
    sheet, *_ = json.loads(out)["proofs"]
    first = sheet["findings"][0]
    assert (status, first["weight"], first["file"]) == (PROBLEMS, "error", str(GATE))
    _, out = proved(capsys, str(GATE), "--format", "github")
    place = f"line={first['line']},col={first['column']}"
    assert f"::error file={GATE},{place},title={first['code']}::{first['message']}" in out
    assert re.search(r"^::(warning|notice) file=", out, re.MULTILINE)


def test_a_property_that_does_not_hold_ends_in_status_1(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """What a trainer asked for and a game refutes is to be mended, at the property; one that holds is proved."""
    shutil.copy(SMALL / "area.yaml", tmp_path)
    file = tmp_path / TWO_WORDS.name
    asked = "properties:\n  drill: {at least one of: the-drill}\n  ends: {always reachable: over}\n"
    file.write_text(TWO_WORDS.read_text(encoding="utf-8") + asked, encoding="utf-8")
    status, out = proved(capsys, str(file))
    assert status == PROBLEMS
    assert re.search(r"two-words.yaml:\d+:3: Mend: P302 The property 'drill' does not hold", out)
    assert "Proved: ends." in out
    assert "1 thing to mend." in out


def test_every_weight_has_words() -> None:
    """Each code that a claim can have has a sentence."""
    codes = {key.rpartition(".")[2] for key in catalogue("en") if key.startswith("proofs.of.")}
    assert codes >= {"P101", "P102", "P103", "P104", "P105", "P106", "P107", "P108", "P109", "P110"}
    assert codes >= {"P200", "P201", "P202", "P203", "P204", "P205", "P206", "P207", "P208", "P209", "P210"}
