"""One row of the results, and how it says whether its target was reached."""

from __future__ import annotations

from typing import Literal, NamedTuple


class Absent(Exception):
    """Something that a row needs is not here: a peer that cannot be installed, or a part of ours. Says which."""


class Target(NamedTuple):
    """The ratio to reach."""

    bound: Literal["at least", "at most"]
    ratio: float

    def reached(self, ratio: float) -> bool:
        """Whether this ratio is on the right side."""
        return ratio >= self.ratio if self.bound == "at least" else ratio <= self.ratio

    def __str__(self) -> str:
        return f"{self.bound} {self.ratio:g}"


class Row(NamedTuple):
    """One measurement. `ours` and `baseline` are medians in `unit`, `ratio` is ours over baseline.

    What was not measured is None; `note` says why, and what else a reader should know.
    """

    name: str
    what: str
    against: str
    unit: str
    ours: float | None = None
    baseline: float | None = None
    ratio: float | None = None
    target: str | None = None
    reached: bool | None = None
    note: str = ""


def measured(row: Row, target: Target | None, ours: float, baseline: float, ratio: float, note: str = "") -> Row:
    """The row with its figures and its answer; without a target it is there for comparison."""
    row = row._replace(ours=_short(ours), baseline=_short(baseline), ratio=_short(ratio))
    if target is None:
        return row._replace(note=note)
    return row._replace(target=str(target), reached=target.reached(ratio), note=note)


def alone(row: Row, ours: float, note: str = "") -> Row:
    """The row of something that has no baseline."""
    return row._replace(ours=_short(ours), note=note)


def absent(row: Row, target: Target | None, reason: str) -> Row:
    """The row of something that could not be measured: never guessed."""
    return row._replace(target=str(target) if target else None, note=f"absent: {reason}")


def _short(figure: float) -> float:
    """Four significant digits; more would be noise."""
    return float(f"{figure:.4g}")
