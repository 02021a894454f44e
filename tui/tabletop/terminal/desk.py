"""What lies before somebody in a seat: the page, every form as far as it is filled in, and which one is being filled.

Pure: keys and events of the stream go in, another desk comes out. What was typed is never lost by it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from simulator import limits
from tui.app.offers import Offer
from tui.tabletop.pages.section import Ask, Head, Page, Section
from tui.tabletop.terminal import panel
from tui.tabletop.terminal.filling import Filling, Identity, identity

LONGEST: Final = limits.TYPED
"""Characters that may be typed at once."""

SURVEY = "survey"
SURVEYED = ("debrief", "closed")
"""Phases in which the survey is open."""

ANSWER = "answer"
"""The section that is answered where nothing else was opened."""


@dataclass(frozen=True)
class Desk:
    """`open` is the section of which a form is filled in; `which` is the form, None while one of several is chosen.

    `changing` is a form that was sent or closed, and was opened.
    """

    page: Page | None = None
    fillings: Mapping[Identity, Filling] = field(default_factory=dict)
    open: str = ANSWER
    which: Identity | None = None
    sending: bool = False
    changing: Identity | None = None
    survey: Section | None = None

    # What is there

    @property
    def head(self) -> Head | None:
        """What is always in sight."""
        return self.page.head if self.page else None

    @property
    def emergency(self) -> bool:
        """Whether this is real, and all else has to wait."""
        return self.head is not None and self.head.state == "emergency"

    @property
    def surveyed(self) -> bool:
        """Whether the survey is open."""
        return self.head is not None and self.head.state in SURVEYED

    @property
    def paused(self) -> bool:
        """Whether nothing is answered now."""
        return self.head is not None and self.head.state in ("paused", "emergency")

    def section(self, id: str) -> Section | None:
        """A section of the page, or the survey, which is apart from it."""
        if id == SURVEY:
            return self.survey
        return next((each for each in self.page.sections if each.id == id), None) if self.page else None

    def form_of(self, id: str) -> Ask | None:
        """The first form of a section that can be filled in now."""
        found = self._asks(id)
        return found[0] if found else None

    @property
    def filling(self) -> Filling | None:
        """The form that is being filled in."""
        asks = {identity(ask): ask for ask in self._asks(self.open)}
        which = next(iter(asks), None) if self.open == ANSWER or len(asks) == 1 else self.which
        if which is None or which not in asks:
            return None
        return self.fillings.get(which, Filling(asks[which])).anew(asks[which])

    @property
    def can_go_back(self) -> bool:
        """Whether Escape leads somewhere."""
        return self.open != ANSWER or self.changing is not None or (self.filling is not None and self.filling.step > 0)

    def _asks(self, id: str) -> tuple[Ask, ...]:
        section = self.section(id)
        covered = self.emergency or (self.paused and id == ANSWER)
        return section.asks if section is not None and not covered else ()

    # What is asked

    def offer(self, at: int | None = None) -> Offer:
        """What is asked now, and what may be chosen; nothing while something is on its way to the host."""
        if self.emergency or self.sending:
            return panel.waiting(())
        filling, told = self.filling, panel.answer_lines(self.section(ANSWER))
        if filling is not None and self.open == ANSWER and self._is_closed(filling):
            return panel.closed(filling, told)
        if filling is not None:
            offer = panel.filled_in(filling, at)
            return replace(offer, ask=(*told, *offer.ask)) if self.open == ANSWER else offer
        if self.open != ANSWER:
            asks = self._asks(self.open)
            return panel.listed(asks, [panel.named(ask) for ask in asks])
        return panel.waiting(told)

    def _is_closed(self, filling: Filling) -> bool:
        """Whether a form waits to be opened: a recommendation that is in, and what is only to be written."""
        ask = filling.ask
        sent = ask.action == "recommend" and any(choice.chosen for each in ask.fields for choice in each.choices)
        return (sent or not ask.fields) and self.changing != identity(ask)

    # What happens

    def after(self, page: Page) -> Desk:
        """The desk with another page; what was opened and is asked no more is closed."""
        found = replace(self, page=page)
        return found if found._asks(self.open) or self.open == ANSWER else replace(found, open=ANSWER, which=None)

    def opened(self, id: str) -> Desk:
        """With a section's forms before one."""
        return replace(self, open=id, which=None) if self._asks(id) and not self.sending else self

    def drafted(self, text: str) -> Desk:
        """With what is being typed."""
        filling = self.filling
        return self._with(filling.drafted(text)) if filling is not None and not self.sending else self

    def written(self, text: str) -> Desk:
        """After Enter on the line."""
        filling = self.filling
        return self._with(filling.written(text)) if filling is not None else self

    def chosen(self, id: str) -> Desk:
        """After something was chosen."""
        if id.startswith(panel.OF_LIST):
            asks = self._asks(self.open)
            return replace(self, which=identity(asks[int(id.removeprefix(panel.OF_LIST)) - 1]))
        filling = self.filling
        if filling is None:
            return self
        if id == panel.CHANGE:
            return replace(self, changing=identity(filling.ask))
        if id == panel.BACK:
            return self._with(filling.back())
        return self._with(filling.passed() if id == panel.NEXT else filling.picked(id))

    def back(self) -> Desk:
        """One thing back in the form, then out of it."""
        filling = self.filling
        if filling is not None and filling.step:
            return self._with(filling.back())
        if self.which is not None:
            return replace(self, which=None)
        return replace(self, open=ANSWER, changing=None)

    def sent(self) -> Desk:
        """While a form is on its way."""
        return replace(self, sending=True)

    def refused(self) -> Desk:
        """After the host has refused a form: it stands there as it was, from its beginning."""
        filling = replace(self, sending=False).filling
        found = replace(self, sending=False)
        return found._with(replace(filling, step=0)) if filling is not None else found

    def taken(self, filling: Filling) -> Desk:
        """After the host has taken a form: the next one is empty, or says what the host says."""
        kept = {id: each for id, each in self.fillings.items() if id != identity(filling.ask)}
        stays = self.open if self.open == "evaluation" else ANSWER
        survey = None if filling.ask.action == "survey" else self.survey
        return replace(self, sending=False, fillings=kept, which=None, open=stays, changing=None, survey=survey)

    def _with(self, filling: Filling) -> Desk:
        return replace(self, fillings={**self.fillings, identity(filling.ask): filling})
