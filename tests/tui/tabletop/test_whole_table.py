"""A whole exercise with browsers and terminals in one go, led from a terminal of 80x24 and by keys alone."""

from __future__ import annotations

import json
import shutil
from contextlib import ExitStack
from pathlib import Path

import pytest

from simulator.exercise.entries import Committed, Decided, Injected, Paused, Recommended
from tests.tui.app.terminal import Terminal, terminal
from tests.tui.playing import peacekeeper
from tests.tui.tabletop.browsing import LAPTOP, PHONE, WALL, Phone, browser, chromium
from tests.tui.tabletop.whole_table import AtBrowser, AtLines, AtScreen, Person, Table, fields_of, typed

pytestmark = [
    pytest.mark.soak,
    pytest.mark.timeout(1800),
    pytest.mark.skipif(chromium() is None, reason="the system has no Chromium"),
    pytest.mark.skipif(shutil.which("tmux") is None, reason="needs tmux, to read a real screen"),
]

SCENARIO = "talks-tomorrow"
BROWSERS = {"head": PHONE, "jmac": LAPTOP, "force": PHONE, "civil": LAPTOP, "joc": PHONE}
"""The form of this scenario is decided by the seat at the full screen, another decision by the one at plain lines."""

KILLED_AT = 2
"""The decision before which the host is killed, and opened again at the same address."""


def test_a_whole_table(tmp_path: Path) -> None:
    """From digits to a closed exercise, killed once, forked once, reviewed: nobody is lost, and the log has it all."""
    table = Table(tmp_path, SCENARIO)
    with ExitStack() as stack:
        opened = stack.enter_context(browser())
        first = stack.enter_context(ExitStack())
        control = first.enter_context(table.host())
        control.sees(f"{table.code[:3]} {table.code[3:]}")
        wall = Phone(opened, table.address, WALL)
        wall.page.goto(f"{table.address}/screen")
        far = stack.enter_context(terminal(tmp_path / "far", "tabletop", "screen", table.address, width=120, height=40))
        people = seated(table, opened, stack)
        wall.wait_for("Political Deputy")
        decided = 0
        for phase in ("briefing", "situation"):
            control.press("n")
            table.until_phase(phase)
        while table.look().standing.phase != "debrief":
            if decided == KILLED_AT:
                control.kill()
                first.close()
                control = stack.enter_context(table.host())
                for person in people.values():
                    if isinstance(person, AtBrowser):
                        person.phone.page.locator("#link").wait_for(state="hidden")
            decide(table, control, people, decided, interrupted=decided == 0)
            decided += 1
        assert decided >= 6
        origin = table.id
        fork(table, control, people)
        for n, person in enumerate(people.values()):
            person.sees(person.closing)
            person.commit(f"I shall ask {n}")
        found = table.until(lambda e: sum(isinstance(x.what, Committed) for x in e.entries) == len(people))
        assert found.standing.opened is not None
        assert found.standing.opened.forked_from == origin
        reviewed_and_closed(table, control, tmp_path)
        far.sees("Closed")
        phones = [person.phone for person in people.values() if isinstance(person, AtBrowser)]
        assert [phone.problems for phone in (*phones, wall)] == [[]] * (len(phones) + 1)
        assert not any(phone.overflows for phone in phones)
    kinds = [type(entry.what) for entry in found.entries]
    assert kinds.count(Recommended) == kinds.count(Decided) * len(people)
    assert (kinds.count(Injected) >= 2, kinds.count(Paused)) == (True, 1)


def seated(table: Table, opened: object, stack: ExitStack) -> dict[str, Person]:
    """Five people at browsers, two at full screens, one at plain lines."""
    people: dict[str, Person] = {}
    for n, (seat, size) in enumerate(BROWSERS.items()):
        phone = Phone(opened, table.address, size)  # type: ignore[arg-type]
        phone.come_in(table.code, seat, f"Person {n}")
        people[seat] = AtBrowser(phone)
    people["political"] = AtScreen(stack.enter_context(table.joined("political", "Pia")))
    people["poc"] = AtScreen(stack.enter_context(table.joined("poc", "Paul", width=200, height=60)))
    people["police"] = AtLines(stack.enter_context(table.joined("police", "Petra", "--plain")))
    table.until(lambda e: len(e.standing.seats) == len(people))
    return people


def decide(table: Table, control: Terminal, people: dict[str, Person], n: int, *, interrupted: bool) -> None:
    """One decision, from wherever it stands: recommended unseen by all, shown, taken by its seat, gone on from."""
    if table.look().standing.phase == "situation":
        control.press("n")
        table.until_phase("recommending")
    fields = fields_of(table.look())
    if interrupted:
        interrupt(table, control, people)
    if table.look().standing.phase == "recommending":
        for k, person in enumerate(people.values()):
            person.sees(person.asked)
            person.answer((n + k) % 3, fields, f"For reason {n}.{k}")
        table.until(lambda e: len(e.standing.recommendations) == len(people))
        control.sees(f"{len(people)} of {len(people)} have recommended")
        control.press("n")
    decider = people[table.until_phase("revealed").decider or ""]
    decider.sees(decider.deciding)
    decider.decide(n % 3, fields, f"Decided {n}")
    table.until_phase("decided")
    control.sees("Next: put what follows")
    control.press("n")
    table.until_phase("situation", "debrief")


def interrupt(table: Table, control: Terminal, people: dict[str, Person]) -> None:
    """The planned inject at the cursor, one that nobody planned, a pause, and on again."""
    before = len(table.look().standing.reached)
    control.press("Space")
    table.until(lambda e: len(e.standing.reached) > before)
    control.press("i")
    control.sees("Something that nobody planned")
    typed(control, "Rumour", "Tab")
    typed(control, "The ferry has sunk, they say.", "C-s")
    for person in people.values():
        person.sees("Rumour" if not isinstance(person, AtScreen) else "EXERCISE")
    control.sees("AGENDA")
    control.press("p")
    table.until_phase("paused")
    control.press("p")
    table.until_phase("recommending")


def fork(table: Table, control: Terminal, people: dict[str, Person]) -> None:
    """What if the last decision had been another: from its moment on, with the same people, to an end again."""
    origin = table.id
    control.press("f")
    control.sees("Ctrl+S")
    for key in ("Down", "Enter", "C-s"):  # the second is the moment before the last decision
        typed(control, "", key)
    table.until(lambda _: table.turn_to_fork() != origin)
    control.sees("This is a fork")
    decide(table, control, people, 5, interrupted=False)
    table.until_phase("debrief")


def reviewed_and_closed(table: Table, control: Terminal, folder: Path) -> None:
    """The review is written from exercise control, and again by its command, after closing."""
    control.press("z")
    control.sees(".html")
    typed(control, "", "Escape")
    control.press("n")
    control.sees("Ctrl+S")
    for key in ("Down", "Enter", "C-s"):
        typed(control, "", key)
    table.until_phase("closed")
    told = peacekeeper("--db", table.file, "tabletop", "report", table.id, "--to", folder / "review", "--json")
    assert told.returncode == 0, told.stderr
    assert json.loads(told.stdout)
