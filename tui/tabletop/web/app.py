"""The ASGI application: every route, behind the guard and the check of the Host header."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from tui.tabletop.hosting.host import Host
from tui.tabletop.web import joining, showing, sitting, surveying
from tui.tabletop.web.guarding import Guard
from tui.tabletop.web.visiting import page
from tui.words import say

STATIC = Path(__file__).with_name("static")


def application(host: Host, names: Sequence[str], address: str | None = None) -> Starlette:
    """The host's pages. `names` are the Host headers that are answered; `address` is where phones find it."""
    app = Starlette(
        routes=[
            Route("/", joining.door),
            Route("/join", joining.join, methods=["POST"]),
            Route("/seats", joining.seats),
            Route("/seats", joining.take, methods=["POST"]),
            Route("/leave", joining.leave, methods=["POST"]),
            Route("/seat/{seat}", sitting.seat),
            Route("/seat/{seat}", sitting.act, methods=["POST"]),
            Route("/seat/{seat}/events", sitting.events),
            Route("/survey", surveying.survey),
            Route("/survey", surveying.answer, methods=["POST"]),
            Route("/screen", showing.screen),
            Route("/screen/events", showing.events),
            Route("/way-in.svg", showing.way_in),
            Mount("/static", StaticFiles(directory=STATIC)),
        ],
        middleware=[Middleware(Guard), Middleware(TrustedHostMiddleware, allowed_hosts=names, www_redirect=False)],
        exception_handlers={404: _nothing_here, 500: _our_mistake},
    )
    app.state.host, app.state.address = host, address
    return app


async def _nothing_here(request: Request, error: Exception) -> Response:
    return page("message.html", 404, text=say("tabletop.web.nothing-here"))


async def _our_mistake(request: Request, error: Exception) -> Response:
    return page("message.html", 500, text=say("tabletop.web.our-mistake"))
