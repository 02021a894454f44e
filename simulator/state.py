"""The state of a run: everything that the next step can depend on, in one hashable value."""

from __future__ import annotations

from typing import Literal, NamedTuple

Value = bool | int | str
Phase = Literal["briefing", "play", "debrief"]
Values = tuple[Value, ...]


class State(NamedTuple):
    """Where a run stands.

    `values` holds variables and facts in the order of `Scenario.names`. `pending` holds injects with the minute at
    which they are due, earliest first, then file order. `fired` counts for each inject how often it happened.
    `stack` holds the scenes to return to from parts, `seen` a bit for each `once` event that has occurred.
    """

    phase: Phase
    scene: str
    values: Values
    minute: int = 0
    pending: tuple[tuple[int, int], ...] = ()
    fired: tuple[int, ...] = ()
    stack: tuple[str, ...] = ()
    seen: int = 0
