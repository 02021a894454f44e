"""A seat: what everybody sees and what only it was told, to be read; below it what it is asked, to be answered."""

from __future__ import annotations

from contextlib import aclosing
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, cast

from rich.cells import cell_len
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from tui.app.app_screen import AppScreen
from tui.app.drawing import page
from tui.app.free_line import FreeLine
from tui.app.head import PART, Head
from tui.app.key_line import KeyLine
from tui.app.looking_up import Paper
from tui.app.offer_list import OfferList
from tui.app.offers import Offer
from tui.app.steady import Asking, SteadyHorizontal, SteadyVertical
from tui.tabletop.naming import exercise_mark
from tui.tabletop.pages.section import Section
from tui.tabletop.terminal import panel
from tui.tabletop.terminal.clocks import clocks
from tui.tabletop.terminal.desk import LONGEST, SURVEY, Desk
from tui.tabletop.terminal.door import NotLetIn
from tui.tabletop.terminal.filling import Filling
from tui.tabletop.terminal.page_stream import Gone, Lost, Shown
from tui.tabletop.terminal.page_text import PageText
from tui.tabletop.terminal.seat_client import SeatClient
from tui.tabletop.terminal.section_drawing import Part, drawn_section
from tui.words import say

if TYPE_CHECKING:
    from tui.tabletop.terminal.table_app import TableApp

TICK = 1.0
"""Seconds between two looks at the clock of play."""

MARGINS = 3
"""Columns at the sides of a head, and between its halves."""

LEFT = ("situation", "revealed", "decisions")
RIGHT = ("told", "arrived", "messages", "documents")
ALL = ("situation", "revealed", "told", "arrived", "messages", "documents", "decisions")
"""Sections in two columns, and in one; what is asked stands below them."""

JUMPS = {"s": "situation", "v": "revealed", "t": "told", "a": "arrived", "l": "decisions"}
"""Keys that lead to a section."""


