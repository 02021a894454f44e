"""The play: a situation, what may be done, what came of it. Everything changes in place."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, ClassVar, cast

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Footer, Input, OptionList, Static
from textual.widgets.option_list import Option

from simulator.database import DatabaseError
from simulator.problems import SimulatorError
from simulator.run import Record
from tui import papers, story
from tui.app import drawing
from tui.app.answering import Answer
from tui.app.feedback import coached
from tui.app.paper_screen import NoteScreen, PaperScreen
from tui.keeping import Kept
from tui.words import say

if TYPE_CHECKING:
    from tui.app.app import PeacekeeperApp

GO_ON, SEND, BACK, RESUME, STOP, LEAVE = "@go-on", "@send", "@back", "@resume", "@stop", "@leave"
TICK = 0.25
"""Seconds between two looks at the clock of a timed decision."""


class PlayScreen(Screen[None]):
    """One run. The list below the text holds what may be done now, be it options, *go on*, or what a pause offers."""

    HELP = "app.help.play"
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(n), f"number({n})", show=False) for n in range(1, 10)),
        Binding("f1", "card", say("app.key.card")),
        Binding("f2", "orders", say("app.key.orders")),
        Binding("f3", "map", say("app.key.map")),
        Binding("d", "documents", say("app.key.documents")),
        Binding("n", "note", say("app.key.note")),
        Binding("g", "glossary", say("app.key.glossary")),
        Binding("escape", "pause", say("app.key.pause")),
        Binding("pagedown", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
    ]

    def __init__(self, kept: Kept) -> None:
        super().__init__()
        self.kept = kept
        self.answer: Answer | None = None
        self._deadline: float | None = None
        self._timer: Timer | None = None

    def compose(self) -> ComposeResult:
        """Header, text, question with options."""
        yield Static(classes="head", id="head")
        with VerticalScroll(id="story", can_focus=False):
            yield Static(id="text")
        with Vertical(id="question"):
            yield Static(id="ask")
            yield OptionList(id="options")
            yield Input(id="free", max_length=500)
        yield Footer()

    def on_mount(self) -> None:
        """Show the decision on offer."""
        self._timer = self.set_interval(TICK, self._tick, pause=True)
        self.show_situation()

    @property
    def _app(self) -> PeacekeeperApp:
        return cast("PeacekeeperApp", self.app)

    # What is shown

    def show_situation(self) -> None:
        """The scene and what may be done in it."""
        run = self.kept.run
        view = story.situation(run.scenario, run.state, run.records)
        known = [d.id for d in story.documents_seen(run.scenario, run.records[:-1])]
        self.answer = Answer(view)
        if view.kind == "ending":
            self._show(view.moment, drawing.situation(view, known), "", [(GO_ON, Text(say("app.to-debrief")))])
            return
        self._show(view.moment, drawing.situation(view, known), "", [])
        self._show_answer()
        if view.limit is not None and self._app.clock_runs:
            self._deadline = monotonic() + view.limit.reading + view.limit.seconds
            self._resume_clock()

    def show_consequence(self, record: Record) -> None:
        """What came of the move, with feedback in coached mode; one key leads on."""
        scenario = self.kept.scenario
        view = story.consequence(scenario, record)
        feedback = coached(self.kept, record) if self.kept.mode == "coached" else []
        self.answer = None
        self._show(view.ended, drawing.consequence(view, feedback), "", [(GO_ON, Text(say("app.go-on")))])

    def _show(self, moment: story.Moment, text: Text, ask: str, options: list[tuple[str, Text]]) -> None:
        title = self.kept.scenario.title
        self.query_one("#head", Static).update(Text(f"{title}    {drawing.clock(moment)}"))
        self.query_one("#text", Static).update(text)
        self.query_one("#story", VerticalScroll).scroll_home(animate=False)
        self._ask(ask, options)

    def _ask(self, ask: str, options: list[tuple[str, Text]], at: int = 0) -> None:
        listed = self.query_one("#options", OptionList)
        self.query_one("#ask", Static).update(Text(ask, style="bold"))
        self.query_one("#free", Input).styles.display = "none"
        listed.clear_options()
        listed.add_options([Option(text, id=id) for id, text in options])
        listed.highlighted = min(at, len(options) - 1) if options else None
        listed.focus()

    def _show_answer(self) -> None:
        answer = self.answer
        assert answer is not None
        at = self.query_one("#options", OptionList).highlighted or 0
        field = answer.current
        if answer.situation.kind == "form" and field is None:
            lines = [say("app.form-done", title=answer.situation.form or "")]
            self._ask("\n".join(lines), [(SEND, Text(say("app.send"))), (BACK, Text(say("app.back-field")))])
        elif field is not None and field.free_text:
            self._ask(say("app.free-text", label=field.label), [])
            free = self.query_one("#free", Input)
            free.value, free.styles.display = "", "block"
            free.focus()
        elif field is not None:
            self._ask(field.label, [(o.id, drawing.option(o)) for o in answer.options])
        elif answer.situation.budget is not None:
            self._show_selection(answer, at)
        else:
            self._ask(say("app.what-do-you-do"), [(o.id, drawing.option(o)) for o in answer.options])

    def _show_selection(self, answer: Answer, at: int) -> None:
        budget = answer.situation.budget
        assert budget is not None
        ask = say("app.select", left=answer.left, total=budget.total, unit=budget.unit, least=budget.at_least)
        options = [(o.id, drawing.option(o, chosen=o.id in answer.chosen)) for o in answer.options]
        if answer.complete:
            options.append((SEND, Text(say("app.send-selection"))))
        self._ask(ask, options, at)

    # What is done

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter or a click on what the list offers."""
        self._pick(event.option_id or "")

    def action_number(self, number: int) -> None:
        """A number key picks the option with that number."""
        listed = self.query_one("#options", OptionList)
        if number <= listed.option_count:
            listed.highlighted = number - 1
            self._pick(listed.get_option_at_index(number - 1).id or "")

    def _pick(self, id: str) -> None:
        actions = {
            GO_ON: self._go_on,
            SEND: self._send,
            BACK: self._back,
            RESUME: self._resume,
            STOP: self._stop,
            LEAVE: self._app.to_library,
        }
        if id in actions:
            actions[id]()
        elif self.answer is not None and self.kept.play.phase == "play":
            self._choose(self.answer, id)

    def _choose(self, answer: Answer, id: str) -> None:
        if answer.situation.budget is not None and not answer.affordable(id):
            self.notify(say("app.too-much"), severity="warning")
            return
        self.answer = answer.picked(id)
        if self.answer.situation.kind == "choose":
            self._send()
        else:
            self._show_answer()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in a free-text field goes on to the next."""
        if self.answer is not None and self.answer.current is not None and self.answer.current.free_text:
            self.answer = self.answer.written(event.value.strip())
            self._show_answer()

    def _back(self) -> None:
        if self.answer is not None:
            self.answer = self.answer.back()
            self._show_answer()

    def _send(self) -> None:
        answer = self.answer
        if answer is None or not answer.complete:
            return
        decision = self.kept.run.decision
        if self._record(lambda: self.kept.play.decide(answer.move)):
            for field, text in answer.texts.items():
                self.kept.note(text, field=field, decision=decision)

    def _record(self, advance) -> bool:  # type: ignore[no-untyped-def]
        """Take a step: it is durable before the screen moves on, and nothing has moved where it cannot be kept."""
        self._stop_clock()
        try:
            record = advance()
        except (SimulatorError, DatabaseError) as error:
            self.notify(str(error), severity="error", timeout=20)
            self.show_situation()
            return False
        self.show_consequence(record)
        return True

    def _go_on(self) -> None:
        if self.kept.run.finished and self.answer is not None:
            self._app.debrief(self.kept)
        else:
            self.show_situation()

    # The clock of a timed decision

    def _resume_clock(self) -> None:
        if self._timer is not None and self._deadline is not None:
            self._timer.resume()

    def _stop_clock(self) -> None:
        self._deadline = None
        if self._timer is not None:
            self._timer.pause()

    def _tick(self) -> None:
        """Say how long is left; when it is over, the default is played as a timeout."""
        if self._deadline is None or self.answer is None or self.kept.play.phase != "play":
            return
        left = self._deadline - monotonic()
        limit = self.answer.situation.limit
        if left <= 0:
            self._record(self.kept.play.timeout)
        elif limit is not None:
            shown = min(left, limit.seconds)
            key = "app.time-left" if left <= limit.seconds else "app.time-reading"
            clock = drawing.clock(self.answer.situation.moment)
            words = say(key, time=f"{int(shown) // 60}:{int(shown) % 60:02}")
            self.query_one("#head", Static).update(Text(f"{self.kept.scenario.title}    {clock}    {words}"))

    # Pause, papers and notes

    def action_pause(self) -> None:
        """Hold the play; the clock of a timed decision starts anew afterwards."""
        if self.kept.play.phase == "paused":
            self._resume()
        elif self.kept.play.phase == "play":
            self._stop_clock()
            self.kept.play.pause()
            options = [(RESUME, "app.pause.resume"), (LEAVE, "app.pause.leave"), (STOP, "app.pause.stop")]
            listed = [(id, Text(f"{n}  {say(key)}")) for n, (id, key) in enumerate(options, 1)]
            self._ask(say("app.pause.ask"), listed)

    def _resume(self) -> None:
        self.kept.play.resume()
        self.show_situation()

    def _stop(self) -> None:
        try:
            self.kept.play.stop()
        except DatabaseError as error:
            self.notify(str(error), severity="error", timeout=20)
            return
        self._app.debrief(self.kept)

    def action_card(self) -> None:
        """The card of the role."""
        self.app.push_screen(PaperScreen(drawing.section(papers.card(self.kept.scenario))))

    def action_orders(self) -> None:
        """The orders."""
        orders = [drawing.section(order) for order in papers.orders(self.kept.scenario)]
        self.app.push_screen(PaperScreen(drawing.page(orders)))

    def action_map(self) -> None:
        """The map of the mission area, then the scenario's own maps."""
        seen = story.documents_seen(self.kept.scenario, self.kept.run.records)
        maps = [drawing.document(d) for d in seen if d.kind == "map"]
        area = drawing.section(papers.area_map(self.kept.scenario), lines=True)
        self.app.push_screen(PaperScreen(drawing.page([*maps, area])))

    def action_documents(self) -> None:
        """Every document seen so far."""
        seen = story.documents_seen(self.kept.scenario, self.kept.run.records)
        text = drawing.page([drawing.document(d) for d in seen]) if seen else Text(say("app.no-documents"))
        self.app.push_screen(PaperScreen(text))

    def action_glossary(self) -> None:
        """Acronyms of the mission area."""
        terms = [Text.assemble((term.term, "bold"), f"  {term.meaning}") for term in papers.glossary(self.kept.scenario)]
        self.app.push_screen(PaperScreen(Text("\n").join(terms)))

    def action_note(self) -> None:
        """Write a note, kept outside the log."""

        def keep(text: str | None) -> None:
            if text:
                self.kept.note(text)

        self.app.push_screen(NoteScreen(say("app.note")), keep)

    def action_page(self, pages: int) -> None:
        """Scroll the text by a page."""
        self.query_one("#story", VerticalScroll).scroll_relative(y=pages * 10, animate=False)
