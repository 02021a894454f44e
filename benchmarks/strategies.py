"""Can somebody who has read no policy pass? Plays every scenario that ships by ways of answering without thought.

    python benchmarks/strategies.py [--seeds N] [SCENARIO ...]

Always the first option, the last, the one with the longest label, the shortest, the middle one, a coin; and, where
`benchmarks/plans/` has them, two plans that a person wrote: *cautious*, the answer that sounds safest to somebody who
reads only the labels, and *best*, a way that keeps every rule if luck allows. A plan names for each scene the options
it prefers, in order. For each way: objectives met, critical findings, and in how many games nothing was broken.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from random import Random
from statistics import fmean
from typing import TYPE_CHECKING, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

if TYPE_CHECKING:
    from simulator.run import Run
    from simulator.scenario import Move, Scenario

PLANS = Path(__file__).with_name("plans")
SEEDS = 40
"""Games of each way of answering: enough to tell ways apart by half an objective."""

Order = Callable[["Run", Sequence[str], Random], Sequence[str]]
"""Puts the ids on offer in the order in which they are wanted; what is left out is not taken in a selection."""


class Result(NamedTuple):
    """What one way of answering came to, on average over its games."""

    way: str
    met: float
    of: int
    critical: float
    clean: int
    games: int


def ways(scenario: Scenario) -> dict[str, Order]:
    """Every way of answering, by name."""
    from tui.story import labels

    def by_length(run: Run, ids: Sequence[str], chance: Random) -> Sequence[str]:
        return sorted(ids, key=lambda id: len(labels(scenario, run.state.scene, [id])[0]))

    found: dict[str, Order] = {
        "first": lambda run, ids, chance: ids,
        "last": lambda run, ids, chance: ids[::-1],
        "longest": lambda run, ids, chance: by_length(run, ids, chance)[::-1],
        "shortest": by_length,
        "middle": lambda run, ids, chance: sorted(ids, key=lambda id: abs(ids.index(id) - (len(ids) - 1) / 2)),
        "coin": lambda run, ids, chance: chance.sample(ids, len(ids)),
    }
    plans = sorted(PLANS.glob(f"{scenario.id}.*.yaml"))
    return found | {file.stem.split(".", 1)[1]: planned(read_plan(file)) for file in plans}


def read_plan(file: Path) -> Mapping[str, Sequence[str]]:
    """The options that a plan prefers, by scene."""
    import yaml

    return {str(scene): [str(id) for id in ids] for scene, ids in yaml.safe_load(file.read_text("utf-8")).items()}


def planned(plan: Mapping[str, Sequence[str]]) -> Order:
    """Answers by a plan; the first option where it says nothing of what is on offer."""

    def order(run: Run, ids: Sequence[str], chance: Random) -> Sequence[str]:
        scene = run.scenario.scenes[run.state.scene]
        wanted = [id for id in plan.get(run.state.scene, ()) if id in ids]
        return wanted if scene.kind == "select" and wanted else [*wanted, *(id for id in ids if id not in wanted)]

    return order


def answer(run: Run, order: Order, chance: Random) -> Move:
    """The move that an order comes to: one option, one for each field, or what the budget allows."""
    from simulator.moves import in_file_order

    scene, ids = run.scenario.scenes[run.state.scene], order(run, run.offered, chance)
    if scene.kind == "choose":
        return (ids[0],)
    if scene.kind == "form":
        fields = {scene.options[id].field: id for id in reversed(ids)}
        return in_file_order(scene, set(fields.values()))
    chosen: list[str] = []
    for id in ids:
        if sum(scene.options[other].costs for other in [*chosen, id]) <= scene.budget:
            chosen.append(id)
    return in_file_order(scene, set(chosen))


def played(scenario: Scenario, order: Order, seed: int) -> Run:
    """One game."""
    from simulator.run import Run

    run, chance = Run.start(scenario, seed), Random(seed)
    while not run.finished:
        run.decide(answer(run, order, chance))
    return run


def measured(scenario: Scenario, way: str, order: Order, seeds: int) -> Result:
    """One way of answering over many seeds."""
    from tui.policy import assessed

    games = [played(scenario, order, seed) for seed in range(seeds)]
    found = [assessed(scenario, game.seed, game.records) for game in games]
    met = [sum(o.result == "met" for o in one.objectives) for one in found]
    clean = sum(not any(view.standing for view in one.findings) for one in found)
    return Result(way, fmean(met), len(found[0].objectives), fmean(len(o.critical) for o in found), clean, seeds)


def main() -> int:
    """Print one table for each scenario."""
    from tui.shelf import Shelf

    parser = argparse.ArgumentParser(description="Answer without reading, and see what it comes to.")
    parser.add_argument("scenarios", nargs="*", metavar="SCENARIO")
    parser.add_argument("--seeds", type=int, default=SEEDS)
    arguments = parser.parse_args()
    shelf = Shelf()
    for id in arguments.scenarios or [item.id for item in shelf.items()]:
        scenario = shelf.find(id)
        print(
            f"\n{scenario.title}\n\n| way | objectives met | critical | nothing broken |\n| --- | ---: | ---: | ---: |"
        )
        for way, order in ways(scenario).items():
            r = measured(scenario, way, order, arguments.seeds)
            print(f"| {r.way} | {r.met:.1f} of {r.of} | {r.critical:.1f} | {r.clean} of {r.games} |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
