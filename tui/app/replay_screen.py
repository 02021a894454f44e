"""A run again as it was seen, one decision a page."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from simulator.database import Database
from simulator.problems import SimulatorError
from tui import keeping
from tui.app import drawing
from tui.app.app_screen import AppScreen
from tui.app.head import Head
from tui.app.key_line import KeyLine
from tui.app.reading import Reading
from tui.replaying import ReplayPage, pages
from tui.words import say


class ReplayScreen(AppScreen):
    """Turns the pages of a run; `at` is the one that is shown, from 0. Raises SimulatorError when made."""

    HELP = "app.help.replay"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,b", "turn(-1)", say("app.key.before"), key_display="←", id="replay.before"),
        Binding("right,n,enter", "turn(1)", say("app.key.next"), key_display="→", id="replay.next"),
        Binding("R,r", "again", say("app.key.again"), key_display="R", id="replay.again"),
        Binding("escape,q", "back", say("app.key.back"), id="replay.back"),
        Binding("home", "end_of(0)", show=False, priority=True),
        Binding("end", "end_of(-1)", show=False, priority=True),
        Binding("pagedown,space", "page_down", show=False),
        Binding("pageup", "page_up", show=False),
    ]

    def __init__(self, database: Database, run_id: str) -> None:
        super().__init__()
        self._database, self._run = database, run_id
        row = keeping.row_of(database, run_id)
        self._scenario, self._exam = keeping.version_of(database, row), row.mode == "exam"
        self.pages = pages(self._scenario, row.seed, keeping.records_of(database, run_id))
        self.at = 0

    def compose(self) -> ComposeResult:
        """Header and page."""
        yield Head()
        yield Reading()
        yield KeyLine()

    def on_mount(self) -> None:
        """The first page."""
        self.query_one(Reading).focus()
        self.action_turn(0)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Playing on needs a decision that was made, and turning a page to turn to."""
        if action == "again":
            return bool(self.pages) and self.pages[self.at].record is not None
        if action == "turn":
            return 0 <= self.at + int(str(parameters[0])) < len(self.pages)
        return True

    def action_turn(self, by: int) -> None:
        """To the page before or after this one."""
        if not self.pages:
            self.query_one(Reading).show(Text(say("history.nothing")))
            return
        self.at = min(max(0, self.at + by), len(self.pages) - 1)
        page = self.pages[self.at]
        moment = drawing.clock(page.situation.moment)
        where = say("replay.at", n=self.at + 1, count=len(self.pages))
        title = say("replay.title", title=self._scenario.title)
        self.query_one(Head).show(f"{title} · {where}", moment, exam=self._exam)
        self.query_one(Reading).show(_drawn(page))
        self.refresh_bindings()

    def action_end_of(self, which: int) -> None:
        """To the first or the last page."""
        self.at = which % len(self.pages) if self.pages else 0
        self.action_turn(0)

    def action_again(self) -> None:
        """Play on from the decision on this page, as another run."""
        record = self.pages[self.at].record
        if record is None:
            return
        try:
            self.peacekeeper.play(keeping.fork(self._database, self._run, record))
        except SimulatorError as error:
            self.peacekeeper.explain(error)

    def action_back(self) -> None:
        """Back to where the replay was opened."""
        self.app.pop_screen()


def _drawn(page: ReplayPage) -> Text:
    """The situation with what was on offer, what was chosen and what came of it."""
    view = page.situation
    known = [document.id for document in view.documents if document not in page.documents]
    parts = [drawing.situation(view, known, arrivals=page.n == 1)]
    labels = [option.label for option in view.options]
    labels += [f"{field.label}: {option.label}" for field in view.fields for option in field.options]
    if labels:
        listed = "\n".join(f"  {label}" for label in labels)
        parts.append(Text.assemble((say("replay.offered"), "bold"), "\n", listed))
    if page.consequence is not None:
        parts += [drawing.heading(say("replay.came")), drawing.consequence(page.consequence)]
    if page.stopped:
        parts.append(Text(say("replay.stopped"), style="bold"))
    return drawing.page(parts)
