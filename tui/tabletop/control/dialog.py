"""A dialog: something to choose, something to write, and one key that sends it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from tui.app.key_line import KeyLine
from tui.words import say

LONGEST = 4_000
"""Characters in one line: as long as anything that is typed at a table."""


class Write(NamedTuple):
    """A line to write."""

    id: str
    label: str
    text: str = ""


class Pick(NamedTuple):
    """Something to choose from a list of ids and labels; with `many` any number of them. `taken` are chosen already."""

    id: str
    label: str
    choices: tuple[tuple[str, str], ...]
    many: bool = False
    taken: tuple[str, ...] = ()


Answers = dict[str, str | list[str]]


class Ticks(OptionList):
    """Any number of a list: Enter or the space bar takes one or leaves it, and a box before it says so."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,space", "tick", show=False)]

    def __init__(self, pick: Pick) -> None:
        self._labels = dict(pick.choices)
        self.taken = set(pick.taken)
        super().__init__(*(Option(self._line(id), id) for id in self._labels), id=pick.id)

    def _line(self, id: str) -> Text:
        return Text(f"[{'x' if id in self.taken else ' '}] {self._labels[id]}")

    def action_tick(self) -> None:
        """Take what the cursor stands at, or leave it."""
        if self.highlighted is None:
            return
        id = self.get_option_at_index(self.highlighted).id or ""
        self.taken ^= {id}
        self.replace_option_prompt(id, self._line(id))


class Dialog(ModalScreen[Answers | None]):
    """Asks, and gives what was answered; None where it was left with Escape."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "send", say("tabletop.key.send"), key_display="Ctrl+S"),
        Binding("escape", "close", say("app.key.back"), key_display="Esc"),
    ]

    def __init__(self, title: str, fields: Sequence[Write | Pick], about: str = "") -> None:
        super().__init__()
        self.asks, self._fields, self._about = title, fields, about
        self.left: Answers | None = None
        """What was written when it was left with Escape, so that it is there the next time; None where nothing was."""

    def compose(self) -> ComposeResult:
        """What is asked, one below the other."""
        yield Static(Text(self.asks), classes="head")
        with VerticalScroll(id="asked"):
            if self._about:
                yield Static(Text(self._about), classes="asked")
            for field in self._fields:
                yield Static(Text(field.label, style="bold"), classes="asked")
                if isinstance(field, Write):
                    yield Input(field.text, max_length=LONGEST, select_on_focus=False, id=field.id)
                elif field.many:
                    yield Ticks(field)
                else:
                    yield OptionList(*(Option(Text(label), id) for id, label in field.choices), id=field.id)
        yield KeyLine()

    def on_mount(self) -> None:
        """The first field at once, and the cursor where something is chosen already."""
        for field in self._fields:
            if isinstance(field, Pick) and not field.many and field.taken:
                ids = [id for id, _ in field.choices]
                self.query_one(f"#{field.id}", OptionList).highlighted = ids.index(field.taken[0])
        self.query_one(f"#{self._fields[0].id}").focus()

    def again(self, answers: Answers, problem: str | None = None) -> Dialog:
        """The same dialog with what was answered in it, and what was wrong with it said first."""
        fields = [_answered(field, answers) for field in self._fields]
        return Dialog(self.asks, fields, self._about if problem is None else problem)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter takes what the cursor stands at, and goes on to the next field."""
        if not isinstance(event.option_list, Ticks):
            self._onward()

    def on_input_submitted(self) -> None:
        """Enter goes on, and sends after the last field."""
        self._onward()

    def _onward(self) -> None:
        if len(self._fields) == 1 or (self.focused is not None and self.focused.id == self._fields[-1].id):
            self.action_send()
        else:
            self.focus_next()

    def action_send(self) -> None:
        """Give what was answered."""
        self.dismiss(self._answers())

    def _answers(self) -> Answers:
        return {field.id: self._answer(field) for field in self._fields}

    def _answer(self, field: Write | Pick) -> str | list[str]:
        if isinstance(field, Write):
            return self.query_one(f"#{field.id}", Input).value.strip()
        if field.many:
            taken = self.query_one(f"#{field.id}", Ticks).taken
            return [id for id, _ in field.choices if id in taken]
        at = self.query_one(f"#{field.id}", OptionList).highlighted
        return field.choices[at][0] if at is not None and field.choices else ""

    def action_close(self) -> None:
        """Leave it; what was written stays."""
        answers = self._answers()
        if any(isinstance(field, Write) and answers[field.id] for field in self._fields):
            self.left = answers
        self.dismiss(None)


def word(answers: Answers, id: str) -> str:
    """What was written or chosen in one field."""
    found = answers.get(id, "")
    return found if isinstance(found, str) else ""


def words(answers: Answers, id: str) -> list[str]:
    """All that was chosen in one field."""
    found = answers.get(id, [])
    return found if isinstance(found, list) else []


def _answered(field: Write | Pick, answers: Answers) -> Write | Pick:
    """A field with what was answered in it."""
    if isinstance(field, Write):
        return field._replace(text=word(answers, field.id))
    taken = words(answers, field.id) if field.many else [word(answers, field.id)]
    known = {id for id, _ in field.choices}
    return field._replace(taken=tuple(id for id in taken if id in known))
