"""The laptop's clock jumps, back by decades or far ahead: runs keep the order in which they were begun."""

from __future__ import annotations

import pytest

from simulator.database import Database
from tests.tui.app.person import opened
from tests.tui.playing import GATE, WHOLE, kept_after, peacekeeper
from tui import keeping
from tui.words import say

TIMES = ("2030-03-01T09:00:00", "1970-01-01T00:00:00", "2099-12-31T23:59:59", "2029-02-28T12:00:00")
"""What the clock says, one time after the other: a battery that died, a wrong setting, and that put right."""


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the clock will say; the last of it for ever."""
    times = list(TIMES)

    def tell() -> str:
        return f"{times.pop(0) if len(times) > 1 else times[0]}+00:00"

    monkeypatch.setattr(keeping, "now", tell)
    return times


def begun(database: Database) -> list[str]:
    """When each run was begun, as listed."""
    return [row.begun[:19] for row in database.runs.list()]


def test_the_last_begun_comes_first_whatever_the_clock_said(database: Database, clock: list[str]) -> None:
    """Also after one was deleted and the file written anew; and carrying on means the last that was begun."""
    keeping.keep_version(database, kept_after(database, ()).scenario)
    database.runs.delete(database.runs.list()[0].id)
    clock[:] = TIMES
    runs = [kept_after(database, ()) for _ in TIMES]
    assert begun(database) == [*reversed(TIMES)]
    assert keeping.find_run(database).id == runs[-1].id
    database.runs.delete(runs[1].id)
    assert begun(database) == [TIMES[3], TIMES[2], TIMES[0]]
    database.runs.delete(runs[3].id)
    assert keeping.find_run(database).id == runs[2].id
    again = kept_after(database, ())
    assert keeping.find_run(database).id == again.id
    assert begun(database) == [TIMES[3], TIMES[2], TIMES[0]]


@pytest.mark.parametrize("times", [TIMES[:2], TIMES[1:3]], ids=["back", "ahead"])
def test_a_run_in_which_the_clock_jumps_is_whole(database: Database, clock: list[str], times: tuple[str, ...]) -> None:
    """Begun after it ended, or a century before: it is listed, reported and exported like any other."""
    kept = kept_after(database, WHOLE)
    with database.connection.write() as sqlite:
        sqlite.execute("update runs set begun = ?, ended = ?", [f"{time}+00:00" for time in times])
    path = str(database.connection.place)
    for command in (("runs", "list"), ("runs", "show", kept.id), ("runs", "report", kept.id)):
        done = peacekeeper(*command, "--db", path)
        assert (done.returncode, done.stderr) == (0, "")
    assert peacekeeper("play", GATE, "--moves", "wait", "--db", path).returncode == 0


async def test_the_app_lists_them_all(database: Database, clock: list[str]) -> None:
    """Library and history show runs of any time, and the first that is offered is the last that was begun."""
    keeping.keep_version(database, kept_after(database, WHOLE).scenario)
    clock[:] = TIMES
    for moves in ((), ("talk",), ("loudspeaker",)):
        kept_after(database, (moves,) if moves else ())
    async with opened(database) as person:
        await person.sees(say("app.title").split()[0], "2099-12-31", "1970-01-01")
        lines = person.screen.splitlines()
        first = next(n for n, text in enumerate(lines) if "2099-12-31" in text)
        assert first < next(n for n, text in enumerate(lines) if "1970-01-01" in text)
        await person.press("h")
        await person.sees("2099-12-31", "1970-01-01", "2030-03-01")
        await person.press("escape", "home", "enter")
        await person.sees("WHO GOES WHERE")
