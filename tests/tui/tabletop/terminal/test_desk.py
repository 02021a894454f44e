"""What lies before somebody in a seat, whatever comes from the host meanwhile."""

from __future__ import annotations

from tests.tui.tabletop.terminal.test_filling import CHOICES, RECOMMEND
from tui.tabletop.pages.section import Ask, Choice, Field, Head, Line, Page, Section, Words
from tui.tabletop.terminal import panel
from tui.tabletop.terminal.desk import Desk

MESSAGE = Ask("say", (), (Words("text", "Message", required=True),), "Send")
SEEN = (Choice("seen", "Seen"), Choice("not seen", "Not seen"))
NOTE = Ask("note", (), (Words("text", "A note", required=True),), "Put it down")
MARK = Ask("mark", (Field("one/asked", "Asks first", SEEN),), (Words("note", "What?"),), "Mark")


def page(state: str = "recommending", answer: Ask | None = RECOMMEND) -> Page:
    """A page with something to answer, messages, and criteria."""
    sections = (
        Section("answer", "What you do", (Line("text", "You decide."),), (answer,) if answer else ()),
        Section("messages", "Messages", (), (MESSAGE,)),
        Section("evaluation", "Evaluation", (), (NOTE, MARK)),
    )
    return Page(Head("T", "S", state, state, "day 1", 0, True, ""), sections)


def test_what_is_typed_survives_new_pages() -> None:
    """As long as the same thing is asked, also while something else is written."""
    desk = Desk().after(page()).chosen("go").drafted("Because")
    desk = desk.after(page()).opened("messages").drafted("Hello")
    desk = desk.after(page())
    assert desk.offer().free == "Hello"
    assert desk.back().offer().free == "Because"


def test_another_question_is_answered_from_its_beginning() -> None:
    """What was written for an earlier one does not stand there."""
    desk = Desk().after(page()).chosen("go").drafted("Because").after(page(answer=RECOMMEND._replace(turn=9)))
    assert [item.id for item in desk.offer().items] == ["wait", "go"]
    assert desk.chosen("go").offer().free == ""


def test_a_pause_covers_the_answers_and_gives_them_back() -> None:
    """Messages to exercise control go on."""
    desk = Desk().after(page()).chosen("go").drafted("Because")
    paused = desk.after(page("paused", answer=None))
    assert paused.filling is None
    assert paused.opened("messages").filling is not None
    assert paused.after(page()).offer().free == "Because"


def test_an_emergency_covers_everything() -> None:
    """Nothing is asked, nothing can be opened."""
    desk = Desk().after(page()).opened("messages").after(page("emergency"))
    assert desk.offer() == panel.waiting(())
    assert desk.opened("messages").filling is None


def test_a_recommendation_that_is_in_leaves_room_to_read() -> None:
    """One item changes it."""
    mine = (CHOICES[0], CHOICES[1]._replace(chosen=True))
    sent = RECOMMEND._replace(fields=(RECOMMEND.fields[0]._replace(choices=mine),))
    desk = Desk().after(page(answer=sent))
    assert [item.id for item in desk.offer().items] == [panel.CHANGE]
    assert "You recommend: Go" in desk.offer().ask
    assert [item.chosen for item in desk.chosen(panel.CHANGE).offer().items] == [False, True]


def test_an_evaluator_chooses_what_to_mark() -> None:
    """One form after the other; after one was taken they are all there again."""
    desk = Desk().after(page()).opened("evaluation")
    assert [item.label for item in desk.offer().items] == ["A note", "Asks first"]
    filled = desk.chosen(f"{panel.OF_LIST}2").chosen("seen").written("Twice").filling
    assert filled is not None
    assert filled.form() == {"action": ["mark"], "turn": ["None"], "one/asked": ["seen"], "note": ["Twice"]}
    assert len(desk.chosen(f"{panel.OF_LIST}2").sent().taken(filled).offer().items) == 2


def test_nothing_is_sent_twice_by_hand() -> None:
    """While a form is on its way there is nothing to choose."""
    assert Desk().after(page()).sent().offer() == panel.waiting(())
