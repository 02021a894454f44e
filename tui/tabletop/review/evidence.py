"""What marks and lessons rest on: entries of the log, by the moment at which the timeline tells them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from simulator.exercise.entries import Decided, Entry, Injected, Stepped
from tui.tabletop.review.timeline import Happening


@dataclass(frozen=True, slots=True)
class Evidence:
    """An entry that something rests on. `shown` is the entry under which the timeline tells it, None where it does not.

    `text` is what the timeline says of it; None where it may not be told.
    """

    entry: int
    minute: int
    shown: int | None
    text: str | None


@dataclass(frozen=True)
class Exhibits:
    """Entries as evidence."""

    entries: Sequence[Entry]
    told: Mapping[int, Happening]

    def of(self, numbers: Iterable[int]) -> tuple[Evidence, ...]:
        """These entries as evidence, each once and in their order."""
        return tuple(self._one(n) for n in sorted(set(numbers)))

    def _one(self, n: int) -> Evidence:
        found = self.told.get(n) or self.told.get(self._other_half(n))
        minute = self.entries[n].minute
        return Evidence(n, minute, found.entry if found else None, found.text if found else None)

    def _other_half(self, n: int) -> int:
        """A decision or inject and the step that came of it are two entries; the timeline tells one of them."""
        if isinstance(self.entries[n].what, Decided | Injected):
            return n + 1
        before = self.entries[n - 1].what if n else None
        return n - 1 if isinstance(self.entries[n].what, Stepped) and isinstance(before, Decided) else -1


def exhibits(entries: Sequence[Entry], timeline: Iterable[Happening]) -> Exhibits:
    """What may serve as evidence. Of several things told under one entry the first stands for it."""
    told: dict[int, Happening] = {}
    for each in timeline:
        told.setdefault(each.entry, each)
    return Exhibits(entries, told)
