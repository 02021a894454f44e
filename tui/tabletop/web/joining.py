"""Coming in: six digits, a name if one likes, and a seat. A terminal is answered with data in place of pages."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from simulator.characters import unseen
from simulator.exercise.refused import Refused
from tui.tabletop.web.visiting import address_of, host_of, page, to, told, visitor, wants_data, with_pass
from tui.words import say

NAME = 60
"""Characters of a name."""

PEOPLE = 200
"""Participants of one exercise, those who came back included. More is a mistake or an attack."""


async def door(request: Request) -> Response:
    """The first page: digits and a name. Who has a pass goes on to the seat."""
    found = visitor(request)
    if found is not None:
        seats = found.room.seats_of(found.participant)
        return to(f"/seat/{seats[0]}" if seats else "/seats")
    return _door(request, request.query_params.get("code", "")[:6])


async def join(request: Request) -> Response:
    """Come in through the door that the digits open."""
    form = await request.form()
    code = "".join(c for c in str(form.get("code", "")) if c.isdecimal() and c.isascii())[:6]
    name = " ".join(str(form.get("name", "")).split())
    if len(name) > NAME or unseen(name) is not None:
        return _door(request, code, say("tabletop.web.no-such-name", count=NAME), 400)
    host = host_of(request)
    room = host.room_of(code, address_of(request))
    if room is None:
        wait = not host.tries.may(address_of(request))
        problem = say("tabletop.web.too-many-tries" if wait else "tabletop.web.wrong-code")
        return _door(request, "", problem, 429 if wait else 403)
    if len(room.names) >= PEOPLE:
        return _door(request, "", say("tabletop.web.full"), 403)
    response = JSONResponse({}) if wants_data(request) else to("/seats")
    return with_pass(response, request, host.pass_for(room, room.arrive(name)))


async def seats(request: Request) -> Response:
    """The seats that can be taken, or that one waits to be let in."""
    return _seats(request)


async def take(request: Request) -> Response:
    """Take a seat."""
    found = visitor(request)
    if found is None:
        return _stranger(request)
    seat = str((await request.form()).get("seat", ""))
    try:
        found.room.ask_for(found.participant, seat)
    except Refused as error:
        return _seats(request, told(error), 409)
    return JSONResponse({}) if wants_data(request) else to("/seats")


async def leave(request: Request) -> Response:
    """Forget the pass: somebody else may come in with this phone."""
    response = to("/")
    response.delete_cookie("peacekeeper-pass", path="/")
    return response


def _door(request: Request, code: str, problem: str = "", status: int = 200) -> Response:
    if wants_data(request):
        return JSONResponse({"problem": problem}, status)
    return page("door.html", status, code=code, problem=problem, name_length=NAME)


def _stranger(request: Request) -> Response:
    return JSONResponse({}, 403) if wants_data(request) else to("/")


def _seats(request: Request, problem: str = "", status: int = 200) -> Response:
    found = visitor(request)
    if found is None:
        return _stranger(request)
    room = found.room
    mine = room.seats_of(found.participant)
    if mine and not problem and not wants_data(request):
        return to(f"/seat/{mine[0]}")
    knock = room.knocks.get(found.participant)
    rows = [(id, each.title, id in room.standing.seats) for id, each in room.scenario.file.seats.items()]
    waits = room.naming.title(knock.seat) if knock else ""
    if wants_data(request):
        seats = [{"id": id, "title": title, "taken": taken} for id, title, taken in rows]
        found_now = {"title": room.scenario.title, "seats": seats, "mine": mine, "waits": waits, "problem": problem}
        return JSONResponse(found_now, status)
    return page("seats.html", status, title=room.scenario.title, seats=rows, waits=waits, problem=problem)
