"""What was supposed to happen: the injects that were planned, and who was to sit where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from simulator.exercise.entries import Entry, Seated
from simulator.exercise_model import InjectSheet
from simulator.prose import plain
from simulator.scenario import Inject
from tui.tabletop.review.copy import Held
from tui.tabletop.review.timeline import title_of
from tui.words import say


@dataclass(frozen=True, slots=True)
class Planned:
    """A planned inject: minutes of play at which it was to come and came, None where that is not known.

    `expected` and `for_evaluators` are in exercise control's copy alone.
    """

    id: str
    number: int | None
    title: str
    to: str | None
    planned: int | None
    came: int | None
    stands: str
    expected: str | None = None
    for_evaluators: str | None = None


@dataclass(frozen=True, slots=True)
class Sat:
    """A seat and who sat there, one after the other; nobody where it stood empty or people are not named."""

    title: str
    taken: bool
    who: tuple[str, ...]


def planned(held: Held) -> tuple[Planned, ...]:
    """The planned injects that came; in exercise control's copy all of them, in the order of the plan."""
    found = [_planned(held, inject) for inject in held.scenario.injects if inject.file.by_hand or inject.file.sheet]
    shown = [each for each in found if held.for_control or each.came is not None]
    return tuple(sorted(shown, key=lambda each: (each.planned is None, each.planned or 0, each.number or 0)))


def not_come(held: Held) -> int:
    """How many planned injects did not come."""
    whole = [inject for inject in held.scenario.injects if inject.file.by_hand or inject.file.sheet]
    return sum(_came(held, inject.id) is None for inject in whole)


def seats(held: Held) -> tuple[Sat, ...]:
    """Who sat where, as far as it was agreed to be said; where nobody is named, no seats are."""
    if not held.callers.attributed:
        return ()
    return tuple(_sat(held, id, seat.title) for id, seat in held.scenario.file.seats.items())


def seats_taken(held: Held) -> int:
    """How many seats somebody sat in."""
    return len({entry.what.seat for entry in held.entries if isinstance(entry.what, Seated)})


def _planned(held: Held, inject: Inject) -> Planned:
    sheet, came = inject.file.sheet or InjectSheet(), _came(held, inject.id)
    title = title_of(held.scenario, inject.id)
    if not held.open_to_reader(sheet.to):
        title = say("review.plan.private")
    stands = "come" if came is not None else held.standing.inject(inject.id).stands
    return Planned(
        id=inject.id if held.open_to_reader(sheet.to) else "",
        number=sheet.number,
        title=title,
        to=held.callers.titles(sheet.to) or None,
        planned=sheet.planned,
        came=came,
        stands=say(f"review.plan.stands.{stands}"),
        expected=_plainly(sheet.expected) if held.for_control else None,
        for_evaluators=_plainly(sheet.for_evaluators) if held.for_control else None,
    )


def _plainly(text: str | None) -> str | None:
    """What an author wrote, without emphasis."""
    return plain(text) if text else None


def _came(held: Held, id: str) -> int | None:
    return next((each.played // 60 for each in held.standing.reached if each.inject == id), None)


def _sat(held: Held, id: str, title: str) -> Sat:
    mine = [entry for entry in held.entries if isinstance(entry.what, Seated) and entry.what.seat == id]
    return Sat(title, bool(mine), tuple(dict.fromkeys(_names(held, mine))))


def _names(held: Held, seated: list[Entry]) -> Iterator[str]:
    opened, names = held.standing.opened, held.callers.naming.names
    if opened is None or opened.attribution != "by name":
        return
    for entry in seated:
        assert isinstance(entry.what, Seated)
        yield names.get(entry.what.participant) or say("review.seats.no-name")
