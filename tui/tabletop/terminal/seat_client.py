"""A seat as a terminal has it: the stream of its page, and the forms that it sends."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import httpx

from tui.tabletop.pages.section import Section
from tui.tabletop.terminal.address import Address
from tui.tabletop.terminal.door import ANSWER, AS_DATA, PASS, NotLetIn, answered, plain_connection
from tui.tabletop.terminal.page_stream import PAUSE, SILENCE, News, pages
from tui.tabletop.terminal.received import NotUnderstood, section
from tui.words import say

Form = Mapping[str, Sequence[str]]
"""What is sent: each field with its values."""

SURVEY = "/survey"
"""Where the survey is: apart from seats, so that nothing says who answered."""

UNANSWERED = 500
"""The first status with which a host says that it could not, and not that it would not."""


def connected(where: Address, ca: Path | None = None, known: str = "") -> httpx.AsyncClient:
    """A client for one host, with the pass. Raises CannotReach where the certificate cannot be read."""
    timeout = httpx.Timeout(ANSWER, read=SILENCE)
    client = httpx.AsyncClient(**plain_connection(where, ca), timeout=timeout)
    if known:
        client.cookies.set(PASS, known)
    return client


class SeatClient:
    """One seat at one host. `pause` is how long it waits before it tries again, in seconds."""

    def __init__(self, client: httpx.AsyncClient, seat: str, pause: float = PAUSE) -> None:
        self._client, self._pause = client, pause
        self._path = httpx.URL(f"/seat/{seat}")

    def pages(self) -> AsyncIterator[News]:
        """What becomes of the seat's page."""
        return pages(self._client, f"{self._path.path}/events", {}, self._pause)

    async def survey(self) -> Section | None:
        """The lessons survey; None where it is not open, was answered, or nobody answers now."""
        try:
            answer = await self._client.get(SURVEY, headers=AS_DATA, timeout=ANSWER)
            return section(answered(answer).get("survey")) if answer.is_success else None
        except (httpx.HTTPError, NotUnderstood):
            return None

    async def send(self, form: Form, waits: Callable[[], None]) -> None:
        """Send a form until it was answered; `waits` is called whenever nobody did. It counts once, however often
        it comes. Raises NotLetIn where the host refuses it, with its words.
        """
        path = httpx.URL(SURVEY) if form.get("action") == ["survey"] else self._path
        sent: dict[str, Any] = {**form, "key": [secrets.token_hex(12)]}
        while True:
            try:
                answer = await self._client.post(path, data=sent, headers=AS_DATA, timeout=ANSWER)
            except httpx.TransportError:
                answer = None
            if answer is not None and answer.status_code < UNANSWERED:
                break
            waits()
            await asyncio.sleep(self._pause)
        if not answer.is_success:
            raise NotLetIn(_problem(answer))


def _problem(answer: httpx.Response) -> str:
    try:
        return str(answered(answer).get("problem") or say("terminal.not-taken"))
    except NotUnderstood:
        return say("terminal.not-taken")
