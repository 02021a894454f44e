"""An answer as far as it is given: it always fits the scene, the budget and the form."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from simulator.moves import moves
from tests.tui.playing import WHOLE, gate, played
from tui import story
from tui.app import offers
from tui.app.answering import Answer
from tui.app.offers import offer

RUN = played(gate(), WHOLE)


def asked(decision: int) -> tuple[Answer, set[tuple[str, ...]]]:
    """An answer to a decision of the whole run, with nothing chosen, and every move that the scene admits."""
    run = played(gate(), WHOLE[: decision - 1])
    view = story.situation(run.scenario, run.state, run.records)
    return Answer(view), set(moves(run.scenario, run.state))


def answered(answer: Answer, keys: list[int]) -> Answer:
    """The answer after choosing items by number from what is offered each time."""
    for key in keys:
        items = offer(answer).items
        free = offer(answer).free
        if free is not None and key % 2:
            answer = answer.written("words" if key % 3 else "")
        elif items:
            id = items[key % len(items)].id
            answer = answer.back() if id == offers.BACK else answer.picked(id)
    return answer


@given(st.integers(1, 5), st.lists(st.integers(0, 11), max_size=14))
def test_whatever_is_pressed_a_complete_answer_is_a_legal_move(decision: int, keys: list[int]) -> None:
    """No order of choosing, taking back and going back makes a move that the scene does not admit."""
    fresh, legal = asked(decision)
    answer = answered(fresh, keys)
    if answer.situation.kind != "form":
        assert answer.left >= 0
    assert not answer.complete or answer.move in legal


@given(st.lists(st.integers(0, 11), max_size=14))
def test_going_back_to_the_first_field_takes_every_choice_back(keys: list[int]) -> None:
    """Nothing that was chosen stays behind; what was written does."""
    fresh, _ = asked(4)
    answer = answered(fresh, keys)
    texts = answer.texts
    for _ in range(len(answer.situation.fields)):
        answer = answer.back()
    assert (answer.step, answer.chosen, answer.texts) == (0, (), texts)


@given(st.integers(1, 5), st.lists(st.integers(0, 11), max_size=14))
def test_every_item_has_a_key_of_its_own(decision: int, keys: list[int]) -> None:
    """Items are numbered from 1 without a gap, and never is one chosen before the player is there.

    What ends a selection has 0 in all of them, so that its key need not be looked for below a long list.
    """
    fresh, _ = asked(decision)
    found = offer(answered(fresh, keys))
    ends = [offers.DONE] if any(item.number == offers.DONE for item in found.items) else []
    assert [item.number for item in found.items] == [*range(1, len(found.items) + 1 - len(ends)), *ends]
    assert bool(ends) == (fresh.situation.budget is not None and answered(fresh, keys).complete)
    assert found.at is None
