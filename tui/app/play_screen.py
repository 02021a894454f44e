"""The play: a situation, what may be done, what came of it. Everything changes in place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.timer import Timer

from simulator.problems import SimulatorError
from simulator.run import Record
from simulator.scenario import Scenario
from tui import colleagues, story
from tui.app import drawing, offers
from tui.app.answering import Answer
from tui.app.app_screen import WIDE
from tui.app.beside import beside
from tui.app.decision_clock import DecisionClock
from tui.app.feedback import coached
from tui.app.free_line import FreeLine
from tui.app.head import Head
from tui.app.key_line import KeyLine
from tui.app.offer_list import OfferList
from tui.app.offers import Offer
from tui.app.paper_screen import NoteScreen
from tui.app.reading import Reading
from tui.app.scenario_screen import PAPER_KEYS, ScenarioScreen
from tui.app.steady import Asking, SteadyHorizontal, SteadyVertical
from tui.keeping import Kept
from tui.timing import allowed
from tui.words import say
from tui.written import REFLECT

TICK = 0.25
"""Seconds between two looks at the clock of a timed decision."""

ESCAPES = {"pause": "play", "resume": "paused", "go_on": "debrief"}
"""What Escape does in each phase: it always leads somewhere, and the footer says where."""


class PlayScreen(ScenarioScreen):
    """One run. The list below the text holds what may be done now, be it options, *go on*, or what a pause offers.

    `answer` is the decision on offer as far as it is answered; None while a consequence is read. `reflect` is the
    question that is asked with that consequence, if any.
    """

    HELP = "app.help.play"
    PAGED = "#text"
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding("escape", action, say(f"app.key.{action}"), id=f"play.{action}") for action in ESCAPES),
        *PAPER_KEYS,
        Binding("n", "note", say("app.key.note"), id="play.note"),
        Binding("r", "situation", say("app.key.situation"), show=False, id="play.situation"),
        Binding("pagedown,space", "page_down", show=False),
        Binding("pageup", "page_up", show=False),
    ]

    def __init__(self, kept: Kept) -> None:
        super().__init__()
        self.kept = kept
        self.answer: Answer | None = None
        self.reflect: str | None = None
        self._clock: DecisionClock | None = None
        self._allowed = 0
        self._timer: Timer | None = None
        self._moment: story.Moment | None = None
        self._text = Text()
        self._sheet_shown = False
        self._phase = ""

    @property
    def scenario(self) -> Scenario:
        """The scenario version that is played."""
        return self.kept.scenario

    @property
    def records(self) -> Sequence[Record]:
        """The log so far."""
        return self.kept.run.records

    @property
    def text_shown(self) -> str:
        """The situation or consequence that is being read."""
        return self._text.plain

    def compose(self) -> ComposeResult:
        """Header, text, question with what may be chosen; with room for it, a second column."""
        yield Head()
        with SteadyHorizontal(classes="columns"):
            with SteadyVertical(id="main"):
                yield Reading(focus=False, id="text")
                yield Asking(id="ask")
                yield OfferList(self.choose, id="options")
                yield FreeLine(self.written, id="free", longest=500)
            yield Reading(focus=False, id="beside")
        yield KeyLine()

    def on_mount(self) -> None:
        """Show the decision on offer, with what arrived last: who comes back needs it again."""
        self._timer = self.set_interval(TICK, self.tick, pause=True)
        self.show_situation(arrivals=True)

    # What is shown

    def show_situation(self, *, arrivals: bool = False) -> None:
        """The scene and what may be done in it."""
        run = self.kept.run
        view = colleagues.situation(run.scenario, run.state, run.records)
        known = [d.id for d in story.documents_seen(run.scenario, run.records[:-1])]
        self.answer = Answer(view)
        self.reflect = None
        limit = allowed(view.limit, self.peacekeeper.timing)
        if limit is not None:
            self._clock, self._allowed = DecisionClock(limit, self.peacekeeper.stopwatch), limit.seconds
        self._show(view.moment, drawing.situation(view, known, arrivals=arrivals))

    def show_consequence(self, record: Record) -> None:
        """What came of the move, with feedback in coached mode; one key leads on."""
        view = story.consequence(self.kept.scenario, record)
        feedback = self._feedback(record)
        self.answer = None
        if not (view.paragraphs or view.arrivals or feedback or view.timed_out or self.reflect):
            self.show_situation()
        else:
            self._show(view.ended, drawing.consequence(view, feedback))

    def _feedback(self, record: Record) -> list[Text]:
        """What coached mode adds, and the question it asks; nothing in an exam."""
        self.reflect = None
        if self.kept.mode != "coached":
            return []
        self.reflect = self.scenario.scenes[record.scene].file.reflect
        try:
            return coached(self.kept, record)
        except SimulatorError as error:
            return [Text(str(error))]

    def _show(self, moment: story.Moment, text: Text) -> None:
        self._moment, self._text = moment, text
        self._sheet_shown = False
        self.query_one("#text", Reading).show(text)
        if self.has_class("-wide"):
            self._put_beside()
        self._put()
        self._put_head()

    def _put_beside(self) -> None:
        """The second column; it is drawn where it can be seen, and only when something happened."""
        column = self.query_one("#beside", Reading)
        column.show(beside(self.scenario, self.records, column.size.width - 4))

    def on_resize(self, event: events.Resize) -> None:
        """A terminal that has become wide has room for the second column."""
        if event.size.width >= WIDE and self._moment is not None:
            self.call_after_refresh(self._put_beside)

    def _put(self, offer: Offer | None = None, *, said: str | None = None) -> None:
        """Offer what may be done now, or this instead; `said` answers what could not be done."""
        offer = offer or self._offer()
        self._ask((said, *offer.ask) if said else offer.ask)
        free, listed = self.query_one("#free", FreeLine), self.query_one("#options", OfferList)
        free.display, free.value = offer.free is not None, offer.free or ""
        listed.put(offer.items, offer.at)
        answering = listed if offer.free is None else free
        if self.focused is not answering:
            answering.focus()
        self._put_sheet()
        if self._timer is not None:
            (self._timer.resume if self._clock else self._timer.pause)()
        if self.kept.play.phase != self._phase:  # the footer is drawn anew, which costs more than all the rest
            self._phase = self.kept.play.phase
            self.refresh_bindings()

    def _put_sheet(self, *, hidden: bool = False) -> None:
        """A form that is being filled in takes the place of the situation, and gives it back."""
        answer = self.answer
        filling = answer is not None and answer.situation.kind == "form" and (answer.step > 0 or self._sheet_shown)
        if filling and not hidden and answer is not None:
            self.query_one("#text", Reading).show(drawing.sheet(answer.situation.form or "", answer.sheet))
            self._sheet_shown = True
        elif self._sheet_shown:
            self.query_one("#text", Reading).show(self._text)
            self._sheet_shown = False

    def action_situation(self) -> None:
        """Between the form and the situation that it is about."""
        self._put_sheet(hidden=self._sheet_shown)

    def _ask(self, lines: Sequence[str]) -> None:
        ask = self.query_one("#ask", Asking)
        ask.show(Text("\n").join(Text(line, style="" if n else "bold") for n, line in enumerate(lines)))
        ask.display = bool(lines)

    def _offer(self) -> Offer:
        if self.kept.play.phase == "paused":
            return offers.held(lasting=self.kept.database.lasting)
        if self.answer is None:
            return offers.reflecting(self.reflect) if self.reflect else offers.onward()
        at = self.query_one("#options", OfferList).highlighted
        return offers.offer(self.answer, at, clock=self.peacekeeper.timing != "off")

    def _put_head(self) -> None:
        """Title, day and time, and how long is left, in words."""
        assert self._moment is not None  # set with whatever is shown
        left = f"{drawing.bar(self._clock.left / self._allowed)} {self._clock.words()}" if self._clock else None
        clock = drawing.clock(self._moment, left)
        self.query_one(Head).show(self.kept.scenario.title, clock, exam=self.kept.mode == "exam")

    # What is chosen

    def choose(self, id: str) -> None:
        """Take what the list offers, by number, Enter or a click."""
        actions: dict[str, Callable[[], None]] = {
            offers.GO_ON: self.action_go_on,
            offers.SEND: self._send_complete,
            offers.BACK: self._back,
            offers.RESUME: self.action_resume,
            offers.LEAVE: self.peacekeeper.to_library,
            offers.STOP: lambda: self._put(offers.stopping()),
            offers.STOP_NOW: self._stop,
        }
        if id in actions:
            actions[id]()
        elif self.answer is not None:
            self._pick(self.answer, id)

    def written(self, text: str) -> None:
        """Enter in a free-text field goes on to the next; under a question to think about it leads on."""
        if self.answer is None:
            self.action_go_on()
        elif self.answer.current is not None:
            self.answer = self.answer.written(text)
            self._put()

    def action_go_on(self) -> None:
        """From a consequence to what follows, and from an ending to the debrief."""
        if self.answer is None:
            self._keep_thought()
            self.show_situation()
        else:
            self.peacekeeper.debrief(self.kept)

    def _keep_thought(self) -> None:
        """Keep what was written under a question to think about, if anything was."""
        text = self.query_one("#free", FreeLine).value.strip() if self.reflect else ""
        try:
            if text:
                self.kept.note(text, field=REFLECT, decision=self.records[-1].n)
        except SimulatorError as error:
            self.peacekeeper.explain(error)

    def _pick(self, answer: Answer, id: str) -> None:
        picked = answer.picked(id)
        if picked.situation.kind == "choose":
            self._send(picked)
            return
        self.answer = picked
        refused = say("app.too-much") if picked == answer else None
        self._put(said=refused)

    def _back(self) -> None:
        if self.answer is not None:
            self.answer = self.answer.drafted(self.query_one("#free", FreeLine).value).back()
            self._put()

    def _send_complete(self) -> None:
        if self.answer is not None:
            self._send(self.answer)

    def _send(self, answer: Answer) -> None:
        record = self._advance(lambda: self.kept.play.decide(answer.move))
        if record is None:
            return
        try:
            for field, text in answer.texts.items():
                self.kept.note(text, field=field, decision=record.n)
        except SimulatorError as error:
            self.peacekeeper.explain(error)

    def _advance(self, step: Callable[[], Record]) -> Record | None:
        """Take a step: it is durable before the screen moves on, and nothing has moved where it cannot be kept."""
        self._clock = None  # also after an error: it may not cost time, and a timeout may not come again and again
        try:
            record = step()
        except SimulatorError as error:
            self._put()
            self._put_head()
            self.peacekeeper.explain(error)
            return None
        self.show_consequence(record)
        return record

    # Time

    def tick(self) -> None:
        """Say how long is left; when the time is over, the default is played as a timeout."""
        if self._clock is None or self.kept.play.phase != "play":
            return
        if self._clock.over:
            self._advance(self.kept.play.timeout)
        else:
            self._put_head()

    def on_screen_suspend(self) -> None:
        """Something is looked up or written: that is no deciding."""
        if self._clock is not None:
            self._clock.hold()

    def on_screen_resume(self) -> None:
        """Back at the decision."""
        if self._clock is not None and self.kept.play.phase == "play":
            self._clock.go_on()

    def action_pause(self) -> None:
        """Hold the play, with everything as far as it is answered."""
        if self.answer is not None:
            self.answer = self.answer.drafted(self.query_one("#free", FreeLine).value)
        self.kept.play.pause()
        self.on_screen_suspend()
        self._put()

    def action_resume(self) -> None:
        """Go on where the play was held, with what was left of the time."""
        self.kept.play.resume()
        self.on_screen_resume()
        self._put()

    def _stop(self) -> None:
        try:
            self.kept.play.stop()
        except SimulatorError as error:
            self.peacekeeper.explain(error)
            return
        self.peacekeeper.debrief(self.kept)

    # What is looked up and written

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Escape does one thing at a time."""
        return action not in ESCAPES or ESCAPES[action] == self.kept.play.phase

    def action_note(self, text: str = "") -> None:
        """Write a note, kept outside the log. Where it cannot be kept, what was written comes back."""

        def keep(written: str | None) -> None:
            try:
                if written:
                    self.kept.note(written)
            except SimulatorError as error:
                self.action_note(written or "")
                self.peacekeeper.explain(error)

        self.app.push_screen(NoteScreen(text), keep)
