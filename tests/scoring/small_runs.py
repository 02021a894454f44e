"""Small runs, assessed by small rules over the words of tests/small.py."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scoring.assess import assess
from scoring.assessment import Assessment, FindingView, Witness
from scoring.provisions import load_provisions
from scoring.rules import Rule, RuleBook
from simulator.checking import checked
from simulator.compiling import compile_scenario
from simulator.model import ScenarioFile
from simulator.run import Run
from simulator.scenario import Move, Scenario
from simulator.vocabulary import Vocabulary
from tests.small import AREA, WORDS, data

USED = {"exception.used": {"means": "An exception was used.", "about": "optional"}}
VOCABULARY = checked(Vocabulary, {**WORDS, "events": {**WORDS["events"], **USED}})
PROVISIONS = load_provisions()


def scenario(scenes: Mapping[str, Any], **more: Any) -> Scenario:
    """A small scenario in which exceptions can be followed."""
    return compile_scenario(checked(ScenarioFile, data(scenes, **more)), AREA, VOCABULARY)


def played(made: Scenario, *moves: str | Move, seed: int = 1) -> Run:
    """A run with these moves; a move of one option may be written as its id."""
    run = Run.start(made, seed)
    for move in moves:
        run._advance((move,) if isinstance(move, str) else move)
    return run


def book_of(*rules: Rule) -> RuleBook:
    """A rule book of these rules."""
    return RuleBook(tuple(sorted(rules, key=lambda rule: rule.id)), VOCABULARY)


def assessed(run: Run, *rules: Rule) -> Assessment:
    """The assessment of a run by these rules."""
    return assess(run.scenario, run.seed, run.records, book_of(*rules), PROVISIONS)


def broken(run: Run, *rules: Rule) -> list[FindingView]:
    """The findings that are *not kept* or *late*."""
    return [view for view in assessed(run, *rules).findings if view.witness is not None]


def witness(run: Run, *rules: Rule, rule: str = "T01") -> Witness:
    """The witness of the one finding of a rule that has any."""
    (found,) = [view.witness for view in broken(run, *rules) if view.rule == rule]
    assert found is not None
    return found
