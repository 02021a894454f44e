"""The story as a player sees it."""

from __future__ import annotations

from math import ceil

from hypothesis import given
from hypothesis import strategies as st

from simulator.run import Run
from simulator.step import initial
from tests.random_scenarios import scenarios
from tests.tui.playing import WHOLE, gate, played, two_words
from tui import story
from tui.story import text_of


def now(run: Run) -> story.Situation:
    return story.situation(run.scenario, run.state, run.records)


def test_a_choice_shows_its_options_in_order_with_their_minutes() -> None:
    """A situation has the scene's title, its text, what is on offer, and how long each takes."""
    view = now(played(gate(), []))
    assert (view.title, view.kind, view.moment) == ("At the gate", "choose", story.Moment(1, "06:30", 0))
    assert [(o.number, o.id, o.minutes) for o in view.options] == [
        (1, "talk", 4),
        (2, "loudspeaker", 2),
        (3, "fire", 1),
        (4, "wait", 2),
    ]
    assert text_of(view.paragraphs[0]) == "Forty people stand at the gate. Three are children."
    assert [document.id for document in view.documents] == ["sketch"]


def test_what_is_not_on_offer_is_not_shown() -> None:
    """An option whose condition does not hold is left out, and the numbers close up."""
    run = played(gate(), [("wait",), ("wait",)])
    assert [text_of(p) for p in now(run).paragraphs][-1] == "They are angry now."
    form = now(played(gate(), [("fire",)]))
    assert [[o.id for o in field.options] for field in form.fields] == [["unknown"], ["no-cause"], []]


def test_a_selection_shows_costs_and_budget() -> None:
    """A selection has a budget with its unit, and costs instead of minutes."""
    view = now(played(gate(), WHOLE[:1]))
    assert view.budget == story.Budget(9, "soldiers", 1)
    assert [(o.id, o.costs, o.minutes) for o in view.options] == [
        ("medic", 3, None),
        ("water", 4, None),
        ("shields", 6, None),
    ]
    assert view.minutes == 3


def test_a_form_shows_its_fields() -> None:
    """A form has fields with options of their own, and free text."""
    view = now(played(gate(), WHOLE[:3]))
    assert (view.form, view.options) == ("Flash report", ())
    assert [(f.id, f.free_text, [o.id for o in f.options]) for f in view.fields] == [
        ("casualties", False, ["unknown", "counted"]),
        ("cause", False, ["food", "no-cause"]),
        ("remarks", True, []),
    ]


def test_a_timed_decision_gives_time_to_read_first() -> None:
    """The time to read follows from the words that are new: consequence, situation and options."""
    run = played(gate(), WHOLE[:2])
    limit = now(run).limit
    assert limit is not None
    words = (
        "They take their places. Stones fly from the left. A boy stands among the throwers. Step back thirty metres "
    )
    words += "Fire tear gas at the throwers Hold behind the wall"
    assert limit == story.Limit(30, ceil(len(words.split()) * 60 / story.WORDS_A_MINUTE), ("hold",))


def test_an_ending_offers_nothing() -> None:
    """At an ending there is a title and a text, and nothing to choose."""
    view = now(played(gate(), WHOLE))
    assert (view.title, view.kind, view.options, view.limit) == ("The gate opens", "ending", (), None)


def test_a_consequence_tells_what_was_done_and_what_arrived_meanwhile() -> None:
    """A move's labels, its consequence, and injects at their own minute."""
    run = played(gate(), WHOLE[:1])
    told = story.consequence(gate(), run.records[-1])
    assert told.done == ("Walk to the gate and talk with the woman in front",)
    assert [text_of(p) for p in told.paragraphs] == ["She says that the last convoy sold the food."]
    assert [(a.title, a.moment.time) for a in told.arrivals] == [("Radio", "06:33")]
    assert (told.begun.time, told.ended.time, told.timed_out) == ("06:30", "06:34", False)


def test_chance_tells_the_branch_that_was_drawn() -> None:
    """The drawn branch's consequence is told, and nothing of the others."""
    texts = set()
    for seed in range(12):
        run = played(gate(), [*WHOLE[:2], ("back",)], seed)
        texts.add(tuple(text_of(p) for p in story.consequence(gate(), run.records[-1]).paragraphs))
    assert texts == {("The stones fall short.",), ("A stone hits your driver.",)}


def test_a_timeout_tells_the_default() -> None:
    """When time runs out, what was done is the default, and it is said."""
    run = played(gate(), WHOLE[:2])
    record = run.timeout()
    told = story.consequence(gate(), record)
    assert (told.timed_out, told.done) == (True, ("Hold behind the wall",))
    assert story.labels(gate(), record.scene, record.move) == told.done


def test_feedback_of_a_selection_comes_from_everything_chosen() -> None:
    """Both sides of feedback are gathered over the options of a move, each under its own label."""
    advice = story.advice(gate(), played(gate(), WHOLE[:2]).records[-1])
    assert advice == story.Advice(
        ("Medic and two at the wall: The medic sees the gate.",),
        ("Four with water for the crowd: Water was noticed.",),
        (),
    )


def test_days_are_counted_at_midnight() -> None:
    """What begins before midnight goes on the next day."""
    view = now(played(two_words(), [("no-sir",)]))
    assert view.moment == story.Moment(2, "00:05", 15)
    assert (view.scene, view.title) == ("radio-check/check", "Radio check")


def test_documents_are_remembered_in_the_order_in_which_they_came() -> None:
    """What was put before the player can be looked at again, each document once."""
    run = played(gate(), [("wait",), *WHOLE[:3]])
    assert [document.id for document in story.documents_seen(gate(), run.records)] == ["sketch", "letter"]


@given(scenarios(), st.data())
def test_every_state_can_be_shown(scenario: object, data: st.DataObject) -> None:
    """Whatever scenario is valid, each situation shows exactly what the run offers, and each record can be told."""
    from simulator.moves import moves
    from simulator.scenario import Scenario

    assert isinstance(scenario, Scenario)
    assert story.situation(scenario, initial(scenario), []).moment.minute == 0
    run = Run.start(scenario, data.draw(st.integers(0, 9)))
    for _ in range(6):
        view = now(run)
        shown = [o.id for o in view.options] + [o.id for field in view.fields for o in field.options]
        assert tuple(shown) == run.offered
        if run.finished:
            break
        record = run.decide(data.draw(st.sampled_from(list(moves(scenario, run.state))[:20])))
        told = story.consequence(scenario, record)
        assert len(told.done) == len(record.move)
        assert told.begun.minute <= told.ended.minute
