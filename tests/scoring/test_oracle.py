"""The automata say what the definition says: both judge random rules over random traces, and find the same.

The direct evaluation (direct.py) was written by another hand from docs/rules.md alone. The automata are asked rule by
rule: that using an exception makes an event is the evaluation's business, and is tested there.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

import scoring
from scoring.automaton import Automaton
from scoring.provisions import load_provisions
from scoring.rule_files import load_rules
from scoring.rules import Rule, RuleBook
from scoring.trace import Trace
from scoring.verdicts import Finding, Verdict
from simulator.vocabulary import Vocabulary
from simulator.vocabulary_file import load_vocabulary
from tests.scoring.direct import findings_of
from tests.scoring.random_rules import random_rule, vocabulary
from tests.scoring.random_traces import random_trace, words_of

WORDS = vocabulary()
FOLDER = Path(scoring.__file__).parent
Case = tuple[Rule, Trace]


def random_case(draw: Random) -> Case:
    """A rule with every key by chance, and a trace over its words."""
    rule = random_rule(draw)
    return rule, random_trace(draw, words_of(draw, rule, WORDS))


random_cases = st.randoms(use_true_random=False).map(random_case)


@given(random_cases)
def test_the_automata_equal_the_direct_evaluation(case: Case) -> None:
    """Whatever the rule and the trace, the automata find what the definition finds; a failing case is made small."""
    agree(*case, WORDS)


@given(random_cases)
def test_a_permanent_finding_never_changes(case: Case) -> None:
    """What the definition finds in the beginning of a trace it finds in the whole of it, if it is not open."""
    rule, trace = case
    whole = Counter(findings_of(rule, trace, WORDS))
    for length in range(1, len(trace.entries)):
        findings = findings_of(rule, trace._replace(entries=trace.entries[:length]), WORDS)
        assert Counter(finding for finding in findings if finding.verdict is not Verdict.OPEN) <= whole


@pytest.mark.parametrize("first", range(0, 2_000, 500))
def test_they_are_equal_on_two_thousand_seeded_cases(first: int) -> None:
    """The same two thousand cases on every machine; the seed of one that fails is named."""
    agree_from(first, 500)


@pytest.mark.soak
@pytest.mark.parametrize("first", range(2_000, 102_000, 5_000))
def test_they_are_equal_on_a_hundred_thousand_more(first: int) -> None:
    """The long run; its pieces can be shared out between cores."""
    agree_from(first, 5_000)


@pytest.fixture(scope="module")
def shipped() -> RuleBook:
    """The rules that ship, in the words that ship."""
    return load_rules(FOLDER / "rules", load_vocabulary(FOLDER / "vocabulary.yaml"), load_provisions())


@pytest.mark.parametrize("traces", [10, pytest.param(400, marks=pytest.mark.soak)])
def test_they_are_equal_on_the_rules_that_ship(shipped: RuleBook, traces: int) -> None:
    """Each rule that ships, over random traces of its own words."""
    assert shipped.rules
    for rule in shipped.rules:
        for seed in range(traces):
            draw = Random(f"{rule.id} {seed}")
            trace = random_trace(draw, words_of(draw, rule, shipped.vocabulary))
            agree(rule, trace, shipped.vocabulary, f"{rule.id}, seed {seed}")


def agree_from(first: int, cases: int) -> None:
    """The cases of so many seeds, one after the other."""
    for seed in range(first, first + cases):
        agree(*random_case(Random(seed)), WORDS, f"seed {seed}")


def agree(rule: Rule, trace: Trace, words: Vocabulary, case: str = "this case") -> None:
    """Fails where automata and definition differ, and says what only one of them finds."""
    expected, found = comparable(findings_of(rule, trace, words)), comparable(judged(rule, trace, words))
    assert found == expected, f"{case}: only by automaton {found - expected}, only by definition {expected - found}"


def judged(rule: Rule, trace: Trace, words: Vocabulary) -> tuple[Finding, ...]:
    """What the rule's automaton finds: permanent findings as they come, then those still open."""
    automaton = Automaton(rule, words, trace.card, trace.reach, trace.starts)
    state, found = automaton.start(), list[Finding]()
    for entry in trace.entries:
        state, settled = automaton.judge(state, entry)
        found += settled
    return (*found, *automaton.open_findings(state))


def comparable(findings: tuple[Finding, ...]) -> Counter[Finding]:
    """As a multiset. An open finding is not settled: its decision, minute and due time say nothing yet."""
    return Counter(
        finding._replace(decision=0, minute=0, due=None) if finding.verdict is Verdict.OPEN else finding
        for finding in findings
    )
