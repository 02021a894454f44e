"""A seat line by line, for a screen reader, a poor link or a pipe: what is new is told, what is typed is done."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import aclosing, suppress
from dataclasses import replace

from tui.plain.page import Page as Paper
from tui.tabletop.pages.section import Field, Words
from tui.tabletop.terminal import panel
from tui.tabletop.terminal.desk import ANSWER, SURVEY, Desk
from tui.tabletop.terminal.door import NotLetIn
from tui.tabletop.terminal.filling import Filling
from tui.tabletop.terminal.page_stream import Gone, Lost, News, Shown
from tui.tabletop.terminal.plain_page import ORDER, PlainPage
from tui.tabletop.terminal.seat_client import SeatClient
from tui.tabletop.terminal.typed_lines import TypedLines
from tui.words import say

COMMANDS = ("numbers", "d", "m", "r", "t", "a", "e", "s", "?", "q")
"""As the help lists them."""


class PlainSeat:
    """One seat, told on `paper`. `run` says whether the seat is gone, or was left."""

    def __init__(self, client: SeatClient, paper: Paper, lines: TypedLines | None) -> None:
        self._client, self._paper, self._typed = client, paper, lines
        self._page = PlainPage(paper)
        self._desk = Desk()
        self._begun = False
        self._here, self._over = asyncio.Event(), asyncio.Event()
        self._gone = False

    async def run(self) -> bool:
        """Tell and do until it is left; True where the seat is not ours any more."""
        tasks = [asyncio.create_task(self._follow()), asyncio.create_task(self._listen())]
        over = asyncio.create_task(self._over.wait())
        await asyncio.wait([*tasks, over], return_when=asyncio.FIRST_COMPLETED)
        for task in (*tasks, over):
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
        return self._gone

    async def _follow(self) -> None:
        async with aclosing(self._client.pages()) as stream:  # type: ignore[type-var]
            async for news in stream:
                self._hear(news)

    def _hear(self, news: News) -> None:
        if isinstance(news, Gone):
            self._gone = True
            self._over.set()
        elif isinstance(news, Lost):
            self._say(say(f"terminal.lost.{news.why}"))
        else:
            self._show(news)

    def _show(self, news: Shown) -> None:
        was_asked, self._desk = self._desk.filling, self._desk.after(news.page)
        told = self._page.tell(news.page)
        self._here.set()
        if news.first:
            self._say(say("terminal.plain.begin"))
        elif told and self._begun and was_asked is not None:
            self._ask()

    async def _listen(self) -> None:
        while self._typed is not None:
            line = await self._typed.next()
            if not line:
                break
            if not self._typed.isatty():
                self._paper.line(line.strip())  # so that a transcript shows what was typed
            if line.strip() == "q" and not self._begun:
                break
            await self._here.wait()
            await self._do(line.strip())
        self._over.set()

    def _say(self, *lines: str) -> None:
        for line in lines:
            self._paper.line(line)
        self._paper.flush()

    # What is typed

    async def _do(self, text: str) -> None:
        if self._begun:
            await self._fill(text)
        elif text and all(word.isascii() and word.isdecimal() for word in text.replace(",", " ").split()):
            await self._recommend(text)
        else:
            await self._command(text)

    async def _command(self, text: str) -> None:
        word, _, rest = text.partition(" ")
        commands: dict[str, Callable[[], object]] = {
            "": lambda: None,
            "?": self._help,
            "r": lambda: self._repeat("situation", "revealed", ANSWER),
            "t": lambda: self._repeat("told"),
            "a": lambda: self._repeat(*ORDER),
            "d": lambda: self._begin(ANSWER),
            "e": lambda: self._begin("evaluation"),
        }
        if word == "s" and not rest:
            self._desk = replace(self._desk, survey=await self._client.survey())
            self._begin(SURVEY)
        elif word == "m" and rest.strip():
            await self._message(rest.strip())
        elif text in commands:
            commands[text]()
        else:
            self._say(say("terminal.plain.no-command"))

    def _help(self) -> None:
        for name in COMMANDS:
            key = {"?": "help", "numbers": "numbers"}.get(name, name)
            self._paper.line(say(f"terminal.plain.keys.{key}"), None if name == "numbers" else name)
        self._paper.flush()

    def _repeat(self, *ids: str) -> None:
        if self._desk.page is not None:
            self._page.repeat(self._desk.page, ids)
            self._paper.flush()

    async def _message(self, text: str) -> None:
        ask = self._desk.form_of("messages")
        if ask is None:
            self._say(say("terminal.plain.not-now"))
        else:
            await self._send(Filling(ask).written(text))

    async def _recommend(self, text: str) -> None:
        """A number answers what is asked at once, where one thing is to be chosen."""
        filling = self._desk.filling
        if filling is None or filling.ask.action != "recommend" or not self._begin(ANSWER, quiet=True):
            self._say(say("terminal.plain.not-now"))
        else:
            await self._fill(text)

    def _begin(self, id: str, *, quiet: bool = False) -> bool:
        if not self._desk.form_of(id):
            self._say(say("terminal.plain.not-now"))
            return False
        self._desk = self._desk.opened(id)
        if id == ANSWER:
            self._desk = self._desk.chosen(panel.CHANGE)  # also where one is in already
        self._begun = True
        if not quiet:
            self._ask()
        return True

    def _ask(self) -> None:
        """Ask what is asked now, in a form."""
        if self._desk.filling is None and not self._desk.form_of(self._desk.open):
            self._begun = False
            return
        offer = self._desk.offer()
        for line in offer.ask:
            self._paper.line(line)
        numbers = (n for n in range(1, len(offer.items) + 1))
        for number, item in zip(numbers, offer.items, strict=False):
            if item.id not in (panel.BACK, panel.NEXT):
                self._paper.line(f"{item.label} ({item.amount})" if item.amount else item.label, str(number))
        self._say(say("terminal.plain.or-stop"))

    async def _fill(self, text: str) -> None:
        """One line in a form: a number, several, or words. A full stop leaves it."""
        if text == ".":
            self._stop()
            return
        filling = self._desk.filling
        if text == "?" and not (filling and isinstance(filling.current, Words)):
            self._help()
        elif filling is None:
            self._choose([*self._numbers(text)])
        elif isinstance(filling.current, Field):
            self._pick(filling, filling.current, [*self._numbers(text)])
        elif isinstance(filling.current, Words):
            self._desk = self._desk.written(text or filling.text(filling.current))
        else:
            await self._twice(filling, text)
            return
        filling = self._desk.filling
        if filling is not None and filling.complete and not filling.asks_twice:
            await self._send(filling)
        else:
            self._ask()

    def _numbers(self, text: str) -> list[int]:
        words = text.replace(",", " ").split()
        return [int(word) for word in words if word.isascii() and word.isdecimal() and len(word) < 4]

    def _choose(self, numbers: list[int]) -> None:
        items = self._desk.offer().items
        if len(numbers) == 1 and 1 <= numbers[0] <= len(items):
            self._desk = self._desk.chosen(items[numbers[0] - 1].id)
        else:
            self._say(say("terminal.plain.wrong-number", count=len(items)))

    def _pick(self, filling: Filling, asked: Field, numbers: list[int]) -> None:
        count = len(asked.choices)
        if not numbers and not asked.required:
            self._desk = self._desk.chosen(panel.NEXT)
            return
        if not numbers or not all(1 <= n <= count for n in numbers) or (len(numbers) > 1 and not asked.many):
            self._say(say("terminal.plain.wrong-number", count=count))
            return
        wanted = {asked.choices[n - 1].id for n in numbers}
        if asked.many:
            for each in asked.choices:
                if (each.id in wanted) != (each.id in filling.taken(asked)):
                    self._desk = self._desk.chosen(each.id)
            self._desk = self._desk.chosen(panel.NEXT)
        else:
            self._desk = self._desk.chosen(wanted.pop())

    async def _twice(self, filling: Filling, text: str) -> None:
        if text == "1":
            await self._send(filling)
        else:
            self._stop()

    def _stop(self) -> None:
        self._begun, self._desk = False, _closed(self._desk)
        self._say(say("terminal.plain.stopped"))

    async def _send(self, filling: Filling) -> None:
        self._begun = False
        told = False

        def waits() -> None:
            nonlocal told
            if not told:
                self._say(say("terminal.unsent"))
            told = True

        try:
            await self._client.send(filling.form(), waits)
        except NotLetIn as error:
            self._desk = self._desk.refused()
            self._say(str(error))
        else:
            self._desk = _closed(self._desk.taken(filling))
            self._say(say("terminal.sent"))


def _closed(desk: Desk) -> Desk:
    """The desk with nothing opened."""
    while desk.can_go_back:
        desk = desk.back()
    return desk
