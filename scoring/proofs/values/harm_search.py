"""What could still happen to people around each decision of a run, by backward induction over all games."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from scoring.proofs.values.harm import GRAVEST, Harm, HarmLine, Outlook
from scoring.proofs.values.induction import Backwards, Values
from scoring.proofs.values.ledger import Counting, counts
from simulator.exploration.budget import Budget
from simulator.exploration.explorer import Explorer, Start
from simulator.moves import BEGIN, INJECT, STOP, TIMEOUT
from simulator.run import Record, history
from simulator.scenario import Move, Scenario
from simulator.state import State

BUDGET = Budget(states=1_000_000, seconds=60.0, megabytes=1_000)
"""What the search may take: a debrief is being read meanwhile."""


class Spot(NamedTuple):
    """A decision of the run: its record, the nodes before and after it, the move, and what had been counted before."""

    record: Record
    before: int
    after: int
    move: Move
    counted: Counter[str]


def harm(scenario: Scenario, seed: int, records: Sequence[Record], budget: Budget = BUDGET) -> Iterator[Harm]:
    """The decisions that changed what could still happen to people; none where the budget does not suffice."""
    counting = Counting()
    explorer = Explorer(scenario, counting, budget)
    if not explorer.run().complete:
        return
    spots = _spots(explorer, history(scenario, seed, records), records)
    looking = _Looking(explorer, counting)
    lines = [(name, looking.worth(name)) for name in looking.harmful]
    for spot in spots:
        found = [(name, looking.around(spot, name, worth)) for name, worth in lines]
        changed = tuple(line for _, line in found if line is not None)
        if changed:
            yield Harm(record=spot.record.n, lines=changed)


def _spots(explorer: Explorer, states: Sequence[State], records: Sequence[Record]) -> list[Spot]:
    """The decisions, each with its nodes: states of a game are always among those gone through."""
    counted, decided = Counter[str](), list[tuple[int, Counter[str]]]()
    for n, record in enumerate(records):
        if record.move not in (BEGIN, STOP, TIMEOUT) and record.move[:1] != (INJECT,):
            decided.append((n, counted.copy()))
        counted += counts(record.entries)
    before = explorer.run_from([Start(states[n], 0) for n, _ in decided])
    after = explorer.run_from([Start(states[n + 1], 0) for n, _ in decided])
    found = zip(decided, before, after, strict=True)
    return [
        Spot(records[n], here, there, _shown_as(explorer, records[n]), so_far)
        for (n, so_far), here, there in found
        if here is not None and there is not None
    ]


def _shown_as(explorer: Explorer, record: Record) -> Move:
    """Of moves that nothing tells apart the one that was gone through."""
    ways = explorer.stages[record.scene].ways
    return next((way.moves[0] for way in ways if record.move in way.all), record.move)


class _Worth(NamedTuple):
    """What a line comes to from each node on, and by each choice."""

    least: Values
    most: Values
    expected: Values

    def at(self, place: int, counted: int) -> Outlook:
        least, most, expected = (float(values[place]) for values in self)
        return Outlook(least=round(least) + counted, most=round(most) + counted, expected=round(expected + counted, 6))


class _Looking:
    """Backwards over all games."""

    def __init__(self, explorer: Explorer, counting: Counting) -> None:
        self.found, self.counting, self.backwards = explorer.found, counting, Backwards(explorer.found)
        assert self.found.edges is not None
        self.label = self.backwards.of_edges(self.found.edges.label)

    @property
    def harmful(self) -> list[str]:
        """The lines of the ledger that count harm."""
        names = {name for counted in self.counting.counted for name, _ in counted}
        return sorted(name for name in names if name.partition(".")[2] in GRAVEST)

    def worth(self, name: str) -> tuple[_Worth, _Worth]:
        """By node and by choice."""
        gains = np.array([dict(counted).get(name, 0) for counted in self.counting.counted], dtype=np.float64)
        gain, nothing, back = gains[self.label], np.zeros(self.found.count), self.backwards
        nodes = _Worth(
            back.worth(nothing, "least", "least", "least", gain),
            back.worth(nothing, "most", "most", "most", gain),
            back.worth(nothing, "least", "most", "expected", gain),
        )
        return nodes, _Worth(
            back.of_choices(nodes.least, "least", gain),
            back.of_choices(nodes.most, "most", gain),
            back.of_choices(nodes.expected, "expected", gain),
        )

    def around(self, spot: Spot, name: str, worth: tuple[_Worth, _Worth]) -> HarmLine | None:
        """What a decision did to one line; None where nothing changed."""
        (nodes, choices), so_far = worth, spot.counted[name]
        taken = next((n for n in self.backwards.choices_at(spot.before) if self._is(n, spot.move)), None)
        if taken is None:
            return None
        found = HarmLine(
            line=name,
            before=nodes.at(spot.before, so_far),
            taken=choices.at(taken, so_far),
            after=nodes.at(spot.after, so_far + counts(spot.record.entries)[name]),
        )
        return None if found.before == found.taken == found.after else found

    def _is(self, choice: int, move: Move) -> bool:
        return self.found.moves[int(self.backwards.choice_move[choice])] == move


__all__ = ["harm"]
