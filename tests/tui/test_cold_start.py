"""What the program loads before its first screen. Modules are counted, not seconds: counts are the same everywhere."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import pytest

from simulator.database import Database
from tests.tui.app import terminal as real
from tui.shelf import Shelf
from tui.words import say

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="needs tmux, for a real terminal")

WATCHED = """
import atexit, json, pathlib, sys
atexit.register(lambda: pathlib.Path({file!r}).write_text(json.dumps(sorted(sys.modules))))
from tui.commands import main
main()
"""
"""The program, which writes at its end what it had loaded."""

LATER = {
    "pydantic, whose models take longer to build than all else": ("pydantic", "pydantic_core"),
    "what a database needs that is made or brought up to date": ("sqlite_utils",),
    "what a scenario needs that is opened, played or judged": (
        "transitions",
        "scoring",
        "simulator.model",
        "simulator.loading",
        "simulator.play",
        "simulator.step",
        "tui.story",
        "tui.policy",
        "tui.debrief",
    ),
    "other screens": ("tui.plain", "tui.app.briefing_screen", "tui.app.play_screen", "tui.app.debrief_screen"),
    "what a list of scenarios never needs": ("numpy", "pandas", "jinja2", "http.server"),
}

DECIDED = (
    ("Enter", say("papers.orders.situation").upper()),
    ("Enter", "What do you do?"),
    ("1", say("app.go-on")),
)
"""From the library to the feedback on a first decision."""

MOST = 64
"""Modules of our own: some more than now, so that a few new ones may come and a heap is noticed."""


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The modules that a session loads in which nothing but the library is seen, with the database there already."""
    return modules(tmp_path_factory.mktemp("cold"), ())


@pytest.fixture(scope="module")
def loaded_in_play(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The modules that a session loads in which a decision is made, with the feedback of coached mode."""
    return modules(tmp_path_factory.mktemp("play"), DECIDED)


def modules(folder: Path, keys: tuple[tuple[str, str], ...]) -> set[str]:
    """The modules of a session in which these keys are pressed, each followed by words that come on the screen."""
    file, database = folder / "modules.json", folder / "peacekeeper.db"
    Database.open(database).close()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(real, "PROGRAM", (sys.executable, "-c", WATCHED.format(file=str(file))))
        with real.terminal(folder / "terminal", "--db", database) as screen:
            screen.sees(Shelf().items()[0].title)
            for key, words in keys:
                screen.press(key)
                screen.sees(words)
            screen.press("C-q")
            screen.sees("status 0")
    return set(json.loads(file.read_text()))


@pytest.mark.parametrize("why", LATER)
def test_the_first_screen_does_without(why: str, loaded: set[str]) -> None:
    """The library is on the screen before anything is loaded that only later screens need."""
    assert {name for name in LATER[why] for module in loaded if f"{module}.".startswith(f"{name}.")} == set()


def test_few_modules_of_our_own_are_loaded(loaded: set[str]) -> None:
    """What the first screen loads of this project stays a short list."""
    ours = sorted(module for module in loaded if module.split(".")[0] in ("simulator", "scoring", "tui", "scenarios"))
    assert len(ours) <= MOST, ours


def test_the_watch_sees_what_it_watches_for(loaded: set[str]) -> None:
    """The list is that of the program: its first screen is in it."""
    assert {"textual.app", "tui.app.library_screen"} <= loaded


@pytest.mark.parametrize("heavy", ["pydantic", "pydantic_core", "simulator.checking", "simulator.loading", "jinja2"])
def test_a_game_does_without(heavy: str, loaded_in_play: set[str]) -> None:
    """What checks files is in another process, so that an old laptop does not carry it through the night."""
    assert {"tui.app.play_screen", "scoring.assess"} <= loaded_in_play
    assert heavy not in loaded_in_play
