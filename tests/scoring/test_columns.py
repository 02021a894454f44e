"""Rules that are asked of many steps at once."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings

from scoring.proofs.observers.watching import Watch
from scoring.rules import RuleBook
from simulator.exploration.explorer import Explorer
from simulator.scenario import Scenario
from tests.scoring.tense_scenarios import tense_scenarios
from tests.scoring.test_compliance import RULES
from tests.small import VOCABULARY

MOST = 40


@settings(max_examples=10, deadline=None)
@given(tense_scenarios())
def test_rules_say_of_many_steps_what_they_say_of_each(scenario: Scenario) -> None:
    """Whatever they remember and see, broken rules and used exceptions among it."""
    for stops in (True, False):
        watch = Watch(scenario, RuleBook(tuple(RULES), VOCABULARY), RULES, stops=stops)
        Explorer(scenario, watch).run()
        labels = range(min(MOST, len(watch._seen)))
        pairs = [(memory, label) for memory in range(min(MOST, len(watch.memories))) for label in labels]
        asked = np.array(pairs, dtype=np.int64).reshape(-1, 2)
        assert watch.all_after(asked[:, 0], asked[:, 1]).tolist() == [watch.after(*pair) for pair in pairs]
