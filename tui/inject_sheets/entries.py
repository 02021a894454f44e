"""One inject as it was found: the cells of each of its fields. What else stood in its row is kept beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from simulator.problems import Place
from tui.inject_sheets.grids import Found


@dataclass(frozen=True, eq=False)
class Entry:
    """`fields` by what they are; `others` are columns that are none of an inject's, with their labels.

    `labels` are the fields that the table has at all; `day` is the day that a heading above the row names.
    """

    fields: Mapping[str, Found]
    place: Place
    others: tuple[tuple[str, Found], ...] = ()
    labels: frozenset[str] = frozenset()
    elapsed: bool = False
    day: str = ""
    more: Mapping[str, tuple[Found, ...]] = field(default_factory=dict)
    """What rows below the first of an inject add to its fields."""

    def text(self, name: str) -> str:
        """What stands in a field, with what rows below add to it; empty where nothing does."""
        first = [self.fields[name]] if name in self.fields else []
        return "\n".join(found.text for found in (*first, *self.more.get(name, ())))

    def at(self, name: str) -> Place:
        """The place of a field; that of the row where it is empty."""
        return self.fields[name].place if name in self.fields else self.place

    def continued(self, row: Entry) -> Entry:
        """The inject with what a row below it adds; a merged cell adds nothing twice."""
        more = dict(self.more)
        for name, found in row.fields.items():
            if self.fields.get(name) is not found and found not in more.get(name, ()):
                more[name] = (*more.get(name, ()), found)
        others = tuple(each for each in row.others if all(each[1] is not other for _, other in self.others))
        return replace(self, more=more, others=(*self.others, *others))
