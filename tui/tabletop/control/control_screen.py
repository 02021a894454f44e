"""Exercise control's screen: where things stand, the agenda, the seats, and the last messages."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from simulator.problems import SimulatorError
from tui.app.head import Head
from tui.app.key_line import KeyLine
from tui.app.looking_up import Paper
from tui.app.paper_screen import PaperScreen
from tui.tabletop.control import asked
from tui.tabletop.control.control import Control
from tui.tabletop.control.control_lines import agenda_line, groups, inject_told, news, seat_line, seat_told, where
from tui.tabletop.control.dialog import Answers
from tui.tabletop.control.log_lines import log_line
from tui.tabletop.control.overview import overview
from tui.tabletop.ground_rules import ground_rules
from tui.tabletop.naming import exercise_mark
from tui.tabletop.web.visiting import told
from tui.words import say

TICK = 5.0
"""Seconds between two looks at the clock of play."""

AFTER_THEM = 0.02
"""Seconds after a change until this screen is drawn anew: those at the table have it by then."""


def _key(key: str, action: str, words: str, shown: str | None = None, *, show: bool = True) -> Binding:
    return Binding(key, action, say(f"tabletop.key.{words}"), key_display=shown, show=show)


class ControlScreen(Screen[None]):
    """One room in hand; G takes the next group."""

    BINDINGS: ClassVar[list[BindingType]] = [
        _key("n", "next", "next"),
        _key("enter,space", "send", "send-inject", "Space"),
        _key("i", "ask('inject')", "inject"),
        _key("m", "ask_seat('message')", "message"),
        _key("p", "do('pause')", "pause"),
        _key("exclamation_mark,f12", "do('emergency')", "emergency", "!"),
        _key("d", "ask('decision')", "decide"),
        _key("k", "ask('mark')", "mark"),
        _key("f", "ask('fork')", "fork"),
        _key("u", "read", "read"),
        _key("h", "of_inject('hold')", "hold"),
        _key("x", "of_inject('skip')", "skip"),
        _key("plus", "move(1)", "later", show=False),
        _key("minus", "move(-1)", "earlier", show=False),
        _key("right_square_bracket", "move(5)", "later", show=False),
        _key("left_square_bracket", "move(-5)", "earlier", show=False),
        _key("t", "ask('tell')", "tell"),
        _key("o", "ask('note')", "note"),
        _key("s", "of_seat('spoke')", "spoke"),
        _key("r", "ask_seat('recommendation')", "recommend-for"),
        _key("D", "ask_seat('dissent')", "dissent", show=False),
        _key("g", "ask_seat('merge')", "give"),
        _key("b", "ask_seat('paper')", "paper"),
        _key("v", "of_seat('vacate')", "vacate"),
        _key("a", "admit", "admit"),
        _key("l", "log", "log"),
        _key("y", "ask('rating')", "rate"),
        _key("j", "ask('lesson')", "lesson"),
        _key("z", "review", "review"),
        _key("c", "ask('commitment')", "commit"),
        _key("U", "ask('take-back')", "take-back", show=False),
        _key("w", "rules", "ground-rules"),
        _key("q", "ways_in", "ways-in"),
        _key("e", "ask('end')", "end"),
        _key("G", "group", "group", show=False),
        _key("question_mark", "help", "help", "?"),
    ]

    def __init__(self, control: Control) -> None:
        super().__init__()
        self._control = control
        self._listening = ExitStack()
        self._drawn: dict[str, list[Text]] = {}
        self._wanted = False
        self._problem = ""
        self._left: dict[object, Answers] = {}

    def compose(self) -> ComposeResult:
        """Head, where things stand, two lists beside each other, and the last messages."""
        yield Head()
        yield Static(id="groups")
        yield Static(id="where")
        with Horizontal(classes="columns", id="lists"):
            with Vertical(id="left"):
                yield Static(Text(say("tabletop.control-screen.agenda"), style="bold"), classes="title")
                yield OptionList(id="agenda")
            with Vertical(id="right"):
                yield Static(Text(say("tabletop.control-screen.seats"), style="bold"), classes="title")
                yield OptionList(id="seats")
        yield Static(id="detail")
        yield Static(id="news")
        yield Static(id="told")
        yield KeyLine()

    def on_mount(self) -> None:
        """Show it, and again whenever something changes or a minute passes."""
        for room in self._control.rooms:
            self._listening.enter_context(room.listening(self._look_soon))
            self._listening.enter_context(room.listening(self._look_soon, to_people=True))
        self.set_interval(TICK, self._look)
        self.call_after_refresh(self._look)
        self.query_one("#agenda").focus()
        if self._control.looked_at:
            self.action_ways_in()

    def on_unmount(self) -> None:
        """Listen no more."""
        self._listening.close()

    def _look_soon(self) -> None:
        """Look after those at the table have been told: they come first."""
        if not self._wanted:
            self._wanted = True
            # Who calls may be one of the server's tasks, which know no app: a timer that is set there never ticks.
            self.call_later(self.set_timer, AFTER_THEM, self._look)

    def _look(self) -> None:
        self._wanted = False
        if not self.is_mounted:
            return
        view = overview(self._control.room)
        group = " · ".join(part for part in (exercise_mark(), view.title, view.group) if part)
        self.query_one(Head).show(group, f"{view.code[:3]} {view.code[3:]}")
        self.query_one("#where", Static).update(where(view, self._control.address, self._control.exposed))
        several = self.query_one("#groups", Static)
        several.display = len(self._control.rooms) > 1
        if several.display:
            several.update(groups([overview(room) for room in self._control.rooms], self._control.at))
        self._fill("agenda", [(row.inject, agenda_line(row)) for row in view.agenda])
        self._fill("seats", [(row.seat, seat_line(row)) for row in view.seats])
        self.query_one("#told", Static).update(Text(self._problem))
        told_last = self.query_one("#news", Static)
        told_last.update(news(view))
        told_last.display = bool(view.messages)

    def _fill(self, id: str, rows: list[tuple[str, Text]]) -> None:
        """Show rows in a list, and leave the cursor where it was; nothing is drawn that is the same."""
        if self._drawn.get(id) == [text for _, text in rows]:
            return
        self._drawn[id] = [text for _, text in rows]
        found = self.query_one(f"#{id}", OptionList)
        at = found.highlighted
        found.clear_options()
        found.add_options([Option(text, key) for key, text in rows])
        if rows:
            found.highlighted = min(at or 0, len(rows) - 1)

    def _at(self, id: str) -> str | None:
        """What the cursor of a list stands at."""
        found = self.query_one(f"#{id}", OptionList)
        return found.get_option_at_index(found.highlighted).id if found.highlighted is not None else None

    def _try(self, do: Callable[[], None]) -> None:
        """Do something, and say what went wrong."""
        self._problem = ""
        try:
            do()
        except SimulatorError as error:
            self._problem = told(error)
        self._look_soon()

    def _open(self, found: asked.Asked) -> None:
        """Ask, and do what was answered. Where that is refused, or it was left, nothing that was typed is lost."""
        about = found.dialog.asks, self._control.room.id, found.about
        left = self._left.pop(about, None)
        dialog = found.dialog.again(left) if left else found.dialog

        def answered(answers: Answers | None) -> None:
            if answers is None:
                if dialog.left is not None:
                    self._left[about] = dialog.left
                return
            self._try(lambda: found.do(answers))
            if self._problem:
                self._open(found._replace(dialog=dialog.again(answers, self._problem)))

        self.app.push_screen(dialog, answered)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Say all of what the cursor stands at."""
        event.stop()
        self._tell(event.option_list)

    def on_descendant_focus(self) -> None:
        """The other list has the cursor."""
        if isinstance(self.focused, OptionList):
            self._tell(self.focused)

    def _tell(self, found: OptionList) -> None:
        if found is self.focused:
            self.query_one("#detail", Static).update(self._detail(found))

    def _detail(self, found: OptionList) -> Text:
        at = self._at(found.id or "")
        tell = inject_told if found.id == "agenda" else seat_told
        return tell(self._control.room, at) if at else Text()

    def action_read(self) -> None:
        """All of what the cursor stands at."""
        if isinstance(self.focused, OptionList):
            self.app.push_screen(PaperScreen(Paper(self._detail(self.focused))))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter in the agenda sends, among the seats it writes a message."""
        event.stop()
        if event.option_list.id == "agenda":
            self.action_send()
        else:
            self.action_ask_seat("message")

    def action_next(self) -> None:
        """The next step; a decision asks for it first, and the end is confirmed."""
        view = overview(self._control.room)
        if view.step == "decide":
            self._open(asked.decision(self._control))
        elif view.state == "emergency":
            self._open(asked.after_emergency(self._control))
        elif view.step == "close":
            self._open(asked.closing(self._control))
        elif view.step != "none":
            self._try(self._control.next)

    def action_do(self, name: str) -> None:
        """Something that needs no words."""
        self._try(getattr(self._control, name))

    def action_ask(self, name: str) -> None:
        """Something that needs words."""
        dialogs: dict[str, Callable[[], asked.Asked]] = {
            "inject": lambda: asked.inject(self._control),
            "decision": lambda: asked.decision(self._control),
            "mark": lambda: asked.mark(self._control),
            "fork": lambda: asked.fork(self._control),
            "tell": lambda: asked.note(self._control, public=True),
            "note": lambda: asked.note(self._control, public=False),
            "rating": lambda: asked.rating(self._control),
            "lesson": lambda: asked.lesson(self._control),
            "commitment": lambda: asked.commitment(self._control),
            "take-back": lambda: asked.take_back(self._control),
            "end": lambda: asked.end(self._control),
        }
        self._try(lambda: self._open(dialogs[name]()))

    def action_ask_seat(self, name: str) -> None:
        """Something about the seat at the cursor that needs words."""
        seat = self._at("seats")
        dialogs: dict[str, Callable[[Control, str], asked.Asked]] = {
            "message": asked.message,
            "recommendation": asked.recommendation,
            "merge": asked.merge,
            "paper": asked.paper,
            "dissent": asked.dissent,
        }
        if seat is not None:
            self._try(lambda: self._open(dialogs[name](self._control, seat)))

    def action_of_seat(self, name: str) -> None:
        """Something about the seat at the cursor."""
        seat = self._at("seats")
        if seat is not None:
            self._try(lambda: getattr(self._control, name)(seat))

    def action_of_inject(self, name: str) -> None:
        """Something about the inject at the cursor."""
        inject = self._at("agenda")
        if inject is not None:
            self._try(lambda: getattr(self._control, name)(inject))

    def action_send(self) -> None:
        """The inject at the cursor, now."""
        self.action_of_inject("send")

    def action_move(self, minutes: int) -> None:
        """The inject at the cursor, later or earlier."""
        inject = self._at("agenda")
        if inject is not None:
            self._try(lambda: self._control.move(inject, minutes))

    def action_admit(self) -> None:
        """Let in who knocked first."""
        knock = next(iter(self._control.room.knocks), None)
        if knock is not None:
            self._try(lambda: self._control.admit(knock))

    def action_group(self) -> None:
        """The next group."""
        self._control.turn_to(self._control.at + 1)
        self._look()

    def action_log(self) -> None:
        """Everything so far, the last first."""
        room = self._control.room
        lines = [f"{entry.n:>3}  {log_line(room, entry)}" for entry in reversed(room.exercise.entries)]
        self.app.push_screen(PaperScreen(Paper(Text("\n".join(lines)))))

    def action_review(self) -> None:
        """Write the after-action review, and say where it is."""
        files: list[str] = []
        self._try(lambda: files.extend(map(str, self._control.review())))
        if files:
            text = "\n".join([say("tabletop.dialog.review-written"), *files])
            self.app.push_screen(PaperScreen(Paper(Text(text))))

    def action_rules(self) -> None:
        """Ground rules, to be read aloud."""
        self.app.push_screen(PaperScreen(Paper(Text("\n\n".join(ground_rules())))))

    def action_ways_in(self) -> None:
        """How people come in, where the projector is, what others see, and what was looked at before."""
        self.app.push_screen(PaperScreen(Paper(Text("\n\n".join(self._control.ways_in())))))

    def action_help(self) -> None:
        """Explain this screen."""
        self.app.push_screen(PaperScreen(Paper(Text(say("tabletop.help.control")))))
