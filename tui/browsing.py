"""What of the library is shown: words that were searched for, filters, and how each scenario went so far. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from simulator.database.runs import RunRow
from tui.heads import LEVELS, Item
from tui.words import say

SHORT, MEDIUM = 20, 30
"""Minutes up to which a scenario is short, and up to which it is no long one."""

FACETS = ("theme", "level", "role", "length", "played")
ORDERED = (*LEVELS, "short", "medium", "long")
"""Values that come in an order of their own; the others by their words."""


@dataclass(frozen=True, order=True)
class Mark:
    """One thing that a scenario can be told by: a theme, a level, for whom, how long, and whether it was played."""

    facet: str
    value: str

    @property
    def words(self) -> str:
        """The mark in words."""
        return self.value if self.facet == "theme" else say(f"browsing.marks.{self.facet}.{self.value}")


@dataclass(frozen=True)
class Played:
    """How often a scenario was played, and the run that ended last, if any did."""

    times: int
    last: RunRow | None = None


@dataclass(frozen=True)
class Selection:
    """What is asked for: the ids that a search has found (None: no search), and marks.

    Of several marks of one facet any will do; every facet that is asked for must fit.
    """

    words: str = ""
    found: frozenset[str] | None = None
    marks: frozenset[Mark] = frozenset()

    def toggled(self, mark: Mark) -> Selection:
        """The selection with this mark put or taken away."""
        return replace(self, marks=self.marks ^ {mark})

    def shows(self, item: Item, played: Mapping[str, Played]) -> bool:
        """Whether this scenario is among what was asked for."""
        if self.found is not None and item.id not in self.found:
            return False
        own = frozenset(marks(item, played))
        facets = {mark.facet for mark in self.marks}
        return all(any(mark in own for mark in self.marks if mark.facet == facet) for facet in facets)

    @property
    def told(self) -> str:
        """What is asked for, in words; empty where everything is shown."""
        parts = [say("browsing.words", words=self.words)] if self.words else []
        return ", ".join([*parts, *(mark.words for mark in sorted(self.marks, key=_in_order))])


def marks(item: Item, played: Mapping[str, Played]) -> Iterable[Mark]:
    """Everything that this scenario can be told by."""
    yield from (Mark("theme", theme) for theme in item.themes)
    yield Mark("level", item.level)
    yield Mark("role", item.component)
    yield Mark("length", "short" if item.minutes <= SHORT else "medium" if item.minutes <= MEDIUM else "long")
    yield Mark("played", "yes" if item.id in played else "no")


def all_marks(items: Sequence[Item], played: Mapping[str, Played]) -> list[tuple[Mark, int]]:
    """Every mark that some scenario has, with how many have it, by facet."""
    counts: dict[Mark, int] = {}
    for item in items:
        for mark in marks(item, played):
            counts[mark] = counts.get(mark, 0) + 1
    return sorted(counts.items(), key=lambda pair: _in_order(pair[0]))


def played_by_scenario(rows: Iterable[RunRow]) -> dict[str, Played]:
    """How each scenario went so far, by its id; `rows` come with the last begun first."""
    found: dict[str, Played] = {}
    for row in rows:
        before = found.get(row.scenario_id, Played(0))
        last = before.last or (row if row.status == "finished" else None)
        found[row.scenario_id] = Played(before.times + 1, last)
    return found


def _in_order(mark: Mark) -> tuple[int, int, str]:
    place = ORDERED.index(mark.value) if mark.value in ORDERED else 0
    return FACETS.index(mark.facet), place, mark.words.casefold()
