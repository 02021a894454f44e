"""Injects on paper: in which order they come and under which number, and a slip for each of those whom they reach."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from simulator.exercise_model import InjectSheet
from simulator.scenario import Inject
from tui.story import DocumentView, moment
from tui.tabletop.paper.table import Table
from tui.words import say


class Numbered(NamedTuple):
    """An inject with its number on paper. `due` is in minutes of play; None where no time is set."""

    number: int
    due: int | None
    inject: Inject
    sheet: InjectSheet

    @property
    def tells(self) -> bool:
        """Whether it brings anything that somebody can read."""
        return bool(self.inject.file.title or self.inject.file.text or self.inject.file.documents)


class InjectSlip(NamedTuple):
    """One slip. `to` is None where it is read aloud to all; `copy` counts the slips of an inject, of so many."""

    number: int
    inject: str
    title: str | None
    comes: str
    means: str | None
    from_: str | None
    to: str | None
    copy: int
    copies: int
    text: str | None
    documents: tuple[DocumentView, ...]


def numbered(table: Table) -> tuple[Numbered, ...]:
    """All injects by the minute that is planned, those without one last. What has no number gets one that is free."""
    found = sorted((_due(table, inject), inject.index, inject) for inject in table.scenario.injects)
    taken = {inject.file.sheet.number for *_, inject in found if inject.file.sheet}
    free = (n for n in range(1, 1000) if n not in taken)
    return tuple(_numbered(inject, due, free) for due, _, inject in found)


def inject_slips(table: Table) -> tuple[InjectSlip, ...]:
    """A slip for each seat that an inject reaches; one to read aloud where it reaches all. None for what is over."""
    waiting = (each for each in numbered(table) if each.tells and not is_over(table, each.inject))
    return tuple(slip for each in waiting for slip in _slips(table, each))


def is_over(table: Table, inject: Inject) -> bool:
    """Whether an inject has come as often as it may, or is skipped."""
    often = sum(each.inject == inject.id for each in table.standing.reached)
    most = inject.file.by_hand.at_most if inject.file.by_hand else 1
    return often >= most or table.standing.inject(inject.id).stands == "skipped"


def comes(table: Table, each: Numbered) -> str:
    """When an inject comes, for exercise control: minute of play, time of the story, or the condition."""
    file = each.inject.file
    found = [say("paper.inject.minute", minute=each.due)] if each.due is not None else []
    if file.at is not None:
        at = moment(table.scenario, file.at)
        found.append(say("paper.inject.at", day=at.day, time=at.time))
    if file.when is not None:
        found.append(say("paper.inject.when", condition=file.when))
    if file.on_call:
        found.append(say("paper.inject.on-call"))
    if file.if_ is not None:
        found.append(say("paper.inject.only-if", condition=file.if_))
    return "; ".join(found) or say("paper.inject.any-time")


def _due(table: Table, inject: Inject) -> tuple[bool, int]:
    planned = inject.file.sheet.planned if inject.file.sheet else None
    if planned is None:
        return True, inject.file.at or 0
    return False, max(0, planned + table.standing.inject(inject.id).moved)


def _numbered(inject: Inject, due: tuple[bool, int], free: Iterator[int]) -> Numbered:
    sheet = inject.file.sheet or InjectSheet()
    return Numbered(sheet.number or next(free), None if due[0] else due[1], inject, sheet)


def _slips(table: Table, each: Numbered) -> Iterator[InjectSlip]:
    addressees: list[str | None] = [id for id in table.seats if id in each.sheet.to]
    file = each.inject.file
    for copy, seat in enumerate(addressees or [None], 1):
        yield InjectSlip(
            number=each.number,
            inject=each.inject.id,
            title=file.title,
            comes=on_a_slip(table, each),
            means=each.sheet.means,
            from_=each.sheet.from_,
            to=table.called(seat) if seat else None,
            copy=copy,
            copies=len(addressees) or 1,
            text=file.text,
            documents=table.documents(file.documents),
        )


def on_a_slip(table: Table, each: Numbered) -> str:
    """When a slip is handed out, without the condition: whoever holds it may not read that."""
    if each.due is not None:
        return say("paper.inject.minute", minute=each.due)
    if each.inject.file.at is not None:
        at = moment(table.scenario, each.inject.file.at)
        return say("paper.inject.at", day=at.day, time=at.time)
    return say("paper.inject.as-agenda")
