"""The debrief: one question, then one page, then each decision, the ledger and the objectives behind a key."""

from __future__ import annotations

from contextlib import suppress
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Static

from simulator.problems import SimulatorError
from tui import debrief_lines, keeping, still_possible
from tui.app.app_screen import AppScreen
from tui.app.head import Head
from tui.app.key_line import KeyLine
from tui.app.lines import drawn_lines, drawn_rows
from tui.app.offer_list import Item, OfferList
from tui.app.reading import MEASURE, Reading
from tui.debrief import Debrief, DecisionPage, debrief
from tui.judging import assessment_of
from tui.keeping import CHANGE, Kept
from tui.page_one import WIDEST, head, page_one
from tui.proof_sheets.told import told_of
from tui.words import say
from tui.written import MEANT

NONE = "@none"
FRAME = 2
"""Rows of the screen that are not for page one: the first line and the footer."""


class DebriefScreen(AppScreen):
    """First *Which decision would you change?*, then what the assessment says. Raises SimulatorError when made.

    `shown` is what is read now: `question`, `first` (page one), `decisions` (one at a time, `at`), or `result`.
    """

    HELP = "app.help.debrief"
    CSS = """
    DebriefScreen {
        #debrief { height: 1fr; }
        #debrief Reading { width: 1fr; height: 100%; }
        #decided { display: none; width: 1fr; max-width: 84; height: 100%; max-height: 100%; padding: 0 1; }
        #debrief.asks { height: auto; max-height: 8; }
        #debrief.asks Reading { height: auto; min-height: 2; }
        #question { height: 1fr; }
        #options { max-height: 1fr; }
        #debrief.first Reading { padding: 0 0 0 1; }
        #debrief.whole Reading { border-bottom: none; }
        &.-wide #debrief Reading { width: 84; }
        &.-wide #debrief.told #decided { display: block; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "skip", say("app.key.skip"), id="debrief.skip"),
        Binding("R,r", "again", say("app.key.again"), key_display="R", id="debrief.again"),
        Binding("enter", "decisions", say("app.key.every"), key_display="Enter", id="debrief.every"),
        Binding("left,b", "turn(-1)", say("app.key.before"), key_display="←", id="debrief.before"),
        Binding("right,n", "turn(1)", say("app.key.next"), key_display="→", id="debrief.next"),
        Binding("m", "meant", say("app.key.meant"), id="debrief.meant"),
        Binding("c", "cards", say("app.key.cards"), id="debrief.cards"),
        Binding("p", "export", say("app.key.export"), id="debrief.export"),
        Binding("l", "result", say("app.key.ledger"), id="debrief.result"),
        Binding("w", "care", say("app.key.care"), id="debrief.care"),
        Binding("escape", "first", say("app.key.first-page"), id="debrief.first"),
        Binding("escape,q", "back", say("app.key.back"), id="debrief.back"),
        Binding("home", "end_of(0)", show=False, priority=True),
        Binding("end", "end_of(-1)", show=False, priority=True),
        Binding("pagedown,space", "page_down", show=False),
        Binding("pageup", "page_up", show=False),
    ]

    class MoreKnown(Message):
        """More was found of what was still possible."""

        bubble = False

    def __init__(self, kept: Kept) -> None:
        super().__init__()
        run = kept.run
        self._kept = kept
        self._found = assessment_of(kept.database, kept.id, run.scenario, run.seed, run.records)
        self._looking = still_possible.Looking(run, self._know_more)
        self.view = self._debrief()
        self.shown = "question"
        self.at = self.view.mattered.n if self.view.mattered else 1

    def _debrief(self) -> Debrief:
        kept, notes = self._kept, self._kept.database.notes.list(self._kept.id)
        self._answered = any(note.field == CHANGE for note in notes)
        still = still_possible.sentences(self._looking.found, kept.scenario)
        proved = told_of(kept.scenario, kept.database)
        records = kept.run.records
        return debrief(self._found, kept.scenario, records, mode=kept.mode, notes=notes, still=still, proved=proved)

    def _know_more(self) -> None:
        """Called from another thread, which may outlive this screen and its app."""
        with suppress(RuntimeError):
            self.post_message(self.MoreKnown())

    def on_debrief_screen_more_known(self) -> None:
        """Say more of the decision that is read, and leave the text where it was scrolled to."""
        self._looking.keep(self._kept)
        before, self.view = self.view, self._debrief()
        if self.shown == "decisions" and self.view.page(self.at) != before.page(self.at):
            reading = self.query_one(Reading)
            read = reading.scroll_y
            reading.show(drawn_lines(debrief_lines.decision(self.view.page(self.at))))
            reading.scroll_to(y=read, animate=False)

    def on_unmount(self) -> None:
        """What was found is kept; nobody waits for the rest."""
        self._looking.finish(self._kept)

    def compose(self) -> ComposeResult:
        """Header, text with the decisions beside it where there is room, and the question below."""
        left, right = head(self.view)
        yield Head(left, right)
        with Horizontal(id="debrief", classes="asks"):
            yield Reading(Text(say("app.before-debrief", ending=self.view.ending)))
            yield OfferList(self.choose_page, id="decided")
        with Vertical(id="question"):
            yield Static(Text(say("app.which-change"), style="bold"), id="ask")
            yield OfferList(self.choose, id="options")
        yield KeyLine()

    def on_mount(self) -> None:
        """Ask before anything is told, unless nothing was decided or the question was answered before."""
        self._looking.look(self._kept)
        self.view = self._debrief()
        decisions = [_decision(page) for page in self.view.decisions]
        self.query_one("#decided", OfferList).put(decisions)
        listed = self.query_one("#options", OfferList)
        listed.put([*decisions, Item(NONE, say("app.change-none"), len(decisions) + 1)])
        listed.focus()
        if not decisions or self._answered:
            self.action_skip()

    def on_resize(self) -> None:
        """Page one is laid out for the room that there is."""
        if self.shown == "first":
            self._show("first")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What can be done on each page; Escape does one thing at a time."""
        where = {
            "skip": ("question",),
            "first": ("decisions", "result"),
            "back": ("first",),
            "again": ("first", "decisions"),
            "decisions": ("first", "result"),
            "meant": ("decisions",),
            "turn": ("decisions",),
            "end_of": ("decisions",),
            "result": ("first",),
            "cards": ("first", "result"),
            "export": ("first", "result"),
            "care": ("first", "result"),
        }
        if action in ("again", "decisions") and not self.view.decisions:
            return False
        if action == "again" and self.shown == "first" and self.view.mattered is None:
            return False
        return action not in where or self.shown in where[action]

    def choose(self, id: str) -> None:
        """Keep what the player would change, then show page one."""
        self.action_skip()
        if id != NONE:
            self._note(id, CHANGE)

    def choose_page(self, id: str) -> None:
        """Show the decision that was chosen beside the text."""
        self.at = int(id)
        self._show("decisions")

    def action_skip(self) -> None:
        """No answer, or one that is given: page one follows."""
        self.query_one("#question").display = False
        self.query_one("#debrief").add_class("told").remove_class("asks")
        self.action_first()

    def action_first(self) -> None:
        """Page one."""
        self._show("first")

    def action_decisions(self) -> None:
        """Every decision, one a page; the one that mattered most first."""
        self._show("decisions")

    def action_turn(self, by: int) -> None:
        """To the decision before or after this one."""
        self.at = min(max(1, self.at + by), len(self.view.decisions))
        self._show("decisions")

    def action_end_of(self, which: int) -> None:
        """To the first or the last decision."""
        self.at = self.view.decisions[which].n
        self._show("decisions")

    def action_result(self) -> None:
        """What happened to people, the objectives and the policy areas."""
        self._show("result")

    def action_back(self) -> None:
        """Back to where the debrief was opened: the library or the history."""
        self.app.pop_screen()

    def action_again(self) -> None:
        """Play on from the decision that is shown, or on page one from the one that mattered most: as another run."""
        page = self.view.page(self.at) if self.shown == "decisions" else self.view.mattered
        if page is None:
            return
        try:
            self.peacekeeper.play(keeping.fork(self._kept.database, self._kept.id, page.record))
        except SimulatorError as error:
            self.peacekeeper.explain(error)

    def action_meant(self, text: str = "") -> None:
        """Say how the decision was recorded, and let the player say that something else was meant."""
        from tui.app.meant_screen import MeantScreen

        page = self.view.page(self.at)

        def keep(written: str | None) -> None:
            if written and self._note(written, MEANT, page):
                self.view = self._debrief()
                self._show("decisions")

        self.app.push_screen(MeantScreen(drawn_lines(debrief_lines.meaning(page)), text), keep)

    def action_cards(self) -> None:
        """The pocket cards."""
        from tui.app.cards_screen import CardsScreen

        self.app.push_screen(CardsScreen(self._kept.scenario))

    def action_export(self) -> None:
        """Write the debrief and the completion sheet to files, and say where they are."""
        from tui.app.exported import show_export

        show_export(self.peacekeeper, self._kept.id)

    def action_care(self) -> None:
        """What helps afterwards."""
        from tui.app.looking_up import PAPERS

        if "care" in PAPERS:
            self.peacekeeper.look_up(PAPERS["care"](self._kept.scenario, ()))

    def _note(self, text: str, field: str, page: DecisionPage | None = None) -> bool:
        """Keep a note; whether it could be kept."""
        try:
            self._kept.note(text, field=field, decision=page.record if page else None)
        except SimulatorError as error:
            self.peacekeeper.explain(error)
            return False
        return True

    def _show(self, what: str) -> None:
        self.shown = what
        reading, whole = self.query_one(Reading), False
        if what == "first":
            size = self.app.size
            rows = page_one(self.view, min(size.width, WIDEST) - 3, size.height - FRAME)
            text, whole = drawn_rows(rows), len(rows) <= size.height - FRAME
        elif what == "decisions":
            text = drawn_lines(debrief_lines.decision(self.view.page(self.at)))
        else:
            text = drawn_lines([*debrief_lines.people(self.view), *debrief_lines.result(self.view)])
        self.query_one("#debrief").set_class(whole, "whole").set_class(what == "first", "first")
        self.query_one("#decided", OfferList).highlighted = self.at - 1 if what == "decisions" else None
        reading.show(text, WIDEST if what == "first" else MEASURE)
        reading.focus()
        self.refresh_bindings()


def _decision(page: DecisionPage) -> Item:
    """A decision as an answer to the question, under its own number; with what was chosen where that is one thing."""
    chosen = page.chosen[0] if len(page.chosen) == 1 else None
    words = "app.change-item" if chosen else "app.change-item-title"
    return Item(str(page.n), say(words, time=page.moment.time, title=page.title, chosen=chosen), page.n)
