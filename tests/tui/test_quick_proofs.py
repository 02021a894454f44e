"""Proofs beside an editor: quick, honest about what they left out, and not made twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from scoring.proofs.prove import Asked, prove
from scoring.proofs.sheet import Claim
from simulator.database import Database
from simulator.exploration.budget import Budget
from simulator.moves import moves
from simulator.run import Run
from tests.tui.playing import GATE, TWO_WORDS, gate, two_words
from tui import quick_proofs
from tui.policy import rulebook
from tui.proof_sheets.kept import keep
from tui.proof_sheets.making import made
from tui.quick_proofs import findings, quick_findings


def test_what_is_left_out_is_one_note() -> None:
    """Where the budget ends, nothing is told that is not known, but that there is more."""
    sheet = prove(gate(), rulebook(), Asked(Budget(states=10), games=20), "")
    assert len(sheet.unknown) > 1
    found = findings(gate(), sheet, GATE)
    assert [(each.code, each.weight) for each in found if "not known" in each.message] == [("P200", "note")]


def test_the_game_of_a_finding_comes_with_its_seed() -> None:
    """Played with this seed, each game goes as the proof says, chance included."""
    sheet = prove(gate(), rulebook(), Asked(Budget(), games=60), "")
    shown = [found for found in findings(gate(), sheet, GATE) if found.moves]
    assert shown
    for found in shown:
        assert found.moves is not None
        assert found.seed is not None
        run = Run.start(gate(), found.seed)
        for move in found.moves:
            assert move in moves(gate(), run.state) or move[0].startswith("@")
            run.decide(move)


def test_a_proof_that_is_kept_is_not_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is known of this version is told at once, and stands where it belongs in the file."""
    monkeypatch.setenv("PEACEKEEPER_DB", str(tmp_path / "p.db"))
    known = Claim(code="P205", status="proved", weight="warning", scene="the-call")
    kept = made(two_words(), Asked(Budget(), games=20))
    with Database.open(tmp_path / "p.db") as database:
        keep(database, two_words(), kept.replaced(sheet=kept.sheet.replaced(claims=(known,))))

    def proves(*_asked: object) -> None:
        raise AssertionError("proved again")

    monkeypatch.setattr(quick_proofs, "prove", proves)
    (found,) = quick_findings(two_words(), TWO_WORDS)
    assert (found.code, found.weight) == ("P205", "warning")
    lines = TWO_WORDS.read_text(encoding="utf-8").split("\n")
    assert lines[(found.place.line or 0) - 1].strip() == "the-call:"
