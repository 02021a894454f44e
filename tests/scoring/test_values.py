"""Values say what plain backward induction says: of compliance and of the ledger, on random scenarios."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.models.as_scenario import HURT, as_scenario
from benchmarks.models.model import SIZES, generate
from scoring.proofs.values.induction import in_order, ranks
from scoring.proofs.values.keeping import keeping
from scoring.proofs.values.ledger import Ledger, counts, gauge_line
from scoring.rule import Rule
from simulator.exploration.budget import Budget
from simulator.exploration.explored import Edges, Explored, Layer
from simulator.scenario import Scenario
from tests.random_scenarios import scenarios
from tests.scoring import direct_values as plain
from tests.scoring.tense_scenarios import tense_scenarios
from tests.scoring.test_compliance import RULES, observed, rule, watched
from tests.simulator import direct_exploration as oracle
from tests.small import scene, small

MOST = 500

CLOSE = 1e-9


@settings(max_examples=20, deadline=None)
@given(tense_scenarios(), st.lists(st.sampled_from(RULES), min_size=1, max_size=3, unique_by=lambda each: each.id))
def test_how_likely_everything_can_be_kept_is_what_the_oracle_says(scenario: Scenario, rules: list[Rule]) -> None:
    """From the start: with luck, surely, and with which probability, playing well."""
    truth = observed(scenario, rules)
    if truth is None:
        return
    _, found = watched(scenario, rules)
    if not found.count:
        assert truth.nodes[0].broken
        return
    mine, theirs = keeping(found), _keeping(truth)
    assert [mine.best[0], mine.worst[0]] == [theirs[0], theirs[1]]
    assert mine.expected[0] == pytest.approx(theirs[2], abs=CLOSE)
    assert (mine.worst <= mine.expected + CLOSE).all()
    assert (mine.expected <= mine.best + CLOSE).all()


def _keeping(truth: oracle.Observed) -> list[float]:
    ends = {n: float(not node.broken) for n, node in enumerate(truth.nodes) if truth.ends(n)}
    steps = [
        plain.Outcome(step.source, step.edge.move, step.target, step.edge.weight / step.edge.total)
        for step in truth.steps
    ]
    folds = ((max, max, max), (max, min, min), (max, min, None))
    return [plain.worth(ends, steps, *each)[0] for each in folds]


@settings(max_examples=20, deadline=None)
@given(scenarios())
def test_what_happens_to_people_is_what_the_oracle_says(scenario: Scenario) -> None:
    """Each line of the ledger: the least, the most, and both means, from the first decision on."""
    try:
        truth = oracle.explore(scenario, MOST)
    except oracle.TooMany:
        return
    if truth.errors:
        return
    ledger = Ledger.of(scenario)
    told = dict(ledger.lines())
    assert ledger.counting.begun == counts(truth.begin)
    every = {key for edge in truth.edges for key in counts(edge.entries)}
    assert set(told) >= every
    for name in every:
        mine = [values[0] for values in told[name]]
        assert mine == pytest.approx(_line(truth, name), abs=CLOSE)


def _line(truth: oracle.Explored, name: str) -> list[float]:
    ends = {n: 0.0 for n in range(len(truth.states)) if truth.ends(n)}
    outcomes = [
        plain.Outcome(e.source, e.move, e.target, e.weight / e.total, counts(e.entries)[name]) for e in truth.edges
    ]
    folds = ((min, min, min), (max, max, max), (min, max, None), (max, min, None))
    return [plain.worth(ends, outcomes, *each)[0] for each in folds]


def test_a_gauge_counts_as_it_stands_at_the_end() -> None:
    """Trust can be lost by one option and by chance, and kept by the other."""
    options = {
        "talk": {"then": "end", "takes": 1},
        "shout": {"then": "end", "takes": 1, "chance": [{"weight": 1, "add": {"trust": -2}}, {"weight": 3}]},
    }
    shown: dict[str, Any] = {"ledger gauges": ["trust"]}
    made = small({"a": scene(options)}, state={"trust": {"gauge": [0, 5], "start": 4, "title": "Trust"}}, **shown)
    line = gauge_line(made, "trust")
    assert line is not None
    assert [line.least[0], line.most[0]] == [2, 4]
    assert [line.expected_least[0], line.expected_most[0]] == [3.5, 4]
    assert gauge_line(made, "trust", Budget(states=0)) is None


def test_a_facilitator_is_no_chance() -> None:
    """An inject played by hand may come or not: both ends count it, and the means suppose that it goes against one."""
    window = {"by hand": {"at most": 1}}
    shot = {"shot": {**window, "events": ["casualty"], "ledger": {"women.hurt": 3}, "then": "b"}}
    fire = {"fire": {"acts": ["force.fire"], "then": "end", "takes": 1}}
    made = small({"a": scene({"talk": {"then": "end", "takes": 1}, **fire}), "b": scene(fire)}, injects=shot)
    line = dict(Ledger.of(made).lines())["women.hurt"]
    assert [values[0] for values in line] == [0, 3, 3, 0]
    _, found = watched(made, [rule("A01", {"never": "force.fire"})])
    assert [values[0] for values in keeping(found)] == [1, 0, 0]


def test_values_are_those_of_storm() -> None:
    """Of the generated model with chance, Storm 2.0 gives these values (benchmarks/values_peers.py asks it anew)."""
    line = dict(Ledger.of(as_scenario(generate(SIZES["tiny-chance"]))).lines())[HURT]
    assert line.expected_least[0] == pytest.approx(0.0, abs=1e-6)
    assert line.expected_most[0] == pytest.approx(7.342935528120713, abs=1e-6)


def test_values_of_an_exploration_that_was_cut_short_claim_nothing_more() -> None:
    """Where the budget ended, what was not gone through counts as not kept."""
    made = small({"a": scene({"on": {"then": "a", "takes": 5, "acts": ["report"]}, "go": {"then": "end"}})})
    ledger = Ledger.of(made, Budget(states=3))
    assert not ledger.found.complete
    assert keeping(ledger.found).best[0] == 1
    cut = Ledger.of(
        small({"a": scene({"on": {"then": "b", "takes": 5}}), "b": scene({"go": {"then": "end"}})}), Budget(states=0)
    )
    assert keeping(cut.found).best[0] == 0


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=40))
def test_a_node_comes_after_all_that_may_follow_it(pairs: list[tuple[int, int]]) -> None:
    """Its rank is above theirs; nodes in circles, and before them, share the last rank."""
    column = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    nothing = np.zeros(len(column), dtype=np.int64)
    rank, circles = ranks(13, Edges(column[:, 0], column[:, 1], nothing, nothing))
    for source, target in pairs:
        assert rank[source] > rank[target] or (circles and rank[source] == rank.max())


@given(st.lists(st.integers(0, 2**62), max_size=30))
def test_order_is_stable_however_great_the_numbers(keys: list[int]) -> None:
    """Places from the least number to the greatest, equal ones as they stand."""
    assert in_order(np.array(keys, dtype=np.int64)).tolist() == sorted(range(len(keys)), key=lambda n: keys[n])


def test_circles_are_gone_through_until_nothing_changes() -> None:
    """A coin is thrown until it shows heads: sooner or later it does, but no number of throws makes it sure."""
    throw = {"then": "a", "takes": 1, "chance": [{"weight": 1, "then": "end"}, {"weight": 1}]}
    none, number = np.zeros(2, dtype=np.int64), np.arange(2)
    layers = [Layer(scene, n, none[:1], none[:1]) for n, scene in enumerate(("a", "end"))]
    edges = Edges(none, 1 - number, number, none)
    found = Explored(small({"a": scene({"throw": throw})}), count=2, layers=layers, moves=[("throw",)], edges=edges)
    mine = keeping(found)
    assert (mine.best[0], mine.worst[0]) == (1, 0)
    assert mine.expected[0] == pytest.approx(1)
