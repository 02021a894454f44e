"""A seat line by line, through pipes, against a real host."""

from __future__ import annotations

import asyncio
import io
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from simulator.exercise.entries import Dissented, Recommended, Said
from tests.simulator.exercise.tables import table_scenario
from tests.tui.playing import PROGRAM, ROOT, environment
from tests.tui.tabletop.served import PATIENCE, Served, served
from tests.tui.tabletop.terminal.sitting import goes, kept
from tui.plain.page import Page as Paper
from tui.tabletop.pages.section import Ask, Choice, Field, Head, Page, Section
from tui.tabletop.terminal.plain_page import PlainPage


class Heard:
    """The program in a process: lines go in, and what it says is read until a word has come."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process
        self.said = ""

    def type(self, line: str) -> None:
        """Type a line."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{line}\n".encode())

    async def until(self, words: str) -> str:
        """What was said up to these words, since it was asked last."""
        assert self.process.stdout is not None
        async with asyncio.timeout(PATIENCE):
            while words not in self.said:
                more = await self.process.stdout.read(4096)
                assert more, f"{words!r} did not come after:\n{self.said}"
                self.said += more.decode()
        before, _, self.said = self.said.partition(words)
        return before + words

    async def end(self) -> int:
        """The exit status."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        async with asyncio.timeout(PATIENCE):
            await self.process.wait()
        assert self.process.returncode is not None
        return self.process.returncode


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Served]:
    with served(tmp_path, table_scenario()) as found:
        yield found


@asynccontextmanager
async def joined(folder: Path, *arguments: str) -> AsyncIterator[Heard]:
    """The program, joining line by line."""
    process = await asyncio.create_subprocess_exec(
        *PROGRAM,
        *("tabletop", "join", "--plain", *arguments),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=sys.stderr,
        cwd=ROOT,
        env=environment(PEACEKEEPER_DB=str(folder / "own" / "peacekeeper.db")),
    )
    try:
        yield Heard(process)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def test_a_seat_through_a_pipe(table: Served, tmp_path: Path) -> None:
    """What is missing is asked for; each new thing is told once, as it comes; a number recommends, words follow."""
    async with joined(tmp_path, table.address, "--seat", "force") as person:
        await person.until("Six digits")
        person.type("12")
        await person.until("Six digits")
        person.type(table.room.door.code)
        await person.until("Your name")
        person.type("")
        first = await person.until("? and Enter for help.")
        assert first.count("EXERCISE EXERCISE EXERCISE") == 1
        goes(table, "brief")
        assert "NEW: BRIEFING" in await person.until("One company.")
        goes(table, "begin", "ask")
        asked = await person.until("Type a number to recommend")
        assert "1: Do wait" in asked
        assert "One company." not in asked
        person.type("3")
        await person.until("Type a number from 1 to 2.")
        person.type("2")
        await person.until("Why?")
        person.type("Now")
        await person.until("Sent.")
        assert [(each.move, each.reason) for each in kept(table, Recommended)] == [(("go",), "Now")]
        person.type("1")
        await person.until("Why?")
        person.type("")
        await person.until("Sent.")
        assert kept(table, Recommended)[-1].move == ("wait",)
        goes(table, "pause", "resume")
        again = await person.until("Type a number to recommend")
        assert "1: Do wait" not in again
        person.type("m Who decides?")
        await person.until("Sent.")
        assert [each.text for each in kept(table, Said)] == ["Who decides?"]
        person.type("d")
        person.type("?")
        await person.until("q: leave")
        await person.until("What should be done?")
        person.type(".")
        await person.until("Nothing was sent.")
        person.type("q")
        assert await person.end() == 0


async def test_a_terminal_that_was_closed_comes_back(table: Served, tmp_path: Path) -> None:
    """To its seat, where it was, without digits; a dissent is read once more before it is sent."""
    async with joined(tmp_path, table.address, "--code", table.room.door.code, "--name", "", "--seat", "force") as one:
        await one.until("? and Enter for help.")
    goes(table, "brief", "begin", "ask", "reveal")
    table.act(lambda exercise: exercise.decide("control", ("go",), "For the test"))
    async with joined(tmp_path, table.address, "--again") as again:
        await again.until("Type d to put a dissent on record.")
        again.type("d")
        await again.until("leaves this")
        again.type("Too soon")
        await again.until("1: Put my dissent on record")
        assert not kept(table, Dissented)
        again.type("1")
        await again.until("Sent.")
        assert [each.reason for each in kept(table, Dissented)] == ["Too soon"]
        table.act(lambda exercise: exercise.vacate("force"))
        await again.until("not yours any more")
        await again.until("Which seat is yours?")
        assert await again.end() == 0


async def test_what_is_wrong_is_one_message(tmp_path: Path) -> None:
    """A host that is not there, with what to look at."""
    process = await asyncio.create_subprocess_exec(
        *PROGRAM,
        *("tabletop", "join", "127.0.0.1:9", "--code", "123456", "--name", "", "--plain"),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        cwd=ROOT,
        env=environment(PEACEKEEPER_DB=str(tmp_path / "peacekeeper.db")),
    )
    _, said = await process.communicate()
    assert process.returncode == 2
    assert "Nobody answers at http://127.0.0.1:9." in said.decode()
    assert "Traceback" not in said.decode()


def test_another_question_of_the_same_number_is_told_whole() -> None:
    """In a fork the next question may have the number that another one had: what may be chosen is told all the same."""
    out = io.StringIO()
    told = PlainPage(Paper(out))
    head = Head("A table", "Head", "recommending", "Recommend now", "08:00", 0, True, "")
    for labels in (("Wait", "Go"), ("Stay", "Leave")):
        choices = tuple(Choice(str(n), label) for n, label in enumerate(labels))
        ask = Ask("recommend", (Field("move", "What should be done?", choices),), (), "Recommend", 14)
        told.tell(Page(head, (Section("answer", "What you do", (), (ask,)),)))
        told.tell(Page(head._replace(state="paused"), (Section("answer", "What you do"),)))
    assert [word for word in ("1: Wait", "2: Go", "1: Stay", "2: Leave") if word not in out.getvalue()] == []
