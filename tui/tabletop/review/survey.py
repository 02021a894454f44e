"""The lessons survey: its questions, what an answer may be, keeping one so that nobody knows whose it is, and what all
of them come to. An answer has no seat, time or order; below three nothing is shown."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from simulator import limits
from simulator.characters import unseen
from simulator.database.exercises import Exercises
from simulator.problems import SimulatorError
from tui.words import say

FILE = Path(__file__).with_name("survey.json")
FORMAT = 1

ENOUGH = 3
"""Answers from which on they are shown: of two, each would know the other's."""

Given = int | str
Answers = Mapping[str, Given]


class AnswerRefused(SimulatorError):
    """An answer that is no answer to these questions; nothing is kept of it."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question. `steps` are the answers of a scale, each with its words; a free text has none."""

    id: str
    kind: Literal["scale", "text"]
    text: str
    steps: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Answered:
    """What was answered to one question: how many chose each step, and free texts in an order that tells nothing."""

    id: str
    text: str
    counts: tuple[tuple[str, int], ...]
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Surveyed:
    """All answers together. `enough` is False, and everything else empty, where somebody could be recognised."""

    enough: bool
    answers: int
    questions: tuple[Answered, ...]


def survey_questions() -> tuple[Question, ...]:
    """The questions in their order."""
    steps = tuple((n, say(f"review.survey.step.{n}")) for n in _data()["steps"])
    return tuple(
        Question(
            each["id"],
            each["kind"],
            say(f"review.survey.question.{each['id']}"),
            steps if each["kind"] == "scale" else (),
        )
        for each in _data()["questions"]
    )


def checked_answers(answers: object) -> dict[str, Given]:
    """What came in as answers, without those left blank. Raises AnswerRefused."""
    if not isinstance(answers, Mapping):
        raise AnswerRefused(say("review.survey.refused.shape"))
    known = {each.id: each for each in survey_questions()}
    if any(id not in known for id in answers):
        raise AnswerRefused(say("review.survey.refused.question"))
    found = {id: _checked(known[id], given) for id, given in answers.items() if given not in (None, "")}
    kept = {id: given for id, given in found.items() if given != ""}
    if not kept:
        raise AnswerRefused(say("review.survey.refused.empty"))
    return kept


def keep_answer(store: Exercises, exercise: str, answers: object) -> None:
    """Keep one person's answers under a random key. Raises AnswerRefused, NotFound."""
    kept = {"format": FORMAT, "answers": dict(sorted(checked_answers(answers).items()))}
    store.answer(exercise, secrets.token_hex(16), json.dumps(kept, ensure_ascii=False))


def surveyed(lines: Iterable[str]) -> Surveyed:
    """What the answers that were kept come to; those of a shape that is not known are left out."""
    given = [answers for line in lines for answers in _read(line)]
    if len(given) < ENOUGH:
        return Surveyed(enough=False, answers=0, questions=())
    return Surveyed(True, len(given), tuple(_answered(each, given) for each in survey_questions()))


def _checked(question: Question, given: object) -> Given:
    if question.kind == "scale":
        if isinstance(given, bool) or not isinstance(given, int) or given not in dict(question.steps):
            raise AnswerRefused(say("review.survey.refused.step", question=question.text))
        return given
    if not isinstance(given, str):
        raise AnswerRefused(say("review.survey.refused.shape"))
    text = given.replace("\r\n", "\n").strip()
    if len(text) > limits.TYPED:
        raise AnswerRefused(say("review.survey.refused.long", most=limits.TYPED))
    if unseen(text) is not None:
        raise AnswerRefused(say("review.survey.refused.character"))
    return text


def _read(line: str) -> Iterator[Answers]:
    try:
        yield checked_answers(json.loads(line)["answers"])
    except (ValueError, KeyError, TypeError, AnswerRefused):
        return


def _answered(question: Question, given: Iterable[Answers]) -> Answered:
    found = [answers[question.id] for answers in given if question.id in answers]
    counts = tuple((words, found.count(n)) for n, words in question.steps)
    return Answered(question.id, question.text, counts, tuple(sorted(text for text in found if isinstance(text, str))))


@cache
def _data() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return found
