"""Private notes: for each seat a sheet to fold, and slips that exercise control hands out when a situation comes."""

from __future__ import annotations

from typing import NamedTuple

from tui.story import DocumentView
from tui.tabletop.paper.table import Table


class PrivateNotes(NamedTuple):
    """What one seat alone may read before play. `empty` says that nobody sits there; `falls_to` who has it then."""

    seat: str
    called: str
    told: str | None
    documents: tuple[DocumentView, ...]
    empty: bool
    falls_to: str | None


class Slip(NamedTuple):
    """What one seat is told when the sheet of this number comes onto the table."""

    sheet: int
    notes: PrivateNotes
    text: str


def private_notes(table: Table) -> tuple[PrivateNotes, ...]:
    """The notes of each seat that is told something before play, in file order."""
    found = (_notes(table, id) for id in table.seats)
    return tuple(notes for notes in found if notes.told or notes.documents)


def private_slips(table: Table) -> tuple[Slip, ...]:
    """The slips of all seats in the order in which they are handed out: by sheet, then by seat."""
    return tuple(
        Slip(table.numbers[scene.id], _notes(table, seat), scene.file.told_to[seat])
        for scene in table.scenario.scenes.values()
        for seat in table.seats
        if seat in scene.file.told_to
    )


def _notes(table: Table, id: str) -> PrivateNotes:
    seat = table.seats[id]
    return PrivateNotes(
        seat=id,
        called=table.called(id),
        told=seat.told,
        documents=table.documents(seat.documents),
        empty=table.under_way and id not in table.standing.seats,
        falls_to=table.called(seat.falls_to) if seat.falls_to else None,
    )
