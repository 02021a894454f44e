"""The file of test plans as a trainer writes it, see docs/format.md."""

from __future__ import annotations

from typing import Annotated, Literal

from simulator import limits
from simulator.block import Block, Bounds, Shaped, StrictBool, StrictInt, StrictStr
from simulator.written import Condition, Id, Line, Minutes

MOVES = 200
"""Moves of one plan: far more than any game takes."""

PLANS = 100
"""Plans in one file: each is a game that is played whenever the file is played."""

Words = tuple[StrictStr, ...]


def _words(value: object) -> object:
    return [value] if isinstance(value, str) else value


class PlannedMove(Block):
    """One move, and what must hold after it.

    `do` are the options that are taken, or `@timeout`; `inject` is one that a facilitator plays instead. `draw` says
    which outcome chance brings, counted from 1; without it the seed decides.
    """

    do: Annotated[Words, Shaped(_words)] | None = None
    inject: Id | None = None
    draw: Annotated[StrictInt, Bounds(ge=1, le=limits.BRANCHES)] | None = None
    then_at: StrictStr | None = None
    holds: Condition | None = None
    offers: Annotated[Words, Shaped(_words)] = ()
    minute: Minutes | None = None


def _move(value: object) -> object:
    """An option alone or a list of them, as one shape; a block says either what is done or what is played."""
    if isinstance(value, str | list):
        return {"do": value}
    if isinstance(value, dict) and ("do" in value) == ("inject" in value):
        raise ValueError("a move has either `do` or `inject`")
    return value


class Plan(Block):
    """One game: its moves, and how it must end."""

    text: Line | None = None
    variant: Id | None = None
    seed: StrictInt = 1
    moves: Annotated[tuple[Annotated[PlannedMove, Shaped(_move)], ...], Bounds(min_length=1, max_length=MOVES)]
    ends: StrictStr | None = None
    kept: Annotated[Words, Shaped(_words)] = ()
    late: Annotated[Words, Shaped(_words)] = ()
    not_kept: Annotated[Words, Shaped(_words)] = ()
    no_critical_finding: StrictBool = False


class PlanFile(Block):
    """The plans of one scenario, in a file beside it: `x.plans.yaml` for `x.yaml`."""

    format: Literal[1]
    plans: Annotated[dict[Id, Plan], Bounds(min_length=1, max_length=PLANS)]
