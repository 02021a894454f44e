"""The debrief in plain mode, as a conversation."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.database import Database
from tests.tui.playing import WHOLE, kept_after, listening
from tui.debrief import DecisionPage
from tui.exporting import VARIABLE
from tui.plain.debriefing import talk_debrief
from tui.written import MEANT


def talk(database: Database, *lines: str) -> tuple[DecisionPage | None, str]:
    """What came of the conversation, and all that was told; the question is answered with none."""
    listener, out = listening("", *lines, terminal=True)
    return talk_debrief(kept_after(database, WHOLE), listener), out.getvalue()


@pytest.mark.parametrize(("answer", "decision"), [("r", 3), ("r 2", 2), ("R 5", 5), ("q", None)])
def test_one_can_play_on_from_any_decision(answer: str, decision: int | None, database: Database) -> None:
    """R alone means the one that mattered most; a number names another."""
    page, _ = talk(database, answer)
    assert (page.n if page else None) == decision


def test_a_decision_that_is_not_there_is_not_played_on_from(database: Database) -> None:
    """What cannot be done is explained, and the question comes again."""
    page, told = talk(database, "r 99", "m", "x", "q")
    assert page is None
    assert " ".join(told.split()).count("After r and m a number names the decision.") == 3


def test_what_was_meant_can_be_written(database: Database) -> None:
    """The acts are told in words, and the line is kept at the decision."""
    _, told = talk(database, "m 3", "Only smoke.", "m 3", "", "q")
    assert "This was recorded as: Use a means that strikes an area" in told
    assert "You meant: Only smoke." in told
    notes = database.notes.list(database.runs.list()[0].id)
    assert [(note.number, note.field, note.text) for note in notes] == [(3, MEANT, "Only smoke.")]


def test_everything_else_is_behind_a_letter(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every decision, ledger and objectives, care, files."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "out"))
    _, told = talk(database, "", "l", "w", "p", "q")
    for words in ("EVERY DECISION", "WHAT THIS SCENARIO TRAINS", "WRITTEN TO THIS FOLDER", "W says what helps"):
        assert words in told
    assert len(list((tmp_path / "out").iterdir())) == 3


def test_a_folder_that_cannot_be_written_is_told(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The conversation goes on."""
    (tmp_path / "taken").write_text("")
    monkeypatch.setenv(VARIABLE, str(tmp_path / "taken"))
    _, told = talk(database, "p", "q")
    assert "could not be written" in told
