"""What could still happen to people around a decision, held equal to a plain recursion over the step alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from random import Random
from typing import Any

import pytest

from scoring.proofs.values.harm import GRAVEST, Harm, harm_judged
from scoring.proofs.values.harm_search import harm
from scoring.proofs.values.ledger import counts
from simulator.exploration.budget import Budget
from simulator.exploration.explored import each_branch
from simulator.exploration.observing import glimpsed
from simulator.moves import moves
from simulator.run import Run, history
from simulator.scenario import Move, Scenario
from simulator.state import State
from tests.small import scene, small
from tests.tui.playing import gate


def plain(scenario: Scenario, line: str) -> Any:
    """The least and the most that can still be counted, from a state on and by a move."""

    def by_branch(state: State, move: Move) -> Iterator[tuple[int, State]]:
        for played in each_branch(scenario, state, move):
            seen = glimpsed(scenario, state, played)
            yield counts(seen.record.entries)[line], seen.after

    @cache
    def ahead(state: State) -> tuple[int, int]:
        if state.phase != "play":
            return 0, 0
        found = [by_move(state, move) for move in moves(scenario, state)]
        return min(least for least, _ in found), max(most for _, most in found)

    @cache
    def by_move(state: State, move: Move) -> tuple[int, int]:
        found = [(count, ahead(after)) for count, after in by_branch(state, move)]
        return min(n + least for n, (least, _) in found), max(n + most for n, (_, most) in found)

    return ahead, by_move


def dangerous() -> Scenario:
    """Waiting may hurt one or three men, going may hurt a woman; aid ends it."""
    wait = {
        "then": "a",
        "takes": 30,
        "chance": [{"weight": 2, "ledger": {"men.hurt": 1}}, {"weight": 1, "ledger": {"men.hurt": 3}}],
    }
    go = {"then": "b", "ledger": {"women.hurt": 1}}
    ways = {"wait": wait, "go": go, "aid": {"then": "end", "ledger": {"men.treated": 1}}}
    last = {"back": {"then": "end"}, "on": {"then": "end", "ledger": {"men.hurt": 2}}}
    return small({"a": scene(ways), "b": scene(last)})


def games(scenario: Scenario, count: int) -> Iterator[Run]:
    for seed in range(count):
        run, choice = Run.start(scenario, seed), Random(seed)
        while run.state.phase == "play":
            run.decide(choice.choice(list(moves(scenario, run.state))))
        yield run


def agrees(scenario: Scenario, run: Run) -> list[Harm]:
    """What is found around each decision is what the recursion says, and what is left out has not changed."""
    found = list(harm(scenario, run.seed, run.records))
    states, told = history(scenario, run.seed, run.records), {each.record: each.lines for each in found}
    names = sorted({str(e[2]) for record in run.records for e in record.entries if e[0] == "ledger"})
    for name in (name for name in names if name.partition(".")[2] in GRAVEST):
        (ahead, by_move), so_far = plain(scenario, name), 0
        for n, record in enumerate(run.records):
            counted = Counter(counts(record.entries))[name]
            if n:
                before = tuple(so_far + each for each in ahead(states[n]))
                taken = tuple(so_far + each for each in by_move(states[n], record.move))
                after = tuple(so_far + counted + each for each in ahead(states[n + 1]))
                line = next((each for each in told.get(record.n, ()) if each.line == name), None)
                if line is None:
                    assert before == taken == after
                else:
                    shown = [(each.least, each.most) for each in (line.before, line.taken, line.after)]
                    assert shown == [before, taken, after]
            so_far += counted
    return found


@pytest.mark.parametrize("made", [dangerous, gate])
def test_it_is_what_a_plain_recursion_says(made: Any) -> None:
    """For every decision of some games, with chance, and of a scenario with every kind of scene."""
    scenario = made()
    assert any(agrees(scenario, run) for run in games(scenario, 12))


def test_a_choice_and_chance_are_told_apart() -> None:
    """To go on hurts two men for certain; waiting hurts one at least, and chance made it three."""
    scenario, judged = dangerous(), set()
    for run in games(scenario, 30):
        for each in agrees(scenario, run):
            move = run.records[each.record].move
            judged |= {(move, line.line, harm_judged(line)) for line in each.lines}
    assert (("on",), "men.hurt", "avoidable") in judged
    assert (("wait",), "men.hurt", "avoidable") in judged
    assert (("go",), "women.hurt", "avoidable") in judged
    assert not any(move == ("aid",) and found for move, _, found in judged)


def test_what_the_budget_does_not_suffice_for_is_not_said() -> None:
    """Nothing is known, and nothing is said."""
    (run,) = games(dangerous(), 1)
    assert list(harm(dangerous(), run.seed, run.records, Budget(states=0))) == []
