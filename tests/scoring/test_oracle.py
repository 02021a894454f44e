"""The automata say what the definition says: both judge random rules over random traces, and find the same.

The direct evaluation (direct.py) was written by another hand from docs/rules.md alone.
"""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scoring.automaton import Automaton
from scoring.rules import Rule
from scoring.trace import Trace
from scoring.verdicts import Finding, Verdict
from simulator.vocabulary import Vocabulary
from tests.scoring.direct import findings_of
from tests.scoring.random_rules import random_rule, vocabulary
from tests.scoring.random_traces import random_trace, words_of

WORDS = vocabulary()
SOAK = 100_000
Case = tuple[Rule, Trace]


def random_case(draw: Random) -> Case:
    """A rule with every key by chance, and a trace over its words."""
    rule = random_rule(draw)
    return rule, random_trace(draw, words_of(draw, rule, WORDS))


@settings(max_examples=2_000, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.randoms(use_true_random=False).map(random_case))
def test_the_automata_equal_the_direct_evaluation_on_random_rules_and_traces(case: Case) -> None:
    """Whatever the rule and the trace, the automata's findings are those of the definition."""
    agree(*case, WORDS)


@pytest.mark.soak
@pytest.mark.timeout(0)
def test_they_are_equal_on_a_hundred_thousand_random_cases() -> None:
    """The long run: seeds 0 to 99,999; the seed of a failing case is named."""
    for seed in range(SOAK):
        agree(*random_case(Random(seed)), WORDS, note=f"seed {seed}")


def agree(rule: Rule, trace: Trace, words: Vocabulary, note: str = "") -> None:
    expected, found = comparable(findings_of(rule, trace, words)), comparable(judged(rule, trace, words))
    assert found == expected, f"{note}\nonly by automaton: {found - expected}\nonly by definition: {expected - found}"


def judged(rule: Rule, trace: Trace, words: Vocabulary) -> tuple[Finding, ...]:
    """What the rule's automaton finds: permanent findings as they come, then those still open."""
    automaton = Automaton(rule, words, trace.card, trace.reach, trace.starts)
    state, found = automaton.start(), []
    for entry in trace.entries:
        state, given_now = automaton.judge(state, entry)
        found += given_now
    return (*found, *automaton.open_findings(state))


def comparable(findings: tuple[Finding, ...]) -> Counter[Finding]:
    """As a multiset. An open finding is not settled yet: its decision, minute and due time say nothing."""
    return Counter(
        finding._replace(decision=0, minute=0, due=None) if finding.verdict is Verdict.OPEN else finding
        for finding in findings
    )
