"""Proof sheets travel in packs: what was proved here goes along, and is a claim for whoever gets it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scoring.proofs.prove import Asked
from simulator.database import Database
from tests.tui.exchange.packs import REVIEW, altered, contents
from tests.tui.playing import TWO_WORDS, two_words
from tui.commands import HOLDS, run
from tui.exchange.adding import add, compare
from tui.exchange.belonging import of_file
from tui.exchange.packing import pack
from tui.exchange.unpacking import Pack, unpack
from tui.proof_sheets.claimed import claimed_lines
from tui.proof_sheets.finding import NotProved, found_sheet
from tui.proof_sheets.kept import KeptSheet, keep
from tui.proof_sheets.making import made
from tui.shelf import Shelf

SHEET = "lowland/proofs/two-words.json"


@pytest.fixture(scope="module")
def sheet() -> KeptSheet:
    """The sheet of the second small scenario."""
    return made(two_words(), Asked(games=20))


@pytest.fixture
def packed(database: Database, sheet: KeptSheet) -> bytes:
    """A pack of the second small scenario, made where it was proved."""
    keep(database, two_words(), sheet)
    return pack(of_file(two_words(), TWO_WORDS, {}, database), REVIEW)


def opened(content: bytes, folder: Path) -> Pack:
    """The pack as somebody else opens it."""
    stick = folder / "stick.peacepack"
    stick.write_bytes(content)
    return unpack(stick, Shelf().load)


def test_what_was_proved_goes_along(packed: bytes, sheet: KeptSheet) -> None:
    """The sheet stands in the pack as it is kept; without a proof there is none."""
    assert json.loads(contents(packed)[SHEET])["sheet"]["version"] == two_words().hash
    assert SHEET not in contents(pack(of_file(two_words(), TWO_WORDS, {}, None), REVIEW))


def test_a_stranger_s_sheet_is_a_claim(packed: bytes, tmp_path: Path) -> None:
    """It is said whose word it is; the sheet can be seen, marked as a claim, and is not taken for a proof."""
    came = opened(packed, tmp_path)
    (line,) = claimed_lines(came.scenarios[0], REVIEW)
    assert "Ana Lee says: proved fair. It is a claim" in line
    with Database.open(tmp_path / "there.db") as there:
        shelf = Shelf(there)
        add(compare(came, shelf, there), came, shelf, there)
        found, claimed = found_sheet(shelf.find("two-words"), "two-words", there)
    assert claimed
    assert found.standing == "fair"


def test_a_claim_is_proved_here(packed: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A check of the scenario on the shelf proves it; from then on the sheet is no claim."""
    there = tmp_path / "there.db"
    stick = tmp_path / "stick.peacepack"
    stick.write_bytes(packed)
    assert run(["library", "add", str(stick), "--db", str(there)]) == HOLDS
    assert run(["proof", "two-words", "--db", str(there)]) == HOLDS
    assert "was not proved here" in capsys.readouterr().out
    assert run(["check", "two-words", "--db", str(there)]) == HOLDS
    assert run(["proof", "two-words", "--db", str(there)]) == HOLDS
    assert "was not proved here" not in capsys.readouterr().out


@pytest.mark.parametrize(("key", "value"), [("version", "f" * 64), ("rules", "f" * 64), ("variant", "night")])
def test_a_sheet_that_does_not_fit_says_nothing(key: str, value: str, packed: bytes, tmp_path: Path) -> None:
    """A sheet of another version, variant or rules is left aside, and that is said."""
    data = json.loads(contents(packed)[SHEET])
    data["sheet"][key] = value
    came = opened(altered(packed, SHEET, json.dumps(data).encode()), tmp_path)
    (line,) = claimed_lines(came.scenarios[0], REVIEW)
    assert "says nothing here" in line
    with Database.open(tmp_path / "there.db") as there:
        shelf = Shelf(there)
        add(compare(came, shelf, there), came, shelf, there)
        with pytest.raises(NotProved):
            found_sheet(shelf.find("two-words"), "two-words", there)
