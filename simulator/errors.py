"""What can go wrong while a run is played."""

from __future__ import annotations

from simulator.problems import SimulatorError


class Illegal(SimulatorError):
    """The move is not on offer: the scene, the phase or the budget does not admit it."""


class RangeLeft(SimulatorError):
    """A number left its range: the author's error. Nothing is logged, the run stays where it was."""


class NothingOffered(SimulatorError):
    """A scene that is no ending offers nothing: the author's error. The run stays where it was."""
