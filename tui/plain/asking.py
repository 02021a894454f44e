"""Asking for the decision on offer, line by line, with everything that can be looked up meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from simulator.moves import TIMEOUT
from simulator.scenario import Move
from tui import acronyms, colleagues, papers, story
from tui.keeping import Kept
from tui.plain import papers as shown
from tui.plain.cards import talk_cards
from tui.plain.listening import Left, Listener
from tui.plain.telling import offer, tell
from tui.settings import Timing
from tui.story import FieldView, OptionView, Situation
from tui.timing import allowed
from tui.words import say


class Answer(NamedTuple):
    """A move, and the free text of a form's fields."""

    move: Move
    texts: tuple[tuple[str, str], ...] = ()


class Again(Exception):
    """The player wants the whole decision put again."""


class Abandoned(Exception):
    """The player gives the run up for good."""


class Asker:
    """Puts one decision to the player. `timing` says how much real time there is."""

    def __init__(self, kept: Kept, listener: Listener, situation: Situation, *, timing: Timing) -> None:
        self._kept, self._listener, self._page = kept, listener, listener.page
        self._situation = situation
        self._limit = allowed(situation.limit, timing)
        self._used = 0.0
        self._looked_up = False
        self._allowed = float(self._limit.seconds + self._limit.reading) if self._limit else 0.0

    def ask(self) -> Answer:
        """The player's answer; `@timeout` where it came too late. Raises Left, Abandoned."""
        self._announce_limit()
        while True:
            try:
                return self._put()
            except Again:
                offer(self._page, self._situation)

    def _put(self) -> Answer:
        offers = {"select": self._select, "form": self._form}
        answer = offers.get(self._situation.kind, self._choose)()
        return Answer(TIMEOUT) if self._late else answer

    @property
    def _late(self) -> bool:
        return self._limit is not None and self._used > self._allowed

    def _announce_limit(self) -> None:
        written, limit = self._situation.limit, self._limit
        if written is None:
            return
        if limit is None:
            self._page.line(say("plain.no-clock", count=written.seconds))
            return
        default = " + ".join(story.labels(self._kept.scenario, self._situation.scene, limit.default))
        self._page.line(say("plain.limit", count=limit.seconds, reading=limit.reading, default=default))

    def _choose(self) -> Answer:
        return Answer((self._one(self._situation.options, say("plain.choose", count=len(self._situation.options))),))

    def _select(self) -> Answer:
        budget, options = self._situation.budget, self._situation.options
        assert budget is not None  # a selection has one
        prompt = say("plain.select", count=len(options), total=budget.total, unit=budget.unit)
        while True:
            numbers = self._numbers(self._line(prompt), len(options))
            if numbers is None:
                self._page.line(say("plain.select-wrong", count=len(options)))
                continue
            chosen = [options[n - 1] for n in sorted(numbers)]
            left = budget.total - sum(option.costs or 0 for option in chosen)
            if left < 0:
                self._page.line(say("plain.over-budget", count=-left, unit=budget.unit, total=budget.total))
            elif len(chosen) < budget.at_least:
                self._page.line(say("plain.too-few", count=budget.at_least))
            else:
                self._page.line(say("plain.left", left=left, count=budget.total, unit=budget.unit))
                return Answer(tuple(option.id for option in chosen))

    def _form(self) -> Answer:
        move, texts = [], []
        for number, field in enumerate(self._situation.fields, 1):
            self._page.line()
            total = len(self._situation.fields)
            self._page.line(say("plain.field", label=field.label, n=number, count=total))
            if field.free_text:
                text = self._free_text()
                texts += [(field.id, text)] if text else []
            else:
                move.append(self._field(field))
        return Answer(tuple(move), tuple(texts))

    def _field(self, field: FieldView) -> str:
        for option in field.options:
            self._page.line(option.label, str(option.number))
        return self._one(field.options, say("plain.choose-field", count=len(field.options)))

    def _free_text(self) -> str:
        return self._timed(say("plain.write"))

    def _one(self, options: tuple[OptionView, ...], prompt: str) -> str:
        while True:
            numbers = self._numbers(self._line(prompt), len(options))
            if numbers and len(numbers) == 1:
                return options[numbers.pop() - 1].id
            self._page.line(say("plain.choose-wrong", count=len(options)))

    def _numbers(self, text: str, most: int) -> set[int] | None:
        words = text.replace(",", " ").split()
        if any(not word.isascii() or not word.isdecimal() or len(word) > 3 for word in words):
            return None
        numbers = {int(word) for word in words}
        return numbers if all(1 <= number <= most for number in numbers) else None

    def _line(self, prompt: str) -> str:
        """An answer that is no command; commands are carried out."""
        while True:
            text = self._timed(prompt)
            command = self._commands().get(text.casefold())
            if command is None:
                return text
            command()
            self._looked_up = True

    def _timed(self, prompt: str) -> str:
        """An answer whose time counts, unless something was looked up before it: reading is no deciding."""
        begun = self._listener.watch()
        text = self._listener.ask(prompt)
        self._used += 0 if self._looked_up else self._listener.watch() - begun
        self._looked_up = False
        return text

    def _commands(self) -> dict[str, Callable[[], None]]:
        return {
            "?": self._help,
            "c": self._cards,
            "o": lambda: shown.show_sections(self._page, colleagues.orders(self._kept.scenario)),
            "m": lambda: shown.show_map(self._page, papers.area_map(self._kept.scenario)),
            "d": self._documents,
            "g": self._glossary,
            "n": self._note,
            "p": self._pause,
            "r": self._repeat,
            "q": self._leave,
            "abandon": self._abandon,
        }

    def _help(self) -> None:
        for key in ("c", "o", "m", "d", "g", "n", "p", "r", "q", "abandon"):
            self._page.line(say(f"plain.keys.{key}"), key)

    def _cards(self) -> None:
        talk_cards(self._listener, self._kept.scenario)

    def _glossary(self) -> None:
        shown.show_glossary(self._page, acronyms.terms(self._kept.scenario), acronyms.words_of(self._situation))

    def _documents(self) -> None:
        found = story.documents_seen(self._kept.scenario, self._kept.run.records)
        shown.show_documents(self._page, found)
        if not found:
            self._page.line(say("plain.no-documents"))

    def _note(self) -> None:
        text = self._listener.ask(say("plain.write-note"))
        if text:
            self._kept.note(text)
            self._page.line(say("plain.noted"))

    def _pause(self) -> None:
        self._kept.play.pause()
        try:
            self._listener.ask(say("plain.paused"))
        finally:
            self._kept.play.resume()

    def _repeat(self) -> None:
        tell(self._page, self._situation, arrivals=True)
        self._looked_up = True
        raise Again

    def _leave(self) -> None:
        raise Left

    def _abandon(self) -> None:
        if self._listener.ask(say("plain.abandon")) == say("plain.abandon-word"):
            raise Abandoned
