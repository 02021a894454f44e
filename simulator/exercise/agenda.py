"""The agenda of an exercise: which injects are planned for when, how far play is behind, and what may be left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from simulator.exercise.standing import Plan, Standing
from simulator.exercise_model import InjectSheet
from simulator.scenario import Scenario

MINUTE = 60
"""Seconds."""


class Item(NamedTuple):
    """A planned inject. `due` is in minutes of play, moved as exercise control moved it; None where no time is set."""

    inject: str
    number: int | None
    title: str | None
    due: int | None
    stands: Plan
    to: tuple[str, ...]
    objectives: tuple[str, ...]

    @property
    def waits(self) -> bool:
        """Whether it is still to come."""
        return self.stands in ("planned", "held")


def agenda(scenario: Scenario, standing: Standing) -> tuple[Item, ...]:
    """All injects that exercise control may send, by when they are due; those without a time last, in file order."""
    items = []
    for inject in scenario.injects:
        if inject.file.by_hand is None:
            continue
        sheet, stands = inject.file.sheet or InjectSheet(), standing.inject(inject.id)
        due = None if sheet.planned is None else max(0, sheet.planned + stands.moved)
        items.append(Item(inject.id, sheet.number, inject.file.title, due, stands.stands, sheet.to, sheet.objectives))
    return tuple(sorted(items, key=lambda item: (item.due is None, item.due or 0)))


def due_now(items: Sequence[Item], played: int) -> tuple[Item, ...]:
    """What should have come after so many seconds of play and is not held back."""
    return tuple(i for i in items if i.stands == "planned" and i.due is not None and i.due * MINUTE <= played)


def behind(items: Sequence[Item], played: int) -> int:
    """Whole minutes by which the earliest inject that is due is late; 0 where none is."""
    return max((played // MINUTE - (item.due or 0) for item in due_now(items, played)), default=0)


def may_be_left_out(items: Sequence[Item], played: int, play_minutes: int) -> tuple[Item, ...]:
    """What to skip so that the rest fits into the time for play, every objective still served by some inject.

    As many as would come too late if all that waits came as late as the earliest does now; the last first. Fewer, or
    none, where leaving more out would leave an objective without any.
    """
    late = behind(items, played)
    waiting = [item for item in items if item.waits and item.due is not None]
    too_late = sum((item.due or 0) + late > play_minutes for item in waiting)
    served = Counter(id for item in items if item.stands != "skipped" for id in item.objectives)
    found: list[Item] = []
    for item in reversed(waiting):
        if len(found) < too_late and all(served[id] > 1 for id in item.objectives):
            found.append(item)
            served.subtract(item.objectives)
    return tuple(reversed(found))
