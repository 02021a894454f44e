"""What stands beside the play where there is room: what happened so far, then the map and what was handed over last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.text import Text

from simulator.run import Record
from simulator.scenario import Scenario
from tui import papers, story
from tui.app import drawing
from tui.words import say

SHOWN = 9
"""Decisions that are listed, the last ones; more would push the map away."""


def beside(scenario: Scenario, records: Sequence[Record], width: int) -> Text:
    """The second column, `width` columns wide. A map that is too wide for it is left to its key."""
    seen = story.documents_seen(scenario, records)
    maps = [drawing.document(view) for view in seen if view.kind == "map"][-1:]
    maps = maps or [drawing.section(papers.area_map(scenario), lines=True)]
    others = [drawing.document(view) for view in seen if view.kind != "map"][-1:]
    fitting = [text for text in (*maps, *others) if _width(text) <= width]
    return drawing.page([so_far(scenario, records), *fitting])


def so_far(scenario: Scenario, records: Sequence[Record]) -> Text:
    """The last decisions and arrivals, each with its time."""
    lines = [line for record in records for line in _lines(scenario, record)][-SHOWN:]
    return drawing.page([drawing.heading(say("app.so-far")), Text("\n").join(lines)]) if lines else Text()


def _lines(scenario: Scenario, record: Record) -> Iterator[Text]:
    view = story.consequence(scenario, record)
    if view.done:
        yield Text.assemble((f"{view.begun.time}  ", "bold"), say("app.did", label="; ".join(view.done)))
    for arrival in view.arrivals:
        if arrival.title:
            yield Text.assemble((f"{arrival.moment.time}  ", "bold"), arrival.title)


def _width(text: Text) -> int:
    return max((len(line) for line in text.plain.split("\n")), default=0)
