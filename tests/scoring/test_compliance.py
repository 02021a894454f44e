"""Proofs of compliance say what the oracle says: of random scenarios, watched by rules of every kind."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.automaton import Automaton
from scoring.proofs.claims.compliance import Choices, surely, with_luck
from scoring.proofs.observers.watching import Watch
from scoring.rule import Rule
from scoring.rules import RuleBook
from simulator.checking import checked
from simulator.exploration.explored import Explored
from simulator.exploration.explorer import Explorer
from simulator.scenario import Scenario
from tests.scoring.tense_scenarios import tense_scenarios
from tests.simulator import direct_exploration as oracle
from tests.small import VOCABULARY

MOST = 1_500


def rule(id: str, *clauses: dict[str, object], **more: object) -> Rule:
    """A rule with only what matters here."""
    head = {"id": id, "title": "A rule", "area": "poc", "rank": "law", "severity": "major", "why": "For tests."}
    return checked(Rule, {**head, "provisions": ["test.one"], "clauses": list(clauses), **more})


RULES = [
    rule("A01", {"never": "force.fire"}),
    rule("A02", {"never": "force", "if": "children.present"}),
    rule("A03", {"when": "force", "only after": "warn"}),
    rule("A04", {"when": "force", "only after": "warn", "about": "same"}),
    rule("A05", {"when": "force", "only after": "talk", "forget on": "wait"}),
    rule("A06", {"when": "alert", "must": "report"}),
    rule("A07", {"when": "alert", "must": ["talk", "warn"], "within": 10}),
    rule("A08", {"when": "casualty", "must": "aid", "within": 0}),
    rule("A09", {"when becomes": "regime is 'war'", "must": "report", "within": "card.report"}),
    rule("A10", {"when": "casualty", "must": "report", "before": "arrival"}),
    rule("A11", {"when": "force", "must": "report", "by": "end of day"}),
    rule("A12", {"never": "aid", "after": "alert", "until": "report"}),
    rule("A13", {"when": "alert", "must": "aid", "within": 15, "pauses while": "children.present"}),
    rule(
        "A14",
        {"when": "force", "only after": "warn", "about": "same"},
        unless=[{"id": "threat", "if": "threat", "provisions": ["test.two"]}],
    ),
    rule(
        "A15",
        {"when": "alert", "must": "report", "within": 5},
        unless=[{"id": "war", "if": "regime is 'war'", "provisions": ["test.two"]}],
    ),
    rule(
        "A17",
        {"when becomes": "regime is 'war'", "must": "talk", "within": 15},
        {"when becomes": "children.present", "must": "warn"},
    ),
    rule("A16", {"when": "exception.used", "must": "report", "within": 20}),
]


def watched(scenario: Scenario, rules: list[Rule], *, stops: bool = True) -> tuple[Watch, Explored]:
    """All that can happen while these rules watch."""
    watch = Watch(scenario, RuleBook(tuple(rules), VOCABULARY), rules, stops=stops)
    return watch, Explorer(scenario, watch).run()


def observed(scenario: Scenario, rules: list[Rule]) -> oracle.Observed | None:
    """The same by the oracle; None where it would take too long, or the scenario has an error."""
    start = scenario.file.start_of_day
    automata = [Automaton(each, VOCABULARY, scenario.card, scenario.targets, start) for each in rules]
    try:
        found = oracle.explore_with(scenario, automata, MOST)
    except oracle.TooMany:
        return None
    return None if found.explored.errors else found


@settings(max_examples=25, deadline=None)
@given(tense_scenarios(), st.lists(st.sampled_from(RULES), min_size=1, max_size=4, unique_by=lambda each: each.id))
def test_a_compliant_game_is_found_where_there_is_one(scenario: Scenario, rules: list[Rule]) -> None:
    """From the start: with luck, and whatever chance and the facilitator do."""
    truth = observed(scenario, rules)
    if truth is None:
        return
    _, found = watched(scenario, rules)
    assert found.edges is not None
    ids = [each.id for each in rules]
    choices = Choices.among(found.edges, found.moves)
    begun = found.count > 0
    assert (begun and bool(with_luck(found, choices)[0])) == (0 in oracle.compliant_with_luck(truth, ids))
    assert (begun and bool(surely(found, choices)[0])) == (0 in oracle.compliant_surely(truth, ids))


@settings(max_examples=25, deadline=None)
@given(tense_scenarios(), st.sampled_from(RULES))
def test_a_rule_ends_as_the_oracle_says(scenario: Scenario, one: Rule) -> None:
    """The verdicts that a rule can have at endings, watched to the end."""
    truth = observed(scenario, [one])
    if truth is None:
        return
    watch, found = watched(scenario, [one], stops=False)
    endings = {
        int(found.memories[node])
        for id, each in scenario.scenes.items()
        if each.kind == "ending"
        for node in found.nodes_of(id)
    }
    mine = {watch.verdicts(memory)[one.id] for memory in endings}
    assert mine == oracle.verdicts_at_endings(truth)[one.id]
