"""Silent games: what they come to is what a player can come to."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from simulator.database import Database
from simulator.moves import moves_among
from tests.tui.playing import GATE, environment, gate
from tests.tui.preview import changed
from tui.preview import games as known
from tui.preview.background import known_of
from tui.preview.games import Games
from tui.preview.reaching import reached
from tui.preview.replaying import replayed
from tui.preview.silent import Silent, random_move


def last(played: int = 60) -> Games:
    """All that is known of the gate after so many games."""
    return list(known_of(gate(), played))[-1]


def test_games_count_where_they_came() -> None:
    """Every game comes to the start, and what comes of them is the same each time."""
    found = last()
    assert (found.played, found.scenes["at-the-gate"], found.over) == (60, 60, True)
    assert set(found.scenes) == set(gate().scenes)
    assert 0 < found.options["at-the-gate.talk"] < 60
    assert found == last()


def test_a_game_takes_minutes_to_read() -> None:
    """The minutes of a game grow with what there is to read in it."""
    assert last().minutes >= 2


@pytest.mark.parametrize("scene", gate().scenes)
def test_a_way_leads_to_its_scene(scene: str) -> None:
    """The game that is known for a scene comes there when it is played again, draws of chance included."""
    with Database.in_memory(Path("preview.db")) as database:
        game = replayed(database, gate(), last().ways[scene])
        assert game.whole
        assert game.kept.run.state.scene == scene


@pytest.mark.parametrize("scene", ["at-the-gate", "who-goes-where", "the-report"])
def test_moves_are_drawn_from_those_on_offer(scene: str) -> None:
    """A choice, a selection and a form: each move is a full answer, and in time all come up."""
    found = gate().scenes[scene]
    offered = tuple(found.options)
    drawn = {random_move(found, offered, Random(seed)) for seed in range(300)}
    assert drawn == set(moves_among(found, offered))


def test_a_scene_that_nothing_leads_to_is_proved_to_be_so(tmp_path: Path) -> None:
    """After the games everything that can happen is gone through."""
    scenario = changed.scenario(
        tmp_path,
        ("  gate-open:\n", f"{changed.SECRET}  gate-open:\n"),
        (
            "        takes: 90\n        then: gate-open",
            "        then: [{when: water and not water, to: secret}, {to: gate-open}]",
        ),
    )
    found = list(known_of(scenario, 20))[-1]
    assert found.never == ("secret",)
    assert "secret" not in found.ways


def test_a_rare_scene_is_found_with_a_seed_that_draws_it(tmp_path: Path) -> None:
    """A scene that no game of chance met is reached all the same, by a game whose draws are those of a seed."""
    rare = "{weight: 1, then: secret, ledger: {peacekeepers.hurt: 1}, consequence: A stone hits your driver.}"
    scenario = changed.scenario(
        tmp_path,
        ("  gate-open:\n", f"{changed.SECRET}  gate-open:\n"),
        ("{weight: 2, then: the-report", "{weight: 900, then: the-report"),
        ("{weight: 1, then: the-report, ledger: {peacekeepers.hurt: 1}, consequence: A stone hits your driver.}", rare),
    )
    silent = Silent(scenario)
    for _ in range(20):
        silent.play()
    assert "secret" not in silent.ways
    way = reached(scenario, ["secret"]).ways["secret"]
    with Database.in_memory(tmp_path / "preview.db") as database:
        game = replayed(database, scenario, way)
        assert (game.whole, game.kept.run.state.scene) == (True, "secret")


def test_a_mistake_that_only_a_game_shows_is_told(tmp_path: Path) -> None:
    """A scene that offers nothing in some state ends no preview: the games say what happened."""
    scenario = changed.scenario(
        tmp_path,
        (
            "      open:\n        label: Open the gate\n",
            "      open:\n        label: Open the gate\n        when: water\n",
        ),
        ("      keep-shut:\n", "      keep-shut:\n        when: water\n"),
    )
    found = list(known_of(scenario, 30))[-1]
    assert "the-end-of-it" in found.broken
    assert found.over


def test_games_are_written_for_another_process() -> None:
    """What is written on a line is read again as it was; anything else is refused."""
    assert known.read(known.written(last())) == last()
    for line in ("", "[]", "{}", '{"ways": 1}', json.dumps({"ways": {}, "found": None, "never": [], "other": 1})):
        with pytest.raises(ValueError):
            known.read(line)


def test_the_process_tells_all_that_is_known_of_a_file() -> None:
    """A process of its own plays the games of a file, tells them line by line, and in the end what proofs find."""
    program = [sys.executable, "-m", "tui.preview.background", str(GATE)]
    done = subprocess.run(program, capture_output=True, check=True, env=environment(), timeout=100)
    *_, end = [known.read(line) for line in done.stdout.splitlines()]
    assert end.over
    assert set(end.ways) == set(gate().scenes)
    assert ("P108", "warning") in {(found.code, found.weight) for found in end.found or ()}


def test_the_process_has_nothing_to_tell_of_a_broken_file(tmp_path: Path) -> None:
    """A file that cannot be loaded is no crash: there are no games."""
    file = tmp_path / "broken.yaml"
    file.write_text("format: [", encoding="utf-8")
    program = [sys.executable, "-m", "tui.preview.background", str(file)]
    done = subprocess.run(program, capture_output=True, check=True, env=environment(), timeout=100)
    assert (done.stdout, done.stderr) == (b"", b"")
