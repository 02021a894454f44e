"""Role cards: one page for each seat, with nothing on it that another seat may not read."""

from __future__ import annotations

from typing import NamedTuple

from tui.papers import Section, orders
from tui.tabletop.paper.table import Table

ON_A_CARD = 3
"""Parts of the orders that stand on a card: situation, mission and execution. The rest is read aloud."""


class RoleCard(NamedTuple):
    """What a seat is there for. `decides` counts the decisions that are its own, among `all` of them.

    `falls_to` is who hears what an empty seat would hear, `hears` are the seats that may fall to this one.
    """

    seat: str
    called: str
    role: str
    observes: bool
    decides: int
    all: int
    may_stand_empty: bool
    falls_to: str | None
    hears: tuple[str, ...]
    orders: tuple[Section, ...]


def role_cards(table: Table) -> tuple[RoleCard, ...]:
    """A card for each seat, in file order."""
    return tuple(_card(table, id) for id in table.seats)


def _card(table: Table, id: str) -> RoleCard:
    seat, deciders = table.seats[id], [table.decider(scene) for scene in table.decisions()]
    return RoleCard(
        seat=id,
        called=table.called(id),
        role=seat.role,
        observes=seat.post == "observer",
        decides=deciders.count(id),
        all=len(deciders),
        may_stand_empty=seat.may_stand_empty,
        falls_to=table.called(seat.falls_to) if seat.falls_to else None,
        hears=tuple(table.called(other) for other, each in table.seats.items() if each.falls_to == id),
        orders=orders(table.scenario)[:ON_A_CARD],
    )
