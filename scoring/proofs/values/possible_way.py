"""A way on that keeps everything, looked for depth first: to find one is quick where there are many.

To find none proves nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from scoring.proofs.observers.watching import Watch
from scoring.verdicts import Verdict
from simulator.exploration.explored import Played, each_branch
from simulator.exploration.observing import glimpsed
from simulator.moves import moves
from simulator.problems import SimulatorError
from simulator.scenario import Scenario
from simulator.state import State

MOST = 4_000
"""Steps that one search may take, each a move that was tried."""

ALL_TOGETHER = 40_000
"""Steps that all searches may take: after that nothing more is known."""

Node = tuple[State, int]


class Ways:
    """Searches for single ways, which all know of each other what was found.

    `kept` are states from which everything can be kept, `lost` those of which every way on of the player's was tried.
    """

    def __init__(self, scenario: Scenario, watch: Watch, settled: Callable[[int, State], int]) -> None:
        """`settled` says what makes a difference of a memory in a state, negative where a duty is lost already."""
        self.scenario, self.watch, self.settled = scenario, watch, settled
        self.kept: set[Node] = set()
        self.lost: set[Node] = set()
        self.left = ALL_TOGETHER
        self._duties: dict[int, int] = {}

    def some(self, state: State, memory: int) -> bool | None:
        """Whether some way of the player's keeps everything from here; None where the search ended before."""
        start = (state, memory)
        path, stop = [(start, self._onward(start))], max(0, self.left - MOST)
        while path and self.left > stop:
            node, onward = path[-1]
            if node[0].phase == "debrief" or node in self.kept:
                self.kept.update(passed for passed, _ in path)
                return True
            after = next(onward, None)
            if after is None:
                self.lost.add(node)
                path.pop()
                continue
            if after not in self.lost:
                path.append((after, self._onward(after)))
        return None if path else False

    def _onward(self, node: Node) -> Iterator[Node]:
        """What the player's moves may come to with nothing broken, states with few open duties first."""
        state, memory = node
        if state.phase != "play" or node in self.kept:
            return iter(())
        every = (played for move in moves(self.scenario, state) for played in each_branch(self.scenario, state, move))
        found = (self._after(state, memory, played) for played in every)
        going = [after for after in found if after is not None and after[1] >= 0]
        return iter(sorted(dict.fromkeys(going), key=self._open_duties))

    def _after(self, state: State, memory: int, played: Played) -> Node | None:
        """What comes of a move; None where it ends in an author's error."""
        self.left -= 1
        try:
            seen = glimpsed(self.scenario, state, played)
        except SimulatorError:
            return None
        remembered = self.watch.after(memory, self.watch.label(seen))
        return seen.after, self.settled(remembered, seen.after)

    def _open_duties(self, node: Node) -> int:
        memory = node[1]
        if memory not in self._duties:
            verdicts = self.watch.verdicts(memory).values()
            self._duties[memory] = sum(verdict is Verdict.OPEN for verdict in verdicts)
        return self._duties[memory]