class SeatScreen(AppScreen):
    """One seat at one host, for as long as it is ours."""

    HELP = "terminal.help.seat"
    PAGED = "#text"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", say("terminal.key.back"), id="seat.back"),
        Binding("m", "write", say("terminal.key.message"), id="seat.message"),
        Binding("e", "evaluate", say("terminal.key.evaluate"), id="seat.evaluate"),
        Binding("y", "survey", say("terminal.key.survey"), id="seat.survey"),
        Binding("n", "news", say("terminal.key.news"), id="seat.news"),
        *(Binding(key, f"jump('{id}')", say(f"terminal.key.{id}"), id=f"seat.{id}") for key, id in JUMPS.items()),
        Binding("d", "documents", say("terminal.key.documents"), id="seat.documents"),
        Binding("pagedown,space", "page_down", show=False),
        Binding("pageup", "page_up", show=False),
        Binding("j", "scroll(1)", show=False),
        Binding("k", "scroll(-1)", show=False),
    ]

    def __init__(self, client: SeatClient) -> None:
        super().__init__()
        self._client = client
        self._desk = Desk()
        self._since = 0.0
        self._lost: str | None = None
        self._unread: tuple[str, ...] = ()
        self._put_now: Offer | None = None
        self._said: str | None = None

    @property
    def table_app(self) -> TableApp:
        """The app."""
        return cast("TableApp", self.app)

    def compose(self) -> ComposeResult:
        """The mark, whose page this is, what is new, the text over what is asked; with room for it in two columns."""
        yield Head(exercise_mark(), id="mark")
        yield Head(say("terminal.connecting"))
        yield Asking(id="news")
        with SteadyHorizontal(classes="columns"):
            with SteadyVertical(id="main"):
                yield PageText(id="text")
                yield Asking(id="ask")
                yield FreeLine(self.written, id="free", longest=LONGEST)
                yield OfferList(self.choose, id="options")
            yield PageText(id="beside")
        yield KeyLine()

    def on_mount(self) -> None:
        """Listen to the host, and look at the clock."""
        self.set_interval(TICK, self._put_head)
        self.run_worker(self._follow(), name="page")

    async def _follow(self) -> None:
        async with aclosing(self._client.pages()) as stream:  # type: ignore[type-var]
            async for news in stream:
                if isinstance(news, Gone):
                    self.table_app.leave_gone()
                elif isinstance(news, Lost):
                    self.lose(news)
                else:
                    self.show(news)

    # What is shown

    def show(self, news: Shown) -> None:
        """The page as it is now. What is being read and typed stays where it is."""
        self._draft()
        self._lost, self._since = None, self.table_app.stopwatch()
        was_surveyed, self._desk = self._desk.surveyed, self._desk.after(news.page)
        if not news.first:
            unread = [*filter(self._is_text, self._unread), *filter(self._is_news, news.changed)]
            self._unread = tuple(dict.fromkeys(unread))
        if self._desk.emergency:
            self._said, self._unread = None, ()
        self._put_text()
        self._put_head()
        self._put_news()
        self._put()
        self.refresh_bindings()
        if self._desk.surveyed and not was_surveyed:
            self.run_worker(self._ask_survey(), name="survey")

    async def _ask_survey(self) -> None:
        self._desk = replace(self._desk, survey=await self._client.survey())
        self.refresh_bindings()

    def lose(self, news: Lost) -> None:
        """Say that the connection is lost; all that was shown stays."""
        self._lost = say(f"terminal.lost.{news.why}")
        self._put_news()

    def _is_text(self, id: str) -> bool:
        section = self._desk.section(id)
        return id in ALL and section is not None and bool(section.lines)

    def _is_news(self, id: str) -> bool:
        """What one wrote oneself is none."""
        section = self._desk.section(id)
        own = id == "messages" and section and section.lines and section.lines[0].label == say("tabletop.you")
        return self._is_text(id) and not own

    def _put_text(self) -> None:
        wide = self.has_class("-wide")
        self.query_one("#text", PageText).put([*map(self._drawn, self._told(LEFT if wide else ALL))])
        self.query_one("#beside", PageText).put([*map(self._drawn, self._told(RIGHT))] if wide else [])

    def _drawn(self, section: Section) -> Part:
        return drawn_section(section, new=section.id in self._unread)

    def _told(self, ids: tuple[str, ...]) -> list[Section]:
        if self._desk.emergency:
            ids = tuple(id for id in ids if id == "situation")
        found = (self._desk.section(id) for id in ids)
        return [section for section in found if section is not None and section.lines]

    def _put_head(self) -> None:
        head = self._desk.head
        if head is None:
            return
        mark = head.phase if self._desk.emergency else exercise_mark()
        phase = "" if self._desk.emergency else head.phase
        fits = cell_len(mark) + cell_len(phase) + MARGINS <= self.size.width
        self.query_one("#mark", Head).show(mark, phase if fits else "")
        title = PART.join(part for part in (head.seat, head.title, head.group) if part)
        told = clocks(head, self.table_app.stopwatch() - self._since)
        self.query_one("#head", Head).show(title, told if fits else PART.join([told, phase]))

    def _put_news(self) -> None:
        lines = [self._lost] if self._lost else []
        if self._unread:
            keys = {id: key for key, id in JUMPS.items()} | {"messages": "m", "documents": "d"}
            titles = [say("terminal.by-key", title=self._title(id), key=keys[id]) for id in self._unread]
            lines.append(say("terminal.news", titles=", ".join(titles)))
        told = self.query_one("#news", Asking)
        told.display = bool(lines)
        told.show(Text("\n".join(lines)))

    def _title(self, id: str) -> str:
        section = self._desk.section(id)
        return section.title if section else id

    def on_resize(self) -> None:
        """Another width may have room for another column."""
        self.call_after_refresh(self._put_text)
        self.call_after_refresh(self._put_head)

    # What is asked

    def _say(self, said: str | None) -> None:
        """Answer what was just done, until something else is done, and ask what is asked now."""
        self._said = said
        self._put()

    def _put(self) -> None:
        """Ask what is asked now."""
        free, listed = self.query_one("#free", FreeLine), self.query_one("#options", OfferList)
        offer = self._desk.offer(listed.highlighted)
        lines = [*([self._said] if self._said else []), *offer.ask]
        ask = self.query_one("#ask", Asking)
        ask.show(Text("\n").join(Text(line, style="" if n else "bold") for n, line in enumerate(lines)))
        ask.display = bool(lines)
        free.display = offer.free is not None
        if (offer.free or "") != free.value:
            free.value = offer.free or ""
        if self._put_now is None or offer.items != self._put_now.items:
            listed.put(offer.items, offer.at)
        listed.display = bool(offer.items)
        self._put_now = offer
        answering = free if offer.free is not None else listed
        if self.focused is not answering and self.is_current:
            answering.focus()

    def _draft(self) -> None:
        """What is being typed is kept before anything else takes its place."""
        free = self.query_one("#free", FreeLine)
        if free.display:
            self._desk = self._desk.drafted(free.value)

    def choose(self, id: str) -> None:
        """Take what the list offers, by number, Enter or a click."""
        self._draft()
        if id == panel.SEND:
            self._send()
            return
        self._desk = self._desk.chosen(id)
        self._go_on()

    def written(self, text: str) -> None:
        """Enter on the line: on to what is asked next."""
        before, self._desk = self._desk.filling, self._desk.written(text)
        after = self._desk.filling
        stays = before is not None and after is not None and before.step == after.step
        self._go_on(say("terminal.required") if stays else None)

    def _go_on(self, said: str | None = None) -> None:
        filling = self._desk.filling
        if filling is not None and filling.complete and not filling.asks_twice:
            self._send()
        else:
            self._say(said)

    def _send(self) -> None:
        filling = self._desk.filling
        if filling is not None and not self._desk.sending:
            self._desk = self._desk.sent()
            self._say(say("terminal.sending"))
            self.run_worker(self._sent(filling), name="form")

    async def _sent(self, filling: Filling) -> None:
        try:
            await self._client.send(filling.form(), lambda: self._say(say("terminal.unsent")))
        except NotLetIn as error:
            self._desk = self._desk.refused()
            self._say(str(error))
        else:
            self._desk = self._desk.taken(filling)
            self._say(say("terminal.sent"))
            self.refresh_bindings()

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys are shown where they do something."""
        if action == "jump":
            return bool(parameters) and self._is_text(str(parameters[0])) and not self._desk.emergency
        shown = {
            "back": self._desk.can_go_back,
            "write": self._desk.form_of("messages") is not None,
            "evaluate": self._desk.form_of("evaluation") is not None,
            "survey": self._desk.form_of(SURVEY) is not None,
            "news": bool(self._unread),
            "documents": self._is_text("documents") and not self._desk.emergency,
        }
        return shown.get(action, True)

    def action_jump(self, id: str) -> None:
        """Read a section from its beginning."""
        for text in self.query(PageText):
            if text.jump(id):
                self._read(id)
        self._seen()

    def action_news(self) -> None:
        """Read what is new."""
        if self._unread:
            self.action_jump(self._unread[0])

    def action_documents(self) -> None:
        """The documents as a paper, on which no line is wrapped."""
        section = self._desk.section("documents")
        if section is not None:
            self._read("documents")
            text = page([block.text for block in drawn_section(section).blocks])
            self.table_app.look_up(Paper(text, lines=True))

    def action_write(self) -> None:
        """Write to exercise control, with what was written before in sight."""
        self._open("messages")
        self.action_jump("messages")

    def action_evaluate(self) -> None:
        """Choose what to mark, or write a note."""
        self._open("evaluation")

    def action_survey(self) -> None:
        """Answer the survey; nothing of it says who did."""
        self._open(SURVEY)

    def _open(self, id: str) -> None:
        self._draft()
        self._desk = self._desk.opened(id)
        self._say(None)
        self.refresh_bindings()

    def action_back(self) -> None:
        """One thing back in a form, then out of it."""
        self._draft()
        self._desk = self._desk.back()
        self._say(None)
        self.refresh_bindings()

    def action_scroll(self, by: int) -> None:
        """Read on or back by a line."""
        self.query_one("#text", PageText).move(by)
        self._seen()

    def action_page_down(self) -> None:
        """Read on; what comes in sight is new no more."""
        super().action_page_down()
        self._seen()

    def action_page_up(self) -> None:
        """Read again."""
        super().action_page_up()
        self._seen()

    def _seen(self) -> None:
        for text in self.query(PageText):
            if text.display:
                self._read(*text.in_sight)

    def _read(self, *ids: str) -> None:
        left = tuple(id for id in self._unread if id not in ids)
        if left != self._unread:
            self._unread = left
            self._put_text()
            self._put_news()
            self.refresh_bindings()
