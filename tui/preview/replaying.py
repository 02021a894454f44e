"""Practice in the preview: games that are replayed and played on. Nothing of them is kept."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.database import Database
from simulator.moves import INJECT, STOP, TIMEOUT
from simulator.problems import SimulatorError
from simulator.run import Record
from simulator.scenario import Move, Scenario
from tui import keeping
from tui.keeping import Kept
from tui.preview.games import Way


@dataclass(frozen=True)
class Replayed:
    """A game as far as its moves fitted, and what was said of the first that did not."""

    kept: Kept
    fitted: int
    moves: int
    reason: str = ""

    @property
    def whole(self) -> bool:
        """Whether every move fitted."""
        return self.fitted == self.moves


def replayed(database: Database, scenario: Scenario, way: Way) -> Replayed:
    """A new game with these moves, as far as they fit this version. Raises SimulatorError where it cannot begin."""
    kept = keeping.begin(database, scenario, seed=way.seed)
    kept.play.begin()
    for n, move in enumerate(way.moves):
        try:
            _take(kept, move)
        except SimulatorError as error:
            return Replayed(kept, n, len(way.moves), str(error))
    return Replayed(kept, len(way.moves), len(way.moves))


def way_of(kept: Kept) -> Way:
    """The game so far, to be replayed on another version."""
    return Way(kept.run.seed, tuple(record.move for record in kept.run.records[1:]))


def _take(kept: Kept, move: Move) -> Record:
    if move == TIMEOUT:
        return kept.play.timeout()
    if move == STOP:
        return kept.play.stop()
    return kept.play.inject(move[1]) if move[0] == INJECT else kept.play.decide(move)
