"""Asking for decisions, line by line."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simulator.database import Database
from simulator.moves import TIMEOUT, course_of
from tests.tui.playing import WHOLE, kept_after, listening
from tui import story
from tui.keeping import Kept
from tui.plain.asking import Abandoned, Answer, Asker
from tui.plain.listening import Left

CHOICE, SELECTION, TIMED, FORM = 0, 1, 2, 3


class Watch:
    """Seconds, told by a list: each look is one more reading."""

    def __init__(self, *readings: float) -> None:
        self._readings: Iterator[float] = iter(readings)

    def __call__(self) -> float:
        return next(self._readings)


def ask(kept: Kept, *lines: str, watch: Watch | None = None) -> tuple[Answer, str]:
    """The answer to the decision on offer, and what was written; with a watch, the clock runs."""
    listener, out = listening(*lines, terminal=True, watch=watch or (lambda: 0.0))
    situation = story.situation(kept.scenario, kept.run.state, kept.run.records)
    return Asker(kept, listener, situation, timing="on" if watch is not None else "off").ask(), out.getvalue()


def test_a_number_chooses(database: Database) -> None:
    """The number of an option is the move."""
    answer, out = ask(kept_after(database, []), "2")
    assert answer == Answer(("loudspeaker",))
    assert "Choose 1 to 4, or c cards, o orders, n note, p pause, ? help:" in out


@pytest.mark.parametrize("wrong", ["0", "5", "-1", "1 2", "x", "", "1.5", "१", "1" * 5000, "talk"])
def test_what_is_not_on_offer_is_asked_again(wrong: str, database: Database) -> None:
    """A wrong answer changes nothing and says what would be right."""
    answer, out = ask(kept_after(database, []), wrong, "1")
    assert answer == Answer(("talk",))
    assert "Type one number from 1 to 4" in out


def test_a_selection_says_what_is_left(database: Database) -> None:
    """Numbers in any order, with commas or spaces; what is left of the budget is said."""
    answer, out = ask(kept_after(database, WHOLE[:SELECTION]), "2,1")
    assert answer == Answer(("medic", "water"))
    assert "2 of 9 soldiers left." in out


def test_a_selection_beyond_its_budget_says_by_how_much(database: Database) -> None:
    """Too much, too little and nonsense are asked again, each with its reason."""
    answer, out = ask(kept_after(database, WHOLE[:SELECTION]), "1 2 3", "", "7", "3")
    assert answer == Answer(("shields",))
    assert "That is 4 soldiers too many: you have 9." in out
    assert "Choose at least 1." in out
    assert "Type numbers from 1 to 3" in out


def test_a_form_is_asked_field_by_field(database: Database) -> None:
    """One answer for each field; free text is handed over beside the move, and may be empty."""
    kept = kept_after(database, WHOLE[:FORM])
    answer, out = ask(kept, "2", "1", "The boy is with the medic.")
    assert answer == Answer(("counted", "food"), (("remarks", "The boy is with the medic."),))
    assert [f"Field {n} of 3:" in out for n in (1, 2, 3)] == [True] * 3
    assert ask(kept, "1", "2", "")[0] == Answer(("unknown", "no-cause"))


@pytest.mark.parametrize(("key", "shown"), [
    ("c", "ROE CARD"), ("o", "SERVICE SUPPORT"), ("m", "~~~ river"), ("d", "SKETCH OF THE GATE"),
    ("g", "FPU: formed police unit"), ("?", "n: write a note"), ("r", "Forty people"), ("C", "ROE CARD"),
])  # fmt: skip
def test_everything_can_be_looked_up(key: str, shown: str, database: Database) -> None:
    """Cards, orders, map, documents, words and help are a letter away, and the decision waits."""
    closed = [""] if key.casefold() == "c" else []
    answer, out = ask(kept_after(database, []), key, *closed, "1")
    assert shown in out
    assert answer == Answer(("talk",))


def test_a_note_is_kept_and_never_part_of_the_move(database: Database) -> None:
    """A note goes to the database at its decision, an empty one nowhere."""
    kept = kept_after(database, [])
    ask(kept, "n", "The wire is low.", "n", "", "1")
    assert [(note.number, note.text) for note in database.notes.list(kept.id)] == [(1, "The wire is low.")]


def test_a_pause_holds_the_play(database: Database) -> None:
    """While paused nothing can be decided; Enter goes on."""
    kept = kept_after(database, [])
    answer, out = ask(kept, "p", "", "1")
    assert "Paused. Nothing is lost." in out
    assert (answer, kept.play.phase) == (Answer(("talk",)), "play")


@pytest.mark.parametrize("lines", [[], ["q"], ["n"], ["p"], ["?"]])
def test_going_away_is_no_move(lines: list[str], database: Database) -> None:
    """The end of the input and q leave; the play is not paused, and no note is made."""
    kept = kept_after(database, [])
    with pytest.raises(Left):
        ask(kept, *lines)
    assert (kept.play.phase, database.notes.list(kept.id)) == ("play", [])


def test_giving_up_is_asked_twice(database: Database) -> None:
    """Only the word yes gives a run up."""
    kept = kept_after(database, [])
    assert ask(kept, "abandon", "no", "1")[0] == Answer(("talk",))
    with pytest.raises(Abandoned):
        ask(kept, "abandon", "yes")


def limit_of(kept: Kept) -> story.Limit:
    limit = story.situation(kept.scenario, kept.run.state, kept.run.records).limit
    assert limit is not None
    return limit


@pytest.mark.parametrize(("late", "move"), [(0.0, ("back",)), (0.1, TIMEOUT)])
def test_time_runs_from_the_prompt_to_the_answer(late: float, move: tuple[str, ...], database: Database) -> None:
    """Up to the last moment of reading and deciding the answer counts; after it, time has run out."""
    kept = kept_after(database, WHOLE[:TIMED])
    limit = limit_of(kept)
    answer, out = ask(kept, "1", watch=Watch(100, 100 + limit.seconds + limit.reading + late))
    assert answer.move == move
    assert f"You have {limit.seconds} seconds to decide, after {limit.reading} seconds to read." in out
    assert "If time runs out, this is done: Hold behind the wall" in " ".join(out.split())


def test_looking_something_up_takes_no_time(database: Database) -> None:
    """The answer after a card was read is not late, however long the reading took."""
    kept = kept_after(database, WHOLE[:TIMED])
    assert ask(kept, "c", "", "1", watch=Watch(0, 1, 1, 9999))[0].move == ("back",)


def test_wrong_answers_take_time(database: Database) -> None:
    """Time goes on while a wrong answer is asked again."""
    kept = kept_after(database, WHOLE[:TIMED])
    assert ask(kept, "9", "1", watch=Watch(0, 40, 40, 80))[0].move == TIMEOUT


def test_without_a_clock_nothing_is_late(database: Database) -> None:
    """A clock that is off is said to be off."""
    answer, out = ask(kept_after(database, WHOLE[:TIMED]), "2")
    assert answer.move == ("gas",)
    assert "The clock is off." in out


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    decision=st.integers(0, 3),
    lines=st.lists(st.one_of(st.text(max_size=12), st.sampled_from("comdgnpr?123")), max_size=12),
)
def test_whatever_is_typed_is_a_legal_move_or_none(database: Database, decision: int, lines: list[str]) -> None:
    """No line of text makes anything but a move on offer, a going away, or a giving up."""
    kept = kept_after(database, WHOLE[:decision])
    before = kept.run.state
    try:
        answer, _ = ask(kept, *(line.replace("\n", " ") for line in lines))
    except (Left, Abandoned):
        assert kept.run.state == before
    else:
        course_of(kept.scenario.scenes[before.scene], before.values, answer.move)  # raises Illegal otherwise
