"""What happened in an exercise, in order: situations, injects, decisions, pauses, notes for all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from simulator.exercise.entries import (
    Briefed,
    Closed,
    Decided,
    Ended,
    Entry,
    Injected,
    Noted,
    Paused,
    Resumed,
    Seated,
    Skipped,
    Stepped,
    Vacated,
)
from simulator.run import Record
from simulator.scenario import Scenario
from tui import story
from tui.tabletop.review.copy import Held
from tui.tabletop.review.decisions import decided_by, decided_words
from tui.words import say

Kind = Literal["briefing", "scene", "inject", "decision", "pause", "emergency", "note", "seat", "end"]


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happened, by its entry in the log. `minute` counts minutes of play.

    `day` and `time` are the story's, None before play. `more` are things to say besides.
    """

    entry: int
    minute: int
    day: int | None
    time: str | None
    kind: Kind
    text: str
    more: tuple[str, ...] = ()


def timeline(held: Held) -> tuple[Happening, ...]:
    """Everything that happened, as far as the reader may know of it."""
    return tuple(_Telling(held).all())


class _Telling:
    """Goes through the log once. `moment` is where the story stands, `scene` the situation on the table."""

    def __init__(self, held: Held) -> None:
        self.held, self.scenario = held, held.scenario
        self.moment: story.Moment | None = None
        self.scene: str | None = None
        self.decisions = 0
        self.left = {entry.n for entry in held.standing.remarks}

    def all(self) -> Iterator[Happening]:
        for entry in self.held.entries:
            yield from self._told(entry)

    def _told(self, entry: Entry) -> Iterator[Happening]:
        match entry.what:
            case Stepped(record=line):
                yield from self._stepped(entry, Record.from_json(line))
            case Decided() as decided:
                yield self._decided(entry, decided)
            case Injected(inject=None) as typed:
                yield self._typed(entry, typed)
            case Noted(public=True, text=text) if entry.n in self.left:
                yield self._one(entry, "note", say("review.timeline.note", text=text))
            case Skipped() | Seated() | Vacated():
                yield from self._seats_and_plan(entry)
            case _:
                yield from self._phases(entry)

    def _phases(self, entry: Entry) -> Iterator[Happening]:
        match entry.what:
            case Briefed():
                yield self._one(entry, "briefing", say("review.timeline.briefed"))
            case Paused(real=True):
                yield self._one(entry, "emergency", say("review.timeline.emergency"))
            case Paused():
                yield self._one(entry, "pause", say("review.timeline.paused"))
            case Resumed():
                yield self._one(entry, "pause", say("review.timeline.resumed"))
            case Ended(why=why):
                yield self._one(entry, "end", say("review.timeline.ended"), *filter(None, [why]))
            case Closed():
                yield self._one(entry, "end", say("review.timeline.closed"))

    def _seats_and_plan(self, entry: Entry) -> Iterator[Happening]:
        """Seats that change hands in play, and, for exercise control, injects that it left out."""
        match entry.what:
            case Seated(seat=seat) | Vacated(seat=seat) if self.moment and self.held.callers.attributed:
                what = "taken" if isinstance(entry.what, Seated) else "left"
                who = self.held.callers.called(seat, entry.n)
                yield self._one(entry, "seat", say(f"review.timeline.seat-{what}", seat=who))
            case Skipped(inject=id, off=False) if self.held.for_control:
                yield self._one(entry, "inject", say("review.timeline.skipped", title=title_of(self.scenario, id)))

    def _stepped(self, entry: Entry, record: Record) -> Iterator[Happening]:
        """A step of the run: injects that came in it, and the situation to which it led."""
        for kind, minute, *rest in record.entries:
            self.moment = story.moment(self.scenario, int(minute or 0))
            if kind == "inject":
                yield from self._came(entry, str(rest[0]))
        if record.arrived != self.scene:
            self.scene = record.arrived
            yield self._one(entry, "scene", say("review.timeline.scene", title=scene_title(self.scenario, self.scene)))

    def _came(self, entry: Entry, id: str) -> Iterator[Happening]:
        inject = self.scenario.inject(id)
        if inject is None or not (self.held.for_control or inject.file.title or inject.file.text):
            return
        to = inject.file.sheet.to if inject.file.sheet else ()
        yield self._inject(entry, title_of(self.scenario, id), to)

    def _typed(self, entry: Entry, typed: Injected) -> Happening:
        told = [typed.text] if typed.text and self.held.open_to_reader(typed.to) else []
        return self._inject(entry, say("review.timeline.typed", title=typed.title or ""), typed.to, *told)

    def _inject(self, entry: Entry, title: str, to: Sequence[str], *more: str) -> Happening:
        """What only some seats were told stays theirs: not even its title is in the participants' copy."""
        if not to:
            return self._one(entry, "inject", say("review.timeline.inject", title=title), *more)
        seats = self.held.callers.titles(to)
        if self.held.for_control:
            return self._one(entry, "inject", say("review.timeline.inject-to", title=title, seats=seats), *more)
        return self._one(entry, "inject", say("review.timeline.inject-private", seats=seats))

    def _decided(self, entry: Entry, decided: Decided) -> Happening:
        """A decision with who took it; its reason and the dissent stand below it."""
        self.decisions += 1
        chosen = "; ".join(decided_words(self.scenario, self.scene or "", decided))
        by = decided_by(self.held, entry.by, entry.n)
        who = say("review.timeline.by", who=by) if by else ""
        text = say("review.timeline.decided", n=self.decisions, who=who, chosen=chosen)
        outcome = self.held.standing.outcomes[self.decisions - 1].decided
        dissent = say("review.timeline.dissent", count=len(outcome.dissent)) if outcome.dissent else None
        instead = say("review.timeline.instead", reason=decided.instead_of) if decided.instead_of else None
        return self._one(entry, "decision", text, *filter(None, [instead, dissent]))

    def _one(self, entry: Entry, kind: Kind, text: str, *more: str) -> Happening:
        day, time = (self.moment.day, self.moment.time) if self.moment else (None, None)
        return Happening(entry.n, entry.minute, day, time, kind, text, more)


def title_of(scenario: Scenario, id: str) -> str:
    """What a planned inject is called; its id where nobody wrote a title."""
    inject = scenario.inject(id)
    return (inject.file.title if inject else None) or id


def scene_title(scenario: Scenario, id: str) -> str:
    """What a situation is called; an ending has its own title."""
    file = scenario.scenes[id].file
    return file.ending.title if file.ending else file.title
