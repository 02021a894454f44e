"""What every request passes: it is small, comes from this site, and the answer lets a browser do nothing else."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tui.words import say

BODY = 64_000
"""Bytes of a request: the longest text that may be typed has 16,000, in a form three times that."""

FIXED = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cache-control": "no-store",
}
"""Sent with every answer. Nothing of an exercise is kept by a browser, framed by a page or fetched from elsewhere."""


class TooLarge(Exception):
    """A body that came in pieces has grown over the limit."""


class Guard:
    """The outermost layer."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        if scope["method"] not in ("GET", "HEAD") and not _from_here(headers):
            await PlainTextResponse(say("tabletop.web.elsewhere"), 403)(scope, receive, send)
            return
        try:
            if headers.get("content-length", "0").strip("0123456789") or int(headers.get("content-length", "0")) > BODY:
                raise TooLarge
            await self._app(scope, _limited(receive), _dressed(send))
        except TooLarge:
            await PlainTextResponse(say("tabletop.web.too-large"), 413)(scope, receive, send)


def _from_here(headers: Headers) -> bool:
    """Whether a page of this site sent the form, or something that is no browser and so has nobody's cookies."""
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc == headers.get("host")


def _limited(receive: Receive) -> Receive:
    taken = 0

    async def limited() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > BODY:
            raise TooLarge
        return message

    return limited


def _dressed(send: Send) -> Send:
    async def dressed(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in FIXED.items():
                headers[name] = value
        await send(message)

    return dressed
