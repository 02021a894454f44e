"""Who asks: the host, the room and the participant behind a request, and the answers that are the same everywhere."""

from __future__ import annotations

from typing import NamedTuple, cast

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from simulator.exercise.refused import Refused
from simulator.problems import SimulatorError
from tui.tabletop.hosting.host import Host
from tui.tabletop.hosting.room import Room
from tui.tabletop.web.drawing import drawn
from tui.words import say

COOKIE = "peacekeeper-pass"
DAYS = 3
"""Days after which a browser forgets a pass. An exercise takes hours; a course comes back the next day."""


class Visitor(NamedTuple):
    """Somebody with a pass."""

    room: Room
    participant: int


def host_of(request: Request) -> Host:
    """The host that serves this request."""
    return cast(Host, request.app.state.host)


def visitor(request: Request) -> Visitor | None:
    """Who asks; None without a pass of this host."""
    found = host_of(request).let_in(request.cookies.get(COOKIE, ""))
    return Visitor(*found) if found else None


def address_of(request: Request) -> str:
    """The address that a request came from."""
    return request.client.host if request.client else ""


def wants_data(request: Request) -> bool:
    """Whether a script or a terminal asks, which is answered with data and not with a page."""
    return request.headers.get("accept") == "application/json"


def to(place: str) -> Response:
    """Go on somewhere else, with GET."""
    return RedirectResponse(place, 303)


def page(name: str, status: int = 200, **values: object) -> Response:
    """A page that is no stream."""
    return HTMLResponse(drawn(name, **values), status)


def with_pass(response: Response, request: Request, text: str) -> Response:
    """The answer with a pass, which no script can read and no other site can send."""
    secure = request.url.scheme == "https"
    response.set_cookie(
        COOKIE, text, max_age=DAYS * 24 * 3600, httponly=True, samesite="strict", secure=secure, path="/"
    )
    return response


def told(error: SimulatorError) -> str:
    """Why something was refused, in words for whoever tried."""
    return say(f"tabletop.refused.{error.why}") if isinstance(error, Refused) else str(error)
