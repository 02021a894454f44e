"""Exercise control: what it does by name, line by line, and on its screen."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Iterator
from contextvars import Context
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from simulator.database import Database
from simulator.exercise.entries import CONTROL, Decided, Injected, Noted, Recommended
from simulator.exercise.refused import Refused
from tests.simulator.exercise.tables import SEATS, table_scenario
from tests.small import scene, small
from tui.plain.page import Page
from tui.tabletop.control.control import Control
from tui.tabletop.control.control_app import ControlApp
from tui.tabletop.control.control_screen import AFTER_THEM, TICK
from tui.tabletop.control.overview import overview
from tui.tabletop.control.plain import PlainControl
from tui.tabletop.control.plain_commands import COMMANDS
from tui.tabletop.hosting.host import Host


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Host]:
    with Database.open(tmp_path / "held.db") as database:
        yield Host(database)


@pytest.fixture
def control(host: Host) -> Control:
    """One room in its briefing, in which two sit on paper."""
    found = Control(host, [host.open(table_scenario())], "http://192.0.2.1:8765")
    for seat in ("head", "force"):
        found.take_for_paper(seat, seat.title())
    found.next()
    return found


async def typed(control: Control, *lines: str) -> str:
    """What is told when these lines are typed."""
    out = io.StringIO()
    await PlainControl(control, Page(out), io.StringIO("\n".join(lines) + "\n")).run()
    return out.getvalue()


async def test_a_whole_exercise_line_by_line(control: Control) -> None:
    """Every step by its word, also what was said aloud; a word that there is not changes nothing."""
    told = await typed(
        control,
        "next",
        "send 1",
        "agenda",
        "inject force > Radio: Shots at the ford",
        "next",
        "for force B Now",
        "next",
        "decide A We wait => She is on the telephone",
        "dissent force Too late",
        "fly away",
        "decide",
        "end It is five",
        "commit A weekly call | Chief | May",
        "learn improve Ask first",
        "log",
    )
    kinds = [type(entry.what) for entry in control.room.exercise.entries]
    assert (kinds.count(Decided), kinds.count(Recommended), kinds.count(Injected)) == (1, 1, 1)
    assert "There is no command fly" in told
    assert "Traceback" not in told
    (outcome,) = control.room.standing.outcomes
    assert (outcome.decided.instead_of, outcome.decided.dissent) == ("She is on the telephone", {"force": "Too late"})
    assert control.room.standing.phase == "debrief"


async def test_every_word_of_plain_control_is_harmless(control: Control) -> None:
    """Alone, with nonsense behind it, in whatever phase: it is done, or one line says what to type."""
    for word in COMMANDS:
        told = await typed(control, word, f"{word} 99 x", f"{word} nonsense", f"{word} force")
        assert "Traceback" not in told


def test_a_fork_goes_on_from_before_a_turn(control: Control) -> None:
    """And says of what it is a fork; its origin is as it was."""
    control.next()
    control.next()
    origin, length = control.room.id, control.room.standing.length
    control.fork(control.moments()[0].n)
    assert control.room.id != origin
    assert overview(control.room).origin == origin
    assert control.host.loaded(origin).standing.length == length
    assert control.room.standing.seats.keys() == {"head", "force"}


def test_an_emergency_stops_every_group(host: Host) -> None:
    """Those that play; where none does, it has to be said aloud."""
    control = Control(host, [host.open(table_scenario(), group=str(n)) for n in range(2)], "")
    with pytest.raises(Refused, match="say-it-aloud"):
        control.emergency()
    for n in range(2):
        control.turn_to(n)
        control.next()
        control.next()
    control.emergency()
    assert [room.standing.real for room in control.rooms] == [True, True]


def form_scenario() -> Any:
    """A form of two fields, and then the end."""
    field = {"label": "One", "options": {"a": {"label": "First"}, "b": {"label": "Second"}}}
    other = {"label": "Two", "options": {"c": {"label": "Third"}, "d": {"label": "Fourth"}}}
    form = {"title": "Cable", "takes": 1, "then": "end", "fields": {"one": field, "two": other}}
    return small({"first": scene({}, form=form)}, seats=SEATS)


async def pressed(pilot: Pilot[None], *keys: str) -> None:
    """Press keys, and wait until they have done what they do."""
    for key in keys:
        await pilot.press(key)
        await pilot.pause()


async def test_the_screen_asks_field_by_field_and_keeps_what_was_typed(host: Host) -> None:
    """A form is decided with one choice for each field; what is refused is asked again with what was typed in it."""
    control = Control(host, [host.open(form_scenario())], "")
    control.take_for_paper("head")
    app = ControlApp(control)
    async with app.run_test(size=(80, 24)) as pilot:
        await pressed(pilot, "n", "n", "n", "n", "n")
        assert control.room.standing.phase == "revealed"
        await pressed(pilot, "down", "enter", "down", "down", "enter", "tab", "w", "h", "y", "ctrl+s")
        assert control.room.standing.phase == "revealed"
        screen = "\n".join("".join(each.text for each in line) for line in app.screen._compositor.render_strips())
        assert "Say why you decide" in screen
        assert "why" in screen
        await pressed(pilot, "tab", "tab", "tab", "tab", "g", "o", "ctrl+s")
    (outcome,) = control.room.standing.outcomes
    assert (outcome.by, len(outcome.decided.move), outcome.decided.instead_of) == (CONTROL, 2, "go")


async def test_the_screen_shows_at_once_what_comes_from_a_seat(control: Control) -> None:
    """It is shown before the screen looks at its clock again, also where one of the server's tasks brings it."""
    app = ControlApp(control)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause(0.1)
        say = partial(control.room.act, lambda exercise: exercise.say("head", CONTROL, "Where is the ferry?"))
        Context().run(asyncio.get_running_loop().call_soon, say)
        await pilot.pause(AFTER_THEM + TICK / 5)
        assert "Where is the ferry?" in str(app.screen.query_one("#news", Static).render())


