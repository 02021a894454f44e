"""A terminal of twenty columns and five rows, and one that changes its size: everything can be read and done there."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path

import pytest

from simulator.database import Database
from tests.tui.app.person import Person, Watch, opened
from tests.tui.app.terminal import terminal
from tests.tui.app.test_decision_clock import READING, TO_STONES, pass_time
from tests.tui.app.test_path import WHOLE_BY_KEYS, moves_of
from tests.tui.playing import GATE, WHOLE, kept_after
from tui.app.opening import Opening
from tui.app.play_screen import PlayScreen
from tui.app.reading import Reading

TINY = (20, 5)
STEADY = 3
"""Looks at a screen, one after the other, that have to show the same."""

needs_tmux = pytest.mark.skipif(shutil.which("tmux") is None, reason="needs tmux, to read a real screen")


async def whole(person: Person) -> str:
    """The screen once it stays as it is: where much else runs, what has room is drawn some rounds later."""
    same, before = 0, ""
    while same < STEADY:
        await person.settled()
        await asyncio.sleep(0.03)
        same, before = (same + 1, before) if person.screen == before else (0, person.screen)
    return before


async def read_through(person: Person) -> str:
    """All words that come into sight when one pages down to the end."""
    text = person.app.screen.query_one("#text", Reading)
    seen, before = [*(await whole(person)).split()], ""
    while text.scroll_offset.y < text.max_scroll_y or person.screen != before:
        before = person.screen  # where much else runs, how far one can page is known a moment later
        await person.press("pagedown")
        seen += (await whole(person)).split()
    return " ".join(seen)


async def test_a_whole_run_is_played_in_a_tiny_terminal(database: Database) -> None:
    """By the same keys as anywhere, through every kind of scene, the debrief and back; something is always read."""
    async with opened(database, size=TINY) as person:
        for keys, _ in WHOLE_BY_KEYS:
            await person.press(*keys.split())
            lines = person.screen.splitlines()
            assert len(lines) <= TINY[1]
            assert max(map(len, lines)) <= TINY[0]
            assert any(line.strip() for line in lines)
    assert moves_of(database) == [("@begin",), *WHOLE]


async def test_text_and_options_can_be_read_in_a_tiny_terminal(database: Database) -> None:
    """Of text and options something is in sight; paging shows the whole text, the arrows every option."""
    async with opened(database, Opening(kept=kept_after(database, ())), size=TINY) as person:
        screen = person.app.screen
        assert isinstance(screen, PlayScreen)
        await person.sees("AT THE GATE", " 1 Walk to")
        read = await read_through(person)
        assert [word for word in screen.text_shown.split() if word not in read] == []
        for number in range(1, 5):
            await person.press("down")
            await person.sees(f"  {number} ")
        await person.press("1")
        assert moves_of(database)[-1] == ("talk",)


async def test_a_run_is_paused_and_left_in_a_tiny_terminal(database: Database) -> None:
    """Escape holds it, the second choice leaves it, and help and papers open and close."""
    async with opened(database, Opening(kept=kept_after(database, ())), size=TINY) as person:
        for key in ("f1", "f2", "f3", "d", "g", "question_mark"):
            await person.press(key)
            assert not isinstance(person.app.screen, PlayScreen)
            await person.press("escape")
            assert isinstance(person.app.screen, PlayScreen)
        await person.press("escape")
        screen = person.app.screen
        assert isinstance(screen, PlayScreen)
        assert screen.kept.play.phase == "paused"
        await person.press("2")
        await person.resize(80, 24)
        await person.sees("Carry on: The gate", "? help")


async def test_no_size_stops_the_app(database: Database) -> None:
    """Whatever size the terminal takes, one after the other, the decision is still there to be made."""
    async with opened(database, Opening(kept=kept_after(database, TO_STONES))) as person:
        for width, height in ((1, 1), (2, 2), (250, 1), (1, 80), (3, 3), TINY, (20, 9), (10, 40), (300, 100), (79, 10)):
            await person.resize(width, height)
            assert len(person.screen.splitlines()) <= height
        await person.resize(80, 24)
        await person.sees("STONES", "1 Step back thirty metres", "? help")
        await person.press("1")
    assert moves_of(database)[-1] == ("back",)


async def test_a_new_size_neither_stops_the_clock_nor_gives_time_back(database: Database) -> None:
    """Time runs on through every size, is told where there is room, and is over when it is over."""
    watch = Watch()
    async with opened(database, Opening(kept=kept_after(database, TO_STONES)), watch=watch) as person:
        await pass_time(person, watch, READING + 10)
        for width, height in ((40, 12), TINY, (200, 60)):
            await person.resize(width, height)
            await pass_time(person, watch, 4)
        await person.resize(80, 24)
        await person.sees("time left 0:08")
        await person.resize(*TINY)
        await pass_time(person, watch, 8)
        await person.resize(80, 24)
        await person.sees("Time ran out.")
    assert moves_of(database)[-1] == ("@timeout",)


async def test_a_new_size_keeps_what_was_answered(database: Database) -> None:
    """A selection half made, and words half written into a form, stand there in every size."""
    async with opened(database, Opening(kept=kept_after(database, WHOLE[:1]))) as person:
        await person.press("1")
        for size in (TINY, (200, 60), (80, 24)):
            await person.resize(*size)
        await person.sees("[x] Medic", "WHO GOES WHERE")
        await person.press("0", "enter", "2", "enter", "1", "1")
        await person.type("half a")
        for size in (TINY, (200, 60), (80, 24)):
            await person.resize(*size)
        await person.sees("half a")
        await person.press("enter")
        await person.sees("half a", "1 Send it")


@needs_tmux
def test_a_real_terminal_may_be_tiny_and_may_grow(tmp_path: Path) -> None:
    """Started at twenty by five, made large in the middle of a timed decision, and made tiny again."""
    db = tmp_path / "a.db"
    with Database.open(db) as database:
        kept_after(database, TO_STONES)
    with terminal(tmp_path / "screen", "--db", db, "play", "--resume", width=TINY[0], height=TINY[1]) as screen:
        screen.sees("STONES", " 1 Step")
        screen.resize(200, 60)
        screen.sees("STONES", "If time runs out", "0:30")
        screen.resize(*TINY)
        screen.sees("STONES", " 1 Step")
        screen.press("1")
        screen.sees("You: Step")
        screen.resize(80, 24)
        screen.sees("You: Step back thirty metres", "? help")
        screen.press("C-q")
        screen.sees("status 0")
    with Database.open(db) as database:
        assert moves_of(database)[-1] == ("back",)


@needs_tmux
def test_a_tiny_terminal_begins_at_the_library(tmp_path: Path) -> None:
    """Without anything asked for, a scenario can be begun and its first decision made."""
    db = tmp_path / "a.db"
    with terminal(tmp_path / "screen", "--db", db, "play", GATE, width=TINY[0], height=TINY[1]) as screen:
        screen.sees("You are")
        screen.press("Enter")
        screen.sees("AT THE GATE")
        screen.press("1")
        screen.sees("You: Walk")
        screen.press("C-q")
        assert "Traceback" not in screen.sees("status 0")
