"""The projector's page as a terminal has it: its stream, and the way in that stands on it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping

import httpx

from simulator.problems import SimulatorError
from tui.tabletop.terminal.door import AS_DATA, answered, told_of
from tui.tabletop.terminal.page_stream import PAUSE, News, pages
from tui.tabletop.terminal.received import NotUnderstood
from tui.tabletop.terminal.way_in import WayIn
from tui.words import say


class NotShown(SimulatorError):
    """The host does not show its screen here."""


class ScreenClient:
    """The screen of one exercise: that of the digits `code` on the same laptop, or that of a pass, `key`."""

    def __init__(self, client: httpx.AsyncClient, code: str = "", key: str = "", pause: float = PAUSE) -> None:
        self._client, self._pause = client, pause
        self._query: Mapping[str, str] = {name: text for name, text in (("key", key), ("code", code)) if text}

    def pages(self) -> AsyncIterator[News]:
        """What becomes of the page."""
        return pages(self._client, "/screen/events", self._query, self._pause)

    async def way_in(self) -> WayIn:
        """How people come in. Raises CannotReach, NotShown, NotUnderstood."""
        with told_of(str(self._client.base_url)):
            answer = await self._client.get("/screen", params=self._query, headers=AS_DATA)
        if answer.status_code == httpx.codes.FORBIDDEN:
            raise NotShown(say("terminal.not-shown"))
        found = answered(answer)
        if not (isinstance(found.get("address"), str) and isinstance(found.get("code"), str)):
            raise NotUnderstood(say("terminal.not-understood"))
        return WayIn(found["address"], found["code"])