async def test_a_dialog_that_was_left_keeps_what_was_typed(control: Control) -> None:
    """Until it is sent; and another dialog has none of it."""
    app = ControlApp(control)
    async with app.run_test(size=(80, 24)) as pilot:
        await pressed(pilot, "o", *"late", "escape", "t")
        assert app.screen.query_one("#text", Input).value == ""
        await pressed(pilot, "escape", "o", "escape", "o")
        assert app.screen.query_one("#text", Input).value == "late"
        await pressed(pilot, *"r", "ctrl+s", "o")
        assert app.screen.query_one("#text", Input).value == ""
    assert [what.text for _, what in control.room.standing.remarked(Noted)] == ["later"]


async def test_what_was_noted_is_taken_back(control: Control) -> None:
    """The last first; the log keeps it, and where nothing is left that is said."""
    for text in ("One", "Two"):
        control.note(text)
    app = ControlApp(control)
    async with app.run_test(size=(80, 24)) as pilot:
        await pressed(pilot, "U", "enter")
    assert [what.text for _, what in control.room.standing.remarked(Noted)] == ["One"]
    (kept,) = [entry.n for entry, _ in control.room.standing.remarked(Noted)]
    assert "no such entry" in await typed(control, "back 0")
    await typed(control, f"back {kept}")
    assert control.room.standing.remarks == ()


async def test_what_was_begun_for_one_decision_is_not_there_for_the_next(control: Control) -> None:
    """A reason that was typed and left belongs to the situation that was on the table."""
    app = ControlApp(control)
    async with app.run_test(size=(80, 24)) as pilot:
        await pressed(pilot, "n", "n", "n", "d", "tab", "tab", *"why", "escape", "d")
        assert app.screen.query_one("#reason", Input).value == "why"
        await pressed(pilot, "escape")
        control.decide("A", "So.", instead_of="In haste.")
        control.next()
        await pressed(pilot, "d")
        assert app.screen.query_one("#reason", Input).value == ""
