"""What a seat sees: what it is told, and nothing that it may not see."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.exercise.entries import CONTROL, Attribution, Noted, Opened, Recommended, Said
from simulator.exercise.exercise import Exercise
from simulator.exercise.logged import first_entry
from simulator.exercise.refused import Refused
from simulator.exercise.sight import NOBODY, sight
from tests.simulator.exercise.tables import SEATS, Table, table_scenario
from tests.simulator.exercise.test_exercise import anything, seated


def secrets(table: Table, seat: str) -> set[str]:
    """Words that this seat may not see now, each of which stands nowhere else."""
    standing = table.exercise.standing
    found = set() if seat == "force" else {"One company.", "They fired first."}
    for entry in table.exercise.entries:
        what = entry.what
        if isinstance(what, Noted) and not what.public:
            found.add(what.text)
        if isinstance(what, Said) and seat not in (entry.by, what.to):
            found.add(what.text)
    for recommended in standing.recommendations.values():
        waiting = standing.before_pause or standing.phase
        if recommended.seat != seat and waiting == "recommending" and recommended.reason:
            found.add(recommended.reason)
    return found


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 1 << 30))
def test_nobody_sees_what_others_are_told(seed: int) -> None:
    """In whatever exercise: no word for another seat, of another seat before the reveal, or of exercise control."""
    choice, table = random.Random(seed), seated()
    run = table.exercise
    for n in range(30):
        secret = f"secret {n:02}"
        odd = [
            lambda secret=secret: run.note(CONTROL, secret),
            lambda secret=secret: run.say(CONTROL, choice.choice(["head", "force"]), secret),
            lambda secret=secret: run.recommend(choice.choice(["head", "force"]), ("wait",), secret),
        ]
        try:
            choice.choice([*odd, anything(choice, table)])()
        except Refused:
            continue
        for seat in ("head", "force", "watcher"):
            seen = repr(sight(run.scenario, run.standing, seat))
            assert not [word for word in secrets(table, seat) if repr(word)[1:-1] in seen], seat


def test_a_seat_sees_what_it_is_told() -> None:
    """Its own information, its own messages, its injects, and recommendations once they are shown."""
    table = seated()
    run = table.exercise
    run.begin()
    run.inject("news")
    run.improvise("Rumour", "Shots in the market.", ["head"])
    run.say(CONTROL, "force", "Read your map.")
    run.ask()
    run.recommend("force", ("go",), "Now.")
    mine, other = (sight(run.scenario, run.standing, seat) for seat in ("force", "head"))
    assert [told.text for told in mine.told] == ["One company."]
    assert [each.title for each in mine.arrived] == ["News"]
    assert [each.title for each in other.arrived] == ["Rumour"]
    assert [each.text for each in mine.messages] == ["Read your map."]
    assert mine.mine is not None
    assert (mine.revealed, other.mine, other.revealed) == ((), None, ())
    run.reveal()
    assert [each.reason for each in sight(run.scenario, run.standing, "head").revealed] == ["Now."]


def test_what_came_of_a_decision_waits_until_it_goes_on() -> None:
    """The next scene, and what a seat is told when it comes, are seen when they are put on the table."""
    run = seated().exercise
    run.begin()
    run.ask()
    run.reveal()
    run.decide("head", ("wait",))
    before = sight(run.scenario, run.standing, "force")
    run.pause()
    assert sight(run.scenario, run.standing, "force").told == before.told
    run.resume()
    run.go_on()
    after = sight(run.scenario, run.standing, "force")
    assert (before.scene, [told.text for told in before.told]) == ("first", ["One company."])
    assert (after.scene, [told.text for told in after.told]) == ("second", ["One company.", "They fired first."])


def test_what_an_empty_seat_would_hear_falls_to_another() -> None:
    """So that nothing is lost where seats are merged; when somebody takes it, it is theirs alone."""
    table = Table(table_scenario({**SEATS, "force": {**SEATS["force"], "falls to": "head"}}))
    run = table.exercise
    run.seat("head", 1)
    run.brief()
    assert "One company." in repr(sight(run.scenario, run.standing, "head"))
    run.seat("force", 2)
    assert "One company." not in repr(sight(run.scenario, run.standing, "head"))


@pytest.mark.parametrize("attribution", ["by role", "not at all"])
def test_people_are_named_as_it_was_agreed(attribution: Attribution) -> None:
    """Where nobody is named, neither recommendations nor dissent say whose they are."""
    table = Table()
    opened = Opened(exercise="x", scenario=table.scenario.hash, seed=1, attribution=attribution)
    run = Exercise(table.scenario, [first_entry(opened, table.clock)], table.clock, table.keep)
    for number, seat in enumerate(("head", "force")):
        run.seat(seat, number)
    run.brief()
    run.begin()
    run.ask()
    run.recommend("force", ("go",), "Now.")
    run.reveal()
    run.decide("head", ("wait",), None, {"force": "No."})
    (decision,) = sight(run.scenario, run.standing, "head").decisions
    assert any(isinstance(entry.what, Recommended) for entry in run.entries)
    expected = "force" if attribution == "by role" else NOBODY
    assert [each.seat for each in decision.recommended] == [expected]
    assert decision.dissent == ((expected, "No."),)
