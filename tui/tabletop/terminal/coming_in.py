"""Coming in line by line, before any screen opens: what the command line did not say is asked for."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import NamedTuple

from tui.plain.listening import Listener
from tui.tabletop.naming import exercise_mark
from tui.tabletop.terminal.address import DIGITS, digits
from tui.tabletop.terminal.door import Door, NotLetIn, Seats
from tui.words import say

LOOK = 2.0
"""Seconds between two looks at whether one was let in."""


class Wanted(NamedTuple):
    """What the command line said; None is asked for, where it is needed."""

    code: str = ""
    name: str | None = None
    seat: str | None = None


def come_in(door: Door, listener: Listener, wanted: Wanted, wait: Callable[[float], None] = time.sleep) -> str:
    """The id of the seat that one sits in. Raises Left, CannotReach, NotUnderstood, and NotLetIn where nobody can be
    asked for other digits.
    """
    found = door.seats() if door.known else None
    if found is None:
        listener.page.line(exercise_mark())
        listener.page.line(say("tabletop.web.fictional"))
        found = _through_door(door, listener, wanted)
    listener.page.line(found.title)
    while not found.mine:
        found = _waited(door, listener, found, wait) if found.waits else _taken(door, listener, found, wanted)
        wanted = wanted._replace(seat=None)
    seat = wanted.seat if wanted.seat in found.mine else found.mine[0]
    listener.page.flush()
    return seat


def _through_door(door: Door, listener: Listener, wanted: Wanted) -> Seats:
    code, name = digits(wanted.code), wanted.name
    while True:
        while len(code) != DIGITS:
            code = digits(listener.ask(say("terminal.door.code")))
        if name is None:
            name = listener.ask(say("terminal.door.name"))
        try:
            door.join(code, name)
        except NotLetIn as error:
            if wanted.code and wanted.name is not None:
                raise
            listener.page.line(str(error))
            code, name, wanted = "", wanted.name, wanted._replace(code="")
            continue
        found = door.seats()
        if found is not None:
            return found
        raise NotLetIn(say("terminal.not-let-in"))


def _taken(door: Door, listener: Listener, found: Seats, wanted: Wanted) -> Seats:
    """Take the seat that was wanted, or one of those that are listed."""
    seat = wanted.seat
    if seat is None:
        for n, each in enumerate(found.seats, 1):
            listener.page.line(say("terminal.door.taken", seat=each.title) if each.taken else each.title, str(n))
        answer = listener.ask(say("terminal.door.seat", count=len(found.seats)))
        seat = next((each.id for n, each in enumerate(found.seats, 1) if answer in (str(n), each.id)), None)
        if seat is None:
            listener.page.line(say("terminal.plain.wrong-number", count=len(found.seats)))
            return door.seats() or found
    try:
        door.take(seat)
    except NotLetIn as error:
        listener.page.line(str(error))
    return door.seats() or found


def _waited(door: Door, listener: Listener, found: Seats, wait: Callable[[float], None]) -> Seats:
    """Wait until exercise control lets one in, or turns one away."""
    listener.page.line(say("terminal.door.waits", seat=found.waits))
    listener.page.flush()
    while found.waits and not found.mine:
        wait(LOOK)
        found = door.seats() or found._replace(waits="")
    if not found.mine:
        listener.page.line(say("terminal.door.turned-away"))
    return found
