"""The stream of a page: it comes back by itself, for as long as it is wanted, and says when it is gone."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from typing import Literal, NamedTuple

import httpx
from httpx_sse import SSEError, aconnect_sse

from tui.tabletop.pages.section import Page, Section
from tui.tabletop.terminal.received import NotUnderstood, Part, part

PAUSE = 1.0
"""Seconds until the next try."""

SILENCE = 35.0
"""Seconds without a sign of life after which a connection counts as lost. A host gives one every 15."""

Why = Literal["away", "unknown", "not-understood"]


class Shown(NamedTuple):
    """The page as it is now, and the ids of the sections that have changed. `first`: there was none before."""

    page: Page
    changed: tuple[str, ...]
    first: bool


class Lost(NamedTuple):
    """The connection is lost, and tried again. `why`: nobody answers, or somebody who does not know us."""

    why: Why


class Gone(NamedTuple):
    """This page is not for us any more. Nothing follows."""


News = Shown | Lost | Gone


async def pages(
    client: httpx.AsyncClient, path: str, query: Mapping[str, str], pause: float = PAUSE
) -> AsyncIterator[News]:
    """What becomes of a page, one after the other."""
    before: Shown | None = None
    lost: Lost | None = None
    while True:
        why: Why = "away"
        try:
            async with aconnect_sse(client, "GET", path, params={**query, "as": "data"}) as source:
                if source.response.status_code != httpx.codes.OK:
                    why = "unknown"
                else:
                    whole = True
                    async for event in source.aiter_sse():
                        if event.event == "gone":
                            yield Gone()
                            return
                        if event.event == "page":
                            before, whole, lost = _after(before, part(event.data), whole=whole), False, None
                            yield before
        except NotUnderstood:
            why = "not-understood"
        except (httpx.HTTPError, SSEError):
            pass
        if lost != Lost(why):
            lost = Lost(why)
            yield lost
        await asyncio.sleep(pause)


def _after(before: Shown | None, found: Part, *, whole: bool) -> Shown:
    """The page after an event; the first one of a connection holds all of it."""
    known = {section.id: section for section in before.page.sections} if before else {}
    sections: dict[str, Section] = dict(found.sections) if whole else {**known, **found.sections}
    changed = tuple(id for id, section in sections.items() if known.get(id, Section(id, "")) != section)
    return Shown(Page(found.head, tuple(sections.values())), changed, before is None)
