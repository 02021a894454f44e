"""The mission area: the fictional country, mission, mandate, parties, map and cards that scenarios share."""

from __future__ import annotations

from typing import Annotated, Literal

from simulator.block import Block, Bounds, StrictBool, StrictInt, StrictStr
from simulator.written import Id, Line, Prose


class Mission(Block):
    """The fictional mission's name, in full and short."""

    name: Line
    short: Line


class Party(Block):
    """A party, unit or community of the mission area."""

    name: Line
    text: Prose


class Card(Block):
    """Rules of engagement, a directive on the use of force, or a card for civilian staff. Ours, marked as fictional."""

    title: Line
    kind: Literal["ROE", "DUF", "staff"]
    components: tuple[Literal["military", "police", "civilian"], ...]
    fictional: Literal[True]
    text: Prose
    values: dict[StrictStr, StrictBool | StrictInt] = {}


class Procedure(Block):
    """A standing procedure of the fictional mission."""

    title: Line
    text: Prose


class Area(Block):
    """One mission area file (`area.yaml`), see docs/format.md."""

    format: Literal[1]
    id: Id
    title: Line
    mission: Mission
    summary: Prose
    mandate: Prose
    parties: dict[Id, Party] = {}
    map: Prose
    cards: Annotated[dict[Id, Card], Bounds(min_length=1)]
    sops: dict[Id, Procedure] = {}
    glossary: dict[StrictStr, Line] = {}
    sources: tuple[Line, ...] = ()
