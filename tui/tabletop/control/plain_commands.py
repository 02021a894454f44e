"""Exercise control line by line: each command by its word, for a screen reader, a poor link or a script."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, cast, get_args

from scoring.rating_scales import scale_named
from simulator.exercise.agenda import agenda
from simulator.exercise.entries import Result
from tui.tabletop.control.control import Control
from tui.tabletop.control.overview import criterion_rows
from tui.words import say


class BadCommand(Exception):
    """The line asks for nothing that there is; the words say what to type."""


class Command(NamedTuple):
    """What a word does, with the rest of its line; `words` explains it."""

    do: Callable[[Control, str], None]
    words: str


def carry_out(control: Control, line: str) -> None:
    """Carry out one line. Raises BadCommand, Refused, DatabaseError."""
    word, _, rest = line.strip().partition(" ")
    command = COMMANDS.get(word.lower())
    if command is None:
        raise BadCommand(say("tabletop.plain.unknown", word=word))
    command.do(control, rest.strip())


def _next(control: Control, rest: str) -> None:
    if control.room.standing.phase == "revealed":
        raise BadCommand(say("tabletop.plain.decide-how"))
    control.next()


def _decide(control: Control, rest: str) -> None:
    letters, _, reason = rest.partition(" ")
    before, mark, instead = reason.partition("=>")
    control.decide(letters, before.strip(), instead_of=instead.strip() if mark else "")


def _words(control: Control, rest: str) -> None:
    letters, _, words = rest.partition(" ")
    control.decide(letters, words=words)


def _recommend(control: Control, rest: str) -> None:
    seat, _, more = rest.partition(" ")
    letters, _, reason = more.partition(" ")
    control.recommend_for(_seat(control, seat), letters, reason)


def _move(control: Control, rest: str) -> None:
    number, _, minutes = rest.partition(" ")
    try:
        control.move(_inject(control, number), int(minutes))
    except ValueError:
        raise BadCommand(say("tabletop.plain.minutes")) from None


def _improvise(control: Control, rest: str) -> None:
    head, _, text = rest.partition(":")
    seats, _, title = head.rpartition(">")
    to = [_seat(control, seat) for seat in seats.replace(",", " ").split()]
    control.improvise(title.strip(), text.strip(), to)


def _say(control: Control, rest: str) -> None:
    seat, _, text = rest.partition(" ")
    control.say(_seat(control, seat), text)


def _mark(control: Control, rest: str) -> None:
    number, _, more = rest.partition(" ")
    rows = criterion_rows(control.room)
    for result in get_args(Result):
        if number.isdecimal() and 1 <= int(number) <= len(rows) and more.startswith(result):
            row = rows[int(number) - 1]
            control.mark(row.objective, row.criterion, cast(Result, result), more.removeprefix(result).strip())
            return
    raise BadCommand(say("tabletop.plain.mark-how", count=len(rows)))


def _rate(control: Control, rest: str) -> None:
    number, _, more = rest.partition(" ")
    rating, _, note = more.partition(" ")
    objectives = control.room.scenario.file.objectives
    opened = control.room.standing.opened
    scale = scale_named(opened.scale if opened else None)
    if scale is None or not (number.isdecimal() and 1 <= int(number) <= len(objectives)) or not scale.rating(rating):
        raise BadCommand(
            say("tabletop.plain.rate-how", ratings=", ".join(r.id for r in scale.ratings) if scale else "")
        )
    control.rate(objectives[int(number) - 1].id, rating, note)


def _learn(control: Control, rest: str) -> None:
    kind, _, text = rest.partition(" ")
    if kind not in ("sustain", "improve"):
        raise BadCommand(say("tabletop.plain.learn-how"))
    words, owner, due = _parts(text)
    control.learn("sustain" if kind == "sustain" else "improve", words, owner, due)


def _commit(control: Control, rest: str) -> None:
    control.commit(*_parts(rest))


def _parts(text: str) -> tuple[str, str, str]:
    """What, whose it is, and by when, with strokes between."""
    what, owner, due, *_ = [*(part.strip() for part in text.split("|")), "", ""]
    return what, owner, due


def _dissent(control: Control, rest: str) -> None:
    seat, _, text = rest.partition(" ")
    control.dissent_for(_seat(control, seat), text)


def _give(control: Control, rest: str) -> None:
    seat, _, other = rest.partition(" ")
    control.give(_seat(control, seat), _seat(control, other))


def _paper(control: Control, rest: str) -> None:
    seat, _, name = rest.partition(" ")
    control.take_for_paper(_seat(control, seat), name)


def _forget(control: Control, rest: str) -> None:
    if not control.forget(rest):
        raise BadCommand(say("tabletop.plain.no-such-name", names=", ".join(filter(None, control.room.names.values()))))


def _fork(control: Control, rest: str) -> None:
    control.fork(_number(rest))


def _group(control: Control, rest: str) -> None:
    control.turn_to(_number(rest) - 1)


def _number(text: str) -> int:
    if not text.isdecimal():
        raise BadCommand(say("tabletop.plain.number"))
    return int(text)


def _seat(control: Control, id: str) -> str:
    seats = control.room.scenario.file.seats
    if id not in seats:
        raise BadCommand(say("tabletop.plain.seats", seats=", ".join(seats)))
    return id


def _inject(control: Control, number: str) -> str:
    """An inject by its number on the sheet, or by its id."""
    items = agenda(control.room.scenario, control.room.standing)
    for item in items:
        if number in (str(item.number), item.inject):
            return item.inject
    raise BadCommand(say("tabletop.plain.no-inject", number=number))


COMMANDS: dict[str, Command] = {
    "next": Command(_next, "next"),
    "decide": Command(_decide, "decide"),
    "words": Command(_words, "words"),
    "for": Command(_recommend, "for"),
    "dissent": Command(_dissent, "dissent"),
    "send": Command(lambda c, rest: c.send(_inject(c, rest)), "send"),
    "hold": Command(lambda c, rest: c.hold(_inject(c, rest)), "hold"),
    "skip": Command(lambda c, rest: c.skip(_inject(c, rest)), "skip"),
    "move": Command(_move, "move"),
    "inject": Command(_improvise, "inject"),
    "say": Command(_say, "say"),
    "note": Command(lambda c, rest: c.note(rest), "note"),
    "tell": Command(lambda c, rest: c.note(rest, public=True), "tell"),
    "mark": Command(_mark, "mark"),
    "rate": Command(_rate, "rate"),
    "learn": Command(_learn, "learn"),
    "commit": Command(_commit, "commit"),
    "back": Command(lambda c, rest: c.take_back(_number(rest)), "back"),
    "spoke": Command(lambda c, rest: c.spoke(_seat(c, rest)), "spoke"),
    "paper": Command(_paper, "paper"),
    "give": Command(_give, "give"),
    "vacate": Command(lambda c, rest: c.vacate(_seat(c, rest)), "vacate"),
    "admit": Command(lambda c, rest: c.admit(_number(rest)), "admit"),
    "refuse": Command(lambda c, rest: c.turn_away(_number(rest)), "refuse"),
    "pause": Command(lambda c, rest: c.pause(), "pause"),
    "stop": Command(lambda c, rest: c.emergency(), "stop"),
    "fork": Command(_fork, "fork"),
    "group": Command(_group, "group"),
    "forget": Command(_forget, "forget"),
    "end": Command(lambda c, rest: c.end(rest), "end"),
}
"""Each command by its word; what only shows something stands with the page."""
