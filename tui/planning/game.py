"""A game by plan: as a run, but for what chance brings, which a plan may say."""

from __future__ import annotations

from simulator.moves import BEGIN, INJECT, course_of, options_taken
from simulator.run import Record, draw_number
from simulator.scenario import Branch, Move, Scenario
from simulator.step import initial, step


class Game:
    """One game that is being played. `records` is its log, `state` where it stands."""

    def __init__(self, scenario: Scenario, seed: int) -> None:
        self.scenario, self.seed = scenario, seed
        self.state = initial(scenario)
        self.records: list[Record] = []
        self.decisions = 0
        self._draws = 0
        self._advance(BEGIN, None)

    @property
    def offered(self) -> tuple[str, ...]:
        """Option ids on offer now."""
        return self.records[-1].offered

    @property
    def finished(self) -> bool:
        """Whether the game has come to an ending."""
        return self.state.phase == "debrief"

    def branches(self, move: Move) -> tuple[Branch, ...]:
        """What chance can bring in this move. Raises Illegal where it is not on offer."""
        scene = self.scenario.scenes[self.state.scene]
        return course_of(scene, self.state.values, options_taken(scene, move)).branches

    def decide(self, move: Move, branch: int | None = None) -> None:
        """Make a move; `branch` is the outcome that chance brings, from 0. Raises Illegal; then nothing has changed."""
        number = sum(each.weight for each in self.branches(move)[:branch]) if branch is not None else None
        self._advance(move, number)
        self.decisions += 1

    def inject(self, id: str) -> None:
        """Play an inject by the facilitator's hand. Raises Illegal."""
        self._advance((INJECT, id), None)

    def _advance(self, move: Move, number: int | None) -> None:
        before, drawn = self.state, self._draws

        def draw(total: int) -> int:
            self._draws += 1
            return draw_number(self.seed, self._draws, total) if number is None else number

        try:
            self.state, entries = step(self.scenario, before, move, draw)
        except BaseException:
            self._draws = drawn
            raise
        self.records.append(Record(len(self.records), before.minute, before.scene, move, entries))
