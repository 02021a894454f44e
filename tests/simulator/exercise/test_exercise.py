"""An exercise: what it admits, what its log adds up to, and that nothing is lost."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.exercise.entries import CONTROL, Entry
from simulator.exercise.exercise import Exercise
from simulator.exercise.phases import RUNNING
from simulator.exercise.refused import Refused
from simulator.exercise.standing import standing_of
from tests.simulator.exercise.tables import SEATS, Table, table_scenario


def seated() -> Table:
    """A table at which all sit, before the first situation."""
    table = Table()
    for number, seat in enumerate(("head", "force", "watcher")):
        table.exercise.seat(seat, number)
    table.exercise.brief()
    return table


def test_an_exercise_from_lobby_to_close() -> None:
    """Recommended unseen, revealed, decided with dissent, gone on, debriefed, closed."""
    table = seated()
    run = table.exercise
    run.begin()
    run.ask()
    run.recommend("force", ("go",), "Now.")
    run.recommend("force", ("wait",), "Not yet.")
    run.reveal()
    run.decide("head", ("wait",), "We wait.", {"force": "I would have gone."})
    assert run.standing.outcomes[0].recommendations[0].reason == "Not yet."
    run.dissent("force", "I would have gone at once.")
    assert run.standing.outcomes[0].decided.dissent == {"force": "I would have gone at once."}
    run.go_on()
    assert (run.standing.phase, run.standing.scene, run.decider) == ("situation", "second", "force")
    run.ask()
    run.reveal()
    run.decide("force", ("talk",))
    run.go_on()
    assert run.standing.phase == "debrief"
    run.mark("watcher", "one", "asked", "seen", entries=[4])
    run.close()
    with pytest.raises(Refused):
        run.note(CONTROL, "Too late")


def test_only_the_seat_whose_decision_it_is_decides() -> None:
    """Others may not; exercise control may, with a reason."""
    run = seated().exercise
    run.begin()
    run.ask()
    run.reveal()
    for by, instead in (("force", None), ("watcher", None), (CONTROL, None)):
        with pytest.raises(Refused):
            run.decide(by, ("wait",), instead_of=instead)
    assert run.decide(CONTROL, ("wait",), instead_of="She was called out.").by == CONTROL


def test_an_inject_that_moves_on_takes_recommendations_with_it() -> None:
    """They were about another situation. One that only tells leaves them."""
    run = seated().exercise
    run.begin()
    run.ask()
    run.recommend("force", ("go",))
    run.inject("news")
    assert (run.standing.phase, len(run.standing.recommendations)) == ("recommending", 1)
    run.pause()
    run.inject("call")
    run.resume()
    assert (run.standing.phase, run.standing.scene) == ("situation", "second")
    assert not run.standing.recommendations
    with pytest.raises(Refused, match="inject-gone"):
        run.inject("call")
    run.inject("over")
    assert (run.standing.phase, run.run.finished) == ("debrief", True)


def test_the_clock_of_play_stands_in_a_pause() -> None:
    """And is not moved by the time of day."""
    table = seated()
    run = table.exercise
    table.seconds += 100
    run.begin()
    table.seconds += 60
    run.pause(real=True)
    table.seconds += 1_000
    assert (run.played, run.standing.real) == (60, True)
    run.resume()
    table.seconds += 5
    assert (run.played, run.standing.real) == (65, False)


def test_what_could_not_be_kept_did_not_happen() -> None:
    """Neither in the log nor in the run."""
    table = seated()
    run = table.exercise
    run.begin()
    before = run.standing
    table.fails = True
    with pytest.raises(OSError, match="full"):
        run.decide(CONTROL, ("wait",), instead_of="In haste.")
    table.fails = False
    assert run.standing == before
    assert table.again().run.state == run.run.state


@pytest.mark.parametrize("text", ["", "  ", "x" * 5_000, "a\u202eb", "bell \x07"])
def test_what_is_typed_passes_the_gate(text: str) -> None:
    """Nothing empty, endless, or with characters that nobody sees."""
    run = seated().exercise
    run.begin()
    with pytest.raises(Refused):
        run.say(CONTROL, "head", text)


def anything(choice: random.Random, table: Table, run: Exercise | None = None) -> Callable[[], Entry]:
    """One of all things that could be tried, allowed or not."""
    run = run or table.exercise
    seat, other = choice.choice(["head", "force", "watcher", "nobody"]), choice.choice(["head", "force", CONTROL])
    move = choice.choice([("wait",), ("go",), ("talk",), ("back",), ("none",), ()])
    inject = choice.choice(["news", "call", "over", "none"])
    return choice.choice(
        [
            lambda: run.seat(seat, 7),
            lambda: run.vacate(seat),
            run.brief,
            run.begin,
            run.ask,
            run.ask,
            lambda: run.recommend(seat, move),
            lambda: run.recommend(seat, move, "Because."),
            run.reveal,
            run.reveal,
            lambda: run.decide(other, move, "So.", {"force": "No."}, choice.choice([None, "In haste."])),
            lambda: run.decide(CONTROL, move, instead_of="In haste."),
            run.go_on,
            run.go_on,
            lambda: run.inject(inject),
            lambda: run.improvise("Rumour", "They say so.", [seat]),
            lambda: run.move(inject, choice.choice([-5, 1, 5])),
            lambda: run.hold(inject, off=choice.random() < 0.5),
            lambda: run.skip(inject, off=choice.random() < 0.5),
            run.pause,
            lambda: run.pause(real=True),
            run.resume,
            run.resume,
            lambda: run.say(other, choice.choice(["head", CONTROL]), "Yes?"),
            lambda: run.note(other, "Seen.", public=choice.random() < 0.5),
            lambda: run.mark(seat, "one", "asked", "partly seen", entries=[choice.randrange(9)]),
            *([run.end] if choice.random() < 0.1 else []),
            *([run.close] if choice.random() < 0.1 else []),
        ]
    )


def onward(choice: random.Random, run: Exercise) -> Callable[[], Entry]:
    """A step on the way from lobby to the end; where it is paused, on again."""
    move = choice.choice([("wait",), ("go",), ("talk",), ("back",)])
    steps: dict[str, list[Callable[[], Entry]]] = {
        "lobby": [run.brief],
        "briefing": [run.begin],
        "situation": [run.ask],
        "recommending": [lambda: run.recommend(choice.choice(["head", "force"]), move, "Because."), run.reveal],
        "revealed": [lambda: run.decide(CONTROL, move, "So.", instead_of="In haste.")],
        "decided": [lambda: run.dissent(choice.choice(["head", "force"]), "No."), run.go_on],
        "paused": [run.resume],
    }
    return choice.choice(steps.get(run.standing.phase, [lambda: run.note(CONTROL, "It is over.")]))


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 1 << 30))
def test_whatever_is_tried_the_log_says_where_it_stands(seed: int) -> None:
    """After each thing, allowed or refused: the log adds up to the standing, and replays to the same run."""
    choice, table = random.Random(seed), seated()
    for _ in range(40):
        before, lines = table.exercise.standing, len(table.kept)
        table.seconds += choice.choice([0, 1, 30])
        try:
            anything(choice, table)()
        except Refused:
            assert (table.exercise.standing, len(table.kept)) == (before, lines)
    run, again = table.exercise, table.again()
    assert again.standing == run.standing == standing_of(run.entries)
    assert again.run.state == run.run.state
    assert [entry.n for entry in run.entries] == list(range(len(table.kept)))
    assert run.standing.played >= 0
    if run.standing.phase in RUNNING:
        assert run.run.records
        assert not (run.run.finished and run.standing.phase != "decided")


def test_an_exercise_can_always_be_ended() -> None:
    """From every phase before its debrief."""
    for steps in ([], ["brief"], ["brief", "begin"], ["brief", "begin", "ask"], ["brief", "begin", "pause"]):
        run: Exercise = Table().exercise
        for name in steps:
            getattr(run, name)()
        run.end("The room is needed.")
        assert run.standing.phase == "debrief"


def test_what_evaluators_remark_counts_until_it_is_taken_back() -> None:
    """Marks, ratings, lessons and commitments are in the standing; what was taken back is in the log alone."""
    table = seated()
    run = table.exercise
    run.begin()
    run.mark("watcher", "one", "asked", "seen")
    rated = run.rate("watcher", "one", "performed")
    run.learn(CONTROL, "improve", "Ask the police first.", objective="one", provisions=["x"], owner="Chief of Staff")
    with pytest.raises(Refused):
        run.commit("head", "A weekly call")
    run.end()
    committed = run.commit("head", "A weekly call", due="in a month")
    for by, n in (("head", rated.n), (CONTROL, 0), (CONTROL, 9999)):
        with pytest.raises(Refused):
            run.take_back(by, n)
    run.take_back("head", committed.n)
    kinds = [type(entry.what).__name__ for entry in run.standing.remarks]
    assert kinds == ["Marked", "Rated", "Learned"]
    assert table.again().standing == run.standing


def test_an_heir_decides_for_an_empty_seat() -> None:
    """Where the seat whose decision it is stands empty and falls to one that does not."""
    table = Table(table_scenario({**SEATS, "head": {**SEATS["head"], "may stand empty": True, "falls to": "force"}}))
    run = table.exercise
    run.seat("force", 1)
    run.brief()
    run.begin()
    assert run.decider == "force"
    run.seat("head", 2)
    assert run.decider == "head"


def test_what_somebody_else_added_is_taken_in() -> None:
    """Two who keep one log come to the same standing, the run with it."""
    table = seated()
    other = table.again()
    table.exercise.begin()
    table.exercise.inject("call")
    other.catch_up(table.exercise.entries[other.standing.length :])
    assert (other.standing, other.run.state) == (table.exercise.standing, table.exercise.run.state)
