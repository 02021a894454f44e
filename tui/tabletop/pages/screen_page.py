"""The projector's page: what everybody may see, the clock, and how to come in while there are seats to take."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from string import ascii_uppercase

from simulator.exercise.sight import NOBODY, Sight
from tui.story import Situation
from tui.tabletop.hosting.room import Room
from tui.tabletop.pages import telling
from tui.tabletop.pages.section import Line, Page, Section
from tui.words import say

ON_THE_WALL = 2
"""Parts of the orders that stand on the wall, situation and mission: all five are on phones and paper."""

LAST_ARRIVALS = 3
"""Public events on the projector: what fits beside the situation and can be read from ten metres."""


def screen_page(room: Room) -> Page:
    """What stands on the wall now."""
    seen = room.sight(NOBODY)
    return Page(telling.head(room, seen), tuple(_sections(room, seen)))


def _sections(room: Room, seen: Sight) -> Iterator[Section]:
    yield _on_table(room, seen)
    yield _seats(room, seen)
    arrived = telling.arrived(room.scenario, seen.arrived[-LAST_ARRIVALS:])
    yield arrived._replace(title=say("tabletop.section.events"))
    notes = reversed(seen.messages)
    lines = tuple(Line("item", each.text, None, telling.minute_of_play(each.played)) for each in notes)
    yield Section("messages", say("tabletop.section.public"), lines[:LAST_ARRIVALS])


def _on_table(room: Room, seen: Sight) -> Section:
    if seen.real:
        return Section("situation", say("tabletop.phase.emergency"), (Line("alert", say("tabletop.emergency")),))
    if seen.paused:
        return Section("situation", say("tabletop.phase.paused"), (Line("alert", say("tabletop.paused")),))
    if seen.phase == "lobby":
        lines = (Line("text", say("tabletop.screen-lobby")), *telling.carried(room))
        return Section("situation", say("tabletop.section.lobby"), lines)
    if seen.phase == "briefing":
        return telling.briefing(room.scenario, ON_THE_WALL)
    if seen.phase == "decided":
        return telling.consequence(room)
    view = telling.situation_on_table(room)
    if view is None:
        return Section("situation", "")
    if seen.phase == "recommending":
        found = telling.situation(replace(view, documents=()))
        return found._replace(lines=(*found.lines, Line("heading", say("tabletop.options")), *_options(view)))
    if seen.phase == "revealed":
        return Section("situation", view.title, tuple(_with_seats(room, seen, view)))
    return telling.situation(view)


def _options(view: Situation) -> Iterator[Line]:
    """What can be done, lettered."""
    labels = [each.label for each in view.options] or [
        say("tabletop.field", field=field.label, option=each.label) for field in view.fields for each in field.options
    ]
    yield from (Line("item", label, letter) for letter, label in zip(ascii_uppercase, labels, strict=False))


def _with_seats(room: Room, seen: Sight, view: Situation) -> Iterator[Line]:
    """What can be done, each with those who recommend it; reasons are for the table to give aloud."""
    options = [*view.options, *(each for field in view.fields for each in field.options)]
    for line, option in zip(_options(view), options, strict=False):
        yield line
        seats = [room.naming.called(each.seat) for each in seen.revealed if option.id in each.move]
        if seats:
            yield Line("text", " · ".join(seats), say("tabletop.recommended-by"))


def _seats(room: Room, seen: Sight) -> Section:
    """Who sits where, in the lobby; who has recommended, while that is unseen, by number alone."""
    naming, seats = room.naming, room.scenario.file.seats
    if seen.phase in ("lobby", "briefing"):
        taken = [
            Line(
                "item", naming.called(id) if id in room.standing.seats else say("tabletop.free", seat=naming.title(id))
            )
            for id in seats
        ]
        return Section("seats", say("tabletop.section.seats"), tuple(taken))
    if seen.phase == "recommending":
        asked = [id for id in room.standing.seats if seats[id].post != "observer"]
        done = sum(id in room.standing.recommendations for id in asked)
        return Section("seats", "", (Line("text", say("tabletop.recommended-so-far", done=done, count=len(asked))),))
    if seen.decides is not None and seen.phase not in ("debrief", "closed"):
        return Section("seats", "", (Line("text", say("tabletop.theirs-to-decide", seat=naming.called(seen.decides))),))
    return Section("seats", "")
