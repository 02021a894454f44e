"""An exercise in real browsers: eight seats on phones and laptops, a projector, and a host that goes and comes."""

from __future__ import annotations

from contextlib import ExitStack
from functools import partial
from pathlib import Path

import pytest

from simulator.exercise.entries import CONTROL, Committed, Decided, Dissented, Recommended
from simulator.exercise.exercise import Exercise
from simulator.exercise.phases import Phase
from simulator.scenario import Scenario
from tests.tui.tabletop.browsing import LAPTOP, PHONE, WALL, Phone, browser, chromium
from tests.tui.tabletop.served import Served, served
from tui.heads import shipped_folder
from tui.shelf import Shelf

pytestmark = pytest.mark.skipif(chromium() is None, reason="the system has no Chromium")
SEATS = 8
WHOLE = 30
"""Decisions: more than any scenario has."""


def scenario() -> Scenario:
    """A leadership scenario that ships."""
    return Shelf(None, shipped_folder() / "ashara").find("the-new-partner")


def phase_of(found: Served) -> Phase:
    """Where the exercise stands."""
    return found.room.standing.phase


def lead(found: Served, phones: dict[str, Phone], most: int) -> None:
    """Exercise control takes every step up to the debrief; seats recommend and decide in their browsers."""
    for step in (Exercise.brief, Exercise.begin):
        found.act(step)
    for n in range(most):
        room = found.room
        found.act(Exercise.ask)
        for k, phone in enumerate(phones.values()):
            phone.wait_for("Recommend now")
            phone.answer((n + k) % 3, f"For reason {n}.{k}")
        for phone in phones.values():
            phone.wait_for("Your recommendation is in")
        found.act(Exercise.reveal)
        decider = room.standing.decider(room.scenario)
        if decider in phones:
            phones[decider].wait_for("This decision is yours")
            phones[decider].answer(n % 3, f"Decided {n}")
        else:
            move = next(iter(room.standing.recommendations.values())).move
            found.act(partial(Exercise.decide, by=CONTROL, move=move))
        for phone in phones.values():
            phone.wait_for("It is")
        if n == 0:
            other = next(phone for seat, phone in phones.items() if seat != decider)
            other.page.fill("#part-answer textarea", "I would have waited")
            other.page.click("#part-answer button")
            other.page.get_by_text("Sent.").first.wait_for()
        found.act(Exercise.go_on)
        if phase_of(found) == "debrief":
            return
    found.act(Exercise.end)


@pytest.mark.parametrize("most", [1, pytest.param(WHOLE, marks=pytest.mark.soak)])
def test_an_exercise_in_browsers(tmp_path: Path, most: int) -> None:
    """From digits to commitments: nothing sticks out at 360 pixels, no page has an error, the log has it all."""
    with served(tmp_path, scenario(), attribution="by name") as found, browser() as opened, ExitStack() as stack:
        wall = Phone(opened, found.address, WALL)
        wall.page.goto(f"{found.address}/screen")
        phones = {}
        for n, seat in enumerate(list(found.room.scenario.file.seats)[:SEATS]):
            phones[seat] = Phone(opened, found.address, PHONE if n % 2 == 0 else LAPTOP)
            stack.callback(phones[seat].close)
            phones[seat].come_in(found.room.door.code, seat, f"Person {n}")
        wall.wait_for("Person 7")
        lead(found, phones, most)
        assert phase_of(found) == "debrief"
        for n, phone in enumerate(phones.values()):
            phone.wait_for("What will you do about it")
            phone.page.fill("#part-answer textarea", f"I shall ask {n}")
            phone.page.click("#part-answer button")
            phone.page.get_by_text("Sent.").first.wait_for()
        kinds = [type(entry.what) for entry in found.entries]
        decisions = kinds.count(Decided)
        assert decisions == most or (most == WHOLE and decisions >= 5)
        assert kinds.count(Recommended) == decisions * SEATS
        assert (kinds.count(Dissented), kinds.count(Committed)) == (1, SEATS)
        assert [phone.problems for phone in (*phones.values(), wall)] == [[]] * (SEATS + 1)
        assert not any(phone.overflows for phone in phones.values())


def test_what_one_is_writing_survives_news_and_a_restart(tmp_path: Path) -> None:
    """Words that were not sent stay in their place; a page comes back by itself when the host does."""
    with browser() as opened:
        with served(tmp_path, scenario()) as found:
            phone = Phone(opened, found.address)
            phone.come_in(found.room.door.code, "head")
            for step in (Exercise.brief, Exercise.begin, Exercise.ask):
                found.act(step)
            phone.wait_for("Recommend now")
            phone.page.fill("#part-answer textarea", "Half a sentence")
            phone.page.fill("#part-messages input:not([type=hidden])", "Half a message")
            found.act(lambda e: e.improvise("A call", "The governor calls.", ["head"]))
            found.act(lambda e: e.say(CONTROL, "head", "Look at your map."))
            phone.wait_for("The governor calls.")
            phone.wait_for("Look at your map.")
            assert phone.page.input_value("#part-answer textarea") == "Half a sentence"
            assert phone.page.input_value("#part-messages input:not([type=hidden])") == "Half a message"
            id, port = found.room.id, int(found.address.rpartition(":")[2])
        phone.wait_for("The connection is lost")
        phone.page.locator("#part-answer input[type=radio]").first.check()
        phone.page.click("#part-answer button")
        phone.wait_for("Not sent yet")
        with served(tmp_path, scenario(), again=id, port=port) as found:
            phone.wait_for("Your recommendation is in")
            assert phone.page.locator("#link").is_hidden()
            assert found.room.standing.recommendations["head"].reason == "Half a sentence"
        assert phone.problems == []
