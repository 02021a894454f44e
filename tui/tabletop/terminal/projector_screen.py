"""The wall: situation, options, clock, public events; before play, how to come in. Nobody types on it."""

from __future__ import annotations

from contextlib import aclosing
from typing import TYPE_CHECKING, ClassVar, cast

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Digits, Static

from simulator.problems import SimulatorError
from tui.app.app_screen import AppScreen
from tui.app.head import Head
from tui.tabletop.naming import exercise_mark
from tui.tabletop.pages.section import Line, Page, Section
from tui.tabletop.terminal.clocks import minutes
from tui.tabletop.terminal.page_stream import Gone, Lost, Shown
from tui.tabletop.terminal.page_text import PageText
from tui.tabletop.terminal.screen_client import ScreenClient
from tui.tabletop.terminal.section_drawing import drawn_section
from tui.tabletop.terminal.way_in import WayIn, picture
from tui.words import say

if TYPE_CHECKING:
    from tui.tabletop.terminal.table_app import TableApp

TICK = 1.0
"""Seconds between two looks at the clock of play."""

TURN = 20
"""Seconds after which a text that is longer than the wall is turned on by a page."""

ASKED = ("recommending", "revealed")
"""Phases in which options stand below the situation."""

COMING_IN = ("lobby", "briefing")
"""Phases in which the way in is shown."""

BESIDE = ("seats", "arrived", "messages")


class ProjectorScreen(AppScreen):
    """The page on the wall."""

    HELP = "terminal.help.screen"
    PAGED = "#text"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pagedown,space,down", "page_down", show=False),
        Binding("pageup,up", "page_up", show=False),
    ]

    def __init__(self, client: ScreenClient, way: WayIn | None) -> None:
        super().__init__()
        self._client, self._way = client, way
        self._page: Page | None = None
        self._since = 0.0
        self._lost = ""
        self._read_for = 0

    @property
    def table_app(self) -> TableApp:
        """The app."""
        return cast("TableApp", self.app)

    def compose(self) -> ComposeResult:
        """The mark and the phase, situation over options, and at the right the clock or the way in."""
        yield Head(exercise_mark(), id="mark")
        yield Head(say("terminal.connecting"))
        with Horizontal(id="wall"):
            with Vertical(id="left"):
                yield PageText(id="text")
                yield PageText(id="choices")
            with Vertical(id="right"):
                yield Digits(id="clock")
                with Vertical(id="way"):
                    yield Digits(id="digits")
                    yield Static(id="address")
                    yield Static(id="picture")
                yield PageText(id="beside")

    def on_mount(self) -> None:
        """Listen to the host, and look at the clock."""
        self.set_interval(TICK, self.tick)
        self.run_worker(self._follow(), name="page")

    async def _follow(self) -> None:
        async with aclosing(self._client.pages()) as stream:  # type: ignore[type-var]
            async for news in stream:
                if isinstance(news, Gone):
                    self.table_app.leave_gone()
                elif isinstance(news, Lost):
                    self._lost = say(f"terminal.lost.{news.why}")
                    self._put_head()
                else:
                    await self._ask_way_in()
                    self.show(news)

    async def _ask_way_in(self) -> None:
        """The digits change where the exercise goes on elsewhere; the wall is drawn all the same without them."""
        if self._way is None:
            try:
                self._way = await self._client.way_in()
            except SimulatorError:
                return

    def show(self, news: Shown) -> None:
        """The page as it is now."""
        self._page, self._lost, self._since = news.page, "", self.table_app.stopwatch()
        self._read_for = 0
        head = news.page.head
        self.set_class(head.state in COMING_IN and self._way is not None, "-coming")
        sections = {section.id: section for section in news.page.sections}
        text, choices = split(sections.get("situation", Section("situation", "")), asked=head.state in ASKED)
        self.set_class(bool(choices.lines), "-asked")
        self.set_class(head.state == "emergency", "-real")
        self.query_one("#text", PageText).put([drawn_section(text)])
        told = [sections[id] for id in BESIDE if id in sections and sections[id].lines]
        self.query_one("#beside", PageText).put([drawn_section(each) for each in told])
        below = [choices, *([] if self.has_class("-wide") else told[:1])]
        self.query_one("#choices", PageText).put([drawn_section(each) for each in below if choices.lines])
        if self._way is not None:
            self._put_way(self._way)
        self._put_head()

    def _put_way(self, way: WayIn) -> None:
        self.query_one("#digits", Digits).update(way.digits)
        self.query_one("#address", Static).update(Text(way.address, style="bold"))
        self.query_one("#picture", Static).update(picture(way))

    def tick(self) -> None:
        """The clock goes on; a text that is longer than the wall is turned."""
        self._put_head()
        self._read_for += 1
        if self._read_for >= TURN:
            self._read_for = 0
            for text in self.query(PageText):
                (text.action_page_down if text.more else text.action_scroll_home)()

    def _put_head(self) -> None:
        if self._page is None:
            return
        head = self._page.head
        real = head.state == "emergency"
        self.query_one("#mark", Head).show(head.phase if real else exercise_mark(), self._lost or head.phase)
        title = " · ".join(part for part in (head.title, head.group) if part)
        played = minutes(head, self.table_app.stopwatch() - self._since)
        self.query_one("#head", Head).show(title, " · ".join([head.time, say("terminal.minutes", count=played)]))
        self.query_one("#clock", Digits).update(head.time.rpartition(" ")[2])


def split(section: Section, *, asked: bool) -> tuple[Section, Section]:
    """The situation, and what can be done about it, which stays in sight however long the situation is."""
    lines = section.lines
    at = next((n for n, line in enumerate(lines) if _is_choice(line)), len(lines)) if asked else len(lines)
    if at and at < len(lines) and lines[at - 1].kind == "heading":
        at -= 1
    return section._replace(lines=lines[:at]), Section("choices", "", lines[at:])


def _is_choice(line: Line) -> bool:
    return line.kind == "item" and line.label is not None and len(line.label) == 1
