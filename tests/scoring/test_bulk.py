"""Bulk scoring says what the automata say."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from scoring.bulk import rows, score_many
from scoring.evaluation import evaluate, rule_verdicts
from scoring.rules import Rule, RuleBook
from scoring.trace import Entry, Trace
from scoring.verdicts import ORDER, Verdict
from simulator.checking import checked
from simulator.vocabulary import Vocabulary, Word

WORDS = ("a", "b", "c", "d", "wait")
VOCABULARY = Vocabulary(acts={word: Word(means="An act.") for word in WORDS}, families={"ab": ("a", "b")})
SOME = st.sampled_from(["a", "b", "c", "d", "ab"])


@st.composite
def clauses(draw: st.DrawFn) -> dict[str, Any]:
    """A clause, plain or not."""
    kind = draw(st.sampled_from(["never", "only after", "must", "within", "not plain"]))
    if kind == "never":
        return {"never": draw(SOME), **draw(st.sampled_from([{}, {"after": "c"}, {"after": "ab"}]))}
    if kind == "only after":
        return {"when": draw(SOME), "only after": draw(SOME)}
    if kind == "within":
        return {"when": draw(SOME), "must": draw(SOME), "within": draw(st.integers(0, 4))}
    if kind == "must":
        return {"when": draw(SOME), "must": draw(SOME)}
    return draw(st.sampled_from([{"never": "a", "until": "b"}, {"when": "a", "only after": "b", "forget on": "c"}]))


@st.composite
def books(draw: st.DrawFn) -> RuleBook:
    """A few rules of one or two clauses."""
    made = draw(st.lists(st.lists(clauses(), min_size=1, max_size=2), min_size=1, max_size=4))
    head = {"title": "T", "area": "a", "rank": "law", "severity": "minor", "provisions": ["p"], "why": "W."}
    rules = [checked(Rule, {**head, "id": f"T{n:02}", "clauses": found}) for n, found in enumerate(made)]
    return RuleBook(tuple(rules), VOCABULARY)


@st.composite
def traces(draw: st.DrawFn) -> Trace:
    """A trace of single acts, mostly plain; now and then a timeout or a fact in between."""
    entries = [Entry("facts", 0, 0)]
    minute = 0
    count = draw(st.integers(0, 10))
    for n in range(1, count + 1):
        minute += draw(st.integers(0, 3))
        act = draw(st.sampled_from(WORDS))
        others = draw(st.lists(st.sampled_from(WORDS), max_size=2))
        timeout = draw(st.integers(0, 30)) == 0
        entries.append(Entry("offer", minute, n, offered=tuple(((word, None),) for word in (*others, act))))
        entries.append(Entry("move", minute, n, timeout=timeout))
        entries.append(Entry("act", minute, n, act, timeout=timeout))
    entries.append(Entry("end", minute + draw(st.integers(0, 3)), count, abandoned=draw(st.integers(0, 20)) == 0))
    return Trace(tuple(entries), {}, {}, 0)


@given(books(), traces())
def test_bulk_scoring_gives_the_verdicts_of_the_automata_and_the_decision_that_broke_the_rule(
    book: RuleBook, trace: Trace
) -> None:
    """For every rule the verdict is that of its automaton, and the witness is the first finding of that verdict."""
    findings = evaluate(book, trace)
    verdicts = rule_verdicts(book, findings)
    for rule, score in zip(book.rules, score_many(book, rows([trace]))[0], strict=True):
        assert score.verdict is verdicts[rule.id]
        if score.verdict in (Verdict.NOT_KEPT, Verdict.LATE):
            found = [f for f in findings if f.rule == rule.id and f.verdict is score.verdict]
            assert score.decision == min(found, key=lambda f: (ORDER.index(f.verdict), f.decision)).decision


def test_traces_of_single_acts_take_the_lane() -> None:
    """A trace of single acts about nobody is scored in its lane, any other by the automata."""
    acts = [Entry("offer", 1, 1, offered=((("a", None),),)), Entry("move", 1, 1), Entry("act", 1, 1, "a")]
    plain = Trace((Entry("facts", 0, 0), *acts, Entry("end", 1, 1)), {}, {}, 0)
    other = plain._replace(entries=(*plain.entries[:-2], Entry("act", 1, 1, "a", "crowd"), plain.entries[-1]))
    assert [row.plain for row in rows([plain, other])] == [True, False]
