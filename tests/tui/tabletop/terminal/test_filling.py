"""A form that is being filled in."""

from __future__ import annotations

from dataclasses import replace

from tui.tabletop.pages.section import Ask, Choice, Field, Words
from tui.tabletop.terminal.filling import Filling

CHOICES = (Choice("wait", "Wait"), Choice("go", "Go", "5 min"))
RECOMMEND = Ask("recommend", (Field("move", "What?", CHOICES),), (Words("reason", "Why?"),), "Recommend", 3)
SELECT = Ask("recommend", (Field("move", "What?", CHOICES, many=True),), (), "Recommend", 3)
DISSENT = Ask("dissent", (), (Words("reason", "Dissent", required=True),), "Put", 4)


def test_one_thing_is_asked_after_the_other() -> None:
    """What is chosen and written is sent under the question that it answers."""
    filling = Filling(RECOMMEND).picked("go").written("Now")
    assert filling.complete
    assert filling.form() == {"action": ["recommend"], "turn": ["3"], "move": ["go"], "reason": ["Now"]}


def test_several_are_chosen_and_taken_back() -> None:
    """In the order in which they are offered."""
    filling = Filling(SELECT).picked("go").picked("wait")
    assert filling.form()["move"] == ["wait", "go"]
    assert filling.picked("go").passed().form()["move"] == ["wait"]


def test_what_is_not_on_offer_is_not_chosen() -> None:
    """Nor is anything written where something is to be chosen."""
    assert Filling(RECOMMEND).picked("fly") == Filling(RECOMMEND) == Filling(RECOMMEND).drafted("x")


def test_where_something_is_required_nothing_leads_nowhere() -> None:
    """A dissent without words is none, and it is read once more before it is sent."""
    assert not Filling(DISSENT).written("  ").complete
    assert Filling(DISSENT).written("No").complete
    assert Filling(DISSENT).asks_twice


def test_what_was_done_stays_on_the_form_as_it_is_asked_now() -> None:
    """As far as it is still asked."""
    filling = Filling(RECOMMEND).picked("go").drafted("Bec")
    fewer = replace_choices(RECOMMEND, CHOICES[:1])
    assert filling.anew(RECOMMEND) == filling
    assert filling.anew(fewer).form() == {"action": ["recommend"], "turn": ["3"], "move": [], "reason": ["Bec"]}


def test_going_back_keeps_what_was_done() -> None:
    """And stops at the first thing."""
    filling = Filling(RECOMMEND).picked("go").written("Now").back().back().back()
    assert filling.step == 0
    assert filling == replace(Filling(RECOMMEND).picked("go").written("Now"), step=0)


def replace_choices(ask: Ask, choices: tuple[Choice, ...]) -> Ask:
    """The form with these choices."""
    return ask._replace(fields=(ask.fields[0]._replace(choices=choices),))
