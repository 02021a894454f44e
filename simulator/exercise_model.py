"""What a scenario file says for a tabletop: seats, sheets of injects, criteria. The play of one person needs none."""

from __future__ import annotations

from typing import Annotated, Literal

from simulator.block import Block, Bounds, StrictBool, StrictInt
from simulator.written import Id, Line, Minutes, Prose

Post = Literal[
    "head of mission",
    "political deputy",
    "resident and humanitarian coordinator",
    "force commander",
    "police commissioner",
    "chief of staff",
    "mission support",
    "jmac",
    "joc",
    "protection of civilians adviser",
    "human rights",
    "child protection adviser",
    "women's protection adviser",
    "gender adviser",
    "civil affairs",
    "legal",
    "security",
    "strategic communications",
    "observer",
]
"""Whom a seat stands for. A scenario names the seats that it needs."""


class Seat(Block):
    """A seat at the table: whom it stands for, what it is there for, and what it alone is told before play.

    A seat that `may stand empty` is nobody's decision; `falls to` says which other seat hears what an empty one would.
    """

    title: Line
    post: Post
    role: Prose
    told: Prose | None = None
    documents: tuple[Id, ...] = ()
    may_stand_empty: StrictBool = False
    falls_to: Id | None = None


class InjectSheet(Block):
    """An inject as exercise control has it on paper. `planned` is in minutes of play since the first situation.

    `to` names seats; nobody else is told. None named is all of them. `objectives` are those that it serves.
    """

    number: Annotated[StrictInt, Bounds(ge=1, le=999)] | None = None
    planned: Minutes | None = None
    type: Line | None = None
    means: Line | None = None
    from_: Line | None = None
    to: tuple[Id, ...] = ()
    objectives: tuple[Id, ...] = ()
    activity: Line | None = None
    expected: Prose | None = None
    for_evaluators: Prose | None = None


class Criterion(Block):
    """What an evaluator looks for: it is seen, or it is not. `evidence` says where to look."""

    id: Id
    text: Line
    evidence: Line | None = None
