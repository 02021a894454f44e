"""What could still happen to people around each decision of a run, by backward induction over all games."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from scoring.from_log import is_decision
from scoring.proofs.values.harm import GRAVEST, Harm, HarmLine, Outlook
from scoring.proofs.values.induction import Backwards, Values
from scoring.proofs.values.ledger import Counting, Ledger, counts
from simulator.exploration.budget import Budget
from simulator.exploration.explorer import Explorer, Start
from simulator.run import Record, history
from simulator.scenario import Scenario

BUDGET = Budget(states=1_000_000, seconds=60.0, megabytes=1_000)
"""What the search may take: a debrief is being read meanwhile."""


class Spot(NamedTuple):
    """A decision of the run: its record, the nodes around it, the choice, and what had been counted before."""

    record: Record
    before: int
    after: int
    choice: int
    counted: Counter[str]


def harm(scenario: Scenario, seed: int, records: Sequence[Record], budget: Budget = BUDGET) -> Iterator[Harm]:
    """The decisions that changed what could still happen to people; none where the budget does not suffice."""
    counting = Counting()
    explorer = Explorer(scenario, counting, budget)
    if not explorer.run().complete:
        return
    states = history(scenario, seed, records)
    nodes = explorer.run_from([Start(state, 0) for state in states[1:]])  # a game's states are always known
    backwards = Backwards(explorer.found)
    lines = [
        (name, _worth(backwards, gain))
        for name, gain in Ledger(explorer.found, counting).gains(backwards)
        if name.partition(".")[2] in GRAVEST
    ]
    for spot in _spots(explorer, backwards, records, nodes):
        changed = tuple(line for name, worth in lines if (line := _around(spot, name, worth)) is not None)
        if changed:
            yield Harm(record=spot.record.n, lines=changed)


def _spots(
    explorer: Explorer, backwards: Backwards, records: Sequence[Record], nodes: Sequence[int | None]
) -> Iterator[Spot]:
    """The decisions that a player took; `nodes` are those after each record."""
    counted = Counter[str]()
    for n, record in enumerate(records):
        here, there = nodes[n - 1], nodes[n]
        choice = _choice(explorer, backwards, here, record) if is_decision(record) and here is not None else None
        if here is not None and there is not None and choice is not None:
            yield Spot(record, here, there, choice, counted.copy())
        counted += counts(record.entries)


def _choice(explorer: Explorer, backwards: Backwards, node: int, record: Record) -> int | None:
    """The choice that was taken; none where time ran out. Of moves that nothing tells apart one was gone through."""
    ways, moves = explorer.stages[record.scene].ways, explorer.found.moves
    move = next((way.moves[0] for way in ways if record.move in way.all), None)
    return next((n for n in backwards.choices_at(node) if moves[int(backwards.choice_move[n])] == move), None)


class _Worth(NamedTuple):
    """What a line comes to, by node or by choice."""

    least: Values
    most: Values
    expected: Values

    def at(self, place: int, counted: int) -> Outlook:
        least, most, expected = (float(values[place]) for values in self)
        return Outlook(least=round(least) + counted, most=round(most) + counted, expected=round(expected + counted, 6))


def _worth(backwards: Backwards, gain: Values) -> tuple[_Worth, _Worth]:
    """What a line comes to from each node on, and by each choice."""
    nothing = np.zeros(backwards.count)
    nodes = _Worth(
        backwards.worth(nothing, "least", "least", "least", gain),
        backwards.worth(nothing, "most", "most", "most", gain),
        backwards.worth(nothing, "least", "most", "expected", gain),
    )
    return nodes, _Worth(
        backwards.of_choices(nodes.least, "least", gain),
        backwards.of_choices(nodes.most, "most", gain),
        backwards.of_choices(nodes.expected, "expected", gain),
    )


def _around(spot: Spot, name: str, worth: tuple[_Worth, _Worth]) -> HarmLine | None:
    """What a decision did to one line; None where nothing changed."""
    (nodes, choices), so_far = worth, spot.counted[name]
    found = HarmLine(
        line=name,
        before=nodes.at(spot.before, so_far),
        taken=choices.at(spot.choice, so_far),
        after=nodes.at(spot.after, so_far + counts(spot.record.entries)[name]),
    )
    return None if found.before == found.taken == found.after else found


__all__ = ["harm"]
