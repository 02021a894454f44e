"""Every scenario that ships is played by keys to each of its endings in a real terminal, small and large."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from simulator.database import Database
from simulator.run import Run
from simulator.scenario import Move
from tests.tui.app.terminal import Terminal, terminal
from tests.tui.test_every_ending import ENDINGS, shipped, ways
from tui import story
from tui.words import say

pytestmark = [
    pytest.mark.soak,
    pytest.mark.skipif(shutil.which("tmux") is None, reason="needs tmux, to read a real screen"),
]

SIZES = [(80, 24), (200, 60)]


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize(("id", "ending"), ENDINGS)
def test_keys_lead_to_the_ending_and_its_debrief(id: str, ending: str, size: tuple[int, int], tmp_path: Path) -> None:
    """What was pressed is what the log has; each scene and each consequence is read off the screen on the way."""
    way, file = ways(id)[ending], tmp_path / "peacekeeper.db"
    arguments = ("--db", file, "play", id, "--no-clock", "--mode", "exam", "--seed", str(way.seed))
    with terminal(tmp_path / "terminal", *arguments, width=size[0], height=size[1]) as screen:
        screen.sees(say("app.key.begin"))
        screen.press("Enter")
        _play(screen, Run.start(shipped(id), way.seed), way.moves)
        screen.press("Enter")
        screen.sees(say("app.which-change"))
        screen.press("Escape")
        screen.sees(say("debrief.people").upper())
        screen.press("C-q")
        assert "Traceback" not in screen.sees("status 0")
    with Database.open(file) as database:
        assert [(row.status, row.ending) for row in database.runs.list()] == [("finished", ending)]


def _play(screen: Terminal, run: Run, moves: tuple[Move, ...]) -> None:
    for move in moves:
        _answer(screen, run, move)
        record = run.decide(move)
        view = story.consequence(run.scenario, record)
        if view.paragraphs or view.arrivals:
            screen.sees(say("app.go-on"))
            screen.press("Enter")
    screen.sees(say("app.to-debrief"))


def _answer(screen: Terminal, run: Run, move: Move) -> None:
    """Choose by number keys where there are any, else with the arrows, as a person would."""
    scene = run.scenario.scenes[run.state.scene]
    screen.sees(scene.file.title.upper()[:30])
    if scene.kind == "form":
        _fill_in(screen, run, move)
        return
    for id in move:
        at = run.offered.index(id)
        screen.press(*([str(at + 1)] if at < 9 else ["Home", *["Down"] * at, "Enter"]))
    if scene.kind == "select":
        screen.press("0")


def _fill_in(screen: Terminal, run: Run, move: Move) -> None:
    form = run.scenario.scenes[run.state.scene].file.form
    assert form is not None
    for n, (name, field) in enumerate(form.fields.items(), 1):
        screen.sees(f"{n} of {len(form.fields)}")
        shown = [id for id in run.offered if id in field.options]
        screen.press(
            "Enter" if form.fields[name].free_text else str(next(k for k, id in enumerate(shown, 1) if id in move))
        )
    screen.sees(say("app.send"))
    screen.press("1")
