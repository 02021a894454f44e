"""The client against a real host: coming in, what a seat sees and sends, and a host that goes and comes back."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from operator import methodcaller
from pathlib import Path

import pytest

from simulator.exercise.entries import Recommended
from tests.simulator.exercise.tables import table_scenario
from tests.tui.tabletop.served import Served, served
from tests.tui.tabletop.terminal.sitting import SOON, coming, goes, hearing, known_in, sitting
from tui.tabletop.terminal.address import address
from tui.tabletop.terminal.door import CannotReach, Door, NotLetIn
from tui.tabletop.terminal.filling import Filling
from tui.tabletop.terminal.page_stream import Gone, Lost
from tui.tabletop.terminal.received import NotUnderstood
from tui.tabletop.terminal.seat_client import SeatClient, connected


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Served]:
    with served(tmp_path, table_scenario()) as found:
        yield found


def test_a_terminal_comes_in_by_the_same_door(table: Served) -> None:
    """Wrong digits are told in the host's words; the right ones lead to the seats, and to one of them once."""
    with Door(address(table.address)) as door, Door(address(table.address)) as other:
        assert door.seats() is None
        with pytest.raises(NotLetIn, match="open no exercise"):
            door.join("000000" if table.room.door.code != "000000" else "111111", "")
        door.join(table.room.door.code, "Ana")
        seats = door.seats()
        assert seats is not None
        assert [seat.id for seat in seats.seats] == ["head", "force", "watcher"]
        assert not any(seat.taken for seat in seats.seats)
        door.take("head")
        other.join(table.room.door.code, "")
        with pytest.raises(NotLetIn, match="Somebody sits there"):
            other.take("head")
        assert door.seats() == seats._replace(
            mine=("head",), seats=(seats.seats[0]._replace(taken=True), *seats.seats[1:])
        )


def test_where_nobody_answers_it_is_told() -> None:
    """And what to look at."""
    with Door(address("127.0.0.1:9")) as door, pytest.raises(CannotReach, match="same network"):
        door.join("123456", "")


def test_a_certificate_that_is_none_is_told(tmp_path: Path) -> None:
    """Before anything is asked."""
    (tmp_path / "ca.pem").write_text("no certificate")
    with pytest.raises(CannotReach, match=r"ca\.pem"):
        Door(address(""), tmp_path / "ca.pem")


def test_what_is_no_host_is_told(table: Served) -> None:
    """A page of something else is not taken for an answer."""
    with Door(address(table.address)) as door, pytest.raises(NotUnderstood):
        door._asked("GET", "/static/icon.svg")


async def test_a_seat_sees_what_it_was_told_and_nothing_else(table: Served) -> None:
    """The first page is whole; later ones say what has changed."""
    async with sitting(table, "force") as client, hearing(client) as ear:
        lobby = await ear.shows("lobby")
        assert lobby.first
        table.act(lambda exercise: exercise.brief())
        table.act(lambda exercise: exercise.begin())
        begun = await ear.shows("situation")
        assert "situation" in begun.changed
        told = next(section for section in begun.page.sections if section.id == "told")
        assert "One company." in [line.text for line in told.lines]
        assert "They fired first." not in repr(begun)


async def test_a_recommendation_is_in_once_and_a_late_one_is_refused(table: Served) -> None:
    """In the host's words."""
    async with sitting(table, "force") as client, hearing(client) as ear:
        goes(table, "brief", "begin", "ask")
        asked = await ear.shows("recommending")
        answer = next(section for section in asked.page.sections if section.id == "answer")
        form = Filling(answer.asks[0]).picked("go").written("Now").form()
        await client.send(form, lambda: None)
        found = [each.what for each in table.entries if isinstance(each.what, Recommended)]
        assert [(each.move, each.reason) for each in found] == [(("go",), "Now")]
        table.act(lambda exercise: exercise.reveal())
        with pytest.raises(NotLetIn, match="not possible at this point"):
            await client.send({**form, "move": ["wait"]}, lambda: None)


async def test_a_seat_that_changes_hands_is_gone(table: Served) -> None:
    """The stream says so and ends."""
    async with sitting(table, "head") as client, hearing(client) as ear:
        await ear.shows("lobby")
        table.act(lambda exercise: exercise.vacate("head"))
        assert await ear.until(lambda news: True) == Gone()


async def test_a_host_that_goes_and_comes_back(tmp_path: Path) -> None:
    """It is told once, the stream comes back by itself, and what was sent meanwhile arrives, once."""
    async with coming(tmp_path, table_scenario()) as host:
        known = await asyncio.to_thread(known_in, host.where, host.room.door.code, "head")
        async with connected(host.where, known=known) as http:
            client, waited = SeatClient(http, "head", SOON), asyncio.Event()
            async with hearing(client) as ear:
                for step in ("brief", "begin", "ask"):
                    host.room.act(methodcaller(step))
                await ear.shows("recommending")
                await host.goes()
                assert await ear.until(lambda news: True) == Lost("away")
                form = {"action": ["recommend"], "turn": [str(host.room.standing.asked)], "move": ["go"]}
                sending = asyncio.create_task(client.send(form, waited.set))
                await waited.wait()
                await host.comes_back()
                await sending
                assert host.room.standing.recommendations["head"].move == ("go",)
                assert (await ear.shows("recommending")).first is False
