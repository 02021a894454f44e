"""A form being filled in, one thing after the other. No screen here: the full screen and plain mode fill the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from tui.tabletop.pages.section import Ask, Field, Words

Identity = tuple[str, int | None, tuple[str, ...]]
"""What tells forms apart: what they do, which question they answer, and what is to be chosen."""

ASKS_TWICE = ("decide", "dissent")
"""What stands on record for all is read once more before it is sent."""


def identity(ask: Ask) -> Identity:
    """What tells this form apart from others."""
    return ask.action, ask.turn, tuple(each.id for each in ask.fields)


@dataclass(frozen=True)
class Filling:
    """A form as far as it is filled in. `chosen` and `texts` hold what was done here, not what stood there before."""

    ask: Ask
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    step: int = 0

    @property
    def parts(self) -> tuple[Field | Words, ...]:
        """What is to be chosen, then what is to be written."""
        return (*self.ask.fields, *self.ask.words)

    @property
    def current(self) -> Field | Words | None:
        """What is asked now; None once all was."""
        return self.parts[self.step] if self.step < len(self.parts) else None

    @property
    def complete(self) -> bool:
        """Whether all was asked, so that it can be sent."""
        return self.current is None

    @property
    def asks_twice(self) -> bool:
        """Whether it is read once more before it is sent."""
        return self.ask.action in ASKS_TWICE

    def taken(self, asked: Field) -> tuple[str, ...]:
        """What is chosen there: here, or before."""
        return self.chosen.get(asked.id, tuple(each.id for each in asked.choices if each.chosen))

    def text(self, asked: Words) -> str:
        """What stands there."""
        return self.texts.get(asked.id, asked.text)

    def picked(self, id: str) -> Filling:
        """After choosing something: on to what is asked next, or with it where several may be chosen."""
        asked = self.current
        if not isinstance(asked, Field) or id not in {each.id for each in asked.choices}:
            return self
        if not asked.many:
            return replace(self, chosen={**self.chosen, asked.id: (id,)}, step=self.step + 1)
        before = self.taken(asked)
        now = {*before, id} if id not in before else {*before} - {id}
        ordered = tuple(each.id for each in asked.choices if each.id in now)
        return replace(self, chosen={**self.chosen, asked.id: ordered})

    def passed(self) -> Filling:
        """On to what is asked next."""
        return self if self.complete else replace(self, step=self.step + 1)

    def drafted(self, text: str) -> Filling:
        """With the text of the current place as far as it is written."""
        asked = self.current
        if not isinstance(asked, Words) or text == self.text(asked):
            return self
        return replace(self, texts={**self.texts, asked.id: text})

    def written(self, text: str) -> Filling:
        """After a place was written in; where something is required, nothing leads nowhere."""
        asked = self.current
        drafted = self.drafted(text)
        return drafted if isinstance(asked, Words) and asked.required and not text.strip() else drafted.passed()

    def back(self) -> Filling:
        """One thing back; what was done there stays."""
        return replace(self, step=max(0, self.step - 1))

    def anew(self, ask: Ask) -> Filling:
        """The same on the form as it is asked now; what was done stays as far as it is still asked."""
        known = {each.id: {choice.id for choice in each.choices} for each in ask.fields}
        chosen = {id: taken for id, taken in self.chosen.items() if set(taken) <= known.get(id, set())}
        return replace(self, ask=ask, chosen=chosen, step=min(self.step, len(ask.fields) + len(ask.words)))

    def form(self) -> dict[str, list[str]]:
        """What is sent."""
        sent: dict[str, list[str]] = {"action": [self.ask.action], "turn": [str(self.ask.turn)]}
        sent |= {each.id: list(self.taken(each)) for each in self.ask.fields}
        return sent | {each.id: [self.text(each)] for each in self.ask.words}
