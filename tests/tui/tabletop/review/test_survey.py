"""The lessons survey: what an answer may be, and that nobody can be recognised by one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator import limits
from simulator.database import Database
from simulator.database.errors import NotFound
from simulator.exercise.entries import Opened
from simulator.exercise.lasting import begin
from tests.tui.tabletop.review.holding import Table, as_html, held, reviewed, scenario
from tui import keeping
from tui.tabletop.review.survey import AnswerRefused, checked_answers, keep_answer, survey_questions, surveyed


def kept(**answers: object) -> str:
    """An answer as it is kept."""
    return json.dumps({"format": 1, "answers": answers})


def test_the_survey_has_scales_and_two_free_texts() -> None:
    """Few questions, each in words."""
    questions = survey_questions()
    assert 5 <= len(questions) <= 7
    assert [each.kind for each in questions].count("text") == 2
    assert all(each.text and not each.text.startswith("review.") for each in questions)


@pytest.mark.parametrize(
    "answers",
    [
        None, [], {}, {"keep": "  "}, {"trained": 6}, {"trained": 0}, {"trained": True}, {"trained": "4"}, {"keep": 3},
        {"seat": "head"}, {"keep": "a" * (limits.TYPED + 1)}, {"keep": "turned \u202e around"}, {"keep": {"a": 1}},
    ],
)  # fmt: skip
def test_what_is_no_answer_is_refused(answers: object) -> None:
    """Other questions, other steps, other kinds, nothing at all, what is too long, and characters nobody sees."""
    with pytest.raises(AnswerRefused) as refused:
        checked_answers(answers)
    assert not str(refused.value).startswith("review.")


@given(
    st.dictionaries(st.text(max_size=9) | st.sampled_from(["trained", "keep"]), st.integers() | st.text() | st.none())
)
def test_whatever_comes_in_is_an_answer_or_refused(answers: dict[str, object]) -> None:
    """Nothing else happens; what is kept has questions and steps of the survey alone."""
    try:
        found = checked_answers(answers)
    except AnswerRefused:
        return
    assert set(found) <= {each.id for each in survey_questions()}
    assert all(given in range(1, 6) for given in found.values() if isinstance(given, int))


def test_below_three_answers_nothing_is_shown() -> None:
    """Two people would know each other's answers; a line that is damaged is no answer."""
    two = [kept(trained=5, keep="secret of one"), kept(trained=1, keep="secret of two")]
    assert not surveyed([*two, "{", kept(unknown=1)]).enough
    assert "secret of" not in as_html(reviewed(held(), answers=two))
    assert "secret of one" in as_html(reviewed(held(), answers=[*two, kept(trained=3)]))


@given(st.permutations([kept(trained=1, keep="b", change="c"), kept(trained=5, keep="a"), kept(keep="c", change="a")]))
def test_the_order_of_answers_tells_nothing(lines: list[str]) -> None:
    """What is shown is the same in every order, and texts of one person do not stand in one place."""
    found = surveyed(lines)
    assert found == surveyed(sorted(lines))
    texts = [each.texts for each in found.questions if each.texts]
    assert texts == [("a", "b", "c"), ("a", "c")]
    assert dict(found.questions[0].counts)["Fully"] == 1


def test_an_answer_is_kept_under_a_key_that_nobody_knows(tmp_path: Path) -> None:
    """Without seat, time or order; for an exercise that is there."""
    with Database.open(tmp_path / "a.db") as db:
        keeping.keep_version(db, scenario())
        begin(db.exercises, scenario(), Opened(exercise="x", scenario=scenario().hash, seed=1), Table().clock)
        keep_answer(db.exercises, "x", {"trained": 4, "keep": "The radio\r\n", "change": ""})
        assert [json.loads(line) for line in db.exercises.answers("x")] == [
            {"format": 1, "answers": {"keep": "The radio", "trained": 4}}
        ]
        with pytest.raises(NotFound):
            keep_answer(db.exercises, "y", {"trained": 4})
