"""Lanes for bulk scoring: the plain clauses of one word each, judged by positions of words in a row.

Each lane says what the clause's automaton says of a plain trace; tests/scoring/test_bulk.py holds them equal.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from scoring.evaluation import EXCEPTION_USED
from scoring.reading import words_of
from scoring.rule import Clause, Rule
from scoring.trace import Trace
from scoring.verdicts import ORDER, Verdict
from simulator.vocabulary import Vocabulary

NEVER = 1 << 60
"""A position after every decision."""


class Score(NamedTuple):
    """A rule's verdict over a trace, and for one that is not kept or late the decision at which that was settled."""

    verdict: Verdict
    decision: int | None = None


class Row(NamedTuple):
    """A trace in columns. `words` and `minutes` have one item for each decision; item 0 stands for the beginning.

    `missed` are words that were offered at a decision and not done there. None of this holds where `plain` is False.
    """

    trace: Trace
    words: tuple[str, ...] = ()
    minutes: tuple[int, ...] = ()
    missed: tuple[tuple[int, str], ...] = ()
    end: int = 0
    plain: bool = False


Ends = dict[str, int]
"""The first, or the last, decision at which each word was done."""

Lane = Callable[[Ends, Ends, Row], Score]


class _Made(dict[int, Score]):
    """Scores of one verdict by decision, each made once: making a named tuple costs more than judging."""

    def __init__(self, verdict: Verdict) -> None:
        self.verdict = verdict

    def __missing__(self, decision: int) -> Score:
        self[decision] = score = Score(self.verdict, decision)
        return score


UNTESTED, KEPT, NOT_DUE = Score(Verdict.NOT_TESTED), Score(Verdict.KEPT), Score(Verdict.NOT_DUE)
_BROKEN, _LATE = _Made(Verdict.NOT_KEPT), _Made(Verdict.LATE)
_ORDER = {verdict: place for place, verdict in enumerate(ORDER)}


def lane_of(rule: Rule, vocabulary: Vocabulary) -> Lane | None:
    """The lane of a rule; None where one of its clauses needs its automaton."""
    lanes = [None if rule.unless else _clause_lane(clause, vocabulary) for clause in rule.clauses]
    found = [lane for lane in lanes if lane is not None]
    if len(found) != len(lanes):
        return None
    return found[0] if len(found) == 1 else _all_of(found)


def _all_of(lanes: Sequence[Lane]) -> Lane:
    def worst(first: Ends, last: Ends, row: Row) -> Score:
        found = UNTESTED
        for lane in lanes:
            score = lane(first, last, row)
            if score is not found and (found is UNTESTED or _gravity(score) < _gravity(found)):
                found = score
        return found

    return worst


def _gravity(score: Score) -> tuple[int, int]:
    return _ORDER[score.verdict], score.decision or 0


def _clause_lane(clause: Clause, vocabulary: Vocabulary) -> Lane | None:
    conditions = (clause.if_, clause.about, clause.until, clause.forget_on, clause.before, clause.by)
    if any(conditions) or clause.pauses_while or clause.when_becomes or isinstance(clause.within, str):
        return None
    places = (clause.triggers, clause.only_after or clause.must, clause.after)
    words = [words_of(place, vocabulary) for place in places if place]
    if any(len(covered) != 1 or EXCEPTION_USED in covered for covered in words):  # rows know nothing of that event
        return None
    return _plain_lane(clause, [word for (word,) in words])


def _plain_lane(clause: Clause, words: Sequence[str]) -> Lane | None:
    if clause.kind == "prohibition":
        return _never_after(*words) if clause.after else _never(*words)
    if clause.after:
        return None
    if clause.kind == "precedence":
        return _precedence(*words)
    if words[0] == words[1]:
        return None
    return _response(*words) if clause.within is None else _within(words[0], words[1], int(clause.within))


def _never(word: str) -> Lane:
    def lane(first: Ends, last: Ends, row: Row) -> Score:
        at = first.get(word)
        if at is not None:
            return _BROKEN[at]
        return KEPT if row.missed and _missed(row, word, 0, NEVER) else UNTESTED

    return lane


def _never_after(word: str, opening: str) -> Lane:
    """Broken by the first guarded word after the scope has opened."""

    def lane(first: Ends, last: Ends, row: Row) -> Score:
        opened = first.get(opening)
        if opened is None:
            return UNTESTED
        if last.get(word, -1) > opened:
            at = first[word]
            return _BROKEN[at if at > opened else row.words.index(word, opened + 1)]
        return KEPT if row.missed and _missed(row, word, opened + 1, NEVER) else UNTESTED

    return lane


def _precedence(word: str, need: str) -> Lane:
    def lane(first: Ends, last: Ends, row: Row) -> Score:
        broken = first.get(word)
        if broken is not None:
            return _BROKEN[broken] if broken <= first.get(need, NEVER) else KEPT
        return KEPT if row.missed and _missed(row, word, 0, first.get(need, NEVER)) else UNTESTED

    return lane


def _response(trigger: str, must: str) -> Lane:
    """A duty without a deadline: only the last one can be left undone."""

    def lane(first: Ends, last: Ends, row: Row) -> Score:
        latest = last.get(trigger)
        if latest is None:
            return UNTESTED
        done, end = last.get(must, -1), len(row.words) - 1
        if latest < done:
            return KEPT
        if latest < end or (first[trigger] < latest and row.words.index(trigger, done + 1) < end):
            return _BROKEN[end]
        return KEPT if first[trigger] < done else NOT_DUE

    return lane


def _within(trigger: str, must: str, within: int) -> Lane:
    """A duty with a deadline: from duty to duty, each opened by the first trigger after the last one was done."""

    def lane(first: Ends, last: Ends, row: Row) -> Score:
        at = first.get(trigger)
        if at is None:
            return UNTESTED
        words, minutes, found = row.words, row.minutes, NOT_DUE
        last_done, last_trigger = last.get(must, -1), last[trigger]
        while True:
            due = minutes[at] + within
            if last_done <= at:
                end = len(words) - 1
                return _BROKEN[end] if at < end and row.end > due else found
            done = words.index(must, at + 1)
            if minutes[done] > due and done != at + 1:
                found = found if found.verdict is Verdict.LATE else _LATE[done]
            elif found is NOT_DUE:
                found = KEPT
            if last_trigger <= done:
                return found
            at = words.index(trigger, done + 1)

    return lane


def _missed(row: Row, word: str, low: int, high: int) -> bool:
    """Whether a word was offered and not done at a decision from `low` to `high`."""
    return any(low <= at <= high and missed == word for at, missed in row.missed)
