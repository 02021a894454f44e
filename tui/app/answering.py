"""How a decision is being answered: one option, several within a budget, or a form field by field. No screen here."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from simulator.scenario import Move
from tui.story import FieldView, OptionView, Situation
from tui.words import say


@dataclass(frozen=True)
class SheetLine:
    """A field of a form on paper: its number, label, what stands there (None: nothing yet), and whether it is next."""

    number: int
    label: str
    text: str | None
    at: bool = False


@dataclass(frozen=True)
class Answer:
    """What has been chosen so far. `texts` holds the free text of form fields, which is never part of the move."""

    situation: Situation
    chosen: tuple[str, ...] = ()
    texts: dict[str, str] = field(default_factory=dict)
    step: int = 0

    @property
    def current(self) -> FieldView | None:
        """The form field being answered; None once all are, and where the scene is no form."""
        fields = self.situation.fields
        return fields[self.step] if self.step < len(fields) else None

    @property
    def options(self) -> tuple[OptionView, ...]:
        """The options to show now."""
        if self.situation.kind == "form":
            return self.current.options if self.current else ()
        return self.situation.options

    @property
    def left(self) -> int:
        """What is left of the budget."""
        budget = self.situation.budget
        costs = {option.id: option.costs or 0 for option in self.situation.options}
        return budget.total - sum(costs[id] for id in self.chosen) if budget else 0

    @property
    def complete(self) -> bool:
        """Whether the move can be sent."""
        if self.situation.kind == "form":
            return self.current is None
        if self.situation.budget is not None:
            return len(self.chosen) >= self.situation.budget.at_least and self.left >= 0
        return len(self.chosen) == 1

    @property
    def move(self) -> Move:
        """The move, in file order."""
        if self.situation.kind == "form":
            return self.chosen
        return tuple(option.id for option in self.situation.options if option.id in self.chosen)

    @property
    def sheet(self) -> tuple[SheetLine, ...]:
        """The whole form as it stands: what was answered, where the pen is, and what is still blank."""
        return tuple(
            SheetLine(n, field.label, self._told(field) if n <= self.step else None, at=n == self.step + 1)
            for n, field in enumerate(self.situation.fields, 1)
        )

    def picked(self, id: str) -> Answer:
        """The answer after choosing an option: taken, toggled in a selection, or the next field of a form.

        What is not on offer, or more than is left, changes nothing.
        """
        if id not in {option.id for option in self.options} or not self.affordable(id):
            return self
        if self.situation.kind == "form":
            return replace(self, chosen=(*self.chosen, id), step=self.step + 1)
        if self.situation.budget is None:
            return replace(self, chosen=(id,))
        if id in self.chosen:
            return replace(self, chosen=tuple(other for other in self.chosen if other != id))
        return replace(self, chosen=(*self.chosen, id))

    def affordable(self, id: str) -> bool:
        """Whether an option can still be added to a selection; elsewhere nothing has a cost."""
        if self.situation.budget is None or id in self.chosen:
            return True
        costs = {option.id: option.costs or 0 for option in self.situation.options}
        return costs.get(id, 0) <= self.left

    def drafted(self, text: str) -> Answer:
        """The answer with the text of the current field as far as it is written."""
        if self.current is None or not self.current.free_text:
            return self
        others = {id: kept for id, kept in self.texts.items() if id != self.current.id}
        return replace(self, texts={**others, self.current.id: text} if text else others)

    def written(self, text: str) -> Answer:
        """The answer after a free-text field was filled in or left empty."""
        return replace(self.drafted(text), step=self.step + 1)

    def back(self) -> Answer:
        """One field back in a form; what was written there stays to be changed."""
        if self.step == 0:
            return self
        ids = {option.id for option in self.situation.fields[self.step - 1].options}
        return replace(self, chosen=tuple(id for id in self.chosen if id not in ids), step=self.step - 1)

    def _told(self, field: FieldView) -> str:
        if field.free_text:
            return self.texts.get(field.id) or say("app.field-empty")
        return next(option.label for option in field.options if option.id in self.chosen)
