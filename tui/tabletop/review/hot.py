"""The hot debrief: thirty minutes at the table straight after play, step by step, with what the log shows."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tui.debrief_lines import Line
from tui.tabletop.review.decisions import Taken, Voice
from tui.tabletop.review.pieces import Piece
from tui.tabletop.review.review import Review
from tui.words import say

FILE = Path(__file__).with_name("hot.json")
QUESTIONS = 4
"""Questions that twelve minutes have room for."""

SHOWN = 3
"""What the log shows to one question."""

TELLING = 5
"""Letters by which words are compared, and which a word must have: shorter ones tell nothing."""

COMMON = 4
"""A word in more than one in so many things that were told is no sign of anything."""

USUAL = ("expected", "did", "why", "next")
"""What is asked where the scenario has no questions of its own."""


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the hot debrief, from one minute to another."""

    id: str
    begins: int
    ends: int

    @property
    def title(self) -> str:
        """What it is called."""
        return say(f"review.hot.title-of.{self.id}")

    @property
    def how(self) -> str:
        """What is to be done in it."""
        return say(f"review.hot.how-of.{self.id}")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and what in the log speaks of the same things."""

    text: str
    shown: tuple[str, ...]


@cache
def steps() -> tuple[Step, ...]:
    """The steps, one after the other."""
    found: list[Step] = []
    for each in json.loads(FILE.read_text(encoding="utf-8")):
        begins = found[-1].ends if found else 0
        found.append(Step(each["id"], begins, begins + each["minutes"]))
    return tuple(found)


def questions(view: Review) -> tuple[Asked, ...]:
    """The first questions of the scenario, each with what the log shows to it, by the words that they share."""
    texts = view.questions[:QUESTIONS] or tuple(say(f"review.hot.ask.{each}") for each in USUAL)
    told = [*_told(view)]
    return tuple(Asked(text, tuple(_about(text, told))) for text in texts)


def hot_data(view: Review) -> dict[str, Any]:
    """The hot debrief as JSON has it: its steps, and the questions with what the log shows."""
    return {"steps": [asdict(step) for step in steps()], "questions": [asdict(asked) for asked in questions(view)]}


def hot_lines(view: Review) -> Iterator[Piece]:
    """The page for exercise control to lead the hot debrief by."""
    yield Line("title", say("review.hot.title", title=view.about.title))
    yield Line("text", say("review.hot.about", count=steps()[-1].ends))
    for step in steps():
        yield Line("heading", say("review.hot.step", begins=step.begins, ends=step.ends, title=step.title))
        yield Line("text", step.how)
        yield from _below(step, view)


def _below(step: Step, view: Review) -> Iterator[Piece]:
    if step.id == "happened":
        yield from (Line("item", _decided(each)) for each in view.decisions)
        yield Line("item", view.about.ending, say("review.about.ending"))
    elif step.id == "questions":
        for asked in questions(view):
            yield Line("subheading", asked.text)
            yield from (Line("item", text, say("review.hot.log")) for text in asked.shown)
            if not asked.shown:
                yield Line("text", say("review.hot.nothing-shown"))
    elif step.id == "lessons":
        yield from (Line("item", each.text, say(f"review.hot.kind.{each.kind}")) for each in view.lessons)
        yield from (Line("item", text) for text in ("_" * 40,) * (0 if view.lessons else 4))
    elif step.id == "commitments":
        yield from (Line("item", each.text, each.owner or each.who) for each in view.commitments)


def _decided(each: Taken) -> str:
    return say("review.hot.decided", n=each.n, minute=each.minute, title=each.title, chosen="; ".join(each.chosen))


def _told(view: Review) -> Iterator[tuple[str, str]]:
    """What may be shown to a question: words to compare, and what is said."""
    for each in view.decisions:
        voices = [*each.recommended, *each.dissent]
        yield " ".join([each.title, *each.chosen, each.reason or "", *map(_voice, voices)]), _decided(each)
        for voice in each.dissent:
            yield _voice(voice), say("review.hot.dissent", who=voice.who, n=each.n, reason=voice.reason or "")
    for happened in view.timeline:
        if happened.kind in ("inject", "note"):
            yield " ".join((happened.text, *happened.more)), happened.text
    for aim in view.objectives:
        for looked in aim.criteria:
            for mark in looked.marks:
                words = say("review.hot.marked", result=mark.result, criterion=looked.text)
                yield f"{looked.text} {mark.note or ''}", words


def _voice(voice: Voice) -> str:
    return " ".join([*voice.move, voice.reason or ""])


def _about(question: str, told: Sequence[tuple[str, str]]) -> Iterable[str]:
    """What shares the most words with a question; a word that stands nearly everywhere tells nothing."""
    of_each = [_telling(words) for words, _ in told]
    often = Counter(word for words in of_each for word in words)
    wanted = {word for word in _telling(question) if often[word] <= max(1, len(told) // COMMON)}
    weighed = sorted(((len(wanted & words), -n) for n, words in enumerate(of_each)), reverse=True)
    return dict.fromkeys(told[-n][1] for weight, n in weighed[:SHOWN] if weight)


def _telling(text: str) -> set[str]:
    return {word[:TELLING] for word in re.findall(r"\w+", text.casefold()) if len(word) >= TELLING}
