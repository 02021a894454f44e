"""Scoring many traces: the verdict of every rule with the decision that settled it, without the findings in between.

Traces that are plain (one act for each decision, nobody in particular, no facts, events or timeouts) and clauses that
are plain too (no conditions, targets, exceptions or pauses) have a lane of their own: positions of words instead of
automata. Everything else is evaluated as usual. A test holds the lanes equal to the automata.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from scoring.evaluation import evaluate
from scoring.reading import words_of
from scoring.rules import Clause, Rule, RuleBook
from scoring.trace import Trace
from scoring.verdicts import ORDER, Finding, Verdict
from simulator.vocabulary import Vocabulary

NOT_KEPT, LATE, KEPT = Verdict.NOT_KEPT, Verdict.LATE, Verdict.KEPT
NOT_DUE, NOT_TESTED = Verdict.NOT_DUE, Verdict.NOT_TESTED
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

_SCORES = {verdict: Score(verdict) for verdict in Verdict}
_BROKEN = tuple(Score(NOT_KEPT, decision) for decision in range(256))
_UNTESTED, _KEPT, _NOT_DUE = _SCORES[NOT_TESTED], _SCORES[KEPT], _SCORES[NOT_DUE]


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
    lanes = tuple(_rule_lane(rule, book.vocabulary) for rule in book.rules)
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
    scores = [_UNTESTED] * len(lanes.lanes)
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
        return _UNTESTED
    return Score(gravest.verdict, gravest.decision) if gravest.verdict in (NOT_KEPT, LATE) else _SCORES[gravest.verdict]


def _row(trace: Trace) -> Row:
    """The columns of a trace: facts, then offer, move and one act for each decision, then a plain ending."""
    first, *steps = trace.entries or (None,)
    end = steps.pop() if steps else None
    blocks = [tuple(steps[at : at + 3]) for at in range(0, len(steps), 3)]
    plain = first is not None and first.kind == "facts" and end is not None and end.kind == "end"
    if not plain or end is None or end.abandoned or end.hands_over or not all(map(_is_plain, blocks)):
        return Row(trace)
    words, minutes, missed = [""], [0], []
    for offer, _, act in blocks:
        words.append(act.word)
        minutes.append(act.minute)
        missed += [(act.decision, option[0][0]) for option in offer.offered if option[0][0] != act.word]
    if [act.decision for _, _, act in blocks] != list(range(1, len(blocks) + 1)):
        return Row(trace)
    return Row(trace, tuple(words), tuple(minutes), tuple(missed), end.minute, plain=True)


def _is_plain(block: Sequence[object]) -> bool:
    if [getattr(entry, "kind", None) for entry in block] != ["offer", "move", "act"]:
        return False
    offer, move, act = block
    acts = [*(option for option in offer.offered), ((act.word, act.target),)]  # type: ignore[attr-defined]
    bare = all(len(option) == 1 and option[0][1] is None for option in acts)
    same = len({(entry.minute, entry.decision) for entry in (offer, move, act)}) == 1  # type: ignore[attr-defined]
    return bare and same and not (move.timeout or act.timeout or act.closing)  # type: ignore[attr-defined]


def _rule_lane(rule: Rule, vocabulary: Vocabulary) -> Lane | None:
    """The lane of a rule; None where a clause needs its automaton."""
    lanes = [None if rule.unless else _clause_lane(clause, vocabulary) for clause in rule.clauses]
    found = [lane for lane in lanes if lane is not None]
    if len(found) != len(lanes):
        return None
    return found[0] if len(found) == 1 else _all_of(found)


def _all_of(lanes: Sequence[Lane]) -> Lane:
    def worst(first: Ends, last: Ends, row: Row) -> Score:
        scores = [lane(first, last, row) for lane in lanes]
        return min(scores, key=lambda s: (ORDER.index(s.verdict), s.decision or 0))

    return worst


def _clause_lane(clause: Clause, vocabulary: Vocabulary) -> Lane | None:
    plain = not (clause.if_ or clause.about or clause.until or clause.forget_on or clause.before)
    if not plain or clause.by or clause.pauses_while or clause.when_becomes or isinstance(clause.within, str):
        return None
    guarded = words_of(clause.triggers, vocabulary)
    after, needed = words_of(clause.after, vocabulary), words_of(clause.only_after, vocabulary)
    if clause.kind == "prohibition":
        return _never_after(guarded, after) if clause.after else _never(guarded)
    if clause.after:
        return None
    if clause.kind == "precedence":
        return _precedence(guarded, needed)
    musts = words_of(clause.must, vocabulary)
    return None if guarded & musts else _duty(guarded, musts, clause.within)


def _broken(decision: int) -> Score:
    return _BROKEN[decision] if decision < len(_BROKEN) else Score(NOT_KEPT, decision)


def _only(words: frozenset[str]) -> str | None:
    """The one word of a set; most clauses have one word in each place, and are quicker for it."""
    return next(iter(words)) if len(words) == 1 else None


def _never(guarded: frozenset[str]) -> Lane:
    def lane(first: Ends, last: Ends, row: Row) -> Score:
        broken = first.get(only, NEVER) if only else _earliest(first, guarded)
        if broken != NEVER:
            return _broken(broken)
        return _KEPT if row.missed and _missed(row, guarded, 0, NEVER) else _UNTESTED

    only = _only(guarded)
    return lane


def _never_after(guarded: frozenset[str], after: frozenset[str]) -> Lane:
    """Broken by the first guarded word after the scope has opened."""

    def lane(first: Ends, last: Ends, row: Row) -> Score:
        opened = first.get(opener, NEVER) if opener else _earliest(first, after)
        if opened == NEVER:
            return _UNTESTED
        if (last.get(only, -1) if only else _latest(last, guarded)) > opened:
            return _broken(_next(row.words, guarded, last, opened))
        return _KEPT if row.missed and _missed(row, guarded, opened + 1, NEVER) else _UNTESTED

    only, opener = _only(guarded), _only(after)
    return lane


def _precedence(guarded: frozenset[str], needed: frozenset[str]) -> Lane:
    def lane(first: Ends, last: Ends, row: Row) -> Score:
        broken = first.get(only, NEVER) if only else _earliest(first, guarded)
        done = first.get(need, NEVER) if need else _earliest(first, needed)
        if broken != NEVER:
            return _broken(broken) if broken <= done else _KEPT
        return _KEPT if row.missed and _missed(row, guarded, 0, done) else _UNTESTED

    only, need = _only(guarded), _only(needed)
    return lane


def _duty(triggers: frozenset[str], musts: frozenset[str], within: int | None) -> Lane:
    def lane(first: Ends, last: Ends, row: Row) -> Score:
        latest = last.get(only, -1) if only else _latest(last, triggers)
        if latest < 0:
            return _UNTESTED
        done = last.get(must, -1) if must else _latest(last, musts)
        end = len(row.words) - 1
        if within is None and (latest < done or latest < end):
            return _KEPT if latest < done else _broken(end)
        if done < 0 and latest < end and (within is None or row.end > row.minutes[latest] + within):
            return _broken(end)
        return _duties(row, triggers, musts, last, within)

    only, must = _only(triggers), _only(musts)
    return lane


def _duties(row: Row, triggers: frozenset[str], musts: frozenset[str], last: Ends, within: int | None) -> Score:
    """Go from duty to duty: each is opened by the first trigger after the last one was done."""
    words, minutes, end = row.words, row.minutes, len(row.words) - 1
    found, at = _NOT_DUE, _next(words, triggers, last, -1)
    while at != NEVER:
        due = NEVER if within is None else minutes[at] + within
        done = _next(words, musts, last, at)
        if done == NEVER:
            return Score(NOT_KEPT, end) if at < end and (within is None or row.end > due) else found
        if minutes[done] > due and done != at + 1:
            found = found if found.verdict is LATE else Score(LATE, done)
        elif found is _NOT_DUE:
            found = _KEPT
        at = _next(words, triggers, last, done)
    return found


def _missed(row: Row, guarded: frozenset[str], low: int, high: int) -> bool:
    """Whether a guarded word was offered and not done at a decision from `low` to `high`."""
    return any(low <= at <= high and word in guarded for at, word in row.missed)


def _earliest(first: Ends, words: frozenset[str]) -> int:
    found = NEVER
    for word in words:
        if word in first and first[word] < found:
            found = first[word]
    return found


def _latest(last: Ends, words: frozenset[str]) -> int:
    found = -1
    for word in words:
        if word in last and last[word] > found:
            found = last[word]
    return found


def _next(words: tuple[str, ...], wanted: frozenset[str], last: Ends, after: int) -> int:
    """The first position beyond `after` of a wanted word."""
    only = _only(wanted)
    if only is not None:
        return words.index(only, after + 1) if last.get(only, -1) > after else NEVER
    return min((words.index(word, after + 1) for word in wanted if last.get(word, -1) > after), default=NEVER)
