"""Pocket cards in plain mode: the player's own at once, others by number, one thing a line."""

from __future__ import annotations

import io

import pytest

from simulator.scenario import Scenario
from tests.tui.playing import gate
from tui.acronyms import terms
from tui.plain.cards import talk_cards
from tui.plain.listening import Left, Listener
from tui.plain.page import Page
from tui.plain.papers import show_care, show_glossary


def talk(*lines: str, scenario: Scenario | None = None) -> str:
    """What is told while these lines are answered."""
    out = io.StringIO()
    talk_cards(Listener(Page(out, 78), io.StringIO("".join(f"{line}\n" for line in lines))), scenario)
    return out.getvalue()


def test_the_players_own_card_is_told_at_once() -> None:
    """Then the list, and Enter leads back."""
    out = talk("", scenario=gate())
    assert out.index("ROE CARD") < out.index("POCKET CARDS") < out.index("3: Conduct") < out.index("press Enter")


def test_a_number_tells_its_card_and_what_it_rests_on() -> None:
    """Without a scenario the list comes first; a numbered step keeps its number; no drawing characters."""
    out = talk("6", "")
    assert "1: Who asks, for which unit" in out
    assert "WHAT THIS CARD RESTS ON" in out
    assert "·" not in out
    assert "*" not in out


@pytest.mark.parametrize("answer", ["0", "11", "x"])
def test_what_is_no_card_is_said(answer: str) -> None:
    """A number too high or a word is asked again."""
    assert "There is no such card. Type a number from 1 to 10" in " ".join(talk(answer, "", scenario=gate()).split())


def test_the_end_of_the_input_leaves() -> None:
    """Whoever goes away in the middle of a card is away."""
    with pytest.raises(Left):
        talk("1")


def test_words_and_care_are_told() -> None:
    """Acronyms that stand in what is shown come first; the page on care can be heard too."""
    out = io.StringIO()
    show_glossary(Page(out, 78), terms(gate()), "The FPU comes.")
    show_care(Page(out, 78))
    told = out.getvalue()
    assert told.index("FPU: ") < told.index("ALL OTHER WORDS") < told.index("10-1-2: ") < told.index("WHAT HELPS")
