"""A play: a run under its lifecycle machine. What a phase does not allow is refused here, not by ifs in screens."""

from __future__ import annotations

from collections.abc import Callable

from simulator.lifecycle import Lifecycle
from simulator.run import Record, Run
from simulator.scenario import Move

Keep = Callable[[Record], None]
"""Makes a record durable. It raises where it cannot; then the play has not moved."""


class Play:
    """One person's play of a run. `keep` is called with every record before the screen may move on."""

    def __init__(self, run: Run, keep: Keep = lambda record: None) -> None:
        self.run = run
        self._keep = keep
        self.lifecycle = Lifecycle(run.scenario, run.state)

    @property
    def phase(self) -> str:
        """`briefing`, `play`, `paused` or `debrief`."""
        return self.lifecycle.phase

    def begin(self) -> Record:
        """Leave the briefing for the first scene."""
        return self._record("begin", self.run.begin)

    def decide(self, move: Move) -> Record:
        """Answer the decision on offer."""
        return self._record("decide", lambda: self.run.decide(move))

    def timeout(self) -> Record:
        """Let the time for the decision on offer run out."""
        return self._record("decide", self.run.timeout)

    def inject(self, id: str) -> Record:
        """Play an inject by the facilitator's hand."""
        return self._record("decide", lambda: self.run.inject(id))

    def stop(self) -> Record:
        """Abandon the run."""
        return self._record("stop", self.run.stop)

    def pause(self) -> None:
        """Hold the play; nothing is logged."""
        self.lifecycle.follow("pause")

    def resume(self) -> None:
        """Go on after a pause."""
        self.lifecycle.follow("resume")

    def _record(self, trigger: str, advance: Callable[[], Record]) -> Record:
        self.lifecycle.require(trigger)
        record = advance()
        try:
            self._keep(record)
        except Exception:
            self.run.withdraw()
            raise
        self.lifecycle.follow(trigger, self.run.state)
        return record
