"""Every scenario that ships is played to each of its endings in plain mode as a process, and in the app by keys."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from simulator.database import Database
from simulator.model import FormField
from simulator.scenario import Scenario
from tests.endings import Way, ways_to_endings
from tests.tui.app.person import Person, Watch
from tests.tui.playing import peacekeeper
from tui.app.app import PeacekeeperApp
from tui.app.opening import Opening
from tui.heads import scenario_files, shipped_folder
from tui.shelf import Shelf

SHIPPED = [file.stem for file in scenario_files(shipped_folder())]


@cache
def shipped(id: str) -> Scenario:
    return Shelf(None).find(id)


@cache
def ways(id: str) -> dict[str, Way]:
    return ways_to_endings(shipped(id))


ENDINGS = [
    (id, ending) for id in SHIPPED for ending, scene in sorted(shipped(id).scenes.items()) if scene.kind == "ending"
]

ONE_OF_EACH = dict(reversed(ENDINGS))
BY_KEYS = [
    pytest.param(id, ending, marks=() if ONE_OF_EACH[id] == ending else pytest.mark.soak) for id, ending in ENDINGS
]
"""One ending of each scenario by keys in ordinary tests, all in the long ones, as in a real terminal."""

PLAINLY = [
    pytest.param(id, ending, marks=pytest.mark.soak if shipped(id).file.seats and ONE_OF_EACH[id] != ending else ())
    for id, ending in ENDINGS
]
"""Every ending in plain mode; of what is mostly played at a table one, and all in the long tests."""


@pytest.mark.parametrize("id", SHIPPED)
def test_a_written_or_random_game_reaches_every_ending(id: str) -> None:
    """No ending of a scenario that ships is out of reach."""
    assert set(ways(id)) == {ending for scenario, ending in ENDINGS if scenario == id}


@pytest.mark.parametrize(("id", "ending"), PLAINLY)
def test_plain_mode_reaches_the_ending(id: str, ending: str, tmp_path: Path) -> None:
    """The process plays the moves, tells the ending and the debrief, and keeps the run as finished."""
    way, db = ways(id)[ending], tmp_path / "peacekeeper.db"
    script = ",".join("+".join(move) or "-" for move in way.moves)
    done = peacekeeper("play", id, "--plain", "--mode", "exam", "--moves", script, "--seed", str(way.seed), "--db", db)
    title = shipped(id).scenes[ending].file.ending
    assert (done.returncode, done.stderr) == (0, "")
    assert title is not None
    assert title.title.upper() in done.stdout
    with Database.open(db) as database:
        assert [(row.status, row.ending) for row in database.runs.list()] == [("finished", ending)]


@pytest.mark.parametrize(("id", "ending"), BY_KEYS)
async def test_the_app_reaches_the_ending(id: str, ending: str, tmp_path: Path) -> None:
    """Keys alone lead through the whole run to this ending and its debrief, at 80x24."""
    way = ways(id)[ending]
    with Database.open(tmp_path / "peacekeeper.db") as database:
        start = Opening(shipped(id), seed=way.seed, mode="exam", clock=False)
        app = PeacekeeperApp(database, Shelf(database), start, stopwatch=Watch())
        async with app.run_test(size=(80, 24)) as pilot:
            person = Person(app, pilot)
            await person.settled()
            await person.press("enter")
            for move in way.moves:
                await _answer(person, move)
            await person.press("enter")
            await person.sees("Which decision would you change?")
        assert [(row.status, row.ending) for row in database.runs.list()] == [("finished", ending)]


async def _answer(person: Person, move: tuple[str, ...]) -> None:
    """Choose by number keys, as a person would, and go on past what came of it."""
    play = person.app.screen
    scene = play.kept.scenario.scenes[play.kept.run.state.scene]  # type: ignore[attr-defined]
    offered = play.kept.run.offered  # type: ignore[attr-defined]
    if scene.kind == "form":
        await _fill_in(person, scene.file.form.fields, offered, move)
    else:
        for id in move:
            await person.press(str(offered.index(id) + 1))
        if scene.kind == "select":
            await person.press("end", "enter")
    await person.press("enter")


async def _fill_in(
    person: Person, fields: dict[str, FormField], offered: tuple[str, ...], move: tuple[str, ...]
) -> None:
    for field in fields.values():
        if field.free_text:
            await person.press("enter")
            continue
        shown = [id for id in offered if id in field.options]
        await person.press(str(next(n for n, id in enumerate(shown, 1) if id in move)))
    await person.press("1")
