"""Situation sheets: to read aloud and put on the wall. What depends on a condition is a strip of its own."""

from __future__ import annotations

from typing import NamedTuple

from tui.papers import Section, area_map, card, orders
from tui.story import DocumentView
from tui.tabletop.paper.lettering import Group, Lettered, groups
from tui.tabletop.paper.table import Table


class Strip(NamedTuple):
    """A piece that is put beside a sheet only where its condition holds: a paragraph, or an option."""

    when: str
    text: str | None = None
    option: Lettered | None = None


class Sheet(NamedTuple):
    """A situation as all see it. `documents` are numbers of what is laid out with it; `seconds` a time to decide."""

    number: int
    scene: str
    title: str
    ending: bool
    text: str
    decider: str | None
    groups: tuple[Group, ...]
    budget: tuple[int, str] | None
    documents: tuple[int, ...]
    seconds: str | None
    strips: tuple[Strip, ...]


class Wall(NamedTuple):
    """What all may read: the orders, the map, the card, sheets in file order, and numbered documents."""

    orders: tuple[Section, ...]
    map: Section
    card: Section
    sheets: tuple[Sheet, ...]
    documents: tuple[tuple[int, DocumentView], ...]

    @property
    def strips(self) -> tuple[Sheet, ...]:
        """The sheets that have strips."""
        return tuple(sheet for sheet in self.sheets if sheet.strips)


def wall(table: Table) -> Wall:
    """Everything that may hang on the wall, each thing when it comes."""
    scenario = table.scenario
    numbers = table.wall_documents
    found = zip(numbers.values(), table.documents(numbers), strict=True)
    sheets = tuple(_sheet(table, id) for id in scenario.scenes)
    return Wall(orders(scenario), area_map(scenario), card(scenario), sheets, tuple(found))


def _sheet(table: Table, id: str) -> Sheet:
    scene = table.scenario.scenes[id]
    file, found, decider = scene.file, groups(scene), table.decider(scene)
    return Sheet(
        number=table.numbers[id],
        scene=id,
        title=file.ending.title if file.ending else file.title,
        ending=file.ending is not None,
        text=file.text,
        decider=table.called(decider) if decider and scene.options else None,
        groups=found,
        budget=(file.select.budget, file.select.unit) if file.select else None,
        documents=tuple(table.wall_documents[document] for document in file.documents),
        seconds=file.decide_within.removesuffix(" s") if file.decide_within else None,
        strips=(
            *(Strip(also.when, text=also.text) for also in file.also),
            *(Strip(o.when, option=o) for group in found for o in group.options if o.when is not None),
        ),
    )
