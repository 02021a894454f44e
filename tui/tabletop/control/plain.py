"""Exercise control line by line: what seats do is told as it comes, and each line that is typed is carried out."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import TextIO

from simulator.exercise.agenda import agenda
from simulator.problems import SimulatorError
from tui.plain.page import Page
from tui.story import text_of
from tui.tabletop.control.control import Control
from tui.tabletop.control.control_lines import inject_told
from tui.tabletop.control.log_lines import by_seats, log_line, moment_line
from tui.tabletop.control.overview import criterion_rows, overview, situation
from tui.tabletop.control.plain_commands import COMMANDS, BadCommand, carry_out
from tui.tabletop.ground_rules import ground_rules
from tui.tabletop.naming import exercise_mark
from tui.tabletop.web.visiting import told
from tui.words import say

MOMENTS = 30
"""Moments that are listed to fork from; earlier ones are found in the log."""


class PlainControl:
    """Reads lines until they end or `quit` is typed."""

    def __init__(self, control: Control, page: Page, source: TextIO) -> None:
        self._control, self._page, self._source = control, page, source
        self._told: dict[str, int] = {}
        self._people: dict[str, str] = {}

    async def run(self) -> None:
        """Go on until the lines end. What was done is kept in any case."""
        lines = _lines(self._source, asyncio.get_running_loop())
        with ExitStack() as stack:
            for room in self._control.rooms:
                self._told[room.door.code] = room.standing.length
                stack.enter_context(room.listening(self._tell))
                stack.enter_context(room.listening(self._tell_people, to_people=True))
            self._show()
            while (line := await lines.get()) is not None:
                if line.strip() == "quit":
                    return
                self._answer(line)

    def _answer(self, line: str) -> None:
        shows: dict[str, Callable[[], Iterator[str]]] = {
            "": self._where,
            "look": self._where,
            "agenda": self._agenda,
            "seats": self._seats,
            "options": self._options,
            "criteria": self._criteria,
            "log": self._log,
            "moments": self._moments,
            "situation": self._situation,
            "rules": lambda: iter(ground_rules()),
            "review": lambda: map(str, self._control.review()),
            "?": self._help,
        }
        if line.startswith("read "):
            self._read_inject(line.removeprefix("read ").strip())
        elif line.strip() in shows:
            try:
                for text in shows[line.strip()]():
                    self._page.line(text)
            except SimulatorError as error:
                self._page.line(told(error))
        else:
            try:
                carry_out(self._control, line)
                self._page.line(say("tabletop.plain.done", phase=overview(self._control.room).phase))
            except BadCommand as error:
                self._page.line(str(error))
            except SimulatorError as error:
                self._page.line(told(error))
        self._page.flush()

    def _show(self) -> None:
        self._page.line(exercise_mark())
        for text in (*self._where(), say("tabletop.plain.help")):
            self._page.line(text)
        self._page.flush()

    def _tell(self) -> None:
        """What seats did since it was last told."""
        for room in self._control.rooms:
            since = self._told[room.door.code]
            if room.standing.length < since:  # a fork has taken its place
                since = room.standing.length
            for entry in by_seats(room.exercise.entries[since:]):
                self._page.line(log_line(room, entry))
            self._told[room.door.code] = room.standing.length
        self._page.flush()

    def _tell_people(self) -> None:
        """Who knocks."""
        for room in self._control.rooms:
            for knock in room.knocks.values():
                text = say(
                    "tabletop.plain.knock", n=knock.participant, name=knock.name, seat=room.naming.title(knock.seat)
                )
                if self._people.get(f"{room.door.code} {knock.participant}") != text:
                    self._people[f"{room.door.code} {knock.participant}"] = text
                    self._page.line(text)
        self._page.flush()

    def _where(self) -> Iterator[str]:
        view = overview(self._control.room)
        yield say(
            "tabletop.plain.where",
            title=view.title,
            group=view.group,
            phase=view.phase,
            scene=view.scene,
            time=view.time,
            played=view.played,
            planned=view.planned,
        )
        yield say("tabletop.plain.way-in", address=self._control.address, code=view.code)
        if view.behind:
            yield say("tabletop.control-screen.behind", count=view.behind)
            if view.left_out:
                yield say("tabletop.control-screen.leave-out", injects="; ".join(view.left_out))
        yield say(f"tabletop.step.{view.step}")

    def _agenda(self) -> Iterator[str]:
        for row in overview(self._control.room).agenda:
            due = say("tabletop.minute", count=row.due) if row.due is not None else say("tabletop.plain.no-time")
            stands = say(f"tabletop.stands.{'now' if row.now else row.stands}")
            yield say("tabletop.plain.inject", number=row.number, due=due, title=row.title, to=row.to, stands=stands)
        if not agenda(self._control.room.scenario, self._control.room.standing):
            yield say("tabletop.plain.no-agenda")

    def _seats(self) -> Iterator[str]:
        for row in overview(self._control.room).seats:
            marks = [say(f"tabletop.seat.{'here' if row.here else 'away' if row.taken else 'empty'}")]
            if row.asked is not None:
                marks.append(say(f"tabletop.seat.{'answered' if row.asked else 'open'}"))
            if row.taken and not row.spoken:
                marks.append(say("tabletop.seat.silent"))
            if row.decides:
                marks.append(say("tabletop.seat.decides"))
            yield say("tabletop.plain.seat", id=row.seat, who=row.called, marks=", ".join(marks))

    def _options(self) -> Iterator[str]:
        for row in overview(self._control.room).options:
            yield say("tabletop.plain.option", letter=row.letter, label=row.label, seats=", ".join(row.seats))

    def _criteria(self) -> Iterator[str]:
        for n, row in enumerate(criterion_rows(self._control.room), 1):
            yield say("tabletop.plain.criterion", n=n, text=row.text, marked=row.marked, of=row.of)

    def _log(self) -> Iterator[str]:
        room = self._control.room
        yield from (f"{entry.n}  {log_line(room, entry)}" for entry in room.exercise.entries)

    def _moments(self) -> Iterator[str]:
        room = self._control.room
        yield from (f"{entry.n}  {moment_line(room, entry)}" for entry in self._control.moments()[:MOMENTS])

    def _situation(self) -> Iterator[str]:
        view = situation(self._control.room)
        yield from (text_of(paragraph) for paragraph in view.paragraphs) if view else ()

    def _read_inject(self, number: str) -> None:
        """The whole sheet of an inject."""
        for item in agenda(self._control.room.scenario, self._control.room.standing):
            if number in (str(item.number), item.inject):
                for line in inject_told(self._control.room, item.inject).plain.split("\n"):
                    self._page.line(line)
                return
        self._page.line(say("tabletop.plain.no-inject", number=number))

    def _help(self) -> Iterator[str]:
        yield from (say(f"tabletop.plain.command.{command.words}") for command in COMMANDS.values())
        yield say("tabletop.plain.shows")


def _lines(source: TextIO, loop: asyncio.AbstractEventLoop) -> asyncio.Queue[str | None]:
    """Lines as they are typed; None when there are no more."""
    found: asyncio.Queue[str | None] = asyncio.Queue()

    def listen() -> None:
        try:
            for line in source:
                loop.call_soon_threadsafe(found.put_nowait, line)
            loop.call_soon_threadsafe(found.put_nowait, None)
        except (OSError, ValueError, RuntimeError):
            return  # the terminal or the loop is gone: nobody waits for lines any more

    threading.Thread(target=listen, daemon=True).start()
    return found
