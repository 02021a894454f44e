"""All games of a generated model with ten rules watching, up to the first break, beside all games without rules."""

from __future__ import annotations

import gc
import random
import time
from collections.abc import Iterator, Mapping
from statistics import median
from typing import Any

from benchmarks.models.as_scenario import LEDGER, area, as_data
from benchmarks.models.model import SIZES, generate
from benchmarks.row import Row, Target, measured
from benchmarks.timing import on_one_core, ratio
from scoring.proofs.observers.watching import Watch
from scoring.rules import Rule, RuleBook
from simulator.area import Area
from simulator.checking import checked
from simulator.compiling import compile_scenario
from simulator.exploration.explorer import Explorer
from simulator.model import ScenarioFile
from simulator.scenario import Scenario
from simulator.vocabulary import Vocabulary

ACTS = tuple(f"act{n}" for n in range(20))
CLAUSES: tuple[Mapping[str, Any], ...] = (
    {"never": "act0"},
    {"never": "act1"},
    {"when": "act3", "only after": "act2"},
    {"when": "act5", "only after": "act4"},
    {"when": "act7", "only after": "act6"},
    {"when": "act8", "must": "act9", "within": 5},
    {"when": "act10", "must": "act11", "within": 10},
    {"when": "act12", "must": "act13", "within": 0},
    {"never": "act15", "after": "act14"},
    {"never": "act17", "after": "act16"},
)
"""Ten rules: two acts that are forbidden, three orders, three duties with a time, and two acts that exclude others."""

SEED, ROUNDS, FEW = 10, 5, 2
ROW = Row("ten rules", "all games of 30 scenes with ten rules watching, up to a break", "without rules", "s")
TARGET = Target("at most", 4)


def rows(quick: bool) -> Iterator[Row]:
    """The row, in processor seconds of this process."""
    scenario, book = _scenario(), _book()
    with on_one_core():
        rounds = [(_seconds(scenario, book), _seconds(scenario, None)) for _ in range(FEW if quick else ROUNDS)]
    ours, without = [[one[n][0] for one in rounds] for n in (0, 1)]
    note = f"{rounds[0][0][1]:,} states with nothing broken, {rounds[0][1][1]:,} states without rules"
    yield measured(ROW, TARGET, median(ours), median(without), ratio(ours, without), note)


def _seconds(scenario: Scenario, book: RuleBook | None) -> tuple[float, int]:
    gc.collect()
    begin = time.process_time()
    watch = None if book is None else Watch(scenario, book, book.rules, stops=True)
    found = Explorer(scenario, watch, with_edges=True).run()
    assert found.complete
    return time.process_time() - begin, found.count


def _scenario() -> Scenario:
    """The model of thirty scenes; about half of its options do one of twenty acts."""
    data, chance = as_data(generate(SIZES["thirty"])), random.Random(SEED)
    for scene in data["scenes"].values():
        for option in scene.get("options", {}).values():
            if chance.random() < 0.5:
                option["acts"] = [chance.choice(ACTS)]
    return compile_scenario(checked(ScenarioFile, data), checked(Area, area()), _vocabulary())


def _vocabulary() -> Vocabulary:
    return checked(Vocabulary, {"ledger": LEDGER, "acts": {act: {"means": "Generated."} for act in ACTS}})


def _book() -> RuleBook:
    head = {"title": "Generated", "area": "generated", "rank": "policy", "severity": "medium", "why": "Generated."}
    rules = (
        checked(Rule, {**head, "id": f"B{n:02}", "provisions": ["generated"], "clauses": [clause]})
        for n, clause in enumerate(CLAUSES)
    )
    return RuleBook(tuple(rules), _vocabulary())
