"""Two forks side by side, and the hot debrief."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from simulator.compiling import from_data, to_data
from simulator.exercise.entries import CONTROL, Entry
from simulator.exercise.exercise import Exercise
from simulator.exercise.forking import forked, shared
from tests.tui.tabletop.review.holding import PRIVATE, Table, held, reviewed, scenario
from tui.tabletop.review.beside import NotBeside, beside, beside_data
from tui.tabletop.review.beside_lines import beside_lines
from tui.tabletop.review.hot import hot_data, hot_lines, questions, steps
from tui.tabletop.review.html import html_of_pieces


def forks() -> tuple[list[Entry], list[Entry]]:
    """An exercise that waited and then fired, and a fork of it that talked instead."""
    table = Table()
    run = table.sit()
    table.decide(("wait",))
    at = len(run.entries)
    table.decide(("fire",), reason="<b>now</b>")
    run.rate("watcher", "warn-first", "reached", "PRIVATE-free")
    run.end()
    other = Exercise(table.scenario, forked(run.entries, at, "y"), table.clock, lambda entries: None)
    table.run = other
    table.decide(("talk",))
    other.end()
    return list(run.entries), list(other.entries)


def test_forks_share_a_beginning_and_part() -> None:
    """What was decided together is told once; then both, their findings, people and ratings, side by side."""
    a, b = forks()
    view = beside(reviewed(a), reviewed(b), a, b)
    assert view.entries == shared(a, b)
    assert [text.split(": ")[1] for text in view.together] == ["Hold, and watch"]
    assert "Fire at a person" in view.decisions[0].a
    assert "talk with the woman" in view.decisions[0].b
    assert {each.title: (each.a, each.b) for each in view.people}["women"] == ("1 killed", "nobody was hurt")
    assert any(each.a == "breached" for each in view.findings)
    assert "Evaluator (Emil): Reached" in view.objectives[0].a
    assert view.objectives[0].b.startswith("nobody rated it")
    json.dumps(beside_data(view))


def test_both_columns_are_on_the_page_and_escaped() -> None:
    """One table, two columns, each named for its exercise."""
    a, b = forks()
    page = html_of_pieces(beside_lines(beside(reviewed(a), reviewed(b), a, b)))
    assert "A: x</th>" in page
    assert "B: y</th>" in page
    assert "&lt;b&gt;now&lt;/b&gt;" in page


def test_an_exercise_beside_itself_parts_nowhere() -> None:
    """All decisions are together."""
    a, _ = forks()
    view = beside(reviewed(a), reviewed(a), a, a)
    assert (len(view.together), view.decisions) == (2, ())
    assert all(both.same for both in (*view.people, *view.objectives, *view.endings))


def test_exercises_of_different_scenarios_are_not_compared() -> None:
    """They have nothing in common."""
    data = to_data(scenario())
    data["scenario"]["id"] = "another"
    other = from_data(data)
    b = Table(on=other).sit().entries
    a, _ = forks()
    with pytest.raises(NotBeside):
        beside(reviewed(a), reviewed(b, on=other), a, b)


def test_a_hot_debrief_takes_thirty_minutes() -> None:
    """Each step begins where the one before it ends."""
    found = steps()
    assert (found[0].begins, found[-1].ends) == (0, 30)
    assert [each.ends for each in found[:-1]] == [each.begins for each in found[1:]]


def test_the_log_answers_questions_in_their_own_words() -> None:
    """What shares words with a question stands below it; where nothing does, that is said."""
    view = reviewed(held())
    crowd, _ = questions(view)
    assert crowd.text == "Who spoke about the crowd?"
    assert crowd.shown == ()
    table = Table()
    run = table.sit()
    run.improvise("The crowd grows", "More people come.")
    table.decide(("wait",))
    assert any("The crowd grows" in text for text in questions(reviewed(run.entries))[0].shown)


def test_a_scenario_without_questions_has_the_usual_four() -> None:
    """What was expected, what happened, why, and what next."""
    view = reviewed(held())
    assert len(questions(replace(view, questions=()))) == 4


def test_the_hot_debrief_of_participants_has_nothing_private() -> None:
    """It is read aloud."""
    view = reviewed(held())
    page = html_of_pieces(hot_lines(view)) + json.dumps(hot_data(view))
    assert [word for word in PRIVATE if word in page] == []
    assert "Minutes 27 to 30: Commitments" in page


def test_evaluators_see_ratings_of_a_fork_alone_there() -> None:
    """A rating given after the fork is not in the other exercise."""
    a, b = forks()
    assert [len(reviewed(each).objectives[0].ratings) for each in (a, b)] == [1, 0]
    assert CONTROL not in reviewed(a).objectives[0].ratings[0].who
