"""Scoring many traces: the verdict of every rule with the decision that settled it, without the findings in between.

Traces that are plain (one act for each decision, nobody in particular, no facts, events or timeouts) and clauses that
are plain too (no conditions, targets, exceptions or pauses) have lanes of their own. Everything else is evaluated as
usual.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from scoring.evaluation import evaluate
from scoring.lanes import UNTESTED, Ends, Lane, Row, Score, lane_of
from scoring.reading import words_of
from scoring.rules import RuleBook
from scoring.trace import Entry, Trace
from scoring.verdicts import ORDER, Finding, Verdict

__all__ = ["Row", "Score", "rows", "score_many"]


def rows(traces: Iterable[Trace]) -> list[Row]:
    """Traces in columns, once for any number of scorings."""
    return [_row(trace) for trace in traces]


def score_many(book: RuleBook, traces: Iterable[Row]) -> list[tuple[Score, ...]]:
    """For each trace the score of every rule, in the rule book's order."""
    lanes = _lanes(book)
    return [_in_lanes(lanes, row) if row.plain else _scores(book, row.trace) for row in traces]


class _Lanes(NamedTuple):
    """The lanes of a rule book: by the word that can put a rule to the test, and the rules that have none."""

    lanes: tuple[Lane | None, ...]
    by_word: dict[str, tuple[tuple[int, Lane], ...]]
    slow: RuleBook
    slow_at: tuple[int, ...]


def _lanes(book: RuleBook) -> _Lanes:
    lanes = tuple(lane_of(rule, book.vocabulary) for rule in book.rules)
    by_word: dict[str, tuple[tuple[int, Lane], ...]] = {}
    for at, (rule, lane) in enumerate(zip(book.rules, lanes, strict=True)):
        if lane is not None:
            triggers = {word for clause in rule.clauses for word in words_of(clause.triggers, book.vocabulary)}
            by_word |= {word: (*by_word.get(word, ()), (at, lane)) for word in triggers}
    slow_at = tuple(at for at, lane in enumerate(lanes) if lane is None)
    slow = RuleBook(tuple(book.rules[at] for at in slow_at), book.vocabulary)
    return _Lanes(lanes, by_word, slow, slow_at)


def _in_lanes(lanes: _Lanes, row: Row) -> tuple[Score, ...]:
    words = row.words
    last: Ends = dict(zip(words, range(len(words)), strict=True))
    first: Ends = dict(zip(words[::-1], range(len(words) - 1, -1, -1), strict=True))
    scores = [UNTESTED] * len(lanes.lanes)
    if row.missed:  # what was only offered can put any rule to the test
        for at, lane in enumerate(lanes.lanes):
            if lane is not None:
                scores[at] = lane(first, last, row)
    else:
        by_word = lanes.by_word
        for word in first:
            if word in by_word:
                for at, lane in by_word[word]:
                    scores[at] = lane(first, last, row)
    if lanes.slow_at:
        for at, score in zip(lanes.slow_at, _scores(lanes.slow, row.trace), strict=True):
            scores[at] = score
    return tuple(scores)


def _scores(book: RuleBook, trace: Trace) -> tuple[Score, ...]:
    by_rule: dict[str, list[Finding]] = {rule.id: [] for rule in book.rules}
    for finding in evaluate(book, trace):
        by_rule[finding.rule].append(finding)
    return tuple(_worst_of(found) for found in by_rule.values())


def _worst_of(found: Iterable[Finding]) -> Score:
    gravest = min(found, key=lambda f: (ORDER.index(f.verdict), f.decision), default=None)
    if gravest is None:
        return UNTESTED
    broken = gravest.verdict in (Verdict.NOT_KEPT, Verdict.LATE)
    return Score(gravest.verdict, gravest.decision if broken else None)


def _row(trace: Trace) -> Row:
    """The columns of a trace: facts, then offer, move and one act for each decision, then a plain ending."""
    if len(trace.entries) < 2:
        return Row(trace)
    first, *steps, end = trace.entries
    blocks = [tuple(steps[at : at + 3]) for at in range(0, len(steps), 3)]
    closed = end.kind == "end" and not (end.abandoned or end.hands_over)
    if first.kind != "facts" or not closed or not all(map(_is_plain, blocks)):
        return Row(trace)
    if [act.decision for _, _, act in blocks] != list(range(1, len(blocks) + 1)):
        return Row(trace)
    words, minutes = [act.word for _, _, act in blocks], [act.minute for _, _, act in blocks]
    missed = [(act.decision, o[0][0]) for offer, _, act in blocks for o in offer.offered if o[0][0] != act.word]
    return Row(trace, ("", *words), (0, *minutes), tuple(missed), end.minute, plain=True)


def _is_plain(block: Sequence[Entry]) -> bool:
    if [entry.kind for entry in block] != ["offer", "move", "act"]:
        return False
    offer, move, act = block
    options = (*offer.offered, ((act.word, act.target),))
    bare = all(len(option) == 1 and option[0][1] is None for option in options)
    together = len({(entry.minute, entry.decision) for entry in block}) == 1
    return bare and together and not (move.timeout or act.timeout or act.closing)
