"""The clock of a timed decision: reading first, then the seconds to decide; held where nobody is deciding."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.database import Database
from tests.tui.app.person import Person, Watch, opened
from tests.tui.app.test_path import moves_of
from tests.tui.playing import gate, kept_after, played
from tui import story
from tui.app.decision_clock import UNSEEN, DecisionClock
from tui.app.opening import Opening
from tui.app.play_screen import PlayScreen
from tui.story import Limit

TO_STONES = (("talk",), ("medic",))
"""Moves that lead to the timed decision."""

READING = story.situation(gate(), (run := played(gate(), TO_STONES)).state, run.records).limit.reading  # type: ignore[union-attr]
STEP = 1.0
"""Seconds between two looks at the clock; a person's screen looks more often."""

LIMIT = Limit(seconds=30, reading=10, default=("hold",))


async def tick(person: Person) -> None:
    """Let the screen look at the clock now."""
    screen = person.app.screen
    assert isinstance(screen, PlayScreen)
    screen.tick()
    await person.settled()


async def pass_time(person: Person, watch: Watch, seconds: float) -> None:
    """Let seconds pass while the screen looks at the clock, as it does all the time."""
    while seconds > 0:
        step = min(seconds, STEP)
        watch.now += step
        seconds -= step
        if isinstance(person.app.screen, PlayScreen):
            person.app.screen.tick()
    await person.settled()


def test_reading_comes_first_and_is_not_counted_down() -> None:
    """While there is time to read, the words say how long there will be; then they count."""
    watch = Watch()
    clock = DecisionClock(LIMIT, watch)
    said = []
    for seconds in (0, 9, 1, 1, 28.5, 0.5):
        for _ in range(8):
            watch.now += seconds / 8
            assert clock.left >= 0
        said.append(clock.words())
    assert said[:2] == ["read first (0:30)", "read first (0:30)"]
    assert said[2:] == ["time left 0:30", "time left 0:29", "time left 0:01", "time left 0:00"]
    assert clock.over


@given(st.lists(st.floats(UNSEEN + 0.001, 1e9), max_size=5), st.booleans())
def test_time_that_nobody_saw_is_not_counted(jumps: list[float], back: bool) -> None:
    """A laptop that slept, a program that was stopped, a stopwatch that jumped either way: what was left is left."""
    watch = Watch()
    clock = DecisionClock(LIMIT, watch)
    watch.now += 4
    assert clock.left == 36
    for jump in jumps:
        watch.now += -jump if back else jump
        assert clock.left == 36
    watch.now += 3
    assert clock.left == pytest.approx(33)


@given(st.lists(st.tuples(st.booleans(), st.floats(0, UNSEEN - 0.01)), max_size=40))
def test_only_what_is_not_held_is_counted(stretches: list[tuple[bool, float]]) -> None:
    """Whatever is held and for how long: what is left is the limit less the time that ran, never less than none."""
    watch = Watch()
    clock = DecisionClock(LIMIT, watch)
    ran = 0.0
    for held, seconds in stretches:
        (clock.hold if held else clock.go_on)()
        watch.now += seconds
        ran += 0 if held else seconds
        assert clock.left == pytest.approx(max(0, 40 - ran))


async def test_when_time_runs_out_the_default_is_played_and_said(database: Database) -> None:
    """The first line counts; at its end the timeout is in the log, and the screen says what was done."""
    watch = Watch()
    async with opened(database, Opening(kept=kept_after(database, TO_STONES)), watch=watch) as person:
        await person.sees("STONES", "read first (0:30)", "If time runs out: Hold behind the wall")
        await pass_time(person, watch, READING + 18)
        await person.sees("06:37", "time left 0:12")
        await pass_time(person, watch, 12)
        await person.sees("Time ran out. This was done:", "You: Hold behind the wall")
        await tick(person)
    assert moves_of(database)[-1] == ("@timeout",)


@pytest.mark.parametrize(("hold", "back"), [("f1", "escape"), ("n", "escape"), ("escape", "1"), ("question_mark", "q")])
async def test_time_stands_still_while_something_is_looked_up_or_the_play_is_paused(
    database: Database, hold: str, back: str
) -> None:
    """An hour over the card, a note or a pause costs nothing, and gives nothing back."""
    watch = Watch()
    async with opened(database, Opening(kept=kept_after(database, TO_STONES)), watch=watch) as person:
        await pass_time(person, watch, READING + 10)
        await person.press(hold)
        watch.now += 3600
        await person.press(back)
        await tick(person)
        await person.sees("STONES", "time left 0:20", "1 Step back thirty metres")
        await pass_time(person, watch, 20)
        await person.sees("Time ran out.")


async def test_without_the_clock_no_time_runs_out(database: Database) -> None:
    """With `--no-clock` a timed decision says how long it would be, and waits for ever."""
    watch = Watch()
    opening = Opening(kept=kept_after(database, TO_STONES), clock=False)
    async with opened(database, opening, watch=watch) as person:
        await person.sees("STONES", "you would have 30 seconds", "06:37 · 7 minutes in")
        watch.now += 3600
        await tick(person)
        await person.press("1")
        await person.sees("You: Step back thirty metres")
    assert moves_of(database)[-1] == ("back",)
