"""The stream of a page: what has changed since it was last sent, at once. Who connects again is sent all of it.

Each event holds whole sections: one that is lost or comes late does no harm, the next one says how things are.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable

from sse_starlette import EventSourceResponse

from tui.tabletop.hosting.room import Room
from tui.tabletop.pages.section import Page, Section
from tui.tabletop.web.drawing import head_json, section_json

PING = 15
"""Seconds between signs of life: a phone notices within twice as many that the host is gone."""

RETRY = 1000
"""Milliseconds after which a browser connects again."""

View = Callable[[], Page | None]
"""The page as it is now; None where it is no longer for this participant."""


def streamed(room: Room, participant: int, view: View, *, data: bool) -> EventSourceResponse:
    """The stream of a page; with `data` its sections are data for a terminal, otherwise HTML."""
    return EventSourceResponse(_events(room, participant, view, _as_data if data else section_json), ping=PING)


async def _events(room: Room, participant: int, view: View, encode: Callable[[Section], str]) -> AsyncIterator[bytes]:
    wake, sent = asyncio.Event(), dict[str, Section]()
    with room.listening(wake.set), room.connection(participant):
        while True:
            wake.clear()
            page = view()
            if page is None:
                yield b"event: gone\ndata:\n\n"
                return
            changed = [section for section in page.sections if sent.get(section.id) != section]
            sent |= {section.id: section for section in changed}
            parts = ",".join(f'"{section.id}":{encode(section)}' for section in changed)
            data = f'{{"head":{head_json(page.head)},"sections":{{{parts}}}}}'
            event = f"id: {room.version}\nevent: page\nretry: {RETRY}\ndata: {data}\n\n".encode()
            await asyncio.sleep(0)  # all pages first, then all packets: between two pages, each costs three times that
            yield event
            await wake.wait()


def _as_data(section: Section) -> str:
    return json.dumps(section)
