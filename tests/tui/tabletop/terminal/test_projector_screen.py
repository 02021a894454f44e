"""The wall in a terminal, against a real host."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.simulator.exercise.tables import table_scenario
from tests.tui.app.person import Watch
from tests.tui.tabletop.served import Served, served
from tests.tui.tabletop.terminal.sitting import SOON, Participant, goes, shown, sitting
from tui.settings import Settings
from tui.tabletop.hosting.passes import SCREEN
from tui.tabletop.terminal.address import address
from tui.tabletop.terminal.projector_screen import TURN, ProjectorScreen
from tui.tabletop.terminal.screen_client import NotShown, ScreenClient
from tui.tabletop.terminal.seat_client import connected
from tui.tabletop.terminal.table_app import TableApp
from tui.tabletop.terminal.way_in import WayIn, picture


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Served]:
    with served(tmp_path, table_scenario()) as found:
        yield found


@asynccontextmanager
async def wall(table: Served, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Participant]:
    """The wall in a terminal of this size."""
    async with connected(address(table.address)) as http:
        client = ScreenClient(http, table.room.door.code, pause=SOON)
        way = await client.way_in()
        app = TableApp(lambda: ProjectorScreen(client, way), Settings(theme="high-contrast"), Watch())
        async with shown(app, size) as person:
            yield person


async def test_the_way_in_stands_on_the_wall_before_play(table: Served) -> None:
    """The address, a picture of it as a whole, and no clock of a story that has not begun; then they make room."""
    async with wall(table) as person:
        await person.sees("EXERCISE EXERCISE EXERCISE", table.address)
        lines = picture(WayIn(table.address, table.room.door.code)).plain.split("\n")
        assert all(line.rstrip() in person.screen for line in lines)
        table.act(lambda exercise: exercise.brief())
        table.act(lambda exercise: exercise.begin())
        await person.sees("Situation")
        assert table.address not in person.screen


@pytest.mark.parametrize("size", [(80, 24), (200, 60)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_recommendations_come_after_the_reveal(table: Served, size: tuple[int, int]) -> None:
    """Before it only how many there are."""
    goes(table, "brief", "begin", "ask")
    async with sitting(table, "force") as client, wall(table, size) as person:
        await person.sees("0 of 1 have recommended.")
        form = recommendation(table)
        await client.send(form, lambda: None)
        await person.sees("1 of 1 have recommended.")
        assert "Force Commander" not in person.screen
        person.sees_as(f"{size[0]}x{size[1]}/wall-recommending")
        table.act(lambda exercise: exercise.reveal())
        await person.sees("Force Commander")
        person.sees_as(f"{size[0]}x{size[1]}/wall-revealed")


def recommendation(table: Served) -> dict[str, list[str]]:
    """A recommendation."""
    return {"action": ["recommend"], "turn": [str(table.room.standing.asked)], "move": ["go"]}


async def test_an_emergency_takes_the_wall(table: Served) -> None:
    """Nothing of the exercise stands beside it."""
    goes(table, "brief", "begin")
    async with wall(table) as person:
        await person.sees("Situation")
        table.act(lambda exercise: exercise.pause(real=True))
        await person.sees("This is real.")
        assert "EXERCISE EXERCISE" not in person.screen


async def test_a_text_that_is_longer_than_the_wall_turns(table: Served) -> None:
    """By a page after a while, and back to its beginning."""
    table.act(lambda exercise: exercise.brief())
    async with wall(table, (80, 8)) as person:
        await person.sees("BRIEFING")
        screen = person.app.screen
        assert isinstance(screen, ProjectorScreen)
        for _ in range(TURN):
            screen.tick()
        await person.settled()
        assert "BRIEFING" not in person.screen
        for _ in range(TURN * 20):
            screen.tick()
            if "BRIEFING" in person.screen:
                break
            await person.settled()
        assert "BRIEFING" in person.screen


async def test_the_wall_is_for_this_laptop_or_a_key(table: Served) -> None:
    """Wrong digits show nothing; a key of the screen does."""
    async with connected(address(table.address)) as http:
        with pytest.raises(NotShown, match="--key"):
            await ScreenClient(http, "no").way_in()
        key = table.on_loop(lambda: table.host.pass_for(table.room, SCREEN))
        assert (await ScreenClient(http, key=key).way_in()).code == table.room.door.code
