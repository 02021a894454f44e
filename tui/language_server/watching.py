"""When a buffer is checked: a moment after the last key, and in full after saving. What is out of date is dropped."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field

from simulator.problems import Problem
from tui.language_server.buffer import Buffer
from tui.language_server.deep import deep_check
from tui.language_server.problems import problems_of

MOMENT = 0.2
"""Seconds without a key after which a buffer is checked: as long as one stops to look."""

Publish = Callable[[str, Buffer, Iterable[Problem]], None]
Failed = Callable[[BaseException], None]


@dataclass(slots=True)
class Watched:
    """What is known of one open buffer, and what is being found out."""

    buffer: Buffer
    quick: asyncio.Task[None] | None = None
    full: asyncio.Task[None] | None = None
    found: tuple[Problem, ...] | None = None
    proved: tuple[Problem, ...] = ()
    saved: str = ""
    """The text for which `proved` holds."""

    def stop(self) -> None:
        """Check no further."""
        for task in (self.quick, self.full):
            if task is not None:
                task.cancel()


@dataclass(slots=True)
class Watch:
    """The open buffers by uri. `publish` shows problems, `failed` is told what went wrong here."""

    publish: Publish
    failed: Failed
    watched: dict[str, Watched] = field(default_factory=dict)
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    """One full check at a time: an old laptop has other things to do."""

    def changed(self, uri: str, buffer: Buffer, *, at_once: bool = False) -> None:
        """A buffer was opened or changed: check it soon."""
        known = self.watched.setdefault(uri, Watched(buffer))
        known.buffer, known.found = buffer, None
        known.stop()
        known.quick = self._task(self._quick(uri, known, 0 if at_once else MOMENT))

    def saved(self, uri: str) -> None:
        """A buffer was saved: check the file in full."""
        known = self.watched.get(uri)
        if known is not None and known.buffer.kind is not None:
            if known.full is not None:
                known.full.cancel()
            known.full = self._task(self._full(uri, known))

    def again(self, of: Callable[[Buffer], bool]) -> None:
        """Check buffers anew, as what stands beside them has changed."""
        for uri, known in list(self.watched.items()):
            if of(known.buffer):
                self.changed(uri, known.buffer)

    def closed(self, uri: str) -> None:
        """A buffer was closed: its problems are shown no more."""
        known = self.watched.pop(uri, None)
        if known is not None:
            known.stop()
            self.publish(uri, known.buffer, ())

    def _task(self, work: Awaitable[None]) -> asyncio.Task[None]:
        return asyncio.ensure_future(self._guarded(work))

    async def _guarded(self, work: Awaitable[None]) -> None:
        """Whatever goes wrong in a check is told, and the server goes on."""
        try:
            await work
        except asyncio.CancelledError:
            raise
        except Exception as error:
            self.failed(error)

    async def _quick(self, uri: str, known: Watched, wait: float) -> None:
        await asyncio.sleep(wait)
        buffer = known.buffer
        found = await asyncio.to_thread(problems_of, buffer)
        if self.watched.get(uri) is known and known.buffer is buffer:
            known.found = found
            self._show(uri, known)

    async def _full(self, uri: str, known: Watched) -> None:
        """The full check of what was saved, where the quick one finds nothing wrong."""
        buffer = known.buffer
        if known.quick is not None:
            with suppress(asyncio.CancelledError):
                await asyncio.shield(known.quick)
        if known.found != () or known.buffer is not buffer:
            return
        async with self.turn:
            found = await deep_check(buffer.file)
        if found is not None and self.watched.get(uri) is known:
            known.proved, known.saved = tuple(found), buffer.text
            self._show(uri, known)

    def _show(self, uri: str, known: Watched) -> None:
        proved = known.proved if known.saved == known.buffer.text else ()
        self.publish(uri, known.buffer, (*(known.found or ()), *proved))
