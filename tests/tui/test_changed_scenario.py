"""A scenario that changes while a run of it is open: the run stays as it was, and the player is told."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from simulator.database import Database
from tests.tui.app.person import opened
from tests.tui.playing import GATE, SMALL, kept_after, peacekeeper
from tui import keeping, story
from tui.app.opening import Opening
from tui.shelf import Shelf
from tui.words import say

OLD, NEW = "Walk to the gate and talk with the woman in front", "Go and talk"


@pytest.fixture
def shelf(database: Database, tmp_path: Path) -> Shelf:
    """A library of files of its own."""
    return Shelf(database, Path(shutil.copytree(SMALL, tmp_path / "small")))


def change(tmp_path: Path) -> None:
    """Write another label into the file."""
    file = tmp_path / "small" / GATE.name
    text = file.read_text(encoding="utf-8")
    assert OLD in text
    file.write_text(text.replace(OLD, NEW), encoding="utf-8")


def test_a_run_stays_on_its_version_and_a_new_one_takes_the_new(
    shelf: Shelf, database: Database, tmp_path: Path
) -> None:
    """Each replays as it was played; the library knows that one of them is older than its own version."""
    first = keeping.begin(database, shelf.find("the-gate"), seed=1)
    first.play.begin()
    assert not shelf.has_changed(first.scenario)
    change(tmp_path)
    second = keeping.begin(database, shelf.find("the-gate"), seed=1)
    second.play.begin()
    back = keeping.resume(database, first.id)
    back.play.decide(("talk",))
    labels = [story.labels(kept.scenario, "at-the-gate", ("talk",)) for kept in (back, second)]
    assert [list(found) for found in labels] == [[OLD], [NEW]]
    assert [shelf.has_changed(kept.scenario) for kept in (back, second)] == [True, False]
    assert keeping.resume(database, first.id).run.records == back.run.records


def test_a_scenario_that_is_gone_or_broken_has_not_changed(shelf: Shelf, database: Database, tmp_path: Path) -> None:
    """The run goes on all the same, and nothing is said of a version that nobody can play."""
    kept = keeping.begin(database, shelf.find("the-gate"))
    file = tmp_path / "small" / GATE.name
    file.write_text(file.read_text(encoding="utf-8") + "\nwhat: is this\n", encoding="utf-8")
    assert not shelf.has_changed(kept.scenario)
    file.unlink()
    assert not shelf.has_changed(kept.scenario)
    assert keeping.resume(database, kept.id).scenario.hash == kept.scenario.hash


def test_plain_mode_says_so_when_a_run_is_carried_on(tmp_path: Path) -> None:
    """Once, before the play goes on; nothing is said of a scenario that is as it was, or of a new run."""
    db = tmp_path / "a.db"
    folder = Path(shutil.copytree(SMALL, tmp_path / "small"))
    words = " ".join(say("keeping.older-version").split())

    def said(*arguments: str) -> str:
        done = peacekeeper(*arguments, "--db", db)
        assert (done.returncode, done.stderr) == (0, "")
        return " ".join(done.stdout.split())

    said("library", "add", str(folder / GATE.name))
    said("play", "the-gate", "--moves", "wait", "--seed", "1")
    assert words not in said("play", "--resume", "--moves", "wait")
    change(tmp_path)
    said("library", "add", str(folder / GATE.name))
    for arguments in (("--plain",), ("--moves", "talk")):
        assert said("play", "--resume", *arguments).count(words) == 1
    new = said("play", "the-gate", "--moves", "talk", "--seed", "1")
    assert words not in new
    assert NEW in new


@pytest.mark.parametrize("way", ["library", "command line"])
async def test_the_app_says_so_over_the_run(database: Database, way: str) -> None:
    """Carried on from the library or the command line: one page says it, and behind it the run stands as it stood."""
    kept = kept_after(database, (("talk",),))
    opening = Opening(kept=keeping.resume(database, kept.id)) if way == "command line" else None
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Shelf, "has_changed", lambda shelf, scenario: scenario.hash == kept.scenario.hash)
        async with opened(database, opening) as person:
            if way == "library":
                await person.press("home", "enter")
            await person.sees(" ".join(say("keeping.older-version").split()[:6]))
            await person.press("escape")
            await person.sees("WHO GOES WHERE", "9 of 9 soldiers left")
