"""Scripts of moves."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.problems import SimulatorError
from tests.tui.playing import WHOLE, WHOLE_TEXT, gate, played
from tui.script import BadMove, BadScript, move_of, read_script


def test_moves_are_separated_by_commas() -> None:
    """Spaces and empty moves do not matter."""
    assert read_script(" a , b+c,, @timeout ") == ["a", "b+c", "@timeout"]


def test_a_file_has_one_move_a_line(tmp_path: Path) -> None:
    """Comments and empty lines are left out."""
    file = tmp_path / "moves.txt"
    file.write_text("# a run\ntalk\n\nmedic+water  # nine soldiers\ngas, counted+food\n")
    assert read_script(str(file)) == ["talk", "medic+water", "gas", "counted+food"]


def test_a_script_plays_what_it_says() -> None:
    """The text of a whole run gives its moves, selections in file order."""
    run = played(gate(), [])
    for text, move in zip(read_script(WHOLE_TEXT), WHOLE, strict=True):
        assert move_of(text, run) == move
        run.decide(move)


@pytest.mark.parametrize("text", ["run", "talk+fire+run", "talk+talk", "@begin", "", "+", "talk,fire"])
def test_a_move_that_is_not_on_offer_names_what_was(text: str) -> None:
    """The message holds every option that could have been chosen."""
    with pytest.raises(BadMove) as caught:
        move_of(text, played(gate(), []))
    assert all(id in str(caught.value) for id in ("talk", "loudspeaker", "fire", "wait", "At the gate"))


def test_a_form_names_its_options_by_field() -> None:
    """One answer for each field is asked for."""
    with pytest.raises(BadMove, match=r"\(unknown \| counted\) \+ \(food \| no-cause\)"):
        move_of("x", played(gate(), WHOLE[:3]))


@pytest.mark.parametrize("name", ["no/such/file", "."])
def test_a_script_that_cannot_be_read_is_told(name: str, tmp_path: Path) -> None:
    """A file that is not there, or no file, is one clear message."""
    with pytest.raises(BadScript):
        read_script(str(tmp_path / name))


def test_a_script_that_is_no_text_is_told(tmp_path: Path) -> None:
    """Bytes that are no text are refused, and so is a file of many megabytes."""
    file = tmp_path / "moves"
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadScript):
        read_script(str(file))
    file.write_bytes(b"a," * 600_000)
    with pytest.raises(BadScript):
        read_script(str(file))


@given(st.text())
def test_no_text_breaks_a_script(text: str) -> None:
    """Whatever is typed after --moves, it is moves or one of our errors."""
    run = played(gate(), [])
    with suppress(SimulatorError):
        for move in read_script(text):
            assert move_of(move, run) or move == "-"  # which chooses nothing
