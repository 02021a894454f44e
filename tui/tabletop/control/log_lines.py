"""The log, an entry a line, as exercise control reads it: to see what happened, and to choose from where to fork."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.exercise.entries import (
    CONTROL,
    Committed,
    Decided,
    Dissented,
    Ended,
    Entry,
    Held,
    Injected,
    Learned,
    Marked,
    Moved,
    Noted,
    Opened,
    Paused,
    Rated,
    Recommended,
    Said,
    Seated,
    Skipped,
    Spoke,
    Stepped,
    TakenBack,
    Vacated,
)
from simulator.run import Record
from tui.story import labels
from tui.tabletop.hosting.room import Room
from tui.words import say


def log_line(room: Room, entry: Entry) -> str:
    """One entry: the minute of play, who, and what."""
    who = room.naming.title(entry.by)
    return say("tabletop.log.line", minute=entry.minute, who=who, what=_what(room, entry))


def moment_line(room: Room, entry: Entry) -> str:
    """A moment before an entry, to fork from."""
    return say("tabletop.log.before", minute=entry.minute, what=_what(room, entry))


def _what(room: Room, entry: Entry) -> str:
    what, naming = entry.what, room.naming
    match what:
        case Opened() | Seated() | Vacated() | Spoke():
            seat = getattr(what, "seat", "")
            return say(f"tabletop.log.seat.{_kind(what)}", seat=naming.title(seat) if seat else "")
        case Recommended(move=move, reason=reason) | Decided(move=move, reason=reason):
            words = what.words if isinstance(what, Decided) and what.words else _labels(room, entry, move)
            instead = what.instead_of if isinstance(what, Decided) else None
            because = [say("tabletop.instead-of"), instead] if instead else []
            reasons = " ".join(filter(None, (reason, *because)))
            return say(f"tabletop.log.answer.{_kind(what)}", what=words, reason=reasons)
        case Dissented(reason=text) | Noted(text=text) | Learned(text=text) | Committed(text=text):
            return say(f"tabletop.log.words.{_kind(what)}", what=text)
        case Said(to=to, text=text):
            return say("tabletop.log.said", what=text, to=naming.title(to))
        case Injected(inject=None, title=title):
            return say("tabletop.log.improvised", what=title or "")
        case Injected(inject=id) | Moved(inject=id) | Held(inject=id) | Skipped(inject=id):
            off = "-off" if getattr(what, "off", False) else ""
            minutes = getattr(what, "minutes", 0)
            return say(f"tabletop.log.inject.{_kind(what)}{off}", what=_inject(room, id or ""), minutes=minutes)
        case Marked(criterion=of, result=text) | Rated(objective=of, rating=text):
            return say(f"tabletop.log.mark.{_kind(what)}", what=of, result=text)
        case Stepped(record=line):
            return _step(room, Record.from_json(line))
        case Paused(real=True):
            return say("tabletop.log.emergency")
        case Ended(why=why):
            return say("tabletop.log.ended", why=why or "")
        case TakenBack(entry=n):
            return say("tabletop.log.takenback", n=n)
        case _:
            return say(f"tabletop.log.plain.{_kind(what)}")


def _kind(what: object) -> str:
    return type(what).__name__.lower()


def _inject(room: Room, id: str) -> str:
    inject = room.scenario.inject(id)
    return (inject.file.title if inject else None) or id


def _step(room: Room, record: Record) -> str:
    return say("tabletop.log.stepped", scene=room.scenario.scenes[record.arrived].file.title)


def _labels(room: Room, entry: Entry, move: Sequence[str]) -> str:
    """The labels of a move, of the scene in which the run was then."""
    steps = sum(isinstance(before.what, Stepped) for before in room.exercise.entries[: entry.n])
    return "; ".join(labels(room.scenario, room.standing.records[steps - 1].arrived, move))


def by_seats(entries: Sequence[Entry]) -> list[Entry]:
    """What others than exercise control did."""
    return [entry for entry in entries if entry.by != CONTROL]
