"""What has happened in an exercise so far, for the script of exercise control: so that paper can go on from there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from simulator.exercise.entries import Decided, Injected, Noted, Paused, Resumed, Stepped
from simulator.run import Record
from tui.story import moment
from tui.tabletop.paper.decisions import MINUTE, move_words
from tui.tabletop.paper.onward import sheet
from tui.tabletop.paper.table import Table
from tui.words import say


class Event(NamedTuple):
    """Something that happened, at this minute of play."""

    minute: int
    text: str


class Now(NamedTuple):
    """Where play stands: the minute, the sheet on the table, the time of the story, and what comes next."""

    minute: int
    sheet: str | None
    day: int
    time: str
    phase: str


def now(table: Table) -> Now:
    """Where the exercise stands."""
    standing = table.standing
    at = moment(table.scenario, _story_minute(standing.records[-1]) if standing.records else 0)
    on_table = sheet(table, standing.scene) if standing.scene else None
    return Now(standing.played // MINUTE, on_table, at.day, at.time, say(f"paper.phase.{standing.phase}"))


def timeline(table: Table) -> tuple[Event, ...]:
    """Decisions, injects, situations, pauses and notes, in order."""
    return tuple(event for event in _events(table) if event.text)


def _events(table: Table) -> Iterator[Event]:
    where = ""
    for entry in table.entries:
        minute = entry.played // MINUTE
        match entry.what:
            case Decided() as decided:
                scene = table.scenario.scenes[where]
                options = move_words(scene, decided.move)
                words = "; ".join(each for each in (options, decided.words, decided.reason) if each)
                yield Event(minute, say("paper.timeline.decided", number=table.numbers[where], words=words))
            case Injected(inject=None) as typed:
                to = "; ".join(table.called(seat) for seat in typed.to) or say("paper.inject.all")
                yield Event(minute, say("paper.timeline.typed", to=to, title=typed.title or "", text=typed.text or ""))
            case Noted(text=text) if entry in table.standing.words:
                yield Event(minute, say("paper.timeline.noted", by=table.called(entry.by), text=text))
            case Paused():
                yield Event(minute, say("paper.timeline.paused"))
            case Resumed():
                yield Event(minute, say("paper.timeline.resumed"))
            case Stepped(record=line):
                record = Record.from_json(line)
                where = record.arrived
                yield from _of_step(table, record, minute)


def _of_step(table: Table, record: Record, minute: int) -> Iterator[Event]:
    for kind, _, *rest in record.entries:
        inject = table.scenario.inject(str(rest[0])) if kind == "inject" else None
        if inject is not None:
            yield Event(minute, say("paper.timeline.inject", title=inject.file.title or inject.id))
        if kind == "enter":
            yield Event(minute, say("paper.timeline.sheet", sheet=sheet(table, str(rest[0]))))


def _story_minute(record: Record) -> int:
    return max((int(entry[1] or 0) for entry in record.entries), default=record.minute)
