"""Two runs side by side; one below the other where there is little room."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from simulator.database import Database
from tui import compare_lines, keeping
from tui.app.app_screen import AppScreen
from tui.app.drawing import heading
from tui.app.key_line import KeyLine
from tui.app.lines import drawn_lines
from tui.comparing import Comparison, Difference, compare
from tui.words import say

BESIDE = 100
"""Columns from which both runs stand beside each other."""


class CompareScreen(AppScreen):
    """Two runs of one scenario. Raises SimulatorError when made."""

    HELP = "app.help.compare"
    CSS = """
    CompareScreen VerticalScroll { height: 1fr; padding: 0 2; scrollbar-size-vertical: 1; scrollbar-gutter: stable; }
    CompareScreen VerticalScroll > Static { max-width: 130; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "back", say("app.key.back"), id="compare.back"),
        Binding("pagedown,space", "page_down", say("app.key.page-down"), key_display="PgDn", id="compare.down"),
        Binding("pageup", "page_up", show=False),
    ]

    def __init__(self, database: Database, a: str, b: str) -> None:
        super().__init__()
        self.view = compare(database, keeping.row_of(database, a), keeping.row_of(database, b))
        self._beside: bool | None = None

    def compose(self) -> ComposeResult:
        """One long page."""
        yield Static(Text(say("comparing.title"), style="bold"), classes="head")
        with VerticalScroll():
            yield Static(id="compared")
        yield KeyLine()

    def on_resize(self) -> None:
        """Another width may put them beside each other, or one below the other."""
        beside = self.app.size.width >= BESIDE
        if beside != self._beside:
            self._beside = beside
            self.query_one("#compared", Static).update(drawn(self.view, beside=beside))
            self.query_one(VerticalScroll).focus()

    def action_back(self) -> None:
        """Back to the history."""
        self.app.pop_screen()


def drawn(view: Comparison, *, beside: bool) -> RenderableType:
    """The comparison as it is shown: columns where there is room for them."""
    if not beside:
        return drawn_lines(list(compare_lines.lines(view))[1:])
    steps = [(say("comparing.step", n=step.n), step.a, step.b) for step in view.steps]
    parts: list[RenderableType] = [drawn_lines(list(compare_lines.beginning(view))[1:]), _columns(steps)]
    for title, differences in (
        (say("comparing.people"), view.people),
        (say("comparing.objectives"), view.objectives),
        (say("comparing.findings"), view.findings),
    ):
        parts += [Text(), heading(title), _columns(_told(differences))]
    if not view.findings:
        parts.append(Text(say("comparing.no-findings")))
    return Group(*parts)


Row = tuple[str, tuple[str, ...], tuple[str, ...]]


def _told(differences: Iterable[Difference]) -> list[Row]:
    return [(found.title, (found.a,), (found.b,)) for found in differences]


def _columns(rows: Iterable[Row]) -> Table:
    """Rows with a title of their own, and A beside B under it."""
    table = Table.grid(padding=(0, 3, 0, 0), expand=True)
    table.add_column(ratio=1)
    table.add_column(ratio=1)
    for title, a, b in rows:
        table.add_row(Text(title, style="bold"))
        if a == b:
            table.add_row(_side(say("comparing.both"), a))
        else:
            table.add_row(_side(say("comparing.a"), a), _side(say("comparing.b"), b))
    return table


def _side(side: str, told: tuple[str, ...]) -> Text:
    return Text(say("comparing.side", side=side, text="\n".join(told) or say("comparing.over")))
