"""A seat in a browser: its page, its stream, and the forms that it sends. A terminal asks for the same as data."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from simulator.problems import SimulatorError
from tui.tabletop.hosting.doing import do
from tui.tabletop.pages.seat_page import seat_page
from tui.tabletop.pages.section import Page
from tui.tabletop.web.drawing import drawn_page
from tui.tabletop.web.stream import streamed
from tui.tabletop.web.visiting import Visitor, to, told, visitor, wants_data


async def seat(request: Request) -> Response:
    """The page of a seat."""
    found, id = visitor(request), request.path_params["seat"]
    if found is None or not found.room.sits(found.participant, id):
        return to("/seats" if found else "/")
    return _page(found, id)


async def events(request: Request) -> Response:
    """The stream of a seat's page."""
    found, id = visitor(request), request.path_params["seat"]
    if found is None:
        return Response(status_code=403)

    def view() -> Page | None:
        room, participant = found
        return seat_page(room, id) if room.sits(participant, id) else None

    return streamed(found.room, found.participant, view, data=request.query_params.get("as") == "data")


async def act(request: Request) -> Response:
    """Take a form. A script or a terminal is answered with what went wrong, a page without script with itself."""
    found, id = visitor(request), request.path_params["seat"]
    if found is None:
        return Response(status_code=403)
    form = await request.form(max_files=0, max_fields=100)
    sent = {name: [str(each) for each in form.getlist(name)] for name in form}
    quiet = wants_data(request)
    try:
        do(found.room, found.participant, id, sent)
    except SimulatorError as error:
        if quiet:
            return JSONResponse({"problem": told(error)}, 409)
        if not found.room.sits(found.participant, id):
            return to("/seats")
        return _page(found, id, told(error), 409)
    return JSONResponse({}) if quiet else to(f"/seat/{id}")


def _page(found: Visitor, id: str, problem: str = "", status: int = 200) -> Response:
    room = found.room
    page = seat_page(room, id)
    return HTMLResponse(drawn_page("seat.html", page, seat=id, problem=problem), status)
