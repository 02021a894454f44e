"""The command under a finding can be typed as it stands."""

from __future__ import annotations

import shlex

from tests.tui.playing import GATE, gate
from tui.heads import shipped_folder
from tui.play_line import play_line

MOVES = (("talk",), ("medic", "water"), ())


def test_a_file_of_ones_own_is_named_by_its_place() -> None:
    """Also where the folder has a blank in its name; a scenario that ships, or is in the database, by its id."""
    line = play_line(gate(), MOVES, 7, "/my work/the-gate.yaml")
    words = shlex.split(line.partition("peacekeeper ")[2])
    assert words == ["play", "/my work/the-gate.yaml", "--moves", "talk,medic+water,-", "--seed", "7"]
    for file in (None, str(shipped_folder() / "ashara" / "the-gate.yaml")):
        assert " play the-gate --moves" in play_line(gate(), MOVES, 7, file)


def test_a_variant_is_played_as_such() -> None:
    """A game of a variant is one only there."""
    assert f" play {GATE} --variant police --moves" in play_line(gate("police"), MOVES, 7, str(GATE))


def test_what_nobody_can_play_with_one_command_is_told_in_moves() -> None:
    """Without a seed that draws so, or where a facilitator plays an inject."""
    assert play_line(gate(), MOVES, None) == "This game shows it: talk,medic+water,-"
    assert "peacekeeper" not in play_line(gate(), (("@inject", "reporter"),), 7)
