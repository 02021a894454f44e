"""What happens to people, as gains along the edges of an exploration: how little and how much each line can come to.

The step never reads the ledger, so states do not hold it. An observer tells what each step counts; what is counted
before the first decision belongs to every game.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from scoring.proofs.values.induction import Backwards, Values
from simulator.exploration.budget import Budget
from simulator.exploration.contexts import Numbers
from simulator.exploration.explored import Explored
from simulator.exploration.explorer import Explorer
from simulator.exploration.needs import Interest
from simulator.exploration.observing import Glimpse
from simulator.scenario import Scenario
from simulator.step import Entries


class Line(NamedTuple):
    """One line of the ledger: from each node on, the least and the most that can come of it, whoever plays.

    `expected_least` and `expected_most` are the means under chance of a player who plays for them, while a facilitator
    plays against it. What has been counted before is not in them; of a gauge it is where it stands at the end.
    """

    least: Values
    most: Values
    expected_least: Values
    expected_most: Values


@dataclass
class Counting:
    """An observer for what happens to people. `counted[label]` is what a step adds to each line."""

    interest: Interest = field(default_factory=lambda: Interest({}, offers=False, ledger=True))
    labels: Numbers = field(default_factory=Numbers)
    begun: Counter[str] = field(default_factory=Counter)
    """What was counted before the first decision."""

    @property
    def counted(self) -> list[tuple[tuple[str, int], ...]]:
        """What a step adds to each line, by label."""
        return self.labels.things

    def start(self, glimpse: Glimpse) -> int:
        """Nothing is remembered; what the beginning counts is kept."""
        self.begun = counts(glimpse.record.entries)
        return 0

    def label(self, glimpse: Glimpse) -> int:
        """The number of what a step counts."""
        return self.labels.of(tuple(sorted(counts(glimpse.record.entries).items())))

    def after(self, memory: int, label: int) -> int:
        """Nothing is remembered."""
        return memory

    def settled(self, memory: int, scene: str, left: int) -> int:
        """Nothing is remembered."""
        return memory


def counts(entries: Entries) -> Counter[str]:
    """What some entries add to each line."""
    found: Counter[str] = Counter()
    for entry in entries:
        if entry[0] == "ledger":
            found[str(entry[2])] += int(entry[3] or 0)
    return found


@dataclass(frozen=True)
class Ledger:
    """All games, with what happens to people in them. Nothing is told where the budget ended (`found.complete`)."""

    found: Explored
    counting: Counting

    @classmethod
    def of(cls, scenario: Scenario, budget: Budget | None = None) -> Ledger:
        """Go through all games, with what is counted on the way."""
        counting = Counting()
        return cls(Explorer(scenario, counting, budget).run(), counting)

    def lines(self) -> Iterator[tuple[str, Line]]:
        """Each line that something in the scenario counts."""
        backwards, nothing = Backwards(self.found), np.zeros(self.found.count)
        for name, gain in self.gains(backwards):
            yield name, line(backwards, nothing, gain)

    def gains(self, backwards: Backwards) -> Iterator[tuple[str, Values]]:
        """What each edge adds to each line that something in the scenario counts, in the order of `of_edges`."""
        assert self.found.edges is not None
        label = backwards.of_edges(self.found.edges.label)
        for name in sorted({key for counted in self.counting.counted for key, _ in counted}):
            gains = np.array([dict(counted).get(name, 0) for counted in self.counting.counted], dtype=np.float64)
            yield name, gains[label]


def gauge_line(scenario: Scenario, gauge: str, budget: Budget | None = None) -> Line | None:
    """Where a gauge that the debrief shows stands at the end; None where the budget ended.

    Its values make states of their own: so each gauge is looked at alone.
    """
    slot = next(n for n, name in enumerate(scenario.names) if name.name == gauge and name.about is None)
    explorer = Explorer(scenario, budget=budget, watched=1 << slot, with_edges=True)
    found = explorer.run()
    if not found.complete:
        return None
    read = (np.asarray(explorer.stages[each.scene].layout.read(each.words, slot)) for each in found.layers)
    at_end = [np.broadcast_to(values, len(each.words)) for values, each in zip(read, found.layers, strict=True)]
    return line(Backwards(found), np.concatenate(at_end).astype(np.float64), None)


def line(backwards: Backwards, at_end: Values, gain: Values | None) -> Line:
    """The four values of one line at each node."""
    return Line(
        backwards.worth(at_end, "least", "least", "least", gain),
        backwards.worth(at_end, "most", "most", "most", gain),
        backwards.worth(at_end, "least", "most", "expected", gain),
        backwards.worth(at_end, "most", "least", "expected", gain),
    )
