"""The wall: situation, options, clock, public events; before play, how to come in. Nobody types on it."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import aclosing
from typing import TYPE_CHECKING, ClassVar, cast

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Digits, Static

from simulator.problems import SimulatorError
from tui.app.app_screen import AppScreen
from tui.app.drawing import page
from tui.app.head import Head
from tui.tabletop.naming import exercise_mark
from tui.tabletop.pages.section import Line, Page, Section
from tui.tabletop.terminal.clocks import minutes
from tui.tabletop.terminal.page_stream import Gone, Lost, Shown
from tui.tabletop.terminal.page_text import PageText
from tui.tabletop.terminal.screen_client import ScreenClient
from tui.tabletop.terminal.section_drawing import drawn_lines, drawn_section
from tui.tabletop.terminal.way_in import WayIn, picture
from tui.words import say

if TYPE_CHECKING:
    from tui.tabletop.terminal.table_app import TableApp

TICK = 1.0
"""Seconds between two looks at the clock of play."""

TURN = 20
"""Seconds after which a text that is longer than the wall is turned on by a page."""

COMING_IN = ("lobby", "briefing")
"""Phases in which the way in is shown."""

BESIDE = ("seats", "arrived", "messages")


class ProjectorScreen(AppScreen):
    """The page on the wall."""

    HELP = "terminal.help.screen"
    PAGED = "#text"
    CSS = """
    ProjectorScreen {
        #mark, #whole, #state { text-style: bold; }
        #wall { height: 1fr; }
        #left { width: 1fr; height: 1fr; }
        #text { height: 1fr; border-bottom: none; }
        #choices { height: auto; max-height: 60%; padding: 1 2 0 2; text-style: bold; }
        #right { width: 40; height: 1fr; padding: 0 0 0 1; border-left: solid $foreground 40%; }
        &.-wide #right { width: 64; }
        #beside { height: 1fr; border-bottom: none; padding: 0 1; }
        Digits { width: auto; height: 3; text-style: bold; }
        #way { height: auto; display: none; }
        #picture { height: auto; width: auto; }
        &.-coming #way { display: block; }
        &.-coming #clock, &.-coming #beside { display: none; }
        &.-coming.-wide #beside { display: block; }
        &.-tiny #mark { display: block; }
    }
    """
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
                yield Static(id="choices")
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
        situation = sections.get("situation", Section("situation", ""))
        text, choices = split(situation, asked=head.state in ("recommending", "revealed"))
        self.query_one("#text", PageText).put([drawn_section(text)])
        shown = self.query_one("#choices", Static)
        shown.update(choices)
        shown.display = bool(choices.plain)
        told = (sections[id] for id in BESIDE if id in sections)
        self.query_one("#beside", PageText).put([drawn_section(each) for each in told if each.lines])
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
            text = self.query_one("#text", PageText)
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


def split(section: Section, *, asked: bool) -> tuple[Section, Text]:
    """The situation, and what can be done about it, which stays in sight however long the situation is."""
    lines = section.lines
    at = next((n for n, line in enumerate(lines) if _is_choice(line)), len(lines)) if asked else len(lines)
    if at and at < len(lines) and lines[at - 1].kind == "heading":
        at -= 1
    return section._replace(lines=lines[:at]), _choices(lines[at:])


def _is_choice(line: Line) -> bool:
    return line.kind == "item" and line.label is not None and len(line.label) == 1


def _choices(lines: Iterable[Line]) -> Text:
    return Text("\n").join([page([block.text]) for block in drawn_lines(lines)])
