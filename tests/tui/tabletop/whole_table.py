"""A whole table for one test: the real host in a terminal, and people at browsers and at terminals, by keys alone."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from simulator.database import Database
from simulator.exercise.exercise import Exercise
from tests.tui.app.terminal import Terminal, terminal
from tests.tui.tabletop.browsing import Phone
from tests.tui.tabletop.served import free_port
from tui.tabletop.hosting.host import Host
from tui.words import say

PATIENCE = 60.0
"""Seconds after which something that should have come has not."""

HALF = 0.3
"""Seconds for a screen to take what was typed before the next key is another one's."""


def typed(screen: Terminal, text: str, key: str) -> None:
    """Type some words and then a key, no faster than a person does."""
    if text:
        screen.tmux("send-keys", "-l", text)
        time.sleep(HALF)
    screen.press(key)
    time.sleep(HALF)


class Person(Protocol):
    """Somebody in a seat. `asked`, `deciding`, `closing` can be read where that is asked: at the end a commitment."""

    asked: str
    deciding: str
    closing: str

    def sees(self, text: str) -> object:
        """Wait until this can be read."""

    def answer(self, nth: int, fields: int, reason: str) -> None:
        """Take the nth of what is offered in each of so many fields, and say why."""

    def decide(self, nth: int, fields: int, reason: str) -> None:
        """The same where it is the decision; a terminal asks once more."""

    def commit(self, text: str) -> None:
        """Say what one will do about it."""


class AtBrowser:
    """With a phone or a laptop."""

    asked, deciding, closing = "Recommend", "This decision is yours", "What will you do about it"

    def __init__(self, phone: Phone) -> None:
        self.phone = phone

    def sees(self, text: str) -> None:
        """Wait until this can be read."""
        self.phone.wait_for(text)

    def answer(self, nth: int, fields: int, reason: str) -> None:
        """In the form on the page."""
        self.phone.answer(nth, reason)

    def decide(self, nth: int, fields: int, reason: str) -> None:
        """In the same form."""
        self.answer(nth, fields, reason)

    def commit(self, text: str) -> None:
        """In the form on the page."""
        self.phone.page.fill("#part-answer textarea", text)
        self.phone.page.click("#part-answer button")
        self.phone.page.get_by_text("Sent.").first.wait_for()


class AtTerminal:
    """At `tabletop join`, whichever way it shows the seat."""

    def __init__(self, screen: Terminal) -> None:
        self.screen = screen

    def sees(self, text: str) -> object:
        """Wait until this can be read on the screen."""
        return self.screen.sees(text)

    def type(self, *lines: str) -> None:
        """Type lines, each with Enter."""
        for line in lines:
            typed(self.screen, line, "Enter")


class AtScreen(AtTerminal):
    """On a full screen."""

    asked, deciding, closing = "Recommend", "This decision is yours", "What will you do about it"

    def answer(self, nth: int, fields: int, reason: str) -> None:
        """A number for each field, then the words."""
        for _ in range(fields):
            typed(self.screen, "", str(nth + 1))
        self.type(reason)

    def decide(self, nth: int, fields: int, reason: str) -> None:
        """And then once more, when it has been read again."""
        self.answer(nth, fields, reason)
        typed(self.screen, "", "1")

    def commit(self, text: str) -> None:
        """Three lines, of which two may stay empty."""
        typed(self.screen, "", "1")
        self.type(text, "", "")
        self.sees(say("terminal.sent"))


class AtLines(AtTerminal):
    """Line by line, with `--plain`."""

    asked, deciding, closing = "recommend", "Type d to decide", "Type d to put down"

    def answer(self, nth: int, fields: int, reason: str) -> None:
        """D, a number for each field, then the words."""
        self.type("d", *[str(nth + 1)] * fields, reason)

    def decide(self, nth: int, fields: int, reason: str) -> None:
        """And then once more, when it has been read again."""
        self.answer(nth, fields, reason)
        self.type("1")

    def commit(self, text: str) -> None:
        """D, and three lines."""
        self.type("d", text, "", "")


class Table:
    """The host and what its database says. `id` is the exercise that is on the table, a fork too."""

    def __init__(self, folder: Path, scenario: str) -> None:
        self.folder, self.scenario, self.file = folder, scenario, folder / "held.db"
        self.port, self.id, self._opened = free_port(), "", 0

    @contextmanager
    def host(self) -> Iterator[Terminal]:
        """The host at 80x24: a new exercise, or the one that was held when the last host was killed."""
        self._opened += 1
        wanted = ("--resume", self.id) if self.id else (self.scenario, "--seed", "3")
        command = ("--db", self.file, "tabletop", "host", *wanted, "--port", str(self.port))
        with terminal(self.folder / f"host-{self._opened}", *command, PEACEKEEPER_EXPORTS=str(self.folder)) as control:
            control.sees("digits", "esc close")
            control.press("Enter")
            control.sees("AGENDA")
            with Database.open(self.file) as database:
                self.id = self.id or database.exercises.list()[0].id
            yield control

    @property
    def address(self) -> str:
        """Where phones find it."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def code(self) -> str:
        """The digits."""
        with Database.open(self.file) as database:
            door = database.exercises.door(self.id)
            assert door is not None
            return door.code

    def turn_to_fork(self) -> str:
        """Take the fork of the exercise that was on the table, where there is one; the id of what is on it now."""
        with Database.open(self.file) as database:
            forks = [row.id for row in database.exercises.list() if row.forked_from and row.forked_from[0] == self.id]
        self.id = forks[0] if forks else self.id
        return self.id

    def look(self) -> Exercise:
        """The exercise as its log has it now."""
        with Database.open(self.file) as database:
            return Host(database).loaded(self.id)

    def until(self, holds: Callable[[Exercise], bool]) -> Exercise:
        """Wait until the log says so."""
        given_up = time.monotonic() + PATIENCE
        while not holds(found := self.look()):
            assert time.monotonic() < given_up, found.standing
            time.sleep(0.1)
        return found

    def until_phase(self, *phases: str) -> Exercise:
        """Wait until the exercise is in one of these phases."""
        return self.until(lambda found: found.standing.phase in phases)

    @contextmanager
    def joined(self, seat: str, name: str, *more: str, width: int = 80, height: int = 24) -> Iterator[Terminal]:
        """A terminal that takes a seat, with passes of its own."""
        folder = self.folder / f"at-{seat}"
        sits = ("--code", self.code, "--name", name, "--seat", seat)
        command = ("tabletop", "join", self.address, *sits, *more)
        passes = str(self.folder / seat / "peacekeeper.db")
        with terminal(folder, *command, width=width, height=height, PEACEKEEPER_DB=passes) as screen:
            yield screen


def fields_of(found: Exercise) -> int:
    """How many questions the situation on the table asks."""
    scene = found.scenario.scenes[found.standing.scene or ""]
    form = scene.file.form
    return sum(not field.free_text for field in form.fields.values()) if form else 1
