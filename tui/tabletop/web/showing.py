"""The projector in a browser. It is shown on this laptop, or to whoever has a pass for it: it has the digits on it."""

from __future__ import annotations

import io
from ipaddress import ip_address

import segno
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from tui.tabletop.hosting.passes import SCREEN
from tui.tabletop.hosting.room import Room
from tui.tabletop.pages.screen_page import screen_page
from tui.tabletop.web.drawing import drawn_page
from tui.tabletop.web.stream import streamed
from tui.tabletop.web.visiting import address_of, host_of, page, wants_data
from tui.words import say


async def screen(request: Request) -> Response:
    """The page on the wall; for a terminal only what it does not find in the stream: the way in."""
    room = _room(request)
    if room is None:
        return page("message.html", 403, text=say("tabletop.web.screen.elsewhere"))
    if wants_data(request):
        return JSONResponse({"code": room.door.code, "address": _address(request)})
    return HTMLResponse(
        drawn_page(
            "screen.html",
            screen_page(room),
            code=room.door.code,
            address=_address(request),
            key=request.query_params.get("key", ""),
        )
    )


async def events(request: Request) -> Response:
    """The stream of the page on the wall."""
    room = _room(request)
    if room is None:
        return Response(status_code=403)
    data = request.query_params.get("as") == "data"
    return streamed(room, SCREEN, lambda: screen_page(room), data=data)


async def way_in(request: Request) -> Response:
    """A picture that a phone reads: the address with the digits."""
    room = _room(request)
    if room is None:
        return Response(status_code=403)
    picture = io.BytesIO()
    segno.make(f"{_address(request)}/?code={room.door.code}", error="m").save(
        picture, kind="svg", scale=1, border=2, xmldecl=False, svgns=True, omitsize=True
    )
    return Response(picture.getvalue(), media_type="image/svg+xml")


def _room(request: Request) -> Room | None:
    """The room of `code`, for this laptop; that of a screen's pass `key`, for others."""
    host = host_of(request)
    found = host.let_in(request.query_params.get("key", ""))
    if found is not None:
        return found[0] if found[1] == SCREEN else None
    if not _is_this_laptop(request):
        return None
    code = request.query_params.get("code")
    return host.rooms.get(code) if code else next(iter(host.rooms.values()), None)


def _is_this_laptop(request: Request) -> bool:
    """Whether it comes from the loopback, or from the very address at which it arrives: nobody else has that."""
    address, (here, _) = address_of(request), request.scope.get("server") or ("", None)
    try:
        return ip_address(address).is_loopback or address == here
    except ValueError:
        return False


def _address(request: Request) -> str:
    """Where phones find this host: on the network, if it is there, and else as it was asked for."""
    return str(request.app.state.address or request.base_url).rstrip("/")
