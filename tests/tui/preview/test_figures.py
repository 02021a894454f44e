"""What can be counted of a scenario without playing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tui.playing import gate
from tui.preview import figures as counting
from tui.preview.figures import figures


def test_the_figures_of_a_scenario() -> None:
    """Scenes, options, endings and injects are counted, and the longest sentence is found where it stands."""
    found = figures(gate())
    assert (found.scenes, found.options, found.endings, found.injects, found.minutes) == (7, 16, 2, 4, 5)
    assert (found.longest, found.longest_in) == (15, "at-the-gate")
    assert found.sentence == "The gate is clear, and it is the last time that anybody comes to it."


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One. Two? Three!", 3),
        ("He says “Go.” They go.", 2),
        ("At 06:30 the gate opens", 1),
        ("One paragraph\n\nanother one", 2),
        ("… —", 0),
    ],
)
def test_sentences(text: str, count: int) -> None:
    """A full stop, a question, a shout and the end of a paragraph end a sentence; signs alone are none."""
    assert len(counting.sentences(text)) == count


@pytest.mark.parametrize(
    ("word", "count"), [("gate", 1), ("table", 2), ("commander", 3), ("the", 1), ("06", 1), ("people", 2)]
)
def test_syllables(word: str, count: int) -> None:
    """Syllables are guessed as a reader of English hears them."""
    assert counting.syllables(word) == count


def test_long_words_and_sentences_ask_for_more_school() -> None:
    """The reading level rises with the length of sentences, and with that of words."""
    short, long = ["you", "talk"], ["negotiate", "immediately"]
    assert counting.grade(1, long * 5) > counting.grade(5, long * 5) > counting.grade(5, short * 5) == 0


@given(st.text())
def test_any_text_can_be_counted(text: str) -> None:
    """Nothing that stands in a file keeps the figures from being told."""
    listed = [word for sentence in counting.sentences(text) for word in counting.words(sentence)]
    assert counting.grade(max(1, len(counting.sentences(text))), listed) >= 0


def test_words_of_options_and_injects_count() -> None:
    """What is said under an option or by an inject is read too."""
    scenario = gate()
    without = replace(scenario, injects=())
    assert figures(scenario).words > figures(without).words
    assert any(text == "She says that the last convoy sold the food." for _, text in counting.texts(scenario))
